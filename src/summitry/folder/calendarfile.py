"""Calendars of holidays (.ics): whole-day events, once or every year; anything else is a fault.

Reads the part of RFC 5545 that a list of holidays needs: ``DTSTART`` and ``DTEND`` or ``DURATION`` in
days, and an ``RRULE`` that comes back every year on a date or on, say, the fourth Thursday of November.
An event with anything else is left out and reported: a holiday read wrongly would move every deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date, timedelta

from summitry.dossier.header import Header
from summitry.folder.faults import fault
from summitry.folder.reading import spot
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass

LAST_YEAR = 2100
"""Holidays that come back without an end are counted to this year."""

MAX_EVENTS = 2_000
"""Most events read in one calendar."""

MAX_FAULTS = 50
"""A calendar with more faults than this is not read further."""

LONGEST = 366
"""Most days one event may last."""

_CODE = "FRM030"
_PLAIN = frozenset(
    [
        "UID",
        "DTSTAMP",
        "SUMMARY",
        "DESCRIPTION",
        "CLASS",
        "TRANSP",
        "CATEGORIES",
        "URL",
        "LOCATION",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "COMMENT",
        "CONTACT",
        "ORGANIZER",
        "PRIORITY",
        "IMAGE",
        "COLOR",
    ]
)
_CALENDAR = frozenset(
    ["VERSION", "PRODID", "METHOD", "NAME", "DESCRIPTION", "UID", "URL", "COLOR", "LAST-MODIFIED", "SOURCE"]
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LINE = re.compile(r"(?P<name>[A-Za-z0-9-]{1,60})(?P<params>(?:;[^:;]{1,200}){0,10}):(?P<value>.*)\Z", re.S)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)\Z", re.ASCII)


@dataclass(slots=True)
class _Event:
    """The properties of one event that matter, each with its line."""

    line: int
    start: date | None = None
    end: date | None = None
    days: int = 0
    rule: dict[str, str] = field(default_factory=dict)
    without: set[date] = field(default_factory=set)
    cancelled: bool = False
    bad: bool = False


class Refused(ValueError):
    """What a calendar says cannot be read; the message says what."""


def holidays_in(text: str, name: str) -> tuple[frozenset[date], list[Diagnostic]]:
    """Return the days a calendar lists, and what in it could not be read.

    Events that could not be read give no day. Without an end, yearly ones run to `LAST_YEAR`.
    """
    faults: list[Diagnostic] = []
    days: set[date] = set()
    for count, event in enumerate(_events(text, name, faults)):
        if count >= MAX_EVENTS or len(faults) >= MAX_FAULTS:
            faults.append(_fault(f"The rest of {name} was not read: it holds too much.",
                                 spot(name, event.line, 1)))  # fmt: skip
            break
        if event.bad or event.cancelled:
            continue
        try:
            days.update(_days(event))
        except Refused as error:
            faults.append(_fault(f"{error}; this event was left out.", spot(name, event.line, 1)))
    return frozenset(days), faults


def with_calendars(
    header: Header, texts: Mapping[str, str | None], where: Place
) -> tuple[Header, list[Diagnostic]]:
    """Return the header with the days of its calendars among its holidays.

    ``texts`` are the .ics files of the folder by name (``None`` for one that could not be read).
    """
    faults: list[Diagnostic] = []
    holidays = dict(header.holidays)
    for who, file in header.calendars:
        if file not in texts:
            faults.append(fault("FRM020", f"There is no calendar {file} for {who}.", where,
                                "Put the .ics file into the folder, or correct its name."))  # fmt: skip
            continue
        text = texts[file]
        if text is not None:
            days, found = holidays_in(text, file)
            holidays[who] = holidays.get(who, frozenset()) | days
            faults.extend(found)
    for file in sorted(set(texts) - {file for _, file in header.calendars}):
        faults.append(_fault(f"Nothing says whose calendar {file} is.", spot(file),
                             f"Name it in dossier.yaml: `calendars: {{us: {file}}}`."))  # fmt: skip
    return replace(header, holidays=tuple(holidays.items())), faults


def _fault(message: str, place: Place, hint: str = "") -> Diagnostic:
    return fault(_CODE, message, place, hint or "Write the holiday under `holidays` in dossier.yaml.")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that continue them, each with the number of its first line."""
    start, parts = 0, [""]
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and start:
            parts.append(line[1:])
            continue
        if start and "".join(parts).strip():
            yield start, "".join(parts)
        start, parts = number, [line]
    if "".join(parts).strip():
        yield start, "".join(parts)


def _events(text: str, name: str, faults: list[Diagnostic]) -> Iterator[_Event]:
    """The events of a calendar, with a fault for every line outside and inside them that is not known."""
    event: _Event | None = None
    inside: list[str] = []
    for line, content in _unfolded(text):
        if len(faults) > MAX_FAULTS:
            return
        match = _LINE.match(content)
        word = match["name"].upper() if match else ""
        value = match["value"].strip() if match else ""
        if word == "BEGIN":
            inside.append(value.upper())
            if inside == ["VCALENDAR", "VEVENT"]:
                event = _Event(line)
            elif inside != ["VCALENDAR"]:
                faults.append(_fault(f"A calendar of holidays holds no {value[:40]}.", spot(name, line, 1)))
                _spoil(event)
        elif word == "END":
            if not inside or inside.pop() != value.upper():
                faults.append(
                    _fault(f"Something ends here that did not begin: {value[:40]}.", spot(name, line, 1))
                )
                return
            if event is not None and inside == ["VCALENDAR"]:
                yield event
                event = None
        elif len(inside) > 2 or inside[1:] not in ([], ["VEVENT"]):
            continue
        elif not inside or match is None:
            faults.append(_fault(f"{name} is no calendar from this line on.", spot(name, line, 1)))
            return
        else:
            try:
                _read(event, word, match["params"], value)
            except Refused as error:
                faults.append(_fault(f"{error}.", spot(name, line, 1)))
                _spoil(event)
    if inside:
        faults.append(_fault(f"{name} breaks off inside a {inside[-1][:40]}.", spot(name)))


def _spoil(event: _Event | None) -> None:
    if event is not None:
        event.bad = True


def _read(event: _Event | None, word: str, params: str, value: str) -> None:
    """Take over one property."""
    if word.startswith("X-"):
        return
    if event is None:
        if word == "CALSCALE" and value.upper() == "GREGORIAN":
            return
        if word not in _CALENDAR:
            raise Refused(f"A calendar of holidays cannot hold {word} {value[:40]}".rstrip())
    elif word in ("DTSTART", "DTEND"):
        day = _day(word, params, value)
        if word == "DTSTART":
            event.start = day
        else:
            event.end = day
    elif word == "DURATION":
        event.days = _duration(value)
    elif word == "RRULE":
        event.rule = _rule(value)
    elif word == "EXDATE":
        event.without |= {_day(word, params, v) for v in value.split(",")}
    elif word == "STATUS":
        event.cancelled = value.upper() == "CANCELLED"
    elif word not in _PLAIN:
        raise Refused(f"An event of a calendar of holidays cannot hold {word}")


def _day(word: str, params: str, value: str) -> date:
    match = _DAY.match(value)
    given = {p.upper() for p in params.split(";") if p}
    if match is None or given - {"VALUE=DATE"}:
        raise Refused(f"{word} {value[:40]} is no whole day; holidays are whole days, such as 20180704")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Refused(f"{word} {value} is no day of the calendar") from None


def _duration(value: str) -> int:
    match = re.fullmatch(r"P(\d{1,3})([DW])", value, re.ASCII)
    if match is None or int(match[1]) == 0:
        raise Refused(f"DURATION {value[:40]} is no number of days")
    return int(match[1]) * (7 if match[2] == "W" else 1)


def _rule(value: str) -> dict[str, str]:
    rule: dict[str, str] = {}
    for item in value.upper().split(";"):
        key, _, said = item.partition("=")
        if key in rule or not said:
            raise Refused(f"RRULE {value[:60]} cannot be read")
        rule[key] = said
    known = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}
    if rule.get("FREQ") != "YEARLY" or set(rule) - known or ("UNTIL" in rule and "COUNT" in rule):
        raise Refused(f"RRULE {value[:60]} is not a simple yearly one")
    return rule


def _days(event: _Event) -> Iterator[date]:
    if event.start is None:
        raise Refused("An event has no DTSTART")
    length = event.days or ((event.end - event.start).days if event.end is not None else 1)
    if not 0 < length <= LONGEST or (event.days and event.end is not None):
        raise Refused(f"The event of {event.start} does not end after it begins, or lasts over a year")
    for first in _starts(event.start, event.rule):
        if first not in event.without:
            for n in range(length):
                if (date.max - first).days >= n:
                    yield first + timedelta(days=n)


def _starts(start: date, rule: dict[str, str]) -> Iterator[date]:
    """The first days of an event, from its first on; the first counts as one of ``COUNT``."""
    if not rule:
        yield start
        return
    every, count = _number(rule, "INTERVAL", 1), _number(rule, "COUNT", 100_000)
    until = _until(rule.get("UNTIL", ""))
    nth = _nth(start, rule)
    found = 0
    for year in range(start.year, max(start.year, LAST_YEAR) + 1, every):
        day = _in_year(start, year, nth)
        if found >= count or (day is not None and day > until):
            return
        if day is not None:
            found += 1
            yield day


def _number(rule: dict[str, str], key: str, blank: int) -> int:
    said = rule.get(key, str(blank))
    if not (said.isascii() and said.isdigit() and int(said[:7]) > 0 and len(said) < 7):
        raise Refused(f"RRULE {key}={said[:20]} is no number")
    return int(said)


def _until(said: str) -> date:
    if not said:
        return date.max
    return _day("UNTIL", "", said.partition("T")[0])


def _nth(start: date, rule: dict[str, str]) -> int:
    """Which weekday of its month it is (-1 the last, 0: it goes by its date); must fit the first day."""
    if rule.get("BYMONTH", str(start.month)) != str(start.month):
        raise Refused("RRULE BYMONTH is not the month of DTSTART")
    if rule.get("BYMONTHDAY", str(start.day)) != str(start.day):
        raise Refused("RRULE BYMONTHDAY is not the day of DTSTART")
    if "BYDAY" not in rule:
        return 0
    match = re.fullmatch(r"([+-]?[1-5])([A-Z]{2})", rule["BYDAY"])
    if match is None or match[2] not in _WEEKDAYS or not {"BYMONTH"} <= set(rule) or "BYMONTHDAY" in rule:
        raise Refused(f"RRULE BYDAY={rule['BYDAY'][:20]} is not one weekday of a month, such as 4TH")
    nth = int(match[1])
    if _WEEKDAYS.index(match[2]) != start.weekday() or _in_year(start, start.year, nth) != start:
        raise Refused(f"DTSTART {start} is not on the day that RRULE BYDAY={rule['BYDAY']} names")
    return nth


def _in_year(start: date, year: int, nth: int) -> date | None:
    """The day in a year: the same date, or the nth such weekday of the month; ``None`` if there is none."""
    if nth == 0:
        try:
            return start.replace(year=year)
        except ValueError:  # 29 February
            return None
    days = [d for n in range(1, 32) if (d := _maybe(year, start.month, n)) and d.weekday() == start.weekday()]
    return days[nth - 1 if nth > 0 else nth] if len(days) >= abs(nth) else None


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
