"""Answers, and one question asked of every record of a list, kept together record by record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from typing import Any

from summitry.foundation.values import dataclass

Listing = tuple[Any, ...]
"""A list of records by what was read: ``("all", kind)``, ``("naming", id, kind)`` or
``("month", kind, (year, month))``."""


@dataclass(slots=True)
class Answer:
    """A computed answer, what it read in order, and the first day on which it may differ.

    ``changed`` is the turn in which it last came out different, ``sure`` the last in which it was
    known to hold. ``doubted`` when something below it changed since; ``over`` when its day has come.
    """

    value: Any
    reads: tuple[tuple[Any, ...], ...]
    wake: date
    changed: int = 0
    sure: int = 0
    doubted: bool = False
    over: bool = False


@dataclass(slots=True)
class Gathering(Answer):
    """The answers that are not blank to one question about each record of a list, in order of ids.

    ``pending`` are the records whose answers are doubted. ``reads`` holds only what last came out
    different: nobody goes through the answers that did not.
    """

    by_id: dict[str, Any] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    pending: set[str] = field(default_factory=set)

    def put(self, id: str, value: Any) -> bool:
        """Take over the answer about one record, blank when it is not listed; return if it differs."""
        old = self.by_id.get(id)
        if value is old:
            return False
        if not value:
            if old is None:
                return False
            del self.by_id[id], self.ids[bisect_left(self.ids, id)]
            return True
        self.by_id[id] = value
        if old is None:
            self.ids.insert(bisect_left(self.ids, id), id)
        return bool(old != value)

    def together(self) -> tuple[Any, ...]:
        """All answers in order of the ids of their records."""
        return tuple([self.by_id[id] for id in self.ids])


def within(ids: Sequence[str], id: str) -> bool:
    """Whether an id is in an ordered list of ids."""
    at = bisect_left(ids, id)
    return at < len(ids) and ids[at] == id
