"""What a date means: when it is known to have happened, on whose clock, and in which words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from summitry.foundation.dates import (
    DateFault,
    When,
    day,
    day_in_words,
    in_words,
    parse_as_of,
    parse_when,
)

NEW_YORK, PYONGYANG, SEOUL = "America/New_York", "Asia/Pyongyang", "Asia/Seoul"

WINDOW = {"between": "2018-05-01", "and": "2018-05-31"}
LAUNCH = [
    {"date": "2017-11-28", "source": "nti p. 3"},
    {"date": "2017-11-29", "source": ["kcna", "yonhap"], "zone": PYONGYANG},
]


# --- clocks -------------------------------------------------------------------------------------


def test_the_launch_of_november_2017_was_a_day_earlier_in_new_york() -> None:
    # 03:17 less 8:30 is 18:47 of the day before in UTC, and 13:47 in New York.
    launch = parse_when("2017-11-29T03:17", PYONGYANG)
    assert launch.day_in(NEW_YORK) == date(2017, 11, 28)
    assert launch.day_in(PYONGYANG) == date(2017, 11, 29)
    assert launch.instant(NEW_YORK) == datetime(2017, 11, 28, 18, 47, tzinfo=UTC)
    # From there to 12 March 2018: 104 days and 103.
    assert (date(2018, 3, 12) - launch.day_in(NEW_YORK)).days == 104
    assert (date(2018, 3, 12) - launch.day_in(PYONGYANG)).days == 103


def test_the_sixth_nuclear_test_was_the_evening_before_in_new_york() -> None:
    # 12:00 less 8:30 is 03:30 UTC; New York was on summer time, four hours behind: 23:30.
    sixth = parse_when("2017-09-03T12:00", PYONGYANG)
    assert sixth.day_in(NEW_YORK) == date(2017, 9, 2)
    assert str(sixth.instant(NEW_YORK).astimezone(UTC)) == "2017-09-03 03:30:00+00:00"


def test_pyongyang_moved_its_clocks_on_5_may_2018() -> None:
    before = parse_when("2018-05-04T12:00", PYONGYANG).instant(NEW_YORK)
    after = parse_when("2018-05-05T12:00", PYONGYANG).instant(NEW_YORK)
    assert (after - before).total_seconds() == 86_400  # as the wall clock has it
    # 12:00 less 8:30 is 03:30 UTC, 12:00 less 9:00 is 03:00: half an hour less than a day.
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=23, minutes=30)
    assert parse_when("2018-05-04T00:15", PYONGYANG).day_in(SEOUL) == date(2018, 5, 4)
    # 00:15 in Seoul was still the day before in Pyongyang until that day, and not from then on.
    assert parse_when("2018-05-04T00:15", SEOUL).day_in(PYONGYANG) == date(2018, 5, 3)
    assert parse_when("2018-05-06T00:15", SEOUL).day_in(PYONGYANG) == date(2018, 5, 6)


def test_an_offset_in_the_text_wins_over_every_zone() -> None:
    when = parse_when("2018-03-08T23:30-05:00", PYONGYANG)
    assert when.day_in(NEW_YORK, own=SEOUL) == date(2018, 3, 8)
    assert when.day_in("UTC") == date(2018, 3, 9)


def test_a_time_without_zone_stands_on_the_given_clock_and_last_on_the_readers() -> None:
    when = parse_when("2018-03-09T08:00")
    assert when.day_in(NEW_YORK) == date(2018, 3, 9)
    assert when.day_in(NEW_YORK, own=SEOUL) == date(2018, 3, 8)
    assert when.in_zone("Europe/London").day_in(NEW_YORK, own=SEOUL) == date(2018, 3, 9)


@pytest.mark.parametrize("text", ["2018-03-09", "2018-03", "2018", "2018-03-09/2018-03-12"])
def test_days_without_a_time_are_never_converted(text: str) -> None:
    when = parse_when(text, PYONGYANG)
    assert when.day_in(NEW_YORK) == when.begun_by
    assert when.instant(NEW_YORK) is None


def test_the_edges_of_the_calendar_do_not_break_clocks() -> None:
    assert parse_when("0001-01-01T00:00+14:00").day_in(NEW_YORK) == date.min
    assert parse_when("9999-12-31T23:59-12:00").day_in(SEOUL) == date.max


def test_a_zone_that_is_none_is_a_fault() -> None:
    for act in (
        lambda: parse_when("2018-03-08", "Asia/Pyongyong"),
        lambda: parse_when("2018-03-08").in_zone("../../etc/passwd"),
        lambda: parse_when([{"date": "2018-03-08", "zone": "Mars/Base"}]),
        lambda: parse_when("2018-03-08T10:00").day_in("nowhere", own=SEOUL),
    ):
        with pytest.raises(DateFault, match="is not a time zone"):
            act()


# --- known from when ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("2018-05-01", "2018-05-01"),
        ("2018-05", "2018-05-31"),
        ("2018", "2018-12-31"),
        (WINDOW, "2018-05-31"),
        ("2018-05-01/2018-05-31", "2018-05-01"),  # it lasts: begun on the first day
        ("2018-05/2018-06", "2018-05-31"),
        ("/2018-05-31", "2018-05-31"),  # start unknown: begun at the latest when it ended
        ("../2018-05-31", "0001-01-01"),  # no beginning: always under way
        ("/2018-05-31T20:00-04:00", "2018-05-31"),
        ({"between": "2018-05-01T10:00Z", "and": "2018-06-01T02:00Z"}, "2018-05-31"),
        (LAUNCH, "2017-11-29"),
    ],
)
def test_it_is_known_from_the_day_on_which_it_has_certainly_happened(value: object, known: str) -> None:
    assert str(parse_when(value).known_day(NEW_YORK)) == known


def test_an_unknown_instant_counts_from_its_last() -> None:
    when = parse_when({"between": "2018-03-08T10:00", "and": "2018-03-08T12:00"}, NEW_YORK)
    assert when.instant(SEOUL) == datetime(2018, 3, 8, 17, 0, tzinfo=UTC)
    assert when.between
    assert not when.lasts


def test_contains() -> None:
    assert parse_when(WINDOW).contains(date(2018, 5, 31))
    assert not parse_when(WINDOW).contains(date(2018, 6, 1))
    assert parse_when("2018-05-01/..").contains(date.max)
    two = parse_when(["2018-05-01", "2018-05-03"])
    assert not two.contains(date(2018, 5, 2))  # no source says so


# --- reported dates -----------------------------------------------------------------------------


def test_reported_dates_stand_side_by_side_and_none_wins() -> None:
    when = parse_when(LAUNCH, SEOUL)
    assert (str(when.earliest), str(when.latest)) == ("2017-11-28", "2017-11-29")
    assert when.begun_by == date(2017, 11, 29)
    first, second = when.alternatives
    assert (first.source, first.zone, first.when.zone) == (("nti p. 3",), None, SEOUL)
    assert (second.source, second.zone, second.when.zone) == (
        ("kcna", "yonhap"),
        PYONGYANG,
        PYONGYANG,
    )


def test_a_zone_given_later_reaches_only_reports_without_their_own() -> None:
    later = parse_when(LAUNCH).in_zone(SEOUL)
    assert later == parse_when(LAUNCH, SEOUL)
    assert [report.when.zone for report in later.alternatives] == [SEOUL, PYONGYANG]


def test_a_meeting_with_reported_windows() -> None:
    when = parse_when([{**WINDOW, "source": "chung"}, {"on": "2018-06-12", "source": "wh"}])
    assert when.between
    assert (str(when.earliest), str(when.latest)) == ("2018-05-01", "2018-06-12")
    assert in_words(when) == "one day between 1 and 31 May 2018 or 12 June 2018 (reports differ)"


def test_the_coarsest_report_decides_how_closely_it_is_known() -> None:
    when = parse_when(["2018-05-01T10:00Z", "2018-05"])
    assert when.precision == "month"
    assert when.at is None
    assert when.instant("UTC") is None


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        [[]],
        [None],
        [{"source": "x"}],
        [{"date": "2018", "on": "2018"}],
        [{"date": "2018", "and": "2019"}],
        [{"between": "2018"}],
        {"between": "2018-05-31", "and": "2018-05-01"},
        {"between": "2018/2019", "and": "2020"},
        {"between": "", "and": "2020"},
        {"between": "2018-05-01T10:00Z", "and": "2018-05-01T12:00"},
        [{"date": "2018", "marking": "restricted"}],  # would be lost
        [{"date": "2018", "source": 4}],
        [{"date": "2018", "zone": ["UTC"]}],
        [{1: "2018"}],
        ["2018"] * 101,
        {str(n): "2018" for n in range(1000)},
        2018,
        20180308.0,
        True,
        b"2018-03-08",
        date(2018, 3, 8),
        object(),
    ],
)
def test_what_is_not_a_date_is_a_fault_with_a_hint(value: object) -> None:
    with pytest.raises(DateFault) as caught:
        parse_when(value)
    assert caught.value.hint


# --- as of --------------------------------------------------------------------------------------


def test_as_of_is_one_day_or_one_instant() -> None:
    assert day(" 2018-03-12 ") == date(2018, 3, 12)
    assert parse_as_of("2018-03-12").latest == date(2018, 3, 12)
    assert parse_as_of("2018-03-08T19:10-05:00").at is not None


NOT_ONE_DAY = [
    *("2018-03", "2018", "2018-03-XX", "2018-03-12~", "2018-03-12/..", "today", "", None, 5),
    "{between: 2018-03-12, and: 2018-03-12}",
]


@pytest.mark.parametrize("text", NOT_ONE_DAY)
def test_as_of_is_nothing_else(text: object) -> None:
    with pytest.raises(DateFault):
        parse_as_of(text)


def test_a_day_has_no_time() -> None:
    with pytest.raises(DateFault) as caught:
        day("2018-03-12T10:00")
    assert caught.value.hint == "Write 2018-03-12."


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2017-11-28", "28 November 2017"),
        ("2018-03-08", "8 March 2018"),
        ("2018-05", "May 2018"),
        ("2012", "2012"),
        ("0987", "987"),
        ("2012~", "about 2012"),
        ("2012?", "2012 (uncertain)"),
        ("2012%", "about 2012 (uncertain)"),
        ("2017-22", "summer 2017"),
        ("2017-24", "winter 2017/2018"),
        ("201X", "the 2010s"),
        ("200X", "the years 2000 to 2009"),
        ("20XX", "the years 2000 to 2099"),
        ("2018-XX", "an unknown month of 2018"),
        ("2018-05-XX", "an unknown day of May 2018"),
        ("2018-XX-XX", "an unknown day of 2018"),
        (WINDOW, "one day between 1 and 31 May 2018"),
        ({"between": "2018-04-28", "and": "2018-05-03"}, "one day between 28 April and 3 May 2018"),
        ({"between": "2018-05", "and": "2018-06"}, "one day between May and June 2018"),
        ("2018-05-01/2018-05-31", "1 to 31 May 2018"),
        ("2018-04-28/2018-05-03", "28 April to 3 May 2018"),
        ("2017-12-28/2018-01-03", "28 December 2017 to 3 January 2018"),
        ("2018-05/2018-06", "May to June 2018"),
        ("2017-12/2018-01", "December 2017 to January 2018"),
        ("2012/2015", "2012 to 2015"),
        ("2018-05-01/2018-06", "1 May 2018 to June 2018"),
        ("2018-05-01~/2018-05-31?", "about 1 May 2018 to 31 May 2018 (uncertain)"),
        ("2018-05-01/2018-05-01", "1 May 2018"),
        ("2018-05-01/..", "from 1 May 2018 on"),
        ("../2018-05-01", "until 1 May 2018"),
        ("2018-05-01/", "from 1 May 2018 until an unknown day"),
        ("/2018-05-01", "from an unknown day until 1 May 2018"),
        ("2018-03-08T19:05-05:00", "8 March 2018, 19:05 (UTC-05:00)"),
        ("2018-03-08T19:05:30Z", "8 March 2018, 19:05:30 (UTC)"),
        ("2018-03-08T14:00/2018-03-08T15:30", "8 March 2018, 14:00 to 15:30"),
        ("2018-03-08T23:00/2018-03-09T01:00", "8 March 2018, 23:00 to 9 March 2018, 01:00"),
        (["2018-03-09", "2018-03-08"], "8 March 2018 or 9 March 2018 (reports differ)"),
        ([{"date": "2018-03-08", "source": "a"}], "8 March 2018"),
        (["2018-03-08", "2018-03-08"], "8 March 2018"),
    ],
)
def test_in_words(value: object, words: str) -> None:
    assert in_words(parse_when(value)) == words


def test_a_time_names_its_clock() -> None:
    assert in_words(parse_when("2017-11-29T03:17", PYONGYANG)) == ("29 November 2017, 03:17 (Pyongyang)")
    assert in_words(parse_when("2017-11-29T03:17"), NEW_YORK) == ("29 November 2017, 03:17 (New York)")
    span = parse_when("2018-03-08T14:00/2018-03-08T15:30", SEOUL)
    assert in_words(span, NEW_YORK) == "8 March 2018, 14:00 to 15:30 (Seoul)"


def test_day_in_words() -> None:
    assert day_in_words(date(2018, 3, 8)) == "8 March 2018"
    assert day_in_words(date(2018, 3, 8), weekday=True) == "Thursday 8 March 2018"


# --- order --------------------------------------------------------------------------------------


def test_order_is_by_first_day_then_time_then_last_day() -> None:
    texts = ["2018-05-02", "2018-05-01T09:00", "2018-05", "2018-05-01T08:00", "2018-05-01", "2018"]
    ordered = sorted((parse_when(text) for text in texts), key=When.sort_key)
    assert [when.text for when in ordered] == [
        "2018",
        "2018-05-01",
        "2018-05",
        "2018-05-01T08:00",
        "2018-05-01T09:00",
        "2018-05-02",
    ]
