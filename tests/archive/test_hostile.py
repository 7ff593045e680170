"""Files that mean harm: each is read in a process of its own, stopped at its bounds, and reported."""

import base64
import io
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archive.made import by_pandoc, many_pages, zipped

from summitry.archive.limits import LIMITS, MB, Limits
from summitry.archive.media import DOCX, HTML, MAIL, MAILBOX, ODT, PDF, PLAIN, TEI, Form, UnknownForm, form_of
from summitry.archive.reading import Job, Outcome, Readers

TIGHT = replace(LIMITS, seconds=3, memory=700 * MB, size=64 * MB, unpacked=32 * MB)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(TIGHT, at_once=1) as found:
        yield found


def outcome(readers: Readers, folder: Path, content: bytes, form: Form, name: str = "x") -> Outcome:
    path = folder / name
    path.write_bytes(content)
    job = Job(path=path, digest="0" * 64, original="archive/x", name=name, size=len(content), form=form)
    found = readers.read(job)
    assert (found.held is None) == bool(found.why)
    return found


def bomb(member: str, size: int) -> bytes:
    return zipped({member: b"<a>" + b" " * size + b"</a>", "word/x.xml": b"<a/>", "mimetype": b"x"})


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]><TEI><text><p>&j;</p></text></TEI>"
)
SECRET = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><text><p>&x;</p></text></TEI>'


@pytest.mark.parametrize(
    ("content", "form", "why"),
    [
        (LAUGHS, TEI, "entities"),
        (SECRET, TEI, "entities"),
        (LAUGHS.decode().encode("utf-16"), TEI, "entities|well-formed"),
        (b"<TEI><text>" + b"<p>" * 100_000, TEI, "well-formed|deep"),
        (zipped({"word/document.xml": LAUGHS}), DOCX, "entities"),
        (zipped({"content.xml": SECRET}), ODT, "entities"),
        (bomb("word/document.xml", 100 * MB), DOCX, "would unfold to 105 MB"),
        (bomb("content.xml", 100 * MB), ODT, "would unfold to 105 MB"),
        (zipped({f"word/{n}.xml": b"" for n in range(10_001)}), DOCX, "holds 10,001 files"),
        (zipped({"word/document.xml": b"<a/>", "../../etc/cron.d/x": b""}), DOCX, "leads out of it"),
        (zipped({"word/document.xml": b"<a/>", "C:/windows/x": b""}), DOCX, "leads out of it"),
        (b"PK\x03\x04" + b"\0" * 200, DOCX, "damaged"),
        (b"%PDF-1.7" + os.urandom(5000), PDF, "damaged"),
    ],
)
def test_what_means_harm_is_refused_with_the_reason(
    readers: Readers, tmp_path: Path, content: bytes, form: Form, why: str
) -> None:
    found = outcome(readers, tmp_path, content, form)
    assert found.held is None
    assert any(word in found.why for word in why.split("|")), found.why


def test_a_pdf_that_holds_itself_is_read_as_blank(readers: Readers, tmp_path: Path) -> None:
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>"
    found = outcome(readers, tmp_path, content, PDF)
    assert found.held is not None
    assert found.held.trouble == ("There is no text in it.",)


def test_a_member_that_unfolds_to_more_than_it_says_is_stopped(readers: Readers, tmp_path: Path) -> None:
    content = bytearray(zipped({"word/document.xml": b"<a>" + b" " * (60 * MB) + b"</a>"}))
    # both headers say that it is small
    for at in (content.find(b"PK\x01\x02") + 24, content.find(b"PK\x03\x04") + 22):
        content[at : at + 4] = (1000).to_bytes(4, "little")
    assert outcome(readers, tmp_path, bytes(content), DOCX).held is None


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"<html><body>" + b"<div>" * 10_000 + b"deep" + b"</div>" * 10_000, HTML),
        (b"<html><body>" + b"<p>x</p>" * 40_000 + b"</body></html>", HTML),
        (
            b"Content-Type: multipart/mixed; boundary=A\n\n"
            + b"--A\nContent-Type: multipart/mixed; boundary=A\n\n" * 3000,
            MAIL,
        ),
        (b"Content-Type: multipart/mixed; boundary=A\n\n" + b"--A\n\nx\n" * 10_000 + b"--A--", MAIL),
        (b"Subject: " + b"x" * MB + b"\n\nx", MAIL),
        (b"From a\nFrom b\nFrom c\n" * 5_000, MAILBOX),
        (b"a" * (10 * MB), PLAIN),
        (b"\n" * (10 * MB), PLAIN),
        (b"> " * MB, PLAIN),
    ],
)
def test_a_file_that_is_only_strange_is_read_or_stopped_in_time(
    readers: Readers, tmp_path: Path, content: bytes, form: Form
) -> None:
    begun = time.monotonic()
    found = outcome(readers, tmp_path, content, form)
    assert found.memory < TIGHT.memory
    assert time.monotonic() - begun < 30


def test_what_takes_too_long_is_stopped_and_the_next_file_is_read(tmp_path: Path) -> None:
    with Readers(replace(LIMITS, seconds=1), at_once=1) as readers:
        slow = b"From a\n" + b"Subject: x\n\nword\n\nFrom b\n" * 400_000
        assert "took more than 1 seconds, and was stopped" in outcome(readers, tmp_path, slow, MAILBOX).why
        assert outcome(readers, tmp_path, b"words", PLAIN).held is not None


def test_what_takes_too_much_memory_is_stopped_and_the_next_file_is_read(tmp_path: Path) -> None:
    with Readers(replace(LIMITS, memory=100 * MB), at_once=1) as readers:
        found = outcome(readers, tmp_path, b"word " * (20 * MB), PLAIN)
        assert "of memory, and was stopped" in found.why
        assert outcome(readers, tmp_path, b"words", PLAIN).held is not None


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    with Readers(TIGHT, at_once=1) as readers:
        assert outcome(readers, tmp_path, b"words", PLAIN).held is not None
        process = readers._every[0]._process
        assert process is not None
        process.kill()
        process.wait()
        assert outcome(readers, tmp_path, b"words", PLAIN).held is not None


def test_reading_leaves_no_process_behind(tmp_path: Path) -> None:
    with Readers(TIGHT, at_once=1) as readers:
        outcome(readers, tmp_path, b"words", PLAIN)
        process = readers._every[0]._process
    assert process is not None
    assert process.poll() is not None


def test_a_larger_file_than_is_read_is_said(readers: Readers, tmp_path: Path) -> None:
    found = outcome(readers, tmp_path, b"a" * (65 * MB), HTML)
    assert found.why == "it has 68 MB, and at most 67 are read"


def test_attachments_beyond_the_bounds_are_left_and_said(readers: Readers, tmp_path: Path) -> None:
    part = b'--A\nContent-Disposition: attachment; filename="n%d"\n\nx\n'
    content = (
        b"Content-Type: multipart/mixed; boundary=A\n\n" + b"".join(part % n for n in range(120)) + b"--A--"
    )
    found = outcome(readers, tmp_path, content, MAIL)
    assert found.held is not None
    assert len(found.attachments) == 100
    assert found.held.trouble == ("20 of its attachments were left: too many, or too large.",)


def test_macros_and_links_of_a_word_file_are_passed_over(readers: Readers, tmp_path: Path) -> None:
    out = io.BytesIO(by_pandoc("docx"))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    found = outcome(readers, tmp_path, out.getvalue(), DOCX)
    assert found.held is not None
    assert not any("AutoOpen" in p.text for p in found.held.passages)


def test_a_page_calls_nobody(readers: Readers, tmp_path: Path) -> None:
    page = b'<html><body><h1>Talks</h1><p>Text of the page.</p><img src="http://127.0.0.1:9/x.png">'
    page += b'<script src="http://127.0.0.1:9/x.js"></script><iframe src="file:///etc/passwd"></iframe></body></html>'
    found = outcome(readers, tmp_path, page, HTML)
    assert found.held is not None
    assert not any("root:" in p.text for p in found.held.passages)


@pytest.mark.parametrize(
    ("name", "head", "why"),
    [
        ("a.zip", zipped({"a": b"b"}), "packed archive"), ("a.exe", b"MZ\x90", "program"),
        ("a.pdf", b"no pdf at all", "is none"), ("a.doc", b"\xd0\xcf\x11\xe0", "old Office"),
        ("a.bin", b"a\0b", "no text"), ("a.rtf", b"{\\rtf1", "RTF"), ("a.txt", b"", "empty"),
    ],
)  # fmt: skip
def test_forms_that_are_not_read_are_named(name: str, head: bytes, why: str) -> None:
    with pytest.raises(UnknownForm, match=why):
        form_of(name, head)


# -- the heavy ones --------------------------------------------------------------------------------


@pytest.mark.long
def test_a_pdf_of_ten_thousand_pages_is_read_up_to_the_bound(tmp_path: Path) -> None:
    with Readers(Limits(), at_once=1) as readers:
        found = outcome(readers, tmp_path, many_pages(10_000), PDF)
    assert found.held is not None
    assert found.held.pages == 10_000
    assert "It has 10,000 pages; the first 5,000 were read." in found.held.trouble
    assert found.seconds < 120


@pytest.mark.long
def test_a_mailbox_of_two_gigabytes_is_read_in_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "big.mbox"
    attached = base64.encodebytes(os.urandom(3 * MB))
    with open(path, "wb") as out:
        number = 0
        while out.tell() < 2 * 1024 * MB:
            number += 1
            out.write(b"From a@x Thu Jan  1 00:00:00 2018\nSubject: Letter %d\nMIME-Version: 1.0\n" % number)
            out.write(
                b"Content-Type: multipart/mixed; boundary=B\n\n--B\n\nLetter %d says so.\n\n--B\n" % number
            )
            out.write(b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n")
            out.write(attached + b"--B--\n\n")
    size = path.stat().st_size
    with Readers(Limits(), at_once=1) as readers:
        found = readers.read(
            Job(path=path, digest="0" * 64, original="archive/x", name="big.mbox", size=size, form=MAILBOX)
        )
    assert found.held is not None, found.why
    assert len(found.held.parts) == number
    assert found.memory < 600 * MB


@pytest.mark.long
def test_a_bomb_of_forty_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    inner = zipped({"a": b"\0" * (400 * MB)})
    content = zipped({"word/document.xml": b"<a/>", **{f"{n}.zip": inner for n in range(100)}})
    with Readers(Limits(), at_once=1) as readers:
        begun = time.monotonic()
        outcome(readers, tmp_path, content, DOCX)
        assert time.monotonic() - begun < 20
