"""Text to date: the Extended Date/Time Format, levels 0 and 1.

Source: Library of Congress, EDTF Specification of 4 February 2019. Beyond it: seconds may be left
out, the ends of a span may have a time, a time may be marked, and ``{between: a, and: b}`` is read.
Short of it: the calendar runs from year 1 to 9999, so years with a letter and years before
Christ are refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from summitry.foundation.dates.fault import DateFault, shown
from summitry.foundation.dates.human import explain, form_of
from summitry.foundation.dates.impossible import fault_of_day, fault_of_month
from summitry.foundation.dates.when import PRECISIONS, When

LONGEST_TEXT = 100  # the longest right form has 72 characters
LARGEST_OFFSET = 14 * 60  # minutes; no place on Earth has kept a clock further from UTC by law

_plain_day = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_point = re.compile(
    r"([0-9]{2}XX|[0-9]{3}X|[0-9]{4})"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
    r"([?~%]?)"
).fullmatch
_between = re.compile(r"\{between: ([^{},]+), and: ([^{},]+)\}").fullmatch

_FIRST_MONTH_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}
_rank = PRECISIONS.index


@lru_cache(maxsize=65536)
def read_text(text: str, zone: str | None = None) -> When:
    """Read one written date without surrounding blanks; ``DateFault`` for anything else.

    ``zone`` must be known already.
    """
    plain = _plain_day(text)
    if plain is not None:
        try:
            day = date(int(plain[1]), int(plain[2]), int(plain[3]))
        except ValueError:
            raise fault_of_day(text, plain[1], plain[2], plain[3]) from None
        return When(text, day, day, day, "day", zone=zone)
    if len(text) > LONGEST_TEXT:
        raise DateFault(
            f"{shown(text)} is too long to be a date.",
            "Write the date alone, for example 2018-03-08, and the rest in a note.",
        )
    braces = _between(text)
    if braces is not None:
        return read_between(braces[1].strip(), braces[2].strip(), zone)
    if "/" in text:
        return _read_span(text, zone)
    return _read_point(text, zone)


def read_between(first: str, last: str, zone: str | None) -> When:
    """Read one unknown day or instant from ``first`` to ``last``, both of them included."""
    ends = []
    for text in (first, last):
        end = read_text(text, zone)
        if end.lasts or end.between:
            raise DateFault(
                f"{shown(text)} is a span and cannot be an end of one.",
                "Write a day: {between: 2018-05-01, and: 2018-05-31}.",
            )
        ends.append(end)
    text = f"{{between: {first}, and: {last}}}"
    latest = _last_day(text, ends[0], ends[1], f"{{between: {last}, and: {first}}}")
    return _joined(text, ends[0], ends[1], ends[0].earliest, latest, latest, between=True)


def _read_point(text: str, zone: str | None) -> When:
    match = _point(text)
    if match is None:
        raise explain(text)
    year, month, day, hour, minute, second, offset, mark = match.groups()
    earliest, latest, precision = _days(text, year, month, day)
    at = None
    if hour is not None:
        if precision != "day" or earliest != latest:
            raise DateFault(
                f"{shown(text)} has a time but no day.",
                "Write the whole day before the time: 2018-03-08T14:30.",
            )
        at = _time(text, earliest, (hour, minute, second or "0"), offset)
        precision = "instant"
    return When(
        text, earliest, latest, latest, precision,
        False, False, mark in ("~", "%"), mark in ("?", "%"), at, None, zone,
    )  # fmt: skip


def _days(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date, str]:
    """Return first day, last day and precision of the part of a date before any time."""
    if "X" in year:
        if month is not None:
            raise DateFault(
                f"{shown(text)} gives a month of an unknown year.",
                f"Write {year}, and what is known of the month in a note.",
            )
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        precision = "century" if year.endswith("XX") else "decade"
        return date(max(first, 1), 1, 1), date(last, 12, 31), precision
    number = int(year)
    if number == 0:
        raise explain(text)
    if month is None:
        return date(number, 1, 1), date(number, 12, 31), "year"
    if month == "XX":
        if day not in (None, "XX"):
            raise DateFault(
                f"{shown(text)} gives a day of an unknown month.",
                f"Write {year}-XX-XX, and what is known of the day in a note.",
            )
        return date(number, 1, 1), date(number, 12, 31), "day" if day else "month"
    if day is not None and day != "XX":
        try:
            exact = date(number, int(month), int(day))
        except ValueError:
            raise fault_of_day(text, year, month, day) from None
        return exact, exact, "day"
    return _month_or_season(text, number, int(month), day)


def _month_or_season(text: str, year: int, month: int, day: str | None) -> tuple[date, date, str]:
    if 1 <= month <= 12:
        last = date(year, month, monthrange(year, month)[1])
        return date(year, month, 1), last, "day" if day else "month"
    start = _FIRST_MONTH_OF_SEASON.get(month)
    if start is None or day:
        raise fault_of_month(text, f"{year:04d}", month)
    if start < 12:
        last = date(year, start + 2, monthrange(year, start + 2)[1])
    elif year < date.max.year:
        # The package edtf ends winter with December; the last day it can touch lies in February.
        last = date(year + 1, 2, monthrange(year + 1, 2)[1])
    else:
        last = date.max
    return date(year, start, 1), last, "season"


def _time(text: str, day: date, clock: tuple[str, str, str], offset: str | None) -> datetime:
    hour, minute, second = (int(part) for part in clock)
    if hour == 24 and minute == second == 0 and day < date.max:
        midnight = f"{day + timedelta(days=1)}T00:00{offset or ''}"
        raise DateFault(f"{shown(text)} has an hour 24.", f"Write {midnight}.")
    if hour > 23 or minute > 59 or second > 59:
        raise DateFault(
            f"{shown(text)} has a time that no clock shows.",
            f"Write hours to 23 and minutes and seconds to 59, for example {day}T14:30.",
        )
    zone = None if offset is None else _offset(offset)
    if offset is not None and zone is None:
        raise DateFault(
            f"{shown(text)} has an offset from UTC that no place has.",
            "Write Z, or an offset of at most 14 hours, for example +08:30.",
        )
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


@lru_cache(maxsize=2048)
def _offset(written: str) -> timezone | None:
    """Return the fixed clock of ``Z``, ``+hh`` or ``+hh:mm``; ``None`` beyond 14 hours."""
    if written == "Z":
        return UTC
    minutes = int(written[4:] or 0)
    away = int(written[1:3]) * 60 + minutes
    if away > LARGEST_OFFSET or minutes > 59:
        return None
    return timezone(timedelta(minutes=-away if written[0] == "-" else away))


def _read_span(text: str, zone: str | None) -> When:
    left, _, right = text.partition("/")
    if "/" in right or (left in ("", "..") and right in ("", "..")):
        raise explain(text)
    try:
        start = None if left in ("", "..") else _read_point(left, zone)
        end = None if right in ("", "..") else _read_point(right, zone)
    except DateFault:
        looks_alike = not (left[:4].isdigit() or right[:4].isdigit())  # n/a
        if looks_alike or form_of(text) is not None:  # 2018/03, 3/2018
            raise explain(text) from None
        raise
    if start is not None and end is not None:
        latest = _last_day(text, start, end, f"{right}/{left}")
        begun_by = min(start.latest, latest)
        return _joined(text, start, end, start.earliest, latest, begun_by)
    if start is not None:
        return _joined(text, start, None, start.earliest, date.max, start.latest)
    latest = end.latest if end is not None else date.max
    return _joined(text, None, end, date.min, latest, date.min if left else latest)


def _joined(
    text: str,
    start: When | None,
    end: When | None,
    earliest: date,
    latest: date,
    begun_by: date,
    *,
    between: bool = False,
) -> When:
    """Make the date of a span from its ends, of which at least one is there."""
    ends = [end_ for end_ in (start, end) if end_ is not None]
    return When(
        text,
        earliest,
        latest,
        begun_by,
        max((each.precision for each in ends), key=_rank),
        lasts=not between,
        between=between,
        approximate=any(each.approximate for each in ends),
        uncertain=any(each.uncertain for each in ends),
        at=start.at if start is not None else None,
        ends_at=end.at if end is not None else None,
        zone=ends[0].zone,
    )


def _last_day(text: str, start: When, end: When, turned: str) -> date:
    """Return the last day of a span, on the clock of its beginning; ``DateFault`` if it ends
    before it begins. ``turned`` is the span with its ends exchanged."""
    latest = end.latest
    backwards = latest < start.earliest
    if start.at is not None and end.at is not None:
        if (start.at.tzinfo is None) != (end.at.tzinfo is None):
            raise DateFault(
                f"{shown(text)} has an offset from UTC at one end only.",
                "Write the offset at both ends or at neither.",
            )
        backwards = end.at < start.at
        if not backwards and start.at.tzinfo is not None:
            try:
                latest = end.at.astimezone(start.at.tzinfo).date()
            except OverflowError:  # the first and last days of the calendar
                latest = max(start.latest, end.latest)
    if backwards:
        raise DateFault(f"{shown(text)} ends before it begins.", f"Write {turned}.")
    return latest
