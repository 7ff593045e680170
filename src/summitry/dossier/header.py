"""The head of a dossier: whose it is, its clock, its markings and its readers."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date

from summitry.foundation.dates import When, zone_city
from summitry.foundation.origin import Home
from summitry.foundation.values import dataclass

FORMAT = 1
"""The only text format this version reads."""


@dataclass(frozen=True, slots=True)
class Grants:
    """What a reader may see: markings up to one level, and the groups the reader belongs to."""

    marking: str
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What ``dossier.yaml`` says of the dossier as a whole. Spans are in calendar days."""

    format: int = FORMAT
    dossier: str = ""
    own_side: str = ""
    counterparts: tuple[str, ...] = ()
    zone: str = "UTC"
    place: str = ""
    workdays: frozenset[int] = frozenset(range(5))
    calendars: tuple[tuple[str, str], ...] = ()
    holidays: tuple[tuple[str, frozenset[date]], ...] = ()
    markings: tuple[str, ...] = ("open",)
    groups: tuple[str, ...] = ()
    readers: tuple[tuple[str, Grants], ...] = ()
    default_marking: str = ""
    cutoff: When | None = None
    channel_life: int = 60
    line_life: int = 120
    sections: tuple[str, ...] = ()
    language: str = "en"
    home: Home | None = field(default=None, compare=False, repr=False)

    @property
    def known_in(self) -> str:
        """The place whose days are meant when a page says as of when it was known."""
        return self.place or zone_city(self.zone)

    @property
    def lowest_marking(self) -> str:
        """The marking of what says nothing of its marking."""
        return self.default_marking or (self.markings[0] if self.markings else "")

    def reader(self, name: str) -> Grants | None:
        """Return what the named reader may see, or ``None`` when the header knows no such reader."""
        return dict(self.readers).get(name)

    def allows(self, grants: Grants, marking: str, access: tuple[str, ...]) -> bool:
        """Whether a reader with ``grants`` may see something with this marking and these groups.

        Deny by default: a marking or group the header does not know hides what bears it.
        """
        marking = marking or self.lowest_marking
        if marking not in self.markings or grants.marking not in self.markings:
            return False
        if self.markings.index(marking) > self.markings.index(grants.marking):
            return False
        if any(group not in self.groups for group in access):
            return False
        return not access or not grants.groups.isdisjoint(access)

    def for_reader(self, grants: Grants) -> Header:
        """Return the header as a reader sees it: without other readers, groups and places."""
        held = tuple(g for g in self.groups if g in grants.groups)
        rank = self.markings.index(grants.marking) + 1 if grants.marking in self.markings else 1
        return replace(self, readers=(), groups=held, markings=self.markings[:rank], calendars=(), home=None)
