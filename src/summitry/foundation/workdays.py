"""Counting in workdays: the days of the week that are worked, less holidays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date

MONDAY_TO_FRIDAY = frozenset(range(5))


class Workdays:
    """The days on which somebody works.

    A *boundary* is the morning of a day: what must be finished before the meeting of 1 May has the
    boundary 1 May. Every answer takes the time of a look-up, however many days it spans. Days before
    the year 1 and after 9999 do not exist: then the answer is ``None``.
    """

    __slots__ = ("_days", "_holidays", "_prefix", "_shifted", "_week")

    def __init__(self, week: Iterable[int] = MONDAY_TO_FRIDAY, holidays: Iterable[date] = ()) -> None:
        self._days = tuple(sorted(set(week)))
        if not self._days:
            raise ValueError("At least one day of the week must be worked.")
        self._week = frozenset(self._days)
        self._prefix = tuple(sum(1 for d in self._days if d < n) for n in range(7))
        falling = sorted({d.toordinal() for d in holidays if d.weekday() in self._week})
        self._holidays = falling
        self._shifted = [self._in_week(o) - at for at, o in enumerate(falling)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Workdays):
            return NotImplemented
        return self._days == other._days and self._holidays == other._holidays

    def __hash__(self) -> int:
        return hash((self._days, tuple(self._holidays)))

    def works(self, day: date) -> bool:
        """Whether ``day`` is worked.

        >>> Workdays().works(date(2018, 3, 10))
        False
        """
        if day.weekday() not in self._week:
            return False
        at = bisect_left(self._holidays, day.toordinal())
        return at == len(self._holidays) or self._holidays[at] != day.toordinal()

    def between(self, first: date, boundary: date) -> int:
        """Return how many workdays lie from ``first`` on, before ``boundary``; negative when the
        boundary lies before ``first``.

        >>> Workdays().between(date(2018, 3, 12), date(2018, 5, 1))
        36
        """
        return self._index(boundary.toordinal()) - self._index(first.toordinal())

    def back(self, boundary: date, count: int) -> date | None:
        """Return the ``count``-th workday before ``boundary`` (the first is the last one before it).

        >>> Workdays().back(date(2018, 5, 1), 36)
        datetime.date(2018, 3, 12)
        """
        return self._day(self._index(boundary.toordinal()) - count)

    def forward(self, first: date, count: int) -> date | None:
        """Return the ``count``-th workday from ``first`` on (the first may be ``first`` itself).

        >>> Workdays().forward(date(2018, 3, 12), 5)
        datetime.date(2018, 3, 16)
        """
        return self._day(self._index(first.toordinal()) + count - 1)

    def _in_week(self, ordinal: int) -> int:
        """How many days of the working week lie before ``ordinal``; the calendar's day 1 is a Monday."""
        weeks, day = divmod(ordinal - 1, 7)
        return weeks * len(self._days) + self._prefix[day]

    def _index(self, ordinal: int) -> int:
        return self._in_week(ordinal) - bisect_left(self._holidays, ordinal)

    def _day(self, index: int) -> date | None:
        if index < 0:
            return None
        weeks, day = divmod(index + bisect_right(self._shifted, index), len(self._days))
        ordinal = weeks * 7 + self._days[day] + 1
        return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None
