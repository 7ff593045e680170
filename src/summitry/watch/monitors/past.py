"""A monitor run over the past, before anyone relies on it: what it told day by day, and what was so.

It is replayed twice over the same days. Once as things were learned: that is what it would have *told*. Once
as if each thing had been learned on the day it happened, as far as it is known on the dossier's day: that is
what was *so*. The monitor itself is as it stands on the dossier's day, as if it had been written down before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from summitry.dossier.asof import ALWAYS, Calendar, known_day
from summitry.dossier.chronicle import Chronicle
from summitry.dossier.kinds import (
    Agreement,
    Channel,
    Clearance,
    Event,
    Indicator,
    Line,
    Pledge,
    Series,
    Task,
    Test,
)
from summitry.dossier.record import Part, Record
from summitry.dossier.session import Session
from summitry.dossier.shape import every_part, shape_of, world_date
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.watch.monitors import clocks, signs, undertakings
from summitry.watch.monitors.days import SOON
from summitry.watch.monitors.spells import PastSpell, Told, held_against
from summitry.watch.monitors.value import Alarm, Monitor

ONE_DAY, YEAR = timedelta(days=1), timedelta(days=366)

Question = Callable[[Dossier, str], tuple[Alarm, ...]]

ASKED: Mapping[type[Record], Question] = {
    Test: signs.of_test, Indicator: signs.of_indicator, Series: signs.of_series, Line: clocks.of_line,
    Clearance: clocks.of_clearance, Task: clocks.of_task, Agreement: undertakings.of_agreement,
    Channel: clocks.of_channel,
}  # fmt: skip
"""The monitors that are run over the past, by what they watch; a pledge's has its own back-test."""

AHEAD = (Line, Clearance, Task, Agreement)
"""What has a last day that is told ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """How one monitor of the record did: spells that were so, and that were told; of those that were so, the
    ones told at once, late and never; those told and not so; days told too many, and days wanting."""

    monitor: Monitor
    so: int
    told: int
    at_once: int
    late: int
    missed: int
    false: int
    too_many: int
    wanting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTest:
    """How the monitors of one record would have done on each day from ``first`` to ``last``."""

    target: str
    first: date
    last: date
    rows: tuple[PastRow, ...]
    spells: tuple[PastSpell, ...]


def past_of(dossier: Dossier, target: str) -> PastTest | None:
    """Return how the monitor of a record would have done, up to the dossier's day; ``None`` where there is
    no such monitor."""
    record = dossier.get(target)
    question = ASKED.get(type(record)) if record is not None else None
    if record is None or question is None or (isinstance(record, Task) and record.due is None):
        return None
    base = Dossier(dossier.whole, index=dossier.index, header=dossier.header, grants=dossier.grants)
    first, last = _first(dossier, record), dossier.limit
    told, so = (
        _days_of(base, question, record.id, partial(calendar, record.id), first, last)
        for calendar in (_AsLearned, _AsHappened)
    )
    late = tuple(_late(base, record.id)) if told.spells != so.spells else ()
    spells = held_against(told, so, late)
    rows = tuple(_row(monitor, spells) for monitor in dict.fromkeys(s.monitor for s in spells))
    return PastTest(target=record.id, first=first, last=last, rows=rows, spells=spells)


def _row(monitor: Monitor, spells: Iterable[PastSpell]) -> PastRow:
    own = [spell for spell in spells if spell.monitor == monitor]
    how = Counter(spell.how for spell in own)
    return PastRow(
        monitor=monitor, so=sum(s.so is not None for s in own), told=sum(s.told is not None for s in own),
        at_once=how["told at once"], late=how["told late"], missed=how["missed"], false=how["false"],
        too_many=sum(s.too_many for s in own), wanting=sum(s.wanting for s in own),
    )  # fmt: skip


BEGINS_ONCE = (
    "A latest start follows from the plan for one meeting: nothing like it lies in the past to run it over."
)


def why_not(dossier: Dossier, target: str) -> str:
    """Return why the monitor of a record is not run over the past, or what of it is not; blank: all is."""
    record = dossier.get(target)
    if isinstance(record, Task):
        return BEGINS_ONCE
    if record is None or isinstance(record, Pledge) or type(record) in ASKED:
        return ""
    return f"No monitor watches {record.known_as}, so that there is nothing to run over the past."


class _AsLearned(Calendar):
    """When things became known; the record whose monitor is tried had been written down before."""

    def __init__(self, target: str, *given: Any) -> None:
        super().__init__(*given)
        self._target = target

    def known_from(self, owner: Part, own_zone: str, inherited: date = ALWAYS) -> date:
        if isinstance(owner, Record) and owner.id == self._target:
            return ALWAYS
        return super().known_from(owner, own_zone, inherited)


class _AsHappened(_AsLearned):
    """When things happened, or were known, whichever is earlier."""

    def known_from(self, owner: Part, own_zone: str, inherited: date = ALWAYS) -> date:
        known = super().known_from(owner, own_zone, inherited)
        happened = world_date(owner)
        if happened is None or known == ALWAYS:
            return known
        return min(known, max(inherited, known_day(happened, self.zone, own_zone)))


def _days_of(
    base: Dossier, question: Question, id: str, calendar: Callable[..., Calendar], first: date, last: date
) -> Told:
    """Ask a monitor on each day, from the first to the last."""
    session = Session.following(Chronicle(base, calendar=calendar), first)
    told, day = Told(), first
    while day <= last:
        session.move_to(day)
        told.on(day, session.dossier.ask(question, id))
        day += ONE_DAY
    return told


def _late(base: Dossier, target: str) -> Iterator[tuple[str, date, date]]:
    """Yield the records that were learned after they happened, or parts of which were: id, and both days."""
    learned, happened = (
        calendar(target, base.header.zone, base.index.kind_map("document"), base.index.get)
        for calendar in (_AsLearned, _AsHappened)
    )
    for record in base.index.records():
        known, was = learned.days(record), happened.days(record)
        if known != was:
            yield record.id, min(set(was) - set(known), default=was[0]), max(set(known) - set(was))


def _first(dossier: Dossier, record: Record) -> date:
    """The first day of which the record or what it counts bears a date, and the days before on which that is
    told ahead; a year ago where there is no date."""
    owners: list[Part] = [record, *(part for _, part in every_part(record))]
    if isinstance(record, Series):
        owners += [e for e in dossier.naming(record.id, Event) if e.series == record.id]
    if isinstance(record, Indicator):
        owners += [e for kind in record.foresees for e in dossier.naming(kind, Event) if not e.series]
    days = list(_dates(owners, dossier.limit))
    ahead = timedelta(days=SOON if isinstance(record, AHEAD) else 0)
    return min(days, default=dossier.limit - YEAR) - ahead


def _dates(owners: Iterable[Part], last: date) -> Iterator[date]:
    for owner in owners:
        for spec in shape_of(type(owner)).dates:
            when = getattr(owner, spec.name)
            if when is not None and spec.name != "covers" and ALWAYS < when.earliest <= last:
                yield when.earliest
