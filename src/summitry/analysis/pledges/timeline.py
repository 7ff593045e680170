"""The past of an undertaking in one picture: events by kind against its scope, and the quiet between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.analysis.pledges.clock import answer_for, grouped
from summitry.analysis.pledges.result import Dated
from summitry.analysis.pledges.silent import silences
from summitry.analysis.pledges.spells import Spell, quiet_spells
from summitry.analysis.pledges.terms import Reach, Reaches, Trial, reaches_of
from summitry.dossier.happenings import Happening, happenings
from summitry.dossier.kinds import EventKind
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

YEARS_BEFORE = 2
"""Whole calendar years before the one in which it was given."""
LONGEST = 2
"""Quiet spells that are marked, the present one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLane:
    """The events of one kind, oldest first, and whether the scope has it in (``named``)."""

    kind: str
    named: bool
    events: tuple[Dated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events since ``first`` of every kind an undertaking covers, and of those it is silent on.

    ``quiet`` are the longest finished spells between events in scope, oldest first; ``last`` is the
    event with which the present spell began (``None`` without any). On the reading of the text, or on
    the scope that is tried.
    """

    target: str
    given: date | None
    first: date
    lanes: tuple[KindLane, ...]
    quiet: tuple[Spell, ...]
    last: Dated | None
    tried: bool
    basis: Basis


def timeline(dossier: Dossier, target: str, trial: Trial = ()) -> Timeline | None:
    """Return what happened by kind since two years before an undertaking was given.

    ``None`` when there is no such undertaking, it has no day, or nothing in point has happened.
    Quiet spells are counted between the earliest days on which events can be dated.
    """
    reaches = dossier.ask(reaches_of, target, trial)
    if reaches is None or reaches.given is None:
        return None
    first = date(max(1, reaches.given.earliest.year - YEARS_BEFORE), 1, 1)
    reach = reaches.readings[-1 if trial else 0]
    named = [_lane(dossier, reaches, reach, kind, first) for kind in _ordered(dossier, reach)]
    quiet_on = dossier.ask(silences, target)
    silent = (
        [s.kind for s in quiet_on.kinds if s.broke or s.named_by or s.beside] if quiet_on is not None else []
    )
    beside = [_beside(dossier, reaches, kind, first) for kind in silent if kind not in reach.looked_at]
    lanes = tuple(lane for lane in (*named, *beside) if lane.events)
    if not lanes:
        return None
    days, last = _days(lane for lane in lanes if lane.named)
    longest = sorted(quiet_spells(days), key=lambda s: s.days, reverse=True)[: LONGEST - 1]
    return Timeline(
        target=reaches.target, given=reaches.given.earliest, first=first, lanes=lanes, last=last,
        quiet=tuple(sorted(longest, key=lambda s: s.since)), tried=bool(trial),
        basis=Basis(
            method="Events of its maker are set out by kind; those its scope has in come first.",
            assumptions=("Events of two lists within a day of each other count once.",),
            cannot_say=("Whether an event is missing from the record.",),
            rests_on=(reaches.target, *sorted({i for lane in lanes for e in lane.events for i in e.events})),
        ),
    )  # fmt: skip


def _ordered(dossier: Dossier, reach: Reach) -> tuple[str, ...]:
    """The kinds covered, in the order in which the scope names them, the wider before the narrower."""
    tree = dossier.ask(kind_tree, EventKind)
    below = dict.fromkeys(k for entry in reach.terms.entries for k in tree.descendants(entry.kind))
    return tuple(kind for kind in below if kind in reach.looked_at)


def _days(lanes: Iterable[KindLane]) -> tuple[tuple[date, ...], Dated | None]:
    events = sorted((e for lane in lanes for e in lane.events), key=lambda e: (e.days[0].day, e.events))
    return tuple(e.days[0].day for e in events), events[-1] if events else None


def _lane(dossier: Dossier, reaches: Reaches, reach: Reach, kind: str, first: date) -> KindLane:
    found = [h for h in _since(dossier, kind, first) if answer_for(dossier, reaches, reach, h) == "in"]
    return KindLane(kind=kind, named=True, events=grouped(dossier, found, dossier.ask(kind_tree, EventKind)))


def _beside(dossier: Dossier, reaches: Reaches, kind: str, first: date) -> KindLane:
    """A kind the scope says nothing of: what its maker did of exactly that kind."""
    found = [h for h in _since(dossier, kind, first) if h.done_by(reaches.by, reaches.side)]
    return KindLane(kind=kind, named=False, events=grouped(dossier, found, dossier.ask(kind_tree, EventKind)))


def _since(dossier: Dossier, kind: str, first: date) -> list[Happening]:
    every = dossier.ask(happenings, kind)
    return [h for h in every if h.exact and h.first >= first and dossier.passed(h.last)]
