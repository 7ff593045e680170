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
        self._groups: dict[tuple[int, str], _Group] = {}
        """By severity and code, in their order."""

    def clear(self) -> None:
        """Drop everything."""
        self._groups.clear()

    def put_in(self, found: Iterable[Diagnostic], unit: Unit) -> None:
        """Put in what was found by one rule in one record."""
        for one in found:
            group = self._groups.get((one.severity, one.code))
            if group is None:
                group = self._groups[one.severity, one.code] = _Group()
                self._groups = dict(sorted(self._groups.items()))
            spot = _spot(one, unit)
            at = bisect_left(group.spots, spot)
            group.spots.insert(at, spot)
            group.found.insert(at, one)
            if one.counts_days:
                group.counting.append(spot)

    def take_out(self, found: Iterable[Diagnostic], unit: Unit) -> None:
        """Take out what one rule had found in one record."""
        for one in found:
            group, spot = self._groups[one.severity, one.code], _spot(one, unit)
            at = bisect_left(group.spots, spot)
            del group.spots[at], group.found[at]
            if one.counts_days:
                group.counting.remove(spot)

    def found(self) -> list[Diagnostic]:
        """Return all in order; day counts are left open."""
        return [one for group in self._groups.values() for one in group.found]

    def on_day(self, day: date) -> tuple[Diagnostic, ...]:
        """Return all in order, with their day counts as they are on a day."""
        found: list[Diagnostic] = []
        for group in self._groups.values():
            here = group.found
            if group.counting:
                here = here.copy()
                for spot in group.counting:
                    at = bisect_left(group.spots, spot)
                    here[at] = here[at].on_day(day)
            found += here
        return tuple(found)


class _Group:
    """The findings of one code and severity, where each stands, and where those stand that count days."""

    __slots__ = ("counting", "found", "spots")

    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.found: list[Diagnostic] = []
        self.counting: list[Spot] = []


def _spot(one: Diagnostic, unit: Unit) -> Spot:
    return (one.about, one.message, one.place.path.__repr__(), unit)
