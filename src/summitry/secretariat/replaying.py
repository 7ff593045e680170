"""Following a dossier day by day, and comparing two days of it: with every rule a check runs."""

from __future__ import annotations

from datetime import date

from summitry.book.diary import Comparison, Diary, Entry
from summitry.book.diary import compare as lay_side_by_side
from summitry.book.diary import diary as follow
from summitry.book.diary import difference as differ
from summitry.dossier.reads import Memory
from summitry.dossier.value import Dossier
from summitry.secretariat.checking import EVERY_RULE


def replay(dossier: Dossier, first: date, last: date) -> Diary:
    """Return the diary of a dossier from ``first`` to ``last``, both included.

    Raises:
        DaysReversed: when ``last`` comes before ``first``.
    """
    return follow(dossier, first, last, EVERY_RULE)


def difference(dossier: Dossier, since: date, day: date, memory: type[Memory] = Memory) -> Entry:
    """Return what differs between the end of two days; ``memory`` keeps what is computed of each."""
    return differ(dossier, since, day, EVERY_RULE, memory)


def compare(first: Dossier, second: Dossier) -> Comparison:
    """Return what differs between two dossiers, each as known on its day."""
    return lay_side_by_side(first, second, EVERY_RULE)
