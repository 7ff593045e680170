"""The example Korea 2018: its two lists, the days of its events, and what the clock makes of them.

The expected numbers are those of the facts the example was written from: the sizes of the two lists and
the days their descriptions give, 104 and 103 days, 50 days and 36 weekdays, 80 and 58.
"""

from datetime import date
from pathlib import Path

import pytest

from summitry.analysis.pledges import pledge_state
from summitry.dossier.kinds import Event, Meeting, Series
from summitry.dossier.meetingdays import meeting_window
from summitry.dossier.value import Dossier
from summitry.folder.load import load

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
CUTOFF = date(2018, 3, 12)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(FOLDER)


def _rows(dossier: Dossier, series: str) -> list[Event]:
    return [e for e in dossier.all(Event) if e.series == series]


def test_both_lists_are_whole(dossier: Dossier) -> None:
    assert len(_rows(dossier, "cns-series")) == 160
    assert len(_rows(dossier, "csis-series")) == 300


def test_the_second_list_lacks_the_last_launch_and_does_not_claim_to_have_it(dossier: Dossier) -> None:
    dates = {e.on.text[:10] for e in _rows(dossier, "csis-series") if e.on}
    assert not dates & {"2017-11-28", "2017-11-29", "2019-05-04"}
    csis = dossier.of(Series, "csis-series")
    assert csis is not None and "ballistic-missile-launch" not in csis.covers_kinds


def test_nothing_was_launched_from_29_november_2017_to_16_april_2019(dossier: Dossier) -> None:
    days = [e.on.earliest for e in _rows(dossier, "cns-series") if e.on]
    assert [d for d in days if date(2017, 11, 29) <= d <= date(2019, 4, 16)] == []


def test_a_salvo_is_one_day_of_the_first_list(dossier: Dossier) -> None:
    rows = [e for e in _rows(dossier, "cns-series") if e.on and e.on.precision in ("day", "instant")]
    before = {e.salvo for e in rows if e.on and date(2016, 1, 1) <= e.on.earliest <= CUTOFF}
    assert len(before) == 31


def test_an_event_written_by_hand_says_which_rows_it_is(dossier: Dossier) -> None:
    merged = {row for e in dossier.all(Event) for row in e.merges}
    assert "cns-2017-11-28-hwasong-15-1" in merged
    for id in merged:
        row = dossier.of(Event, id)
        assert row is not None and row.series, id


def test_a_row_and_the_event_it_is_are_never_two_days_apart(dossier: Dossier) -> None:
    for event in dossier.all(Event):
        for id in event.merges:
            row = dossier.of(Event, id)
            assert row and row.on and event.on
            assert abs((row.on.earliest - event.on.earliest).days) <= 1, (event.id, id)


def test_the_last_launch_is_104_days_ago_in_new_york_and_103_in_pyongyang(dossier: Dossier) -> None:
    state = dossier.as_of(CUTOFF).ask(pledge_state, "test-pause-2018")
    assert state is not None
    for reading in state.readings:
        assert reading.last is not None
        since = {d.zone: (CUTOFF - d.day).days for d in reading.last.days}
        assert since == {"America/New_York": 104, "Asia/Pyongyang": 103}


def test_the_sixth_test_fell_on_2_september_in_new_york(dossier: Dossier) -> None:
    event = dossier.of(Event, "nuclear-test-6")
    assert event is not None and event.on is not None
    assert event.on.earliest == date(2017, 9, 3)
    assert dossier.civil_day(event.on, event.zone) == date(2017, 9, 2)


def test_the_window_is_50_to_80_days_and_36_to_58_weekdays_away(dossier: Dossier) -> None:
    known = dossier.as_of(CUTOFF)
    window = known.ask(meeting_window, "summit")
    ends = [end for end in (window.early, window.late) if end is not None]
    assert [(end - CUTOFF).days for end in ends] == [50, 80]
    assert [_weekdays(CUTOFF, end) for end in ends] == [36, 58]


def _weekdays(start: date, end: date) -> int:
    """Weekdays after ``start`` up to ``end``, counted one by one; holidays are weekdays too."""
    days = (date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1))
    return sum(1 for d in days if d.weekday() < 5)


@pytest.mark.parametrize(
    ("id", "known_on"),
    [
        ("tillerson-dismissed", date(2018, 3, 13)),
        ("test-suspension", date(2018, 4, 21)),
        ("detainees-freed", date(2018, 5, 9)),
        ("singapore-summit", date(2018, 6, 12)),
    ],
)
def test_what_came_later_is_known_from_its_day(dossier: Dossier, id: str, known_on: date) -> None:
    assert dossier.as_of(CUTOFF).get(id) is None
    assert dossier.as_of(date.fromordinal(known_on.toordinal() - 1)).get(id) is None
    assert dossier.as_of(known_on).get(id) is not None


def test_later_parts_are_not_known_before(dossier: Dossier) -> None:
    summit = dossier.as_of(CUTOFF).of(Meeting, "summit")
    assert summit is not None and summit.held == () and len(summit.dates) == 3
