"""How much somebody has dealt with a counterpart; knows no dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.dossier.kinds.people import DEPTHS
from summitry.foundation.values import dataclass

GRADES = ("none", "single", "several", "years")
"""No encounter; one; more than one within a year; encounters over a year or more."""

SUSTAINED = 365
"""Days that must certainly lie between the first and the last dealing for them to count as years."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """One encounter as far as experience goes.

    ``begun_by`` is the day on which it had begun for certain, ``not_over_before`` the day before
    which it had certainly not ended. For a day that is known they are the same; an unknown day of a
    month has its last and its first day. Both are ``None`` where no date is known.
    """

    id: str
    depth: str
    begun_by: date | None = None
    not_over_before: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Encounters by depth, deepest first (blank depths count as contacts), and the grade."""

    counts: tuple[tuple[str, int], ...] = ()
    days: int = 0
    grade: str = "none"


def measure(dealings: Iterable[Dealing]) -> Measure:
    """Count somebody's dealings and grade them.

    ``days`` is the span that certainly lies between the first and the last; never negative.
    """
    every = {d.id: d for d in dealings}.values()
    depths = [d.depth if d.depth in DEPTHS else DEPTHS[0] for d in every]
    counts = tuple((depth, depths.count(depth)) for depth in reversed(DEPTHS) if depth in depths)
    starts = [d.begun_by for d in every if d.begun_by is not None]
    ends = [d.not_over_before for d in every if d.not_over_before is not None]
    days = max(0, (max(ends) - min(starts)).days) if starts and ends else 0
    return Measure(counts, days, _grade(len(every), days))


def _grade(number: int, days: int) -> str:
    if number == 0:
        return "none"
    if days >= SUSTAINED:
        return "years"
    return "single" if number == 1 else "several"
