"""Spells of days over which an alarm stood; what was told is held against what was so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from summitry.foundation.values import dataclass
from summitry.watch.monitors.value import Alarm, Monitor

How = Literal["told at once", "told late", "missed", "false"]
About = tuple[Monitor, str]
Late = tuple[str, date, date]
"""A record that was learned late: its id, the day it happened, the day it was learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """An alarm that stood from one day to another, both included, and what it said at first."""

    first: date
    last: date
    alarm: Alarm

    def meets(self, other: Spell) -> bool:
        """Whether both stood on some day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSpell:
    """What became of one spell: from when to when it was so (blank for a false alarm), from when to when it
    was told (blank for a missed one). ``because`` are records that were learned late and bear on it."""

    monitor: Monitor
    about: str
    title: str
    says: str
    how: How
    so: tuple[date, date] | None = None
    told: tuple[date, date] | None = None
    because: tuple[str, ...] = ()
    known: date | None = None
    """The day on which the last of those was learned."""

    too_many: int = 0
    """Days on which it was told and not so."""
    wanting: int = 0
    """Days on which it was so and not told."""


class Told:
    """What a monitor told, gathered day by day into spells."""

    def __init__(self) -> None:
        self.spells: dict[About, list[Spell]] = {}

    def on(self, day: date, alarms: Iterable[Alarm]) -> None:
        """Take over what it tells on a day, the next of those taken over before."""
        for key, alarm in {(a.monitor, a.about): a for a in alarms}.items():
            spells = self.spells.setdefault(key, [])
            if spells and (day - spells[-1].last).days <= 1:
                spells[-1] = Spell(first=spells[-1].first, last=day, alarm=spells[-1].alarm)
            else:
                spells.append(Spell(first=day, last=day, alarm=alarm))


def held_against(told: Told, so: Told, late: Iterable[Late] = ()) -> tuple[PastSpell, ...]:
    """Return what became of each spell, in order of days."""
    late = tuple(late)
    found = [
        spell for key in {**so.spells, **told.spells}
        for spell in _of_one(told.spells.get(key, []), so.spells.get(key, []), late)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda s: ((s.so or s.told or (date.min,))[0], s.monitor, s.about)))


def _of_one(told: list[Spell], so: list[Spell], late: tuple[Late, ...]) -> Iterator[PastSpell]:
    rests_on = frozenset(id for spell in (*told, *so) for id in (*spell.alarm.rests_on, _record(spell.alarm)))
    late = tuple(each for each in late if each[0] in rests_on)
    told = [piece for spell in told for piece in _parted(spell, so)]
    for was in so:
        met = [spell for spell in told if spell.meets(was)]
        if not met:
            yield _spell(was, "missed", was, [], late)
            continue
        how: How = "told at once" if met[0].first <= was.first else "told late"
        yield _spell(was, how, was, met, late)
    for spell in told:
        if not any(spell.meets(was) for was in so):
            yield _spell(spell, "false", None, [spell], late)


def _parted(told: Spell, so: list[Spell]) -> Iterator[Spell]:
    """A spell that was told over several that were so, parted where the next of them begins."""
    met = [spell for spell in so if spell.meets(told)]
    starts = [told.first, *(spell.first for spell in met[1:])]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), told.last]
    for first, last in zip(starts, ends, strict=True):
        yield Spell(first=first, last=last, alarm=told.alarm)


def _spell(of: Spell, how: How, so: Spell | None, told: list[Spell], late: tuple[Late, ...]) -> PastSpell:
    first = min(s.first for s in (of, *told))
    last = max(s.last for s in (of, *told))
    exact = so is not None and [(t.first, t.last) for t in told] == [(so.first, so.last)]
    bearing = [each for each in late if each[1] <= last and each[2] > first] if not exact else []
    both = sum(_both(so, spell) for spell in told)
    return PastSpell(
        monitor=of.alarm.monitor, about=of.alarm.about, title=of.alarm.title, says=of.alarm.says, how=how,
        so=(so.first, so.last) if so is not None else None,
        told=(told[0].first, told[-1].last) if told else None,
        because=tuple(dict.fromkeys(id for id, _, _ in bearing)),
        known=max((day for _, _, day in bearing), default=None),
        too_many=sum(_days(spell) for spell in told) - both,
        wanting=(_days(so) if so is not None else 0) - both,
    )  # fmt: skip


def _record(alarm: Alarm) -> str:
    return alarm.about.partition("/")[0]


def _days(spell: Spell) -> int:
    return (spell.last - spell.first).days + 1


def _both(one: Spell | None, other: Spell) -> int:
    if one is None or not one.meets(other):
        return 0
    return (min(one.last, other.last) - max(one.first, other.first)).days + 1
