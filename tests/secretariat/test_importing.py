"""Importing as an act: what is on the disk, what is said, for whom; and that nothing is lost on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.archive.made import picture_pdf
from tests.archive.test_readers import LETTER

import summitry
from summitry.archive import ocr, store
from summitry.archive.likeness import Likeness
from summitry.dossier.kinds import Document, Event
from summitry.folder import edit
from summitry.foundation.refusals import NotWritable
from summitry.secretariat.importing import Arrival, NotImported, Wishes, found_files, importing
from summitry.secretariat.redlining import NotHeld, side_by_side

HEADER = """format: 1
dossier: Talks
markings: [open, restricted, secret]
groups: [inner]
readers: {visitor: {marking: open, groups: []}, insider: {marking: secret, groups: [inner]}}
"""
SENTENCES = [
    f"The {n}th clause binds the parties to item {n * 7} of the annex and to no other item."
    for n in range(30)
]
PAPER = "Options for the talks\n\n" + "\n\n".join(SENTENCES)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(HEADER)
    return folder


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(folder: Path, *paths: Path | str, **wishes: object) -> list[Arrival]:
    return list(importing(folder, found_files([str(p) for p in paths]), Wishes(**wishes)))  # type: ignore[arg-type]


def documents(folder: Path) -> dict[str, Document]:
    return {d.id: d for d in summitry.load(folder).all(Document)}


def test_a_paper_is_kept_read_and_put_on_record(talks: Path) -> None:
    path = put(talks, "Options (final).txt", "SECRET\n\nOptions\n\n3 May 2018\n\nWe have two.")
    [arrival] = run(talks, path)
    assert (arrival.outcome, arrival.document) == ("imported", "options-final")
    dossier = summitry.load(talks)
    assert dossier.faults == ()
    record = documents(talks)["options-final"]
    assert (record.title, record.marking, record.date and record.date.text) == (
        "Options",
        "secret",
        "2018-05-03",
    )
    assert (talks / record.file).read_bytes() == path.read_bytes()
    held = dossier.held("options-final")
    assert held is not None
    assert [p.text for p in held.passages] == ["SECRET", "Options", "3 May 2018", "We have two."]
    assert "Proposed at import" in record.note
    assert 'marking: a line of its own says "SECRET"' in record.note


def test_a_marking_the_dossier_does_not_know_is_said_and_not_made_up(talks: Path) -> None:
    [arrival] = run(talks, put(talks, "a.txt", "Confidential\n\nOptions"))
    assert documents(talks)["a"].marking == ""
    assert any('bears the marking "Confidential"' in remark for remark in arrival.remarks)


def test_the_same_file_twice_is_one_document(talks: Path) -> None:
    first, second = put(talks, "a.txt", PAPER), put(talks, "b.txt", PAPER)
    assert [a.outcome for a in run(talks, first, second)].count("imported") == 1
    assert [(a.outcome, a.document) for a in run(talks, second)] == [("there", next(iter(documents(talks))))]
    assert len(documents(talks)) == 1


def test_importing_again_never_renumbers_passages(talks: Path) -> None:
    run(talks, path := put(talks, "a.txt", PAPER))
    text = next((talks / store.TEXTS).iterdir())
    before = text.read_bytes()
    (talks / "documents.yaml").unlink()
    run(talks, path)
    assert text.read_bytes() == before
    text.unlink()
    assert summitry.load(talks).held("a") is not None
    assert text.read_bytes() == before


def test_wishes_are_put_on_record_and_impossible_ones_refused_before_anything_is_written(talks: Path) -> None:
    path = put(talks, "a.txt", PAPER)
    (talks / "parties.yaml").write_text("parties: [{id: us, name: America}]\n")
    run(talks, path, id="opt", marking="restricted", access=("inner",), learned="2018-03-12")
    record = documents(talks)["opt"]
    assert (record.marking, record.access, record.learned and record.learned.text) == (
        "restricted",
        ("inner",),
        "2018-03-12",
    )
    for wishes in ({"marking": "purple"}, {"access": ("nobody",)}, {"id": "us"}):
        path = put(talks, "b.txt", PAPER + str(wishes))
        with pytest.raises(NotImported, match=r"dossier.yaml lists no|already the id"):
            run(talks, path, **wishes)
    assert list(documents(talks)) == ["opt"]


def test_a_dry_run_says_and_writes_nothing(talks: Path) -> None:
    path = put(talks, "a.txt", PAPER)
    before = sorted(p for p in talks.rglob("*") if ".summitry" not in p.parts)
    [arrival] = run(talks, path, dry_run=True)
    assert (arrival.outcome, arrival.title) == ("would be", "Options for the talks")
    assert sorted(p for p in talks.rglob("*") if ".summitry" not in p.parts) == before


def test_an_attachment_is_a_document_of_its_own_that_names_its_letter(talks: Path) -> None:
    arrivals = run(talks, put(talks, "letter.eml", LETTER))
    assert [(a.document, a.came_with) for a in arrivals] == [("letter", ""), ("letter-options", "letter")]
    assert documents(talks)["letter-options"].attached_to == "letter"
    held = summitry.load(talks).held("letter")
    assert held is not None
    assert [(a.name, a.digest in documents(talks)["letter-options"].file) for a in held.attached] == [
        ("options.txt", True)
    ]


def test_an_attachment_that_a_kill_left_without_a_record_is_taken_up_again(talks: Path) -> None:
    run(talks, letter := put(talks, "letter.eml", LETTER))
    fields = edit.read_fields(talks, "letter-options")
    edit.delete(talks, "letter-options", fields.digest)
    assert [(a.outcome, a.document) for a in run(talks, letter)] == [
        ("there", "letter"), ("imported", "letter-options"),
    ]  # fmt: skip
    assert documents(talks)["letter-options"].attached_to == "letter"


def test_a_hidden_letter_brings_its_attachments_to_another_reader_too(talks: Path) -> None:
    run(talks, letter := put(talks, "letter.eml", LETTER), marking="secret", access=("inner",))
    arrivals = run(talks, letter, reader="visitor")
    assert [a.outcome for a in arrivals] == ["imported", "imported"]
    assert arrivals[1].came_with == arrivals[0].document


def test_letters_within_letters_are_followed_so_far_and_no_further(talks: Path) -> None:
    letter = b"Subject: The innermost\n\nHello.\n"
    for n in range(12):
        head = b"Subject: Around %d\nContent-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (n, n, n)
        part = b"Content-Type: message/rfc822\nContent-Disposition: attachment; filename=inner.eml\n\n"
        letter = head + part + letter + b"\n--B%d--\n" % n
    arrivals = run(talks, put(talks, "nested.eml", letter))
    assert [a.outcome for a in arrivals] == ["imported"] * 9 + ["not read"]
    assert arrivals[-1].why == "it lies more than 8 letters deep in others"
    assert summitry.load(talks).faults == ()


def test_another_version_is_recognised_with_a_count_and_shown_as_a_redline(talks: Path) -> None:
    run(talks, put(talks, "march.txt", PAPER))
    changed = PAPER.replace("The 3th clause", "The third clause").replace(SENTENCES[9] + "\n\n", "")
    [arrival] = run(talks, put(talks, "april.txt", changed))
    [remark] = arrival.remarks
    assert remark.startswith("It seems to be another version of Options for the talks (march): of ")
    assert remark.endswith(f"summitry redline {talks} march april")
    found = side_by_side(summitry.load(talks), "march", "april")
    assert (found.same, len(found.changes)) == (29, 2)
    assert found.changes[0].pieces[:3] == (("The ", "same"), ("3th", "out"), ("third", "in"))
    assert found.changes[1].pieces == ((SENTENCES[9], "out"),)
    with pytest.raises(NotHeld, match="Did you mean"):
        side_by_side(summitry.load(talks), "marsh", "april")


def test_papers_on_another_matter_are_not_called_alike(talks: Path) -> None:
    run(talks, put(talks, "a.txt", PAPER))
    other = "\n\n".join(
        f"Section {n}: nothing in here has been agreed upon by delegates {n}." for n in range(30)
    )
    [arrival] = run(talks, put(talks, "b.txt", other))
    assert arrival.remarks == ()


# -- need to know ----------------------------------------------------------------------------------


def test_what_a_reader_may_not_see_is_neither_counted_nor_named(talks: Path) -> None:
    run(talks, put(talks, "march.txt", PAPER), marking="secret", access=("inner",))
    version = put(talks, "april.txt", PAPER.replace("annex", "protocol", 1))
    [seen] = run(talks, version, dry_run=False, reader="insider", id="for-insider")
    assert any("march" in remark for remark in seen.remarks)
    other = put(talks, "may.txt", PAPER.replace("annex", "treaty", 1))
    [blind] = run(talks, other, reader="visitor", marking="open")
    assert not any("march" in remark for remark in blind.remarks)


def test_a_hidden_file_imported_by_another_reader_answers_as_an_absent_one(
    talks: Path, tmp_path: Path
) -> None:
    run(talks, path := put(talks, "march.txt", PAPER), marking="secret", access=("inner",))
    [there] = run(talks, path, reader="visitor")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "dossier.yaml").write_text(HEADER)
    [absent] = run(empty, path, reader="visitor")
    told = ("shown", "outcome", "document", "title", "proposed", "remarks")
    assert [getattr(there, key) for key in told] == [getattr(absent, key) for key in told]
    assert {d.id: d.marking for d in summitry.load(talks).all(Document)} == {
        "march": "secret", there.document: "",
    }  # fmt: skip


def test_a_reader_cannot_give_a_hidden_document_another_file(talks: Path) -> None:
    run(talks, put(talks, "march.txt", PAPER), marking="secret", access=("inner",))
    before = documents(talks)["march"]
    with pytest.raises(NotImported, match="cannot be used"):
        run(talks, put(talks, "b.txt", PAPER + "more"), id="march", reader="visitor")
    assert documents(talks)["march"] == before


# -- what cannot be read ---------------------------------------------------------------------------


def test_what_cannot_be_read_is_reported_and_the_rest_is_imported(talks: Path) -> None:
    put(talks, "in/good.txt", PAPER)
    put(talks, "in/old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    put(talks, "in/empty.txt", b"")
    put(talks, "in/torn.pdf", b"%PDF-1.7\nnothing")
    put(talks, "in/.hidden", b"x")
    (talks.parent / "in/link.txt").symlink_to("/etc/passwd")
    found = {Path(a.shown).name: a for a in run(talks, talks.parent / "in")}
    assert {name: a.outcome for name, a in found.items()} == {
        "good.txt": "imported", "old.doc": "not read", "empty.txt": "not read", "torn.pdf": "not read",
    }  # fmt: skip
    assert "save it as DOCX or PDF" in found["old.doc"].why
    assert list(documents(talks)) == ["good"]


def test_a_name_that_stands_for_nothing_is_refused(talks: Path) -> None:
    with pytest.raises(NotImported, match="There is no file"):
        run(talks, talks / "no*.pdf")


def test_a_scan_is_kept_and_read_once_a_program_for_it_is_there(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "program_for", lambda form: "")
    path = put(talks, "scan.pdf", picture_pdf())
    [arrival] = run(talks, path)
    assert arrival.held is not None
    assert arrival.held.needs_ocr
    assert "needs OCR" in arrival.held.trouble[0]
    monkeypatch.undo()
    programs = tmp_path / "bin"
    programs.mkdir()
    text = put(talks, "layer.pdf", _text_pdf())
    (programs / "ocrmypdf").write_text(f'#!/bin/sh\nfor last; do :; done\ncp "{text}" "$last"\n')
    (programs / "ocrmypdf").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    [again] = run(talks, path)
    assert (again.outcome, again.document) == ("there", "scan")
    held = summitry.load(talks).held("scan")
    assert held is not None
    assert [p.text for p in held.passages] == ["Word of a page"]
    assert "ocrmypdf" in held.read_by
    assert (talks / held.original).read_bytes() == path.read_bytes()


def _text_pdf() -> bytes:
    from tests.archive.made import many_pages

    return many_pages(1)


# -- tables ----------------------------------------------------------------------------------------


def test_a_table_of_dated_rows_is_put_beside_the_records_as_a_series(talks: Path) -> None:
    (talks / "kinds.yaml").write_text("kinds_of_event: [{id: launch, name: launch of a missile}]\n")
    table = (
        "date,type,event,remarks\n2017-11-29,launch,Hwasong-15,unknown\n2016-02-07,launch,Kwangmyongsong,x\n"
    )
    [arrival] = run(talks, put(talks, "launches.csv", table))
    dossier = summitry.load(talks)
    assert dossier.faults == ()
    events = dossier.all(Event)
    assert sorted((e.id, e.title, e.of_kind, e.note) for e in events) == [
        ("launches-2016-02-07", "Kwangmyongsong", "launch", "x"),
        ("launches-2017-11-29", "Hwasong-15", "launch", ""),
    ]  # fmt: skip
    assert arrival.remarks == (
        "launches.yaml proposes how the rows of launches.csv are read as events; look at it.",
    )


def test_a_table_without_dates_is_only_a_document(talks: Path) -> None:
    [arrival] = run(talks, put(talks, "names.csv", "name,age\nAnna,7\n"))
    assert arrival.remarks == ("No column of it holds only dates, so no series of events was proposed.",)
    assert not (talks / "names.csv").exists()
    assert summitry.load(talks).faults == ()


# -- kills and full disks --------------------------------------------------------------------------


def test_a_kill_at_any_instant_loses_nothing_that_was_announced(talks: Path) -> None:
    for n in range(60):
        put(talks, f"in/paper-{n:02}.txt", f"Paper {n}\n\n{PAPER} {n}")
    words = [sys.executable, "-m", "summitry", "import", str(talks), str(talks.parent / "in")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"}
    for pause in (0.6, 0.9, 1.3):
        process = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, text=True)
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        announced = {line.split(" is now ")[1].strip() for line in said.splitlines() if " is now " in line}
        dossier = summitry.load(talks)
        assert announced <= set(dossier.ids("document"))
        assert all(dossier.held(id) is not None for id in announced)
        assert dossier.faults == ()
    done = subprocess.run(words, capture_output=True, env=environment, text=True, check=True)
    assert len(documents(talks)) == 60
    assert len({d.file for d in documents(talks).values()}) == 60, done.stdout
    assert not list((talks / "archive").rglob("*.new"))


def test_two_imports_at_once_take_turns_and_make_one_document_of_one_file(talks: Path) -> None:
    for n in range(12):
        put(talks, f"in/paper-{n:02}.txt", f"Paper {n}\n\n{PAPER} {n}")
    words = [sys.executable, "-m", "summitry", "import", str(talks), str(talks.parent / "in")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, env=environment) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert len(documents(talks)) == 12
    assert summitry.load(talks).faults == ()


def test_a_full_disk_is_an_error_and_no_lost_file(talks: Path) -> None:
    run(talks, put(talks, "first.txt", PAPER))
    big = put(talks, "second.txt", PAPER * 40)
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000));"
        f"sys.argv = ['summitry', 'import', {str(talks)!r}, {str(big)!r}];"
        "from summitry.cli import main; main()"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, text=True)
    assert done.returncode == 2
    assert "could not be written: file too large. Nothing was changed." in done.stderr
    assert list(documents(talks)) == ["first"]
    assert len(os.listdir(talks / store.ORIGINALS)) == 1
    run(talks, big)
    assert sorted(documents(talks)) == ["first", "second"]


def test_a_disk_that_has_no_room_for_notes_keeps_no_paper_out(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Likeness, "note", full)
    [arrival] = run(talks, put(talks, "a.txt", PAPER))
    assert arrival.outcome == "imported"
    assert arrival.remarks == ("Papers that are alike could not be looked for: database or disk is full.",)
    monkeypatch.undo()
    [second] = run(talks, put(talks, "b.txt", PAPER.replace("annex", "treaty", 1)))
    assert "another version" in second.remarks[0]


def test_a_folder_that_cannot_be_written_is_said(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(NotWritable, match="read-only"):
        run(talks, put(talks, "a.txt", PAPER))
