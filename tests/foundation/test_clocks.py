"""A time of day is told on its reader's clock with its own beside it; a day is the same day everywhere."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from summitry.foundation.dates import (
    in_words,
    on_its_own_clock,
    on_the_clock_of,
    parse_when,
    unnamed_is,
)
from summitry.foundation.dates.when import When

TOLD = "2018-03-08T19:10"


def read(when: When, zone: str, unnamed: str = "") -> str:
    with on_the_clock_of(zone):
        if unnamed:
            unnamed_is(unnamed)
        return in_words(when)


def test_the_next_day_elsewhere_is_said_with_the_day_there() -> None:
    told = parse_when(TOLD, zone="America/New_York")
    assert in_words(told) == "8 March 2018, 19:10 (New York)", "as long as nobody says who reads"
    assert read(told, "Asia/Seoul") == "9 March 2018, 09:10 (Seoul; 8 March, 19:10 New York)"
    assert read(told, "America/Chicago") == "8 March 2018, 18:10 (Chicago; 19:10 New York)"
    eve = parse_when("2018-12-31T23:30", zone="Europe/Paris")
    assert read(eve, "Asia/Tokyo") == "1 January 2019, 07:30 (Tokyo; 31 December 2018, 23:30 Paris)"


def test_one_clock_is_told_once() -> None:
    told = parse_when(TOLD, zone="America/New_York")
    for zone in ("America/New_York", "America/Toronto"):
        assert read(told, zone) == in_words(told)


def test_an_offset_wins_and_a_time_without_a_zone_stands_on_the_dossiers_clock() -> None:
    assert read(parse_when("2018-03-08T19:10-05:00"), "Asia/Seoul") == (
        "9 March 2018, 09:10 (Seoul; 8 March, 19:10 UTC-05:00)"
    )
    bare = parse_when(TOLD)
    assert read(bare, "Asia/Seoul") == "8 March 2018, 19:10", "nobody knows where"
    assert read(bare, "Asia/Seoul", "America/New_York") == (
        "9 March 2018, 09:10 (Seoul; 8 March, 19:10 New York)"
    )


def test_both_ends_of_a_span_and_reports_that_differ_are_told_so() -> None:
    span = parse_when("2018-03-08T19:10/2018-03-08T20:00", zone="America/New_York")
    assert read(span, "Asia/Seoul") == (
        "9 March 2018, 09:10 (Seoul; 8 March, 19:10 New York) to"
        " 9 March 2018, 10:00 (Seoul; 8 March, 20:00 New York)"
    )
    assert in_words(span) == "8 March 2018, 19:10 to 20:00 (New York)"


def test_an_unknown_zone_is_utc_and_the_ends_of_the_calendar_break_nothing() -> None:
    told = parse_when(TOLD, zone="America/New_York")
    assert read(told, "Nowhere/At_all") == "9 March 2018, 00:10 (UTC; 8 March, 19:10 New York)"
    last = parse_when("9999-12-31T23:59", zone="America/New_York")
    assert read(last, "Asia/Seoul") == in_words(last)


def test_what_is_kept_for_others_is_told_on_its_own_clock() -> None:
    told = parse_when(TOLD, zone="America/New_York")
    with on_the_clock_of("Asia/Seoul"):
        assert on_its_own_clock(in_words, told) == "8 March 2018, 19:10 (New York)"
        assert in_words(told).startswith("9 March")
    assert in_words(told) == "8 March 2018, 19:10 (New York)"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["Asia/Seoul", "UTC", "Asia/Kolkata"]))
def test_a_day_is_the_same_day_wherever_it_is_read(day: date, zone: str) -> None:
    when = parse_when(day.isoformat(), zone="America/New_York")
    assert read(when, zone, "Europe/Paris") == in_words(when)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.times())
def test_its_own_time_always_stands_beside_it(day: date, hour: time) -> None:
    said = read(parse_when(f"{day.isoformat()}T{hour:%H:%M}", zone="Asia/Pyongyang"), "America/Los_Angeles")
    assert f"{hour:%H:%M} Pyongyang)" in said
