"""Events by kind and by the days they can be dated on: what clocks, back-tests and lists share.

Asked kind by kind, so that a new event is laid beside others of its own kind only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from summitry.dossier.kinds import Event
from summitry.dossier.kinds.events import Report
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayIn:
    """A civil day, and the zone in which it is that day."""

    day: date
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event as clocks see it.

    ``sides`` are the parties that did it (empty when nobody is named), ``by`` those named. ``own`` is
    the day on its own clock, ``first`` and ``last`` the earliest and latest of ``days``. ``exact`` is
    false for a date of lower precision than a day: then ``first`` and ``last`` are its two ends.
    ``merges`` are the rows of lists that somebody has said are this event.
    """

    id: str
    kind: str
    by: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    own: date
    first: date
    last: date
    days: tuple[DayIn, ...] = ()
    exact: bool = True
    series: str = ""
    salvo: str = ""
    merges: tuple[str, ...] = ()

    def done_by(self, maker: str, side: str) -> bool:
        """Whether ``maker`` (of the party ``side``) did it: a party answers for all its bodies."""
        return maker in self.by or (maker == side and side in self.sides)


def happenings(dossier: Dossier, kind: str) -> tuple[Happening, ...]:
    """Return the dated events of exactly this kind, in order of their last day, then id.

    Ask it with ``dossier.ask``. Future events (announced beforehand) are among them.
    """
    found = [h for h in dossier.each_naming(kind, happening, Event) if h.kind == kind]
    found.sort(key=lambda h: (h.last, h.id))
    return tuple(found)


def happening(dossier: Dossier, event: str) -> Happening | None:
    """Return an event by its id as clocks see it; ask it with ``dossier.ask``."""
    record = dossier.of(Event, event)
    return None if record is None else happening_of(dossier, record)


def happening_of(dossier: Dossier, event: Event) -> Happening | None:
    """Return an event as clocks see it; ``None`` when it is undated.

    It can be dated in its own zone, in each zone a report gives, and, when its time of day is known,
    in the dossier's zone.
    """
    if event.on is None:
        return None
    days = _days(dossier, event)
    own, exact = days[0].day, event.on.precision in ("instant", "day") and not event.on.between
    first = event.on.earliest if not exact else min(d.day for d in days)
    last = max(d.day for d in days)
    return Happening(
        id=event.id, kind=event.of_kind, by=event.by, own=own, first=first, last=last, days=days,
        sides=tuple(dict.fromkeys(side_of(dossier, who) for who in event.by)), exact=exact,
        series=event.series, salvo=event.salvo, merges=event.merges,
    )  # fmt: skip


def _days(dossier: Dossier, event: Event) -> tuple[DayIn, ...]:
    home = dossier.header.zone
    own = event.zone or home
    assert event.on is not None
    if not event.reports and not event.on.alternatives:
        return _plain_days(event.on, own, home)
    found: dict[DayIn, None] = {}
    if event.on.alternatives:
        for report in event.on.alternatives:
            found |= dict.fromkeys(_plain_days(report.when, report.zone or own, home))
    else:
        found |= dict.fromkeys(_plain_days(event.on, own, home))
    for said in event.reports:
        if said.on is not None and said.on.precision in ("instant", "day"):
            found |= dict.fromkeys(_plain_days(on_its_clock(said), said.zone or own, said.zone or own))
    return tuple(found)


def on_its_clock(report: Report) -> When:
    """Return the day a report gives on the report's own clock, where it names one."""
    assert report.on is not None
    return report.on.in_zone(report.zone) if report.zone else report.on


@lru_cache(maxsize=65536)
def _plain_days(when: When, own: str, home: str) -> tuple[DayIn, ...]:
    """The day on its own clock and, when the time is known, in the dossier's zone."""
    clock = own if when.at is None or when.at.tzinfo is None else when.zone or own
    days = [DayIn(day=when.day_in(clock, own), zone=clock)]
    if when.at is not None and home != clock:
        days.append(DayIn(day=when.day_in(home, own), zone=home))
    return tuple(days)


def happenings_among(dossier: Dossier, kinds: Iterable[str]) -> tuple[Happening, ...]:
    """Return the dated events of several kinds, in order of their last day, then id."""
    found = [h for kind in kinds for h in dossier.ask(happenings, kind)]
    found.sort(key=lambda h: (h.last, h.id))
    return tuple(found)


def days_of(group: Iterable[Happening], home: str) -> tuple[DayIn, ...]:
    """Return each day one of the events can be dated on, earliest first, with one zone for each.

    A day seen in several zones is named by the dossier's zone ``home`` when that is one of them,
    else by the zone of the first event that gives it.
    """
    zones: dict[date, str] = {}
    for happening in group:
        for said in happening.days:
            if said.day not in zones or said.zone == home:
                zones[said.day] = said.zone
    return tuple(DayIn(day=day, zone=zones[day]) for day in sorted(zones))
