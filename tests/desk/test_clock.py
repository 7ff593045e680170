"""The clock: lateness for both ends, a window one can move, the first day for which nothing is late."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.analysis.countdown import lateness
from summitry.desk.pages.clock import first_clean_day
from summitry.desk.pages.drawing import short
from summitry.folder.load import load

PAGE = "/talks/meetings/summit/clock"
DAY = date(2018, 3, 12)


def result(page: bytes) -> str:
    found = re.search(r'id="result"[^>]*>(.*?)</p>', page.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def test_what_is_late_and_the_first_clean_day_stand_in_one_sentence(signed_in: SignIn, folder: Path) -> None:
    told = result(signed_in("reader").get(PAGE).content)
    dossier = load(folder).as_of(DAY)
    clean = first_clean_day(dossier, "summit", "summit")
    assert clean is not None
    assert f"nothing is late is {short(clean)}" in told
    for day, late in ((clean, False), (clean - timedelta(days=1), True)):
        assert bool(lateness(dossier, "summit", (("summit", day, day),)).early) is late
    assert told.startswith("Five tasks are already late for 1 May, two for 31 May")


def test_the_window_moves_by_typing_and_by_button(signed_in: SignIn, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    reader = signed_in("reader")
    page = reader.get(PAGE).content.decode()
    earlier = re.search(r'href="([^"]+)" aria-label="One week earlier"', page)
    assert earlier is not None
    moved = reader.get(earlier[1].replace("&amp;", "&")).content
    assert "24 April" in result(moved) and "by the move" in result(moved)
    typed = reader.get(PAGE, {"from": "12 June 2018", "to": ""}).content
    assert "for 12 June" in result(typed) and b"Back to the recorded window" in typed
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("8 Mrch", ""), ("2018-06-12", "gibberish"), ("0001-01-01", "9999-12-31"),
        ("2018-06-30", "2018-06-01"), ("..", ".."),
    ],
)  # fmt: skip
def test_any_window_is_answered(signed_in: SignIn, first: str, last: str) -> None:
    page = signed_in("reader").get(PAGE, {"from": first, "to": last})
    assert page.status_code in (200, 422)
    assert (page.status_code == 422) == (b'class="fault"' in page.content)


def test_the_chain_is_bold_and_told_in_words(signed_in: SignIn) -> None:
    page = signed_in("reader").get(PAGE).content.decode()
    assert 'class="chain"' in page and "Counting back from the meeting of the two leaders" in page
    assert signed_in("reader").get("/talks/meetings/no-such/clock").status_code == 404
