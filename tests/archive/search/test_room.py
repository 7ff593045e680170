"""The index mends itself, forgets what was taken out, and tells a reader nothing of the rest."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archive.search.cabinets import VISITOR, ask, cabinet_and_records, dossier, ids
from tests.holdings import Typed, typed

from summitry.archive.search.entry import Facts, entry
from summitry.archive.search.room import FOLDER
from summitry.archive.search.shelf import Damaged, Shelf, Shelved
from summitry.foundation.plain import plain

TEXTS = {
    "one": "The freeze at Yongbyon.\n\nInspectors of the reactor.",
    "two": "A freeze of missile tests.",
    "three": "Lunch.",
}


def index_in(folder: Path) -> Path:
    (path,) = (folder / FOLDER).glob("*.db")
    return path


@pytest.mark.parametrize("harm", ["delete", "truncate", "garble", "empty", "other", "places", "text"])
def test_a_harmed_index_is_made_again(tmp_path: Path, harm: str) -> None:
    told = dossier(*cabinet_and_records(TEXTS))
    whole = ask(told, tmp_path, "freeze")
    path = index_in(tmp_path)
    content = path.read_bytes()
    assert not path.with_name(path.name + "-wal").exists()
    if harm == "delete":
        path.unlink()
    elif harm == "truncate":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "garble":
        path.write_bytes(content[:100] + random.Random(1).randbytes(len(content) - 100))
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "other":
        path.unlink()
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE notes (text)")
    else:
        with sqlite3.connect(path) as base:
            base.execute(f"UPDATE {harm} SET packed = zeroblob(40)")
    assert ask(told, tmp_path, "freeze") == whole


def test_a_folder_that_cannot_be_written_is_searched_all_the_same(tmp_path: Path) -> None:
    told = dossier(*cabinet_and_records(TEXTS))
    (tmp_path / ".summitry").write_text("a file where the folder would be")
    assert ids(ask(told, tmp_path, "missile")) == ["two"]


def test_documents_come_change_and_go(tmp_path: Path) -> None:
    records, held = cabinet_and_records(TEXTS)
    assert ids(ask(dossier(records, held), tmp_path, "freeze")) == ["two", "one"]
    held.put("archive/two.txt", "Nothing of the kind.")
    assert ids(ask(dossier(records, held), tmp_path, "freeze")) == ["one"]
    fewer = "\n".join(line for line in records.split("\n") if "one" not in line)
    gone = ask(dossier(fewer, held), tmp_path, "freeze Yongbyn")
    assert (ids(gone), gone.held, gone.did_you_mean) == ([], 2, "")
    assert b"yongbyon" not in index_in(tmp_path).read_bytes()


@settings(max_examples=25)
@given(st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_what_came_and_went_leaves_no_trace(order: list[str], chance: random.Random) -> None:
    """An index that saw other documents answers as one that never did."""
    with Shelf(None) as used, Shelf(None) as fresh:
        held = {name: _shelved(name) for name in TEXTS}
        for name in order:
            used.put(held[name])
            if chance.random() < 0.5:
                used.take_out(name)
        for name in TEXTS:
            used.take_out(name)
        for name in ("three", "one"):
            used.put(held[name])
            fresh.put(held[name])
        for statement in (
            "SELECT term.term, documents FROM term ORDER BY 1",
            "SELECT word, term.term, word.documents FROM word"
            " JOIN term ON term.number = word.term ORDER BY 1, 2",
            "SELECT id, length, windows FROM entry ORDER BY 1",
        ):
            assert used.base.execute(statement).fetchall() == fresh.base.execute(statement).fetchall()
        form = [used.numbers(("freez",))]
        assert len(used.engine.matching(form)) == 1


def _shelved(name: str) -> Shelved:
    held = typed(f"archive/{name}.txt", TEXTS[name])
    made = entry(Facts(id=name, document=name, title=name), held, held.parts[0])
    return Shelved(id=name, stamp=name, entries=((made, 1),))


@settings(max_examples=20)
@given(st.lists(st.text(alphabet="freeze missile plutonium ", min_size=1), max_size=3), st.booleans())
def test_what_a_reader_may_not_see_changes_no_byte(hidden: list[str], grouped: bool) -> None:
    records, held = cabinet_and_records(TEXTS)
    mark = "access: [intel]" if grouped else "marking: restricted"
    more = "".join(
        f"\n- {{id: h{n}, title: Hidden freeze, file: archive/h{n}.txt, {mark}}}" for n in range(len(hidden))
    )
    texts = Typed({f"archive/h{n}.txt": text or "x" for n, text in enumerate(hidden)})
    held._held.update(texts._held)
    people = "\nsearches: [{id: s, asks: freeze, marking: restricted}]"
    with tempfile.TemporaryDirectory() as scratch:
        for question in (
            "freeze missile",
            "plutonim",
            "kind:plain",
            "freeze*",
            '"the freeze"',
            "compartment:intel",
        ):
            bare = ask(dossier(records, held).narrowed(VISITOR), Path(scratch) / "bare", question)
            full = ask(
                dossier(records + more + people, held).narrowed(VISITOR), Path(scratch) / "full", question
            )
            assert json.dumps(plain(full)) == json.dumps(plain(bare))
        # the index of the whole was used before and after: it is another file
        ask(dossier(records + more, held), Path(scratch) / "full", "freeze")
        again = ask(dossier(records + more, held).narrowed(VISITOR), Path(scratch) / "full", "freeze missile")
        assert again == ask(
            dossier(records, held).narrowed(VISITOR), Path(scratch) / "bare", "freeze missile"
        )


def test_a_document_that_becomes_restricted_leaves_the_readers_index(tmp_path: Path) -> None:
    records, held = cabinet_and_records({**TEXTS, "secret": "Plutonium."})
    assert ids(ask(dossier(records, held).narrowed(VISITOR), tmp_path, "plutonium")) == ["secret"]
    marked = records.replace("title: secret,", "title: secret, marking: restricted,")
    after = ask(dossier(marked, held).narrowed(VISITOR), tmp_path, "plutonum")
    assert (ids(after), after.held, after.did_you_mean) == ([], 3, "")
    assert ids(ask(dossier(marked, held), tmp_path, "plutonium")) == ["secret"]


KILLED = """
import os, signal, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from summitry.archive.search.shelf import Shelf
from tests.archive.search.test_room import _shelved
from dataclasses import replace
with Shelf(Path({path!r})) as shelf:
    print("begun", flush=True)
    for n in range(10_000):
        made = _shelved("one")
        entry, known = made.entries[0]
        entry = replace(entry, facts=replace(entry.facts, id=f"d{{n}}", document=f"d{{n}}"))
        shelf.put(replace(made, id=f"d{{n}}", entries=((entry, known),)))
        print(n, flush=True)
"""


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    root = Path(__file__).resolve().parents[3]
    program = textwrap.dedent(KILLED).format(paths=[str(root / "src"), str(root)], path=str(path))
    for _ in range(3):
        path.unlink(missing_ok=True)
        for beside in tmp_path.glob("index.db-*"):
            beside.unlink()
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "begun\n"
            for _ in range(20):
                last = child.stdout.readline()
            os.kill(child.pid, signal.SIGKILL)
            rest = child.stdout.read().split()
        acknowledged = int(rest[-1] if rest else last)
        with Shelf(path) as shelf:
            held = shelf.stamps()
            assert len(held) >= acknowledged + 1
            assert shelf.cabinet().documents == len(held)
            form = shelf.numbers(("freez",))
            assert shelf.having(form[0]) == shelf.engine.count([form]) == len(held)


def test_another_version_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    Shelf(path).close()
    with sqlite3.connect(path) as base:
        base.execute("UPDATE about SET value = 'an older one'")
    with pytest.raises(Damaged):
        Shelf(path)


def test_another_engine_gives_the_same(tmp_path: Path) -> None:
    told = dossier(*cabinet_and_records(TEXTS))
    for question in (
        "freeze",
        '"missile tests"',
        "freeze -missile",
        "in:one freeze",
        "inspect*",
        "lunch OR reactor",
    ):
        assert ask(told, tmp_path, question, "tantivy") == ask(told, tmp_path, question, "fts5"), question


def test_tantivys_folder_is_filled_again(tmp_path: Path) -> None:
    told = dossier(*cabinet_and_records(TEXTS))
    whole = ask(told, tmp_path, "freeze", "tantivy")
    (folder,) = (tmp_path / FOLDER).glob("*.tantivy")
    shutil.rmtree(folder)
    assert ask(told, tmp_path, "freeze", "tantivy") == whole
    for file in folder.glob("*"):
        file.write_bytes(b"harmed")
    assert ask(told, tmp_path, "freeze", "tantivy") == whole
