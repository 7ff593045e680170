"""Lengths of time as written in a header or a meeting: days, workdays, the days one works."""

from __future__ import annotations

import re

from summitry.foundation.dates.fault import DateFault, shown
from summitry.foundation.dates.months import weekday_number

LONGEST_SPAN = 36_525  # days: a century
_LONGEST_TEXT = 100

_span = re.compile(r"([0-9]{1,7}) ?([a-z]+)", re.IGNORECASE).fullmatch
_count = re.compile(r"([0-9]{1,7})(?: ?([a-z]+))?", re.IGNORECASE).fullmatch
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_ABOUT = {"month": 30, "months": 30, "year": 365, "years": 365}
_WORKDAYS = frozenset({"workday", "workdays", "weekday", "weekdays"})


def parse_workdays(text: object) -> frozenset[int]:
    """Read the days of the week on which one works; Monday is 0 and Sunday 6.

    A span may run over the end of the week. ``DateFault`` for anything else; never empty.

    >>> sorted(parse_workdays("Mon-Fri")), sorted(parse_workdays("Sat-Wed, Fri"))
    ([0, 1, 2, 3, 4], [0, 1, 2, 4, 5, 6])
    """
    days: set[int] = set()
    for part in _checked(text, "Write workdays as Mon-Fri.").split(","):
        names = [weekday_number(name.strip()) for name in re.split("[-–]", part)]
        if None in names or len(names) > 2:
            raise DateFault(
                f"{shown(part.strip())} is not a day of the week, nor a span of them.",
                "Write workdays as Mon-Fri, or Mon, Tue, Thu.",
            )
        first, last = names[0] or 0, names[-1] or 0
        days.update(day % 7 for day in range(first, last + 1 + (7 if last < first else 0)))
    return frozenset(days)


def parse_span(text: object) -> int:
    """Read a length in calendar days, from 0 to a century; ``DateFault`` for anything else.

    Months and years are refused, having no fixed length.

    >>> parse_span("60 days"), parse_span("2 weeks")
    (60, 14)
    """
    hint = "Write a number of days or weeks, for example 60 days."
    written = _checked(text, hint)
    match = _span(written)
    unit = match[2].lower() if match else ""
    if match and unit in _DAYS:
        return _within(written, int(match[1]) * _DAYS[unit])
    if match and unit in _ABOUT:
        raise DateFault(
            f"{shown(written)} has no fixed length.", f"Write {int(match[1]) * _ABOUT[unit]} days."
        )
    if match and unit in _WORKDAYS:
        raise DateFault(
            f"{shown(written)} counts workdays where all days count.",
            f"Write calendar days, for example {int(match[1]) * 7 // 5} days.",
        )
    if written.isascii() and written.isdigit() and len(written) < 8:
        hint = f"Write {int(written)} days."
    raise DateFault(f"{shown(written)} is not a length of time.", hint)


def parse_workday_count(text: object) -> int:
    """Read a number of workdays, from 0 to a century of days; ``DateFault`` for anything else.

    >>> parse_workday_count("10 workdays"), parse_workday_count("5")
    (10, 5)
    """
    hint = "Write a number of workdays, for example 5 workdays."
    written = _checked(text, hint)
    match = _count(written)
    unit = (match[2] or "workdays").lower() if match else ""
    if match and unit in _WORKDAYS:
        return _within(written, int(match[1]))
    if match and unit in _DAYS:
        number = int(match[1]) * (5 if _DAYS[unit] == 7 else 1)
        raise DateFault(
            f"{shown(written)} counts all days where workdays count.",
            f"Write {number} workday{'' if number == 1 else 's'}.",
        )
    raise DateFault(f"{shown(written)} is not a number of workdays.", hint)


def _checked(text: object, hint: str) -> str:
    if not isinstance(text, str):
        raise DateFault("A length of time is written as text.", hint)
    if len(text) > _LONGEST_TEXT or not text.strip():
        raise DateFault(f"{shown(text)} is not a length of time.", hint)
    return text.strip()


def _within(written: str, days: int) -> int:
    if days > LONGEST_SPAN:
        raise DateFault(f"{shown(written)} is longer than a century.", f"Write at most {LONGEST_SPAN} days.")
    return days
