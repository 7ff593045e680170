"""Days on a line: where the ticks stand and what is written at them."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.foundation.dates.months import SHORT_MONTHS
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass

WEEKS, SEASON, SEASONS = 70, 430, 1500
"""A span of so many days is ticked by week, by month, by quarter; a longer one by year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is marked below a figure; ``strong`` for the first of a year."""

    day: date
    label: str
    strong: bool = False


def ticks(first: date, last: date) -> tuple[Tick, ...]:
    """Return the ticks of a span, in order; none lies outside it.

    >>> [t.label for t in ticks(date(2018, 1, 1), date(2018, 4, 1))]
    ['2018', 'Feb', 'Mar', 'Apr']
    """
    span = (last - first).days
    if span <= WEEKS:
        return _weeks(first, last)
    if span <= SEASON:
        return _months(first, last, 1)
    if span <= SEASONS:
        return _months(first, last, 3)
    return _years(first, last)


def short_day(day: date) -> str:
    """Write a day as briefly as it can be told.

    >>> short_day(date(2018, 3, 12))
    '12 Mar'
    """
    return say("{day} {month}", day=day.day, month=short_month(day.month))


def short_month(month: int) -> str:
    """Return the shortest usual name of a month, 1 to 12."""
    return say(SHORT_MONTHS[month - 1])


def share(day: date, first: date, last: date) -> float:
    """Return where a day lies between two others, 0 to 1; outside it is drawn to the nearer end.

    >>> share(date(2018, 1, 2), date(2018, 1, 1), date(2018, 1, 3))
    0.5
    """
    span = max(1, (last - first).days)
    return min(1.0, max(0.0, (day - first).days / span))


def _weeks(first: date, last: date) -> tuple[Tick, ...]:
    step = 7 if (last - first).days > 14 else 1
    ahead = -first.weekday() % 7 if step == 7 else 0
    days = (first + timedelta(days=n) for n in range(ahead, (last - first).days + 1, step))
    return tuple(Tick(day=d, label=short_day(d)) for d in days)


def _months(first: date, last: date, step: int) -> tuple[Tick, ...]:
    found = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if first <= day <= last and month % step == 0:
            new_year = day.month == 1
            found.append(
                Tick(day=day, label=str(day.year) if new_year else short_month(day.month), strong=new_year)
            )
    return tuple(found)


def _years(first: date, last: date) -> tuple[Tick, ...]:
    every = next((n for n in (1, 2, 5, 10, 20, 50) if (last.year - first.year) / n <= 12), 100)
    years = (date(y, 1, 1) for y in range(first.year, last.year + 1) if y % every == 0)
    return tuple(Tick(day=d, label=str(d.year), strong=True) for d in years if first <= d <= last)
