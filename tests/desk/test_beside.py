"""Two days compared: at once where a dossier is small, beside the pages where it is large."""

import time
from datetime import date
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.book.diary import Entry
from summitry.desk import beside, turns
from summitry.desk.beside import Beside, Made, between
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.secretariat.replaying import difference

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
FIRST, LAST = date(2018, 3, 9), date(2018, 3, 12)


def until_made(comparisons: Beside, dossier: Dossier) -> Made[Entry]:
    for _ in range(600):
        made = comparisons.answer(between(dossier, FIRST, LAST))
        if made.value is not None and not made.old:
            return made
        time.sleep(0.05)
    raise AssertionError("It is never made.")


def test_a_small_dossier_is_compared_at_once() -> None:
    dossier = load(KOREA)
    made = Beside().answer(between(dossier, FIRST, LAST))
    assert made.value == difference(dossier, FIRST, LAST)


def test_a_large_one_beside_the_pages_and_again_when_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 0)
    dossier, comparisons = load(KOREA), Beside()
    assert comparisons.answer(between(dossier, FIRST, LAST)).value is None
    made = until_made(comparisons, dossier)
    assert made.value == difference(dossier, FIRST, LAST)
    statement = next(s for s in dossier.ids("statement"))
    other = Dossier(dossier.whole, index=dossier.index.with_changes([(dossier.get(statement), None)])[0])
    again = comparisons.answer(between(other, FIRST, LAST))
    assert again.old
    assert again.value is made.value
    assert until_made(comparisons, other).value == difference(other, FIRST, LAST)


def test_it_waits_while_a_page_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 0)
    monkeypatch.setattr(turns, "AT_MOST", 60.0)
    dossier, comparisons = load(KOREA), Beside()
    with turns.page():
        assert comparisons.answer(between(dossier, FIRST, LAST)).value is None
        time.sleep(2.0)  # it takes a fifth of that
        assert comparisons.answer(between(dossier, FIRST, LAST)).value is None
    assert until_made(comparisons, dossier).value == difference(dossier, FIRST, LAST)


def test_it_goes_on_at_times_however_long_a_page_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 0)
    monkeypatch.setattr(turns, "AT_MOST", 0.0001)
    dossier, comparisons = load(KOREA), Beside()
    with turns.page():
        assert until_made(comparisons, dossier).value is not None


def test_the_pages_say_that_it_is_being_made(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("officer")
    monkeypatch.setattr(beside, "AT_ONCE", 0)
    home = client.get("/talks/")
    assert b"Every rule is looking at the dossier." in home.content
    assert b"Nothing broke" not in home.content
    assert b"Every rule is looking at both days." in client.get("/talks/compare?a=2018-03-01").content
    for _ in range(600):
        if b"Every rule is looking" not in (home := client.get("/talks/")).content:
            break
        time.sleep(0.05)
    assert b"You last looked on" in home.content
