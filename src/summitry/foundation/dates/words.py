"""Dates in words, for a page that somebody reads aloud: months by name, no leading zeros."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce

from summitry.foundation.dates.clocks import both_clocks
from summitry.foundation.dates.months import SEASONS, WEEKDAYS, month_name
from summitry.foundation.dates.when import When
from summitry.foundation.dates.written import read_text
from summitry.foundation.dates.zones import offset_words, zone_city
from summitry.foundation.labels import marked, say


def day_in_words(day: date, weekday: bool = False) -> str:
    """Write a day in words.

    >>> day_in_words(date(2018, 3, 8)), day_in_words(date(2018, 3, 8), weekday=True)
    ('8 March 2018', 'Thursday 8 March 2018')
    """
    words = say("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)
    return say("{weekday} {day}", weekday=say(WEEKDAYS[day.weekday()]), day=words) if weekday else words


def in_words(when: When, zone_name: str | None = None) -> str:
    """Write a date in words, without claiming more than it says.

    A time names its clock: the offset written with it, else the city of the record's zone, else
    that of ``zone_name`` (the dossier's zone). Of several reported dates all are named. Within
    `clocks.on_the_clock_of` it is told on the reader's clock, with its own beside it.

    >>> from summitry.foundation.dates.parse import parse_when
    >>> in_words(parse_when("2017-11-29T03:17", zone="Asia/Pyongyang"))
    '29 November 2017, 03:17 (Pyongyang)'
    >>> in_words(parse_when({"between": "2018-05-01", "and": "2018-05-31"}))
    'one day between 1 and 31 May 2018'
    >>> in_words(parse_when({"between": "2018-03-08", "and": "2018-03-09"}))
    '8 or 9 March 2018'
    >>> from summitry.foundation.dates.clocks import on_the_clock_of
    >>> with on_the_clock_of("America/New_York"):
    ...     in_words(parse_when("2017-11-29T03:17", zone="Asia/Pyongyang"))
    '28 November 2017, 13:47 (New York; 29 November, 03:17 Pyongyang)'
    """
    if when.alternatives:
        return _reported(when, zone_name)
    if when.between:
        first, _, last = when.text[len("{between: ") : -1].partition(", and: ")
        if when.precision == "day" and (when.latest - when.earliest).days == 1:
            return _from_to(when, first, last, marked("{first} or {last}"), zone_name)
        ends = _from_to(when, first, last, marked("{first} and {last}"), zone_name)
        if when.precision == "instant":
            return say("one moment between {ends}", ends=ends)
        return say("one day between {ends}", ends=ends)
    if not when.lasts:
        return _point(when, zone_name)
    first, _, last = when.text.partition("/")
    if first in ("", ".."):
        end = _point(read_text(last, when.zone), zone_name)
        return say("until {end}", end=end) if first else say("from an unknown day until {end}", end=end)
    if last in ("", ".."):
        start = _point(read_text(first, when.zone), zone_name)
        if last:
            return say("from {start} on", start=start)
        return say("from {start} until an unknown day", start=start)
    return _from_to(when, first, last, marked("{first} to {last}"), zone_name)


def _reported(when: When, zone_name: str | None) -> str:
    """Each reported date once, in the order of time."""
    dates = sorted((report.when for report in when.alternatives), key=When.sort_key)
    words = list(dict.fromkeys(in_words(each, zone_name) for each in dates))
    if len(words) == 1:
        return words[0]
    return say("{days} (reports differ)", days=reduce(_either, words))


def _either(first: str, last: str) -> str:
    return say("{first} or {last}", first=first, last=last)


def _from_to(when: When, first: str, last: str, link: str, zone_name: str | None) -> str:
    """Two ends, saying month, year and clock once where both share them."""
    start, end = read_text(first, when.zone), read_text(last, when.zone)
    whole = _point(start, zone_name), _point(end, zone_name)
    marked = when.approximate or when.uncertain
    if first == last:
        return whole[0]
    if marked or start.precision != end.precision or "X" in when.text:
        return say(link, first=whole[0], last=whole[1])
    if start.precision == "day":
        return say(link, first=_shared_day(start.earliest, end.earliest), last=whole[1])
    if start.precision == "month" and start.earliest.year == end.earliest.year:
        return say(link, first=month_name(start.earliest.month), last=whole[1])
    if start.at is None or end.at is None or _elsewhere(start, zone_name) or _elsewhere(end, zone_name):
        return say(link, first=whole[0], last=whole[1])
    clock = _clock(end, zone_name)
    if clock != _clock(start, zone_name):
        return say(link, first=whole[0], last=whole[1])
    if start.earliest == end.earliest:
        return say(link, first=_moment(start.at), last=f"{_hours(end.at)}{clock}")
    return say(link, first=_moment(start.at), last=whole[1])


def _shared_day(first: date, last: date) -> str:
    """The first day of a span, without the month and year it shares with the last."""
    if first.year != last.year:
        return day_in_words(first)
    if first.month == last.month:
        return f"{first.day}"
    return say("{day} {month}", day=first.day, month=month_name(first.month))


def _point(when: When, zone_name: str | None) -> str:
    words = _unmarked(when, zone_name)
    if when.approximate:
        words = say("about {day}", day=words)
    return say("{day} (uncertain)", day=words) if when.uncertain else words


def _unmarked(when: When, zone_name: str | None) -> str:
    first, year = when.earliest, when.earliest.year
    if when.at is not None:
        return _elsewhere(when, zone_name) or f"{_moment(when.at)}{_clock(when, zone_name)}"
    if when.precision == "day":
        if "X" not in when.text:
            return day_in_words(first)
        if when.text[5:7] == "XX":
            return say("an unknown day of {year}", year=year)
        month = month_name(first.month)
        return say("an unknown day of {month} {year}", month=month, year=year)
    if when.precision == "month":
        if "X" in when.text:
            return say("an unknown month of {year}", year=year)
        return say("{month} {year}", month=month_name(first.month), year=year)
    if when.precision == "season":
        years = f"{year}/{year + 1}" if first.month == 12 else f"{year}"
        return say("{season} {year}", season=say(SEASONS[int(when.text[5:7])]), year=years)
    if when.precision == "year":
        return f"{year}"
    if when.precision == "decade" and when.text[2] != "0":
        return say("the {decade}s", decade=f"{when.text[:3]}0")
    return say(
        "the years {first} to {last}", first=year, last=when.latest.year
    )  # "the 2000s" may be ten years or a hundred


def _elsewhere(when: When, zone_name: str | None) -> str:
    """A time on the clock of whoever reads, with its own beside it; blank where that is its own."""
    both = both_clocks(when.at, when.zone or zone_name) if when.at is not None else None
    if both is None:
        return ""
    own = _hours(both.own)
    if both.own.year != both.there.year:
        own = _moment(both.own)
    elif both.own.date() != both.there.date():
        day = say("{day} {month}", day=both.own.day, month=month_name(both.own.month))
        own = say("{day}, {hours}", day=day, hours=own)
    return say(
        "{there} ({city}; {own} {clock})", there=_moment(both.there), city=both.there_called, own=own,
        clock=both.own_called,
    )  # fmt: skip


def _hours(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _moment(moment: datetime) -> str:
    return say("{day}, {hours}", day=day_in_words(moment), hours=_hours(moment))


def _clock(when: When, zone_name: str | None) -> str:
    """The clock of a time in brackets; nothing when no zone is known."""
    if when.at is not None and when.at.tzinfo is not None:
        return f" ({offset_words(when.at.utcoffset())})"
    name = when.zone or zone_name
    return f" ({zone_city(name)})" if name else ""
