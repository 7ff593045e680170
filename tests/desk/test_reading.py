"""Who read what is restricted stands in the journal before the answer leaves, under need-to-know itself."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk import access, reading
from summitry.dossier.header import Grants
from summitry.folder.load import load, load_texts
from summitry.secretariat.journal import Entry, entries, noted, verify
from summitry.secretariat.journal.chain import FOLDER, TIP
from summitry.secretariat.restricted import is_restricted


def reads(folder: Path) -> list[Entry]:
    return [e for e in entries(folder) if e.act == "read"]


def opened(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def test_a_page_with_a_restricted_record_is_one_entry(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", groups=("consular",))
    opened(officer, "/talks/r/case-1")
    (entry,) = reads(folder)
    assert entry.actor.startswith("officer")
    assert "case-1" in entry.on
    assert verify(folder).whole
    opened(officer, "/talks/r/case-1")
    assert len(reads(folder)) == 2, "an entry for each time"


def test_what_is_open_leaves_no_entry(signed_in: SignIn, folder: Path) -> None:
    dossier = load(folder).narrowed(Grants("open", frozenset()))
    reader = signed_in("reader", marking="open")
    for address in ("/talks/", "/talks/records/", "/talks/r/kim-message", "/talks/search/?q=visa"):
        opened(reader, address)
    assert reader.get("/talks/r/case-1").status_code == 404
    assert reads(folder) == []
    assert dossier.get("case-1") is None


def test_search_list_and_analysis_name_what_they_show(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", groups=("consular",))
    whole = load(folder)
    held = {r.id for r in whole.whole.records if is_restricted(whole.header, r)}
    assert {"case-1"} <= held
    assert "kim-message" not in held
    for address in ("/talks/records/case/", f"/talks/search/?q={whole.title('case-1').split()[0]}"):
        before = len(reads(folder))
        opened(officer, address)
        assert "case-1" in reads(folder)[before].on, address


def test_no_page_links_to_a_restricted_record_without_an_entry(signed_in: SignIn, folder: Path) -> None:
    whole = load(folder)
    held = {r.id for r in whole.whole.records if is_restricted(whole.header, r)}
    decider = signed_in("secretariat", groups=whole.header.groups)
    for address in (
        "",
        "show/people/",
        "show/cases/",
        "r/case-1",
        "compare?a=2018-03-01",
        "conflicts/",
        "papers/",
    ):
        before = len(reads(folder))
        answer = decider.get(f"/talks/{address}")
        if answer.status_code != 200:
            continue
        shown = {id for id in held if f'href="/talks/r/{id}">' in answer.content.decode()}
        found = reads(folder)[before:]
        assert len(found) <= 1
        assert shown <= {id for e in found for id in e.on}, address


def test_the_journal_shows_of_a_read_what_its_reader_may_see(signed_in: SignIn, folder: Path) -> None:
    opened(signed_in("officer", groups=("consular",)), "/talks/r/case-1")
    title = load(folder).title("case-1").encode()
    knows = opened(signed_in("secretariat", groups=("consular",)), "/talks/journal")
    assert title in knows
    assert b"read the journal" not in knows, "that comes after"
    assert b"read the journal" in opened(signed_in("secretariat"), "/talks/journal")
    without = opened(signed_in("secretariat"), "/talks/journal")
    assert title not in without
    assert b"case-1" not in without


def test_nothing_restricted_is_shown_that_cannot_be_journalled(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", groups=("consular",))
    opened(officer, "/talks/r/case-1")
    (folder / FOLDER / TIP).write_text("{", encoding="utf-8")
    answer = officer.get("/talks/r/case-1")
    assert answer.status_code == 503
    assert b"tip cannot be read" in answer.content
    assert load(folder).title("case-1").encode() not in answer.content
    assert signed_in("reader", marking="open").get("/talks/r/kim-message").status_code == 200


MARKED = """format: 1
markings: [open, restricted]
groups: [inner]
"""


@pytest.mark.parametrize(
    ("text", "header", "is_so"),
    [
        ("people:\n- {id: a, name: Anna}\n", "", False),
        ("people:\n- {id: a, name: Anna, marking: open}\n", "", False),
        ("people:\n- {id: a, name: Anna, marking: restricted}\n", "", True),
        ("people:\n- {id: a, name: Anna, access: [inner]}\n", "", True),
        ("people:\n- {id: a, name: Anna}\n", "default: {marking: restricted}\n", True),
        ("people:\n- {id: a, name: Anna, marking: open}\n", "default: {marking: restricted}\n", False),
        ("relays:\n- id: a\n  elements:\n  - {id: e, says: x, marking: restricted}\n", "", True),
        ("papers:\n- {id: a, title: T, text: \"(restricted) This.\\n\\nThat.\"}\n", "", True),
        ("papers:\n- {id: a, title: T, text: \"(open) This.\\n\\nThat.\"}\n", "", False),
    ],
)  # fmt: skip
def test_what_is_restricted(text: str, header: str, is_so: bool) -> None:
    dossier = load_texts({"dossier.yaml": MARKED + header, "all.yaml": text})
    record = dossier.get("a")
    assert record is not None, dossier.faults
    assert is_restricted(dossier.header, record) is is_so
    least = dossier.narrowed(Grants("open", frozenset()))
    assert (least.get("a") != record) is is_so, "just what the least cleared reader does not see whole"


def test_the_tip_lags_and_nothing_is_lost(folder: Path) -> None:
    noted(folder, "a", "read", ("x",))
    old = (folder / FOLDER / TIP).read_bytes()
    noted(folder, "a", "read", ("y",))
    (folder / FOLDER / TIP).write_bytes(old)  # as after a power failure
    noted(folder, "a", "read", ("z",))
    assert [e.on[0] for e in entries(folder)] == ["x", "y", "z"]
    assert verify(folder).whole


def test_links_before_and_after_are_no_reading(signed_in: SignIn) -> None:
    here = SimpleNamespace(served=SimpleNamespace(slug="talks"))
    html = (
        '<a href="/talks/r/one">1</a><a href="/talks/r/two" rel="next" data-key="]">2</a>'
        '<a class="x" href="/talks/show/relays/three%20x?on=2018-03-01">3</a>'
        '<a href="/other/r/four">4</a><a href="/talks/papers/five/clearance">5</a>'
        '<a href="/talks/records/case/">6</a>'
    )
    assert list(reading.led_to(here, html)) == ["one", "three x", "five"]  # type: ignore[arg-type]


def test_an_entry_takes_little_of_a_page(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", groups=("consular",))
    opened(officer, "/talks/r/case-1")
    cpu = time.process_time()
    for _ in range(20):
        opened(officer, "/talks/r/case-1")
    page = time.process_time() - cpu
    account = access.Account.objects.get()
    request = officer.get("/talks/r/case-1").wsgi_request
    request.user = account
    here = access.seat(request, "talks")
    cpu = time.process_time()
    for _ in range(20):
        reading.note_read(here, ["case-1"])
    assert time.process_time() - cpu < page / 4
