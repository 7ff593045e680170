"""Findings in the order of a report, of which a few come and go at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import Any

from summitry.foundation.diagnostics import Diagnostic

Unit = tuple[str, str]
"""A rule's code and the id of the record it looked at (empty for the whole dossier)."""
Spot = tuple[Any, ...]


def place_of(diagnostic: Diagnostic) -> Spot:
    """Return the place of a finding among others; its day counts are left open, so that it keeps it."""
    return (
        diagnostic.severity, diagnostic.code, diagnostic.about, diagnostic.message,
        diagnostic.place.path.__repr__(),
    )  # fmt: skip


class Standing:
    """What stands on a day, by severity, then code, then the ids of the records."""

    def __init__(self) -> None:
        self._spots: list[Spot] = []
        self._found: list[Diagnostic] = []
        self._counting: dict[Spot, None] = {}
        """Where those are whose words hold a count of days."""

    def clear(self) -> None:
        """Drop everything."""
        self._spots.clear()
        self._found.clear()
        self._counting.clear()

    def put_in(self, found: Iterable[Diagnostic], unit: Unit) -> None:
        """Put in what was found by one rule in one record."""
        for one in found:
            spot = (*place_of(one), unit)
            at = bisect_left(self._spots, spot)
            self._spots.insert(at, spot)
            self._found.insert(at, one)
            if one.counts_days:
                self._counting[spot] = None

    def take_out(self, found: Iterable[Diagnostic], unit: Unit) -> None:
        """Take out what one rule had found in one record."""
        for one in found:
            spot = (*place_of(one), unit)
            at = bisect_left(self._spots, spot)
            del self._spots[at], self._found[at]
            self._counting.pop(spot, None)

    def found(self) -> list[Diagnostic]:
        """Return all in order; day counts are left open."""
        return self._found.copy()

    def on_day(self, day: date) -> tuple[Diagnostic, ...]:
        """Return all in order, with their day counts as they are on a day."""
        found = self._found.copy()
        for spot in self._counting:
            at = bisect_left(self._spots, spot)
            found[at] = found[at].on_day(day)
        return tuple(found)
