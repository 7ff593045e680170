"""Dates in words, for a page that somebody reads aloud: months by name, no leading zeros."""

from __future__ import annotations

from datetime import date, datetime

from summitry.foundation.dates.months import MONTHS, SEASONS, WEEKDAYS
from summitry.foundation.dates.when import When
from summitry.foundation.dates.written import read_text
from summitry.foundation.dates.zones import offset_words, zone_city


def day_in_words(day: date, weekday: bool = False) -> str:
    """Write a day in words.

    >>> day_in_words(date(2018, 3, 8)), day_in_words(date(2018, 3, 8), weekday=True)
    ('8 March 2018', 'Thursday 8 March 2018')
    """
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def in_words(when: When, zone_name: str | None = None) -> str:
    """Write a date in words, without claiming more than it says.

    A time names its clock: the offset written with it, else the city of the record's zone, else
    that of ``zone_name`` (the dossier's zone). Of several reported dates all are named.

    >>> from summitry.foundation.dates.parse import parse_when
    >>> in_words(parse_when("2017-11-29T03:17", zone="Asia/Pyongyang"))
    '29 November 2017, 03:17 (Pyongyang)'
    >>> in_words(parse_when({"between": "2018-05-01", "and": "2018-05-31"}))
    'one day between 1 and 31 May 2018'
    """
    if when.alternatives:
        return _reported(when, zone_name)
    if when.between:
        first, _, last = when.text[len("{between: ") : -1].partition(", and: ")
        what = "one moment" if when.precision == "instant" else "one day"
        return f"{what} between {_from_to(when, first, last, ' and ', zone_name)}"
    if not when.lasts:
        return _point(when, zone_name)
    first, _, last = when.text.partition("/")
    if first in ("", ".."):
        end = _point(read_text(last, when.zone), zone_name)
        return f"until {end}" if first else f"from an unknown day until {end}"
    if last in ("", ".."):
        start = _point(read_text(first, when.zone), zone_name)
        return f"from {start} on" if last else f"from {start} until an unknown day"
    return _from_to(when, first, last, " to ", zone_name)


def _reported(when: When, zone_name: str | None) -> str:
    """Each reported date once, in the order of time."""
    dates = sorted((report.when for report in when.alternatives), key=When.sort_key)
    words = list(dict.fromkeys(in_words(each, zone_name) for each in dates))
    return words[0] if len(words) == 1 else f"{' or '.join(words)} (reports differ)"


def _from_to(when: When, first: str, last: str, link: str, zone_name: str | None) -> str:
    """Two ends, saying month, year and clock once where both share them."""
    start, end = read_text(first, when.zone), read_text(last, when.zone)
    whole = _point(start, zone_name), _point(end, zone_name)
    marked = when.approximate or when.uncertain
    if first == last:
        return whole[0]
    if marked or start.precision != end.precision or "X" in when.text:
        return link.join(whole)
    if start.precision == "day":
        return f"{_shared_day(start.earliest, end.earliest)}{link}{whole[1]}"
    if start.precision == "month" and start.earliest.year == end.earliest.year:
        return f"{MONTHS[start.earliest.month - 1]}{link}{whole[1]}"
    if start.at is None or end.at is None:
        return link.join(whole)
    clock = _clock(end, zone_name)
    if clock != _clock(start, zone_name):
        return link.join(whole)
    if start.earliest == end.earliest:
        return f"{_moment(start.at)}{link}{_hours(end.at)}{clock}"
    return f"{_moment(start.at)}{link}{whole[1]}"


def _shared_day(first: date, last: date) -> str:
    """The first day of a span, without the month and year it shares with the last."""
    if first.year != last.year:
        return day_in_words(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"


def _point(when: When, zone_name: str | None) -> str:
    words = _unmarked(when, zone_name)
    if when.approximate:
        words = f"about {words}"
    return f"{words} (uncertain)" if when.uncertain else words


def _unmarked(when: When, zone_name: str | None) -> str:
    first, year = when.earliest, when.earliest.year
    if when.at is not None:
        return f"{_moment(when.at)}{_clock(when, zone_name)}"
    if when.precision == "day":
        if "X" not in when.text:
            return day_in_words(first)
        month = "" if when.text[5:7] == "XX" else f"{MONTHS[first.month - 1]} "
        return f"an unknown day of {month}{year}"
    if when.precision == "month":
        if "X" in when.text:
            return f"an unknown month of {year}"
        return f"{MONTHS[first.month - 1]} {year}"
    if when.precision == "season":
        years = f"{year}/{year + 1}" if first.month == 12 else f"{year}"
        return f"{SEASONS[int(when.text[5:7])]} {years}"
    if when.precision == "year":
        return f"{year}"
    if when.precision == "decade" and when.text[2] != "0":
        return f"the {when.text[:3]}0s"
    return f"the years {year} to {when.latest.year}"  # "the 2000s" may be ten years or a hundred


def _hours(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _moment(moment: datetime) -> str:
    return f"{day_in_words(moment)}, {_hours(moment)}"


def _clock(when: When, zone_name: str | None) -> str:
    """The clock of a time in brackets; nothing when no zone is known."""
    if when.at is not None and when.at.tzinfo is not None:
        return f" ({offset_words(when.at.utcoffset())})"
    name = when.zone or zone_name
    return f" ({zone_city(name)})" if name else ""
