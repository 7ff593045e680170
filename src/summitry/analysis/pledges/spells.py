"""Quiet spells: the days between one event and the next, and how long ones rank."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A quiet spell between two event days: ``days`` from the one to the other."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """Its length in days, as in "104 days since": the second day minus the first."""
        return (self.until - self.since).days


def quiet_spells(days: Iterable[date]) -> tuple[Spell, ...]:
    """Return the finished spells between event days, oldest first; a day counts once.

    What lies before the first event is no spell: nobody knows when it began.
    """
    ordered = sorted(set(days))
    return tuple(Spell(since=a, until=b) for a, b in itertools.pairwise(ordered))


def rank_among(spells: Sequence[Spell], length: int) -> int:
    """Return the rank of a spell of ``length`` days among finished ones, 1 for the longest.

    A spell of the same length does not push it down.
    """
    return 1 + sum(spell.days > length for spell in spells)
