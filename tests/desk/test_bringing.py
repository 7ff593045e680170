"""Documents are brought in at the desk: kept as they came, read apart, refused in words."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as Upload
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk import uploads
from summitry.desk.pages import bringing
from summitry.dossier.kinds import Document
from summitry.folder.load import load
from summitry.secretariat.journal import entries

LETTER = b"""From: A. Envoy <envoy@example.org>
To: desk@example.org
Subject: What was said in Oslo
Date: Fri, 9 Mar 2018 10:00:00 +0100

They would pause, the minister said. "We shall wait until May," he told us.
"""
HTML = b"<!doctype html><html><head><title>A statement</title></head><body><p>No test.</p></body></html>"


def sent(client: Client, *files: Upload, **more: object) -> str:
    answer = client.post("/talks/import", {"files": list(files), **more})
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def brought(folder: Path, before: set[str]) -> list[Document]:
    return [d for d in load(folder).all(Document) if d.id not in before]


def ids(folder: Path) -> set[str]:
    return {d.id for d in load(folder).all(Document)}


def test_letters_pages_and_notes_are_filed_and_can_be_captured_from(signed_in: SignIn, folder: Path) -> None:
    officer, before = signed_in("officer"), ids(folder)
    page = sent(
        officer, Upload("oslo.eml", LETTER), Upload("a.html", HTML), Upload("note.txt", b"He said no.")
    )
    new = brought(folder, before)
    assert {d.title for d in new} == {"What was said in Oslo", "A statement", "note.txt"}
    for document in new:
        assert (folder / document.file).is_file()
        assert f"/talks/capture/{document.id}" in page
        assert officer.get(f"/talks/capture/{document.id}").status_code == 200
        assert document.learned is not None
    entry = next(e for e in entries(folder) if e.act == "import")
    assert set(entry.on) == {d.id for d in new}
    again = sent(officer, Upload("other-name.eml", LETTER))
    assert "There already" in again
    assert len(brought(folder, before)) == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.pdf", b"MZ\x90\x00 not a report", "it is a program"),
        ("report.pdf", b"just words", "it is called PDF, and is none"),
        ("empty.txt", b"", "it is empty"),
        ("things.zip", b"PK\x03\x04" + b"\0" * 60, "a packed archive"),
        ("broken.pdf", b"%PDF-1.7\n" + b"\xff" * 4000, "Not taken in"),
    ],
)
def test_a_file_is_what_its_bytes_say(
    signed_in: SignIn, folder: Path, name: str, content: bytes, why: str
) -> None:
    before = ids(folder)
    answer = signed_in("officer").post("/talks/import", {"files": [Upload(name, content)]})
    assert why in answer.content.decode()
    assert ids(folder) == before


def test_a_file_that_unfolds_without_end_is_stopped(signed_in: SignIn, folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (300 * 1024 * 1024))
    before = ids(folder)
    assert len(packed.getvalue()) < 1024 * 1024
    assert "Not taken in" in sent(signed_in("officer"), Upload("bomb.docx", packed.getvalue()))
    assert ids(folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.txt",
        "..\\..\\x.txt",
        "a\u202etxt.exe.txt",
        "\x00\x01.txt",
        "x" * 400 + ".txt",
    ],
)
def test_names_lead_nowhere(signed_in: SignIn, folder: Path, name: str) -> None:
    before, outside = ids(folder), {p for p in folder.parent.rglob("*") if folder not in p.parents}
    upload = Upload("x.txt", b"Words of a paper.")
    upload._name = name
    page = sent(signed_in("officer"), upload)
    (document,) = brought(folder, before)
    assert Path(document.file).parent == Path("archive/originals")
    assert {p for p in folder.parent.rglob("*") if folder not in p.parents} == outside
    assert "\u202e" not in page


def test_too_many_or_too_large_is_refused_whole(
    signed_in: SignIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, before = signed_in("officer"), ids(folder)
    many = [Upload(f"{n}.txt", b"words %d" % n) for n in range(21)]
    assert officer.post("/talks/import", {"files": many}).status_code == 422
    monkeypatch.setattr(bringing, "MOST_BYTES", 10)
    assert b"is larger" in officer.post("/talks/import", {"files": [Upload("a.txt", b"x" * 11)]}).content
    monkeypatch.setattr(uploads, "MOST", 100)
    for address in ("/talks/import", "/sign-in"):
        assert officer.post(address, {"files": [Upload("a.txt", b"x" * 200)]}).status_code == 400
    assert ids(folder) == before
    assert officer.post("/talks/import", {}).status_code == 422


def test_marking_and_groups_are_the_accounts_own(signed_in: SignIn, folder: Path) -> None:
    officer, before = signed_in("officer", marking="open"), ids(folder)
    for more in ({"marking": "restricted"}, {"groups": "consular"}, {"marking": "nonsense"}):
        answer = officer.post("/talks/import", {"files": [Upload("a.txt", b"some words")], **more})
        assert answer.status_code == 422
    assert ids(folder) == before
    insider = signed_in("officer", groups=("consular",))
    sent(insider, Upload("a.txt", b"some words"), marking="restricted", groups="consular")
    (document,) = brought(folder, before)
    assert (document.marking, document.access) == ("restricted", ("consular",))
    page = sent(officer, Upload("b.txt", b"some words"))
    assert "There already" not in page, "what is withheld is not told by its bytes"
    assert document.id not in page
    assert officer.get("/talks/import").status_code == 200
    assert signed_in("reader").get("/talks/import").status_code == 404


def test_no_path_of_the_desk_is_told(signed_in: SignIn, folder: Path) -> None:
    words = " ".join(f"word{n} said the envoy of the talks" for n in range(60))
    officer = signed_in("officer")
    sent(officer, Upload("a.txt", words.encode()))
    page = sent(officer, Upload("b.txt", f"{words} and more".encode()))
    assert "seems to" in page or "same words" in page
    assert str(folder) not in page
