"""The load of ``bench desk``: people who read, write and clear, while the server is killed, lose nothing."""

from pathlib import Path

import pytest

from summitry.testing.bench.deskground import SHARES, lay_out, seated
from summitry.testing.bench.deskload import Told, at_the_desk
from summitry.testing.bench.deskpeople import Answer, form_with
from summitry.testing.bench.figures import at

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"


def test_everybody_who_sits_there_has_an_account(tmp_path: Path) -> None:
    ground = lay_out(tmp_path / "talks", 0, KOREA)
    people = seated(50, ground)
    assert len({p.name for p in people}) == 50
    assert {p.role for p in people} == {role for role, _ in SHARES}
    assert {p.marking for p in people if p.role == "reader"} == {"open"}


def test_a_form_is_sent_as_a_browser_sends_it() -> None:
    page = (
        '<form><input name="q"></form><form method="post"><input name="csrf" value="x"><textarea name="note">'
        'one &amp; two</textarea><select name="s"><option value="a"><option value="b" selected></select>'
        '<input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked></form>'
    )
    assert form_with(page, note="") == {"csrf": "x", "note": "one & two", "s": "b", "r": "2"}
    with pytest.raises(LookupError):
        form_with(page, other="")


def test_only_what_was_acknowledged_is_looked_for() -> None:
    told = Told()
    for status in (302, 409, 500):
        told.write("remark", Answer(status=status, leads="", page="", size=0, took=1.0), "r", str(status))
    assert told.saved == [("r", "302")]
    assert told.stale == 1
    assert told.errors == ["500 write: remark"]


def test_of_a_hundred_the_ninety_ninth() -> None:
    assert at([float(n) for n in range(1, 101)], 0.99) == 100
    assert at([float(n) for n in range(1, 101)], 0.5) == 51
    assert at([], 0.99) == 0


@pytest.mark.long
def test_under_load_and_kills_nothing_is_lost(tmp_path: Path) -> None:
    """Twenty seconds, twelve people, three kills, on the Korea case. How long it takes is not held here."""
    figures = at_the_desk(
        tmp_path, seconds=20, kills=3, people=12, workers=2, example=KOREA, say=lambda _: None
    )
    by_name = {figure.name: figure for figure in figures}
    for name in (
        "of them lost, after 3 kills", "faults in the journal's chain", "errors",
        "clearances refused or failed", "paragraphs cleared and yet open",
    ):  # fmt: skip
        assert by_name[name].median == 0, name
    assert by_name["writes acknowledged"].median > 0
    assert by_name["the heaviest page"].met
    assert by_name["all that it loads"].met
