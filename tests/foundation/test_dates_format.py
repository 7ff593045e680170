"""The Extended Date/Time Format, levels 0 and 1, example by example.

Sources of the cases: Library of Congress, EDTF Specification (4 February 2019), sections Level 0
and Level 1; and the example table of the Python package ``edtf`` (its strict bounds). Where ours
differ from the package's the reason stands beside the case.
"""

# ruff: noqa: DTZ001 - a time without a zone is one of the things to be tested.

from datetime import date, datetime, timedelta, timezone

import pytest

from summitry.foundation.dates import DateFault, parse_when

FIRST, LAST = date.min.isoformat(), date.max.isoformat()

# text, first day, last day, precision: bounds can be read off the calendar.
POINTS = [
    # Level 0: day, month, year
    ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
    ("2001-02-03", "2001-02-03", "2001-02-03", "day"),
    ("1985-04", "1985-04-01", "1985-04-30", "month"),
    ("2008-12", "2008-12-01", "2008-12-31", "month"),
    ("2012-02", "2012-02-01", "2012-02-29", "month"),  # a leap year
    ("1900-02", "1900-02-01", "1900-02-28", "month"),  # divisible by 100, so none
    ("1985", "1985-01-01", "1985-12-31", "year"),
    ("2008", "2008-01-01", "2008-12-31", "year"),
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    # Level 0: day and time
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "instant"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "instant"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "instant"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "instant"),
    ("2001-02-03T09:30:01", "2001-02-03", "2001-02-03", "instant"),
    ("2004-01-01T10:10:10Z", "2004-01-01", "2004-01-01", "instant"),
    ("2004-01-01T10:10:10+05:00", "2004-01-01", "2004-01-01", "instant"),
    ("2017-11-29T03:17", "2017-11-29", "2017-11-29", "instant"),  # seconds left out: ours
    # Level 1: seasons. The specification fixes no months; these are the meteorological ones.
    ("2001-21", "2001-03-01", "2001-05-31", "season"),
    ("2003-22", "2003-06-01", "2003-08-31", "season"),
    ("2000-23", "2000-09-01", "2000-11-30", "season"),
    # The package ends winter on 31 December; its last day lies in the following February.
    ("2010-24", "2010-12-01", "2011-02-28", "season"),
    ("2011-24", "2011-12-01", "2012-02-29", "season"),
    ("9999-24", "9999-12-01", LAST, "season"),
    # Level 1: digits not known
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("196X", "1960-01-01", "1969-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("00XX", FIRST, "0099-12-31", "century"),  # there is no year 0
    ("2004-XX", "2004-01-01", "2004-12-31", "month"),
    ("1999-XX", "1999-01-01", "1999-12-31", "month"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "day"),
    ("1999-01-XX", "1999-01-01", "1999-01-31", "day"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "day"),
    ("1999-XX-XX", "1999-01-01", "1999-12-31", "day"),
]

# text, approximate, uncertain. The package's "fuzzy" bounds are not taken over: no source says
# how far "about" reaches.
MARKED = [
    ("1984?", False, True),
    ("2004-06?", False, True),
    ("2004-06-11?", False, True),
    ("2004-06-11T10:00?", False, True),
    ("1984~", True, False),
    ("2004-06~", True, False),
    ("1984%", True, True),
    ("2004-06-11%", True, True),
    ("201X~", True, False),
    ("2001-21?", False, True),
]

# text, first day, last day, day by which it has begun, precision
SPANS = [
    # Level 0
    ("1964/2008", "1964-01-01", "2008-12-31", "1964-12-31", "year"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "2004-06-30", "month"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "2004-02-01", "day"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "2004-02-01", "month"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "2004-02-01", "year"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "2005-12-31", "year"),
    # Level 1: open and unknown ends. The package lets an unknown end lie ten years away; we do
    # not guess. Open at the start: always under way. Unknown start: begun by its end.
    ("1985-04-12/..", "1985-04-12", LAST, "1985-04-12", "day"),
    ("1985-04/..", "1985-04-01", LAST, "1985-04-30", "month"),
    ("1985/..", "1985-01-01", LAST, "1985-12-31", "year"),
    ("2004-01-01/..", "2004-01-01", LAST, "2004-01-01", "day"),
    ("../1985-04-12", FIRST, "1985-04-12", FIRST, "day"),
    ("../1985-04", FIRST, "1985-04-30", FIRST, "month"),
    ("../1985", FIRST, "1985-12-31", FIRST, "year"),
    ("../2006", FIRST, "2006-12-31", FIRST, "year"),
    ("1985-04-12/", "1985-04-12", LAST, "1985-04-12", "day"),
    ("1985-04/", "1985-04-01", LAST, "1985-04-30", "month"),
    ("1985/", "1985-01-01", LAST, "1985-12-31", "year"),
    ("2004-06-01/", "2004-06-01", LAST, "2004-06-01", "day"),
    ("/1985-04-12", FIRST, "1985-04-12", "1985-04-12", "day"),
    ("/1985-04", FIRST, "1985-04-30", "1985-04-30", "month"),
    ("/1985", FIRST, "1985-12-31", "1985-12-31", "year"),
    ("/2006", FIRST, "2006-12-31", "2006-12-31", "year"),
    # Level 1: marks at the ends
    ("1984~/2004-06", "1984-01-01", "2004-06-30", "1984-12-31", "year"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30", "1984-12-31", "year"),
    ("1984?/2004%", "1984-01-01", "2004-12-31", "1984-12-31", "year"),
    ("1984-06?/2004-08?", "1984-06-01", "2004-08-31", "1984-06-30", "month"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", "1984-06-02", "day"),
    ("1984-06-02?/", "1984-06-02", LAST, "1984-06-02", "day"),
    # Level 2 in the specification, and nothing more than two ends of level 1
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "2004-06-30", "day"),
    # Ours: an end may have a time; a start cannot lie after its end
    ("2018-03-08T14:00/2018-03-08T15:30", "2018-03-08", "2018-03-08", "2018-03-08", "instant"),
    ("2018-05/2018-05-10", "2018-05-01", "2018-05-10", "2018-05-10", "month"),
]

# Refused. No reading of them is a day of our calendar, or they belong to level 2.
REFUSED = [
    # the package refuses these too
    *(None, "", "not a edtf string", "Y17E7-12-26", "2016-13-08", "2016-02-39", "-0000-01-01"),
    *("2004-(06)?-11", "2004-06-(11)~", "2004-(06)%", "2004-(06-11)?", "2004?-06-(11)~"),
    *("(2004-(06)~)?", "(2004)?-06-04~", "(2011)-06-04~", "2011-(06-04)~"),
    "2004-06-(01)~/2004-06-(20)~",
    # before the year 1 and beyond 9999, where civil days cannot be counted
    *("0000", "-0999", "-1985", "-2005/-1999-02", "-0275~", "Y170000002", "Y-170000002"),
    # the letter is for years of more than four digits only
    "Y2018",
    # level 2
    *("Y17E7", "Y-17E7", "1950S2", "2001-29", "2001-34", "2004?-06-11", "2004-06~-11"),
    *("2004-06-~11", "2004-%06", "?2004-06-~11", "156X-12-25", "15XX-12-25", "XXXX-12-XX"),
    *("1XXX-XX", "1XXX-12", "1984-1X", "1560-XX-25", "15XX-12-XX", "XXXX-XX-23"),
    *("[1667,1668,1670..1672]", "[..1760-12-03]", "{1960,1961-12}", "2004-06-~01/2004-06-~20"),
    # basic form, short forms, durations
    *("20050924T100000", "1985-4-12", "85-04-12", "1985-04-12T23", "2004-01-01/P3D"),
    *("1985-04-12 23:20", "1985-04-12T23:20:30.5", "1985-04-12t23:20", "1985-04-12T23:20+0400"),
    # clocks and offsets that do not exist
    *("1985-04-12T24:00", "1985-04-12T23:60", "2016-12-31T23:59:60Z", "1985-04-12T10:00+15:00"),
    "1985-04-12T10:00+09:75",
    # days and months that do not exist
    *("2018-02-29", "2018-04-31", "2018-00", "2018-05-00", "2018-13", "2018-20", "2018-25"),
    *("2018-21-05", "1900-02-29"),
    # spans that say nothing, end before they begin, or have more than two ends
    *("/", "../..", "../", "/..", "..", "2018/2017", "2018-05-02/2018-05-01", "2018/2019/2020"),
    *("2018-05-01T12:00/2018-05-01T11:00", "2018-05-01T12:00Z/2018-05-01T13:00"),
    # marks where none belongs; digits of other scripts; what a pattern without an end lets in
    *("?", "~2018", "2018??", "2018-XX-05", "../2018-05-01/..", "２０１８", "٢٠١٨-٠٥-٠١"),
    *("2018-05-01\n2018-05-02", "2018-05-01\x00", "2018-05-01X"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), POINTS)
def test_points(text: str, first: str, last: str, precision: str) -> None:
    when = parse_when(text)
    assert (str(when.earliest), str(when.latest), when.precision) == (first, last, precision)
    assert when.begun_by == when.latest
    assert not (when.lasts or when.between or when.approximate or when.uncertain)
    assert (when.text, when.alternatives) == (text, ())


@pytest.mark.parametrize(("text", "approximate", "uncertain"), MARKED)
def test_marks_say_not_sure_and_leave_the_days_alone(text: str, approximate: bool, uncertain: bool) -> None:
    when, plain = parse_when(text), parse_when(text[:-1])
    assert (when.approximate, when.uncertain) == (approximate, uncertain)
    assert (when.earliest, when.latest) == (plain.earliest, plain.latest)
    assert when != plain


@pytest.mark.parametrize(("text", "first", "last", "begun_by", "precision"), SPANS)
def test_spans(text: str, first: str, last: str, begun_by: str, precision: str) -> None:
    when = parse_when(text)
    days = (str(when.earliest), str(when.latest), str(when.begun_by))
    assert (days, when.precision) == ((first, last, begun_by), precision)
    assert when.lasts
    assert not when.between
    assert when.approximate == ("~" in text or "%" in text)
    assert when.uncertain == ("?" in text or "%" in text)


@pytest.mark.parametrize("value", REFUSED)
def test_refused(value: object) -> None:
    with pytest.raises(DateFault) as caught:
        parse_when(value)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_times_keep_their_clock() -> None:
    assert parse_when("1985-04-12T23:20:30").at == datetime(1985, 4, 12, 23, 20, 30)
    west = timezone(timedelta(hours=-4))
    assert parse_when("1985-04-12T23:20:30-04").at == datetime(1985, 4, 12, 23, 20, 30, tzinfo=west)
    assert parse_when("1985-04-12T23:20-04:30").at.utcoffset() == timedelta(hours=-4, minutes=-30)


def test_a_span_counts_its_days_on_the_clock_of_its_beginning() -> None:
    # 1 May 18:00 in London (UTC) is 2 May 03:00 where it began at 01:00: two hours, one day.
    when = parse_when("2018-05-02T01:00+09:00/2018-05-01T18:00Z")
    assert (when.earliest, when.latest) == (date(2018, 5, 2), date(2018, 5, 2))


def test_surrounding_blanks_do_not_matter_and_blanks_within_do() -> None:
    assert parse_when("  2018-05-01 ") == parse_when("2018-05-01")
    with pytest.raises(DateFault) as caught:
        parse_when("2018-03-08 14:00")
    assert "2018-03-08T14:00" in caught.value.hint
