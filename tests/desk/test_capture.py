"""Capture, as a browser without script sees it: every act a plain form, nothing for those who may not."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk import shelf
from summitry.dossier.record import Record
from summitry.secretariat.opening import load

PARIS = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"
PAGE = "/talks/capture/frus1964-68v07/d58"


@pytest.fixture
def paris(folder: Path) -> Iterator[Path]:
    """The same desk over the example that ships the documents it cites."""
    shutil.rmtree(folder)
    shutil.copytree(PARIS, folder)
    (settings.STATE.folder / "dossiers.json").unlink(missing_ok=True)
    settings.STATE.serve([folder])
    shelf.served.cache_clear()
    yield folder


def signed(signed_in: SignIn, role: str) -> Client:
    return signed_in(role, marking="open")


def test_the_documents_are_listed_and_a_volume_by_its_documents(signed_in: SignIn, paris: Path) -> None:
    officer = signed(signed_in, "officer")
    listed = officer.get("/talks/capture/")
    assert b"Foreign Relations of the United States" in listed.content
    volume = officer.get("/talks/capture/frus1964-68v07")
    assert b"/talks/capture/frus1964-68v07/d58" in volume.content
    assert len(volume.content) < 300_000


def test_a_page_is_small_and_holds_no_script_or_style(signed_in: SignIn, paris: Path) -> None:
    page = signed(signed_in, "officer").get(PAGE)
    text = page.content.decode()
    assert len(page.content) < 300_000
    assert "style=" not in text and not re.search(r"<script(?! src=)", text) and " onclick" not in text
    assert "<style" not in text


def test_without_script_a_sentence_is_chosen_named_and_filed(signed_in: SignIn, paris: Path) -> None:
    officer = signed(signed_in, "officer")
    assert officer.get(f"{PAGE}?s=872.0").content.count(b"data-kind") == 7
    form = officer.get(f"{PAGE}?s=872.0&kind=statement").content.decode()
    assert "Le Duc Tho asked whether we had finished" in form
    assert "11 October 1968" in form
    assert load(paris).as_of(date(1968, 10, 28)).citing("frus1964-68v07", Record), "nothing entered by itself"
    before = len(load(paris).ids("statement"))
    assert before == len(load(paris).ids("statement"))
    answer = officer.post(PAGE, {"s": "872.0", "kind": "statement", "by": "Le Duc Tho"})
    assert answer.status_code == 302 and "s=872.1" in answer["Location"], "on to the next"
    assert len(load(paris).ids("statement")) == before + 1
    page = officer.get(answer["Location"]).content.decode()
    assert "Filed: 6. Le Duc Tho asked whether we had finished." in page
    act = re.search(r'name="act" value="(\d+)"', page)
    assert act is not None
    other = signed(signed_in, "officer")
    assert (
        b"left to take back"
        in other.post(f"/talks/capture-back/{PAGE[15:]}", {"act": act[1]}, follow=True).content
    )
    assert len(load(paris).ids("statement")) == before + 1, "another's act is left alone"
    officer.post(f"/talks/capture-back/{PAGE[15:]}", {"act": act[1]})
    assert len(load(paris).ids("statement")) == before


def test_a_passage_far_down_has_an_address(signed_in: SignIn, paris: Path) -> None:
    officer = signed(signed_in, "officer")
    assert b'id="p-872"' in officer.get(f"{PAGE}?at=872").content
    for odd in ("-1", "x", "9" * 99, "1", "99999999"):
        assert officer.get(f"{PAGE}?at={odd}&from={odd}").status_code == 200


def test_what_is_wrong_stays_on_the_page_with_the_typing(signed_in: SignIn, paris: Path) -> None:
    officer = signed(signed_in, "officer")
    before = len(load(paris).ids("statement"))
    answer = officer.post(PAGE, {"s": "872.0", "kind": "statement", "by": "Nobdy", "says": "my words"})
    assert answer.status_code == 422
    assert b"Nobody here is called" in answer.content and b"my words" in answer.content
    assert len(load(paris).ids("statement")) == before


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"kind": "statement"}, {"s": "872.0"}, {"s": "872.0", "kind": "no-such"},
        {"s": "9" * 400, "kind": "claim"},
        {"s": "872.0", "kind": "claim", "element": ["x"] * 999, "relay": "facts-of-life"},
        {"s": "872.0", "e": "862.0", "kind": "event", "on": "\x00", "says": "\x00"},
        {"s": "872.0", "kind": "statement", "by": "x" * 100_000}, {"s": ["872.0", "1.0"], "kind": ["a", "b"]},
        {"s": "872.0", "kind": "position", "by": "drv", "about": "facts-of-life"},
    ],
)  # fmt: skip
def test_hostile_answers_are_refused_in_words(
    signed_in: SignIn, paris: Path, sent: dict[str, object]
) -> None:
    officer = signed(signed_in, "officer")
    before = {p.name: p.read_bytes() for p in paris.rglob("*.yaml")}
    for address in (PAGE, f"/talks/capture-check/{PAGE[15:]}", f"/talks/capture-form/{PAGE[15:]}"):
        assert officer.post(address, sent).status_code in (200, 422)
    assert {p.name: p.read_bytes() for p in paris.rglob("*.yaml")} == before


def test_findings_are_shown_before_filing(signed_in: SignIn, paris: Path) -> None:
    officer = signed(signed_in, "officer")
    sent = {"s": "872.1", "kind": "claim", "relay": "facts-of-life", "by": "harriman", "another": "quite new"}
    page = officer.post(f"/talks/capture-check/{PAGE[15:]}", sent)
    assert page.status_code == 200
    assert b'class="finding' in page.content


def test_who_may_not_file_reads_and_who_may_not_read_finds_nothing(signed_in: SignIn, paris: Path) -> None:
    reader = signed(signed_in, "reader")
    assert b"does not file" in reader.get(PAGE).content
    sent = {"s": "872.0", "kind": "statement", "by": "Le Duc Tho"}
    for address in (PAGE, f"/talks/capture-check/{PAGE[15:]}", f"/talks/capture-back/{PAGE[15:]}"):
        assert reader.post(address, sent).status_code == 404
    officer = signed(signed_in, "officer")
    assert b"Nothing is filed on a past day" in officer.get(f"{PAGE}?on=1968-10-20").content
    assert officer.post(f"{PAGE}?on=1968-10-20", sent).status_code == 404
    absent = officer.get("/talks/capture/no-such")
    assert absent.status_code == 404
    assert signed(signed_in, "administrator").get(PAGE).content == absent.content
    assert Client().get(PAGE).status_code == 302


def test_a_hidden_document_is_not_there(signed_in: SignIn, paris: Path) -> None:
    file = paris / "documents.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  author: Office of", "  access: [inner]\n  author: Office of", 1), encoding="utf-8"
    )
    header = paris / "dossier.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "\ngroups: [inner]\n", encoding="utf-8")
    shelf.served.cache_clear()
    officer = signed(signed_in, "officer")
    assert officer.get(PAGE).status_code == 404
    assert b"frus1964" not in officer.get("/talks/capture/").content
    assert officer.get(f"/talks/capture-page/{PAGE[15:]}/1.png").status_code == 404


def test_pages_as_they_look_are_pictures_under_a_strict_policy(signed_in: SignIn, folder: Path) -> None:
    _put_pdf(folder)
    reader = signed_in("reader")
    page = reader.get("/talks/capture/note?as=page")
    assert b"/talks/capture-page/note/1.png" in page.content
    picture = reader.get("/talks/capture-page/note/1.png")
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert picture["X-Content-Type-Options"] == "nosniff" and picture["Cache-Control"] == "no-store"
    assert reader.get("/talks/capture-page/note/2.png").status_code == 404
    assert Client().get("/talks/capture-page/note/1.png").status_code == 302


def _put_pdf(folder: Path) -> None:
    """A PDF of one page with one sentence, and its record."""
    stream = b"BT /F1 24 Tf 72 700 Td (The delegations met on Monday.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer <</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at
    (folder / "archive").mkdir(exist_ok=True)
    (folder / "archive" / "note.pdf").write_bytes(out)
    (folder / "note.yaml").write_text(
        "documents:\n- {id: note, title: A note, file: archive/note.pdf, date: 2018-03-01}\n",
        encoding="utf-8",
    )
    shelf.served.cache_clear()
