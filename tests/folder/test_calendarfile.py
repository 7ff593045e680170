"""Calendars of holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.folder.calendarfile import LAST_YEAR, holidays_in
from summitry.folder.load import load_texts


def calendar(*lines: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *lines, "END:VCALENDAR", ""])


def event(*lines: str) -> str:
    return calendar("BEGIN:VEVENT", "UID:a", "SUMMARY:Holiday", *lines, "END:VEVENT")


def days(text: str) -> frozenset[date]:
    found, faults = holidays_in(text, "us.ics")
    assert faults == []
    return found


def test_a_whole_day_is_a_holiday() -> None:
    assert days(event("DTSTART;VALUE=DATE:20180704")) == {date(2018, 7, 4)}


def test_the_end_is_the_morning_after_the_last_day() -> None:
    found = days(event("DTSTART;VALUE=DATE:20181224", "DTEND;VALUE=DATE:20181227"))
    assert found == {date(2018, 12, 24), date(2018, 12, 25), date(2018, 12, 26)}
    assert days(event("DTSTART;VALUE=DATE:20181224", "DURATION:P3D")) == found


def test_a_date_comes_back_every_year() -> None:
    found = days(event("DTSTART;VALUE=DATE:20160704", "RRULE:FREQ=YEARLY"))
    assert {date(2016, 7, 4), date(2018, 7, 4), date(LAST_YEAR, 7, 4)} <= found
    assert len(found) == LAST_YEAR - 2015


def test_thanksgiving_is_the_fourth_thursday_of_november() -> None:
    found = days(event("DTSTART;VALUE=DATE:20161124", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3"))
    assert found == {date(2016, 11, 24), date(2017, 11, 23), date(2018, 11, 22)}


def test_memorial_day_is_the_last_monday_of_may() -> None:
    found = days(
        event("DTSTART;VALUE=DATE:20170529", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20181231")
    )
    assert found == {date(2017, 5, 29), date(2018, 5, 28)}


def test_a_day_can_be_taken_out() -> None:
    found = days(
        event("DTSTART;VALUE=DATE:20160704", "RRULE:FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20170704")
    )
    assert found == {date(2016, 7, 4), date(2018, 7, 4)}


def test_lines_that_go_on_are_joined() -> None:
    assert days(event("SUMMARY:Independence\n  Day", "DTSTART;VALUE=DATE:201807\n 04")) == {date(2018, 7, 4)}


def test_an_event_called_off_is_no_holiday() -> None:
    assert days(event("DTSTART;VALUE=DATE:20180704", "STATUS:CANCELLED")) == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:20180704T120000Z",
        "DTSTART;TZID=Europe/Paris:20180704T120000",
        "DTSTART;VALUE=DATE:20180230",
        "DTSTART;VALUE=DATE:20180704\nRRULE:FREQ=WEEKLY",
        "DTSTART;VALUE=DATE:20180704\nRRULE:FREQ=YEARLY;BYEASTER=0",
        "DTSTART;VALUE=DATE:20180704\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "DTSTART;VALUE=DATE:20161125\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "DTSTART;VALUE=DATE:20180704\nRRULE:FREQ=YEARLY;INTERVAL=0",
        "DTSTART;VALUE=DATE:20180704\nRDATE;VALUE=DATE:20180705",
        "DTSTART;VALUE=DATE:20180704\nDTEND;VALUE=DATE:20180704",
        "DTSTART;VALUE=DATE:20180704\nDURATION:PT1H",
        "BEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\nDTSTART;VALUE=DATE:20180704",
        "SUMMARY:no day",
    ],
)
def test_anything_else_is_a_fault_and_no_holiday(line: str) -> None:
    found, faults = holidays_in(event(line), "us.ics")
    assert found == frozenset()
    assert [f.code for f in faults] == ["FRM030"]
    assert faults[0].origin.line > 3


@given(st.text(alphabet="BEGINDVCALRTS:;=\n 0123456789", max_size=200) | st.text(max_size=100))
def test_no_text_stops_the_reading(text: str) -> None:
    for damaged in (text, event(text), event("DTSTART;VALUE=DATE:" + text)):
        found, faults = holidays_in(damaged, "us.ics")
        assert all(f.place.origin.file == "us.ics" for f in faults)
        assert all(isinstance(day, date) for day in found)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 9))
def test_a_span_holds_each_of_its_days(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    found = days(event(f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"))
    assert found == {start + timedelta(days=n) for n in range(length)}


def test_the_header_gains_the_days() -> None:
    files = {
        "dossier.yaml": "format: 1\ncalendars: {us: us.ics}\nholidays: {us: [2018-12-24/2018-12-26]}",
        "us.ics": event("DTSTART;VALUE=DATE:20180704"),
    }
    dossier = load_texts(files)
    assert dossier.faults == ()
    assert dict(dossier.header.holidays)["us"] == {
        date(2018, 7, 4), date(2018, 12, 24), date(2018, 12, 25), date(2018, 12, 26)
    }  # fmt: skip


def test_a_calendar_that_is_not_there_and_one_that_is_nobodys() -> None:
    missing = load_texts({"dossier.yaml": "format: 1\ncalendars: {us: us.ics}"}).faults
    assert [(f.code, f.origin.line) for f in missing] == [("FRM020", 2)]
    stray = load_texts({"dossier.yaml": "format: 1", "us.ics": event("DTSTART;VALUE=DATE:20180704")}).faults
    assert [(f.code, f.origin.file) for f in stray] == [("FRM030", "us.ics")]
