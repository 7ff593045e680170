"""The journal: whole, or what was done to it is found and named."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.cli.app import app
from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.journal import Verified, entries, keys, noted, settle, verify
from summitry.secretariat.journal.chain import FOLDER

WHO = acts.Actor(name="reyes")
TEXTS = {
    "dossier.yaml": "format: 1\nmarkings: [open, restricted]\n",
    "people.yaml": "people:\n- {id: a, name: Anna}\n- {id: b, name: Boris}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "talks")


def made(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def renamed(folder: Path, record: str, name: str) -> None:
    digest = acts.read(folder, record, ["name"]).digest
    acts.revise(WHO, folder, record, {"name": name}, digest)


def filled(folder: Path, count: int = 6) -> Path:
    for number in range(count):
        renamed(folder, "ab"[number % 2], f"Name {number}")
    return folder


def journal_lines(folder: Path) -> list[bytes]:
    return (folder / FOLDER / "00000001.jsonl").read_bytes().splitlines(keepends=True)


def test_each_act_stands_in_the_journal_and_no_text_does(folder: Path) -> None:
    renamed(folder, "a", "Anna Secretname")
    acts.record(WHO, folder, "person", {"id": "c", "name": "Clara Secretname"})
    acts.looked_at(WHO, folder, ["b"])
    found = list(entries(folder))
    assert [(e.number, e.actor, e.act, e.on) for e in found] == [
        (1, "reyes", "revise", ("a",)), (2, "reyes", "record", ("c",)), (3, "reyes", "read", ("b",)),
    ]  # fmt: skip
    whole = b"".join(p.read_bytes() for p in (folder / ".summitry").rglob("*") if p.is_file())
    assert b"Secretname" not in whole
    assert verify(folder).whole


def test_what_was_refused_leaves_no_entry(folder: Path) -> None:
    with pytest.raises(Refused):
        acts.revise(WHO, folder, "a", {"name": "x"}, "0" * 64)
    with pytest.raises(Refused):
        acts.record(WHO, folder, "person", {"id": "a", "name": "again"})
    assert list(entries(folder)) == []
    assert verify(folder).whole


@settings(max_examples=120)
@given(st.data())
def test_any_byte_changed_any_line_gone_or_moved_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = filled(made(tmp_path_factory.mktemp("j") / "talks"), 5)
    file = folder / FOLDER / "00000001.jsonl"
    lines = journal_lines(folder)
    how = data.draw(st.sampled_from(["byte", "gone", "swapped", "doubled", "short"]))
    at = data.draw(st.integers(0, len(lines) - 1))
    if how == "byte":
        place = data.draw(st.integers(0, len(lines[at]) - 2))
        changed = bytearray(lines[at])
        changed[place] ^= data.draw(st.integers(1, 127))
        lines[at] = bytes(changed)
    elif how == "gone":
        del lines[at]
    elif how == "swapped":
        other = (at + 1) % len(lines)
        lines[at], lines[other] = lines[other], lines[at]
    elif how == "doubled":
        lines.insert(at, lines[at])
    else:
        del lines[at:]
    file.write_bytes(b"".join(lines))
    found = verify(folder)
    assert not found.whole
    assert all(trouble.says for trouble in found.troubles)


def test_a_trouble_names_the_entry(folder: Path) -> None:
    filled(folder)
    file = folder / FOLDER / "00000001.jsonl"
    lines = journal_lines(folder)

    def said(changed: list[bytes]) -> list[str]:
        file.write_bytes(b"".join(changed))
        return [trouble.says for trouble in verify(folder).troubles]

    assert said([*lines[:2], *lines[3:]]) == ["Before entry 4, entry 3 is missing."]
    assert said(lines[:4]) == ["At the end, entries 5 to 6 are missing."]
    assert said([lines[0], lines[1].replace(b"reyes", b"osei!"), *lines[2:]]) == [
        "Entry 2 was changed after entry 3 was made, or 3 was."
    ]
    assert said(lines) == []


def test_nothing_is_added_to_a_journal_that_was_cut(folder: Path) -> None:
    filled(folder)
    (folder / FOLDER / "00000001.jsonl").write_bytes(b"".join(journal_lines(folder)[:3]))
    with pytest.raises(Refused, match="shorter than its tip"):
        noted(folder, "reyes", "read", ["a"])


def test_erasing_leaves_the_chain_whole_and_nothing_that_could_be_guessed_at(folder: Path) -> None:
    filled(folder)
    keys_before = len(list((folder / ".summitry" / "keys").iterdir()))
    erased = acts.erase(WHO, folder, "a")
    assert load(folder).get("a") is None
    assert erased.cannot_reach
    assert len(list((folder / ".summitry" / "keys").iterdir())) == keys_before - 1
    found = verify(folder)
    assert found.whole
    assert list(entries(folder))[-1].act == "erase"


def test_what_others_name_is_not_erased(folder: Path) -> None:
    (folder / "posts.yaml").write_text(
        "posts: [{id: p, title: Envoy, holders: [{who: a}]}]\n", encoding="utf-8"
    )
    with pytest.raises(Refused, match="Others still name a: p"):
        acts.erase(WHO, folder, "a")
    assert load(folder).get("a") is not None


KILLED = """
import os, sys
from pathlib import Path
from summitry.folder import edit
from summitry.foundation import durable
from summitry.secretariat import acts
folder, when = Path(sys.argv[1]), sys.argv[2]
def die(*_, **__): os._exit(9)
if when == "before the text": edit.set_fields = die
if when == "after the text":
    from summitry.secretariat.journal import chain
    chain.add = die
digest = acts.read(folder, "a", ["name"]).digest
acts.revise(acts.Actor(name="reyes"), folder, "a", {"name": "after"}, digest)
"""


@pytest.mark.parametrize(("when", "stands"), [("before the text", False), ("after the text", True)])
def test_after_a_kill_text_and_journal_agree(folder: Path, when: str, stands: bool) -> None:
    renamed(folder, "a", "before")
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), when], check=False, env={**os.environ})
    assert done.returncode == 9
    renamed(folder, "b", "next")
    record = load(folder).get("a")
    assert record is not None
    assert record.title == ("after" if stands else "before")
    assert [e.on[0] for e in entries(folder)] == (["a", "a", "b"] if stands else ["a", "b"])
    assert verify(folder).whole


KILLED_RENAMING = """
import os, sys
from pathlib import Path
from summitry.secretariat import acts
folder, when = Path(sys.argv[1]), sys.argv[2]
def die(*_, **__): os._exit(9)
if when == "before the text": acts.rename_in_text = die
if when == "after the text":
    from summitry.secretariat.journal import chain
    chain.add = die
acts.rename(acts.Actor(name="reyes"), folder, "a", "anna")
"""


@pytest.mark.parametrize(("when", "stands"), [("before the text", False), ("after the text", True)])
def test_after_a_kill_a_rename_stands_in_both_or_in_neither(folder: Path, when: str, stands: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_RENAMING, str(folder), when], check=False, env={**os.environ}
    )
    assert done.returncode == 9
    renamed(folder, "b", "next")
    assert (load(folder).get("anna") is not None) == stands
    assert [e.act for e in entries(folder)] == (["rename", "revise"] if stands else ["revise"])
    assert verify(folder).whole


KILLED_ERASING = """
import os, sys
from pathlib import Path
from summitry.secretariat import acts
from summitry.secretariat.journal import acting, chain, keys
folder, when = Path(sys.argv[1]), sys.argv[2]
def die(*_, **__): os._exit(9)
if when == "before the text": acts.edit.delete = die
if when == "before the entry": chain.add = die
if when == "before the key": keys.destroy = die
if when == "within the key": keys.os.pwrite = die
acts.erase(acts.Actor(name="reyes"), folder, "a")
"""


@pytest.mark.parametrize("then", ["an act", "a read", "the desk begins"])
@pytest.mark.parametrize(
    ("when", "gone"),
    [
        ("before the text", False),
        ("before the entry", True),
        ("before the key", True),
        ("within the key", True),
    ],
)
def test_after_a_kill_an_erasure_is_whole_or_has_not_begun(
    folder: Path, when: str, gone: bool, then: str
) -> None:
    renamed(folder, "a", "Anna Secretname")
    key = keys.key_of(folder, "a")
    code = [sys.executable, "-c", KILLED_ERASING, str(folder), when]
    assert subprocess.run(code, check=False, env={**os.environ}).returncode == 9
    if then == "an act":
        renamed(folder, "b", "next")
    elif then == "a read":
        noted(folder, "osei", "read", ("b",))
    else:
        settle(folder)
    assert (load(folder).get("a") is None) == gone
    assert (key not in [p.read_bytes() for p in (folder / keys.FOLDER).iterdir()]) == gone
    assert not (folder / keys.FOLDER / keys.CONDEMNED).exists()
    renamed(folder, "b", "last")
    assert [e.act for e in entries(folder)].count("erase") == int(gone)
    assert verify(folder).whole


def test_a_read_between_a_kill_and_the_next_act_doubles_nothing(folder: Path) -> None:
    renamed(folder, "a", "before")
    added = "from summitry.secretariat.journal import chain\nadd = chain.add\n"
    code = KILLED.replace("digest =", f"{added}chain.add = lambda *told: die(add(*told))\ndigest =", 1)
    done = subprocess.run([sys.executable, "-c", code, str(folder), ""], check=False, env={**os.environ})
    assert done.returncode == 9
    noted(folder, "osei", "read", ("b",))
    renamed(folder, "b", "next")
    assert [(e.act, *e.on) for e in entries(folder)] == [
        ("revise", "a"), ("revise", "a"), ("read", "b"), ("revise", "b"),
    ]  # fmt: skip


HAMMER = """
import sys
from pathlib import Path
from summitry.secretariat import acts
folder = Path(sys.argv[1])
for number in range(10_000):
    digest = acts.read(folder, "a", ["name"]).digest
    acts.revise(acts.Actor(name="reyes"), folder, "a", {"name": f"n{number}"}, digest)
    print(number, flush=True)
"""


@pytest.mark.parametrize("round", range(4))
def test_every_acknowledged_act_is_there_after_kill_9(folder: Path, round: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HAMMER, str(folder)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(5 + 3 * round)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.strip().isdigit()]
    noted(folder, "osei", "read", ["b"])
    renamed(folder, "b", "after the kill")
    revised = [e for e in entries(folder) if e.on == ("a",)]
    assert len(revised) >= len(told), "each one that was told of stands in the journal"
    record = load(folder).get("a")
    assert record is not None
    assert int(record.title[1:]) >= told[-1]
    assert len(revised) == int(record.title[1:]) + 1, "and no more than the text"
    assert verify(folder).whole


def test_the_command_line_proves_it(folder: Path, tmp_path: Path) -> None:
    filled(folder)
    run = CliRunner()
    whole = run.invoke(app, ["journal", "verify", str(folder)])
    assert whole.exit_code == 0 and "The journal is whole: 6 entries" in whole.output
    seal = whole.output.split("Its seal is ")[1].strip().rstrip(".")
    filled(folder, 2)
    assert run.invoke(app, ["journal", "verify", str(folder), "--seal", seal]).exit_code == 0
    anew = made(tmp_path / "anew")
    filled(anew, 8)
    forged = run.invoke(app, ["journal", "verify", str(anew), "--seal", seal])
    assert forged.exit_code == 1 and "not the one it was taken from" in forged.output
    shutil.rmtree(anew / ".summitry" / "journal")
    assert run.invoke(app, ["journal", "verify", str(anew)]).exit_code == 2
    shown = run.invoke(app, ["journal", "show", str(folder), "--record", "a"])
    assert shown.output.count("revise  a") == 4
    told = json.loads(run.invoke(app, ["journal", "verify", str(folder), "--format", "json"]).output)
    assert told["whole"] is True


def test_a_verified_journal_of_nothing_is_whole(folder: Path) -> None:
    assert verify(folder) == Verified(entries=0, seal="0" * 64)
