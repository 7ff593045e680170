"""When something was said or done, and on which civil days that can have been."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

ONE_DAY = timedelta(days=1)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")

Said = tuple[str, date | None, date | None]
"""As written in ISO 8601, and the earliest and latest civil day it can be, on whatever clock."""

NEVER: Said = ("", None, None)


def instant(at: datetime) -> Said:
    """Return a moment. Without an offset it is taken as a day of which the clock is not known."""
    if at.tzinfo is None:
        return day(at.date())
    try:
        home = at.astimezone(UTC)
        # the clocks of the world reach from 12 hours behind to 14 hours before that of Greenwich
        return (
            at.isoformat(timespec="minutes"),
            (home - ONE_DAY / 2).date(),
            (home + timedelta(hours=14)).date(),
        )
    except (OverflowError, ValueError):
        return NEVER


def day(on: date) -> Said:
    """Return a civil day on a clock that is not told."""
    try:
        return on.isoformat(), on - ONE_DAY, on + ONE_DAY
    except OverflowError:
        return NEVER


def of_letter(head: str) -> Said:
    """Return the moment a letter's ``Date`` tells; nothing when it tells none."""
    try:
        return instant(parsedate_to_datetime(head))
    except (ValueError, TypeError, IndexError, OverflowError):
        return NEVER


def of_text(written: str) -> Said:
    """Return a day, month or moment written as ISO 8601, or a day as eight figures; nothing for else.

    >>> of_text("20180308")[0], of_text("2018-03-08T19:30+09:00")[0], of_text("soon")[0]
    ('2018-03-08', '2018-03-08T19:30+09:00', '')
    """
    written = written.strip()
    found = _DAY.match(written)
    try:
        if found:
            return day(date(int(found[1]), int(found[2]), int(found[3])))
        if month := _MONTH.match(written):
            first = date(int(month[1]), int(month[2]), 1)
            return written, first - ONE_DAY, (first + 31 * ONE_DAY).replace(day=1)
        return instant(datetime.fromisoformat(written)) if len(written) > 10 else NEVER
    except (ValueError, OverflowError):
        return NEVER


def span(first: str, last: str) -> Said:
    """Return days from one to another, as an interval."""
    one, other = of_text(first), of_text(last)
    if one[1] is None or other[2] is None or one[0] == other[0]:
        return one if one[1] is not None else other
    return f"{one[0]}/{other[0]}", one[1], max(other[2], one[1])
