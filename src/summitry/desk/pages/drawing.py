"""Days along a line, for the pictures of pages: positions are attributes of SVG, never style."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from summitry.foundation.dates import day_in_words
from summitry.foundation.values import dataclass

ONE_DAY = timedelta(days=1)
NEAREST = 8
"""How near two named places may stand, in hundredths of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A named place on the line."""

    x: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A span of days, its last one included, laid out from left to right."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def x(self, day: date) -> str:
        """Return where a day begins; days beyond an end lie on it."""
        within = min(max((day - self.first).days, 0), self.length)
        return _percent(100 * within / self.length)

    def wide(self, since: date, until: date) -> str:
        """Return how wide the days from ``since`` to ``until``, both included, are drawn."""
        start = max((since - self.first).days, 0)
        end = min((until - self.first).days + 1, self.length)
        return _percent(max(100 * (end - start) / self.length, 0))

    def holds(self, day: date) -> bool:
        """Whether a day lies on it."""
        return self.first <= day <= self.last

    def months(self) -> tuple[Tick, ...]:
        """Return the first day, and the first of every month but those that would stand too near another."""
        found = [self.first]
        for day in self._firsts():
            if (day - found[-1]).days * 100 / self.length >= NEAREST:
                found.append(day)
        return tuple(
            Tick(x=self.x(d), says=short(d) if d == self.first else day_in_words(d).split(" ")[1])
            for d in found
        )

    def _firsts(self) -> Iterator[date]:
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                yield day
            day = (day + timedelta(days=32)).replace(day=1)

    def years(self) -> tuple[Tick, ...]:
        """Return the first day of every year; of a line of over thirty years, of some of them."""
        span = self.last.year - self.first.year + 1
        step = max(1, -(-span // 15))
        firsts = (date(y, 1, 1) for y in range(self.first.year, self.last.year + 1, step))
        return tuple(Tick(x=self.x(max(d, self.first)), says=str(d.year)) for d in firsts)

    def weekends(self) -> tuple[tuple[str, str], ...]:
        """Return the Saturdays with their Sundays, as place and width; none on a line of over a year."""
        if self.length > 370:
            return ()
        day = self.first + timedelta(days=(5 - self.first.weekday()) % 7)
        found = []
        while day <= self.last:
            found.append((self.x(day), self.wide(day, min(day + ONE_DAY, self.last))))
            day += timedelta(days=7)
        return tuple(found)


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def short(day: date) -> str:
    """Write a day without its year.

    >>> short(date(2018, 3, 5))
    '5 March'
    """
    return day_in_words(day).rpartition(" ")[0]


def span(since: date, until: date) -> str:
    """Write two days as one span, without the year.

    >>> span(date(2018, 5, 1), date(2018, 5, 31)), span(date(2018, 4, 30), date(2018, 5, 2))
    ('1 to 31 May', '30 April to 2 May')
    """
    if since == until:
        return short(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} to {short(until)}"
    return f"{short(since)} to {short(until)}"
