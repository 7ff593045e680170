"""A pledge's scope to be tried: what an address asks, the kinds with their days, what would have followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from summitry.analysis.pledges import (
    Reach,
    ReadingTest,
    Timeline,
    Trial,
    back_test,
    reaches_of,
    silences,
    timeline,
)
from summitry.desk.pages.drawing import Axis
from summitry.dossier.kinds import Agreement, Pledge
from summitry.dossier.sides import the
from summitry.dossier.undertakings import given_in
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, opened, ordinal

ANSWERS = ("in", "out", "silent")
SHORTEST = 20
"""Days of a quiet spell that is drawn."""
LABELLED = 45
"""Days of a quiet spell that has room for its number."""
PREFIX = "k."
"""What stands before a kind in the names of the form's fields."""

Scope = Mapping[str, str]
"""Kind of event: ``in``, ``out`` or ``silent``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A scope that somebody holds or held: its name, its fields in an address, whether it is tried now."""

    title: str
    query: dict[str, str]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event in a lane."""

    x: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One kind of event: what the scope says of it, and the days on which it happened."""

    kind: str
    title: str
    answer: str
    marks: tuple[Mark, ...]
    days: int
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A quiet spell as it is drawn; ``now`` is the present one."""

    x: str
    width: str
    middle: str
    days: int
    now: bool
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a scope would have done, by the list that covers most, from one year on."""

    series: str
    broken: int
    quiet: int | None
    rank: str
    since: date

    @property
    def sentence(self) -> str:
        """The days broken, the present quiet and its rank with the year from which it is counted."""
        year = self.since.year
        if not self.broken:
            return say(
                "Nothing in this scope has happened since {year}, so that nothing would have broken it.",
                year=year,
            )
        days = say(
            "It would have been broken on {broken} since {year}.",
            broken=counted(self.broken, "day"),
            year=year,
        )
        if self.quiet is None or not self.rank:
            return days
        return say(
            "{days} The present quiet, {quiet}, is {rank}, counted from {year}.",
            days=days,
            quiet=counted(self.quiet, "day"),
            rank=self.rank,
            year=year,
        )


def kinds_of(dossier: Dossier, pledge: str) -> tuple[str, ...]:
    """Return the kinds that the page sets out: those the pledge covers, and those that stand beside."""
    drawn = dossier.ask(timeline, pledge)
    found = dict.fromkeys(lane.kind for lane in drawn.lanes) if drawn is not None else {}
    quiet = dossier.ask(silences, pledge)
    for silence in quiet.kinds if quiet is not None else ():
        if silence.broke or silence.named_by or silence.beside:
            found.setdefault(silence.kind)
    return tuple(found)


def scope_of(reach: Reach, kinds: tuple[str, ...]) -> dict[str, str]:
    """Return what a reading says of each kind."""
    told = {kind: reach.fits[kind].answer if kind in reach.fits else "silent" for kind in kinds}
    return {kind: answer if answer in ANSWERS else "silent" for kind, answer in told.items()}


def asked(query: Mapping[str, str], as_worded: Scope) -> dict[str, str]:
    """Return the scope that an address asks for; what it does not name is as worded."""
    return {
        kind: said if (said := query.get(PREFIX + kind, "")) in ANSWERS else answer
        for kind, answer in as_worded.items()
    }


def trial_of(scope: Scope, as_worded: Scope) -> Trial:
    """Return the trial that a scope is: nothing when it is as worded.

    A kind on which the words are to be silent counts as out: nothing of it breaks the pledge.
    """
    if dict(scope) == dict(as_worded):
        return ()
    return tuple((kind, "in" if answer == "in" else "out") for kind, answer in scope.items())


def presets(dossier: Dossier, pledge: Pledge, kinds: tuple[str, ...], chosen: Scope) -> tuple[Preset, ...]:
    """Return the readings held of a pledge, and the scopes of other undertakings of its maker."""
    found: list[tuple[str, dict[str, str]]] = []
    reaches = dossier.ask(reaches_of, pledge.id)
    for reach in reaches.readings if reaches is not None else ():
        by = (
            say("As {dossier} reads it", dossier=the(dossier, reach.terms.by))
            if reach.terms.by
            else say("As worded")
        )
        found.append((by, scope_of(reach, kinds)))
    for target in _others(dossier, pledge):
        other = dossier.ask(reaches_of, target)
        if other is not None and other.readings and other.readings[0].fits:
            name = opened(dossier.title(target.partition("/")[0]))
            found.append((name, scope_of(other.readings[0], kinds)))
    once: dict[tuple[tuple[str, str], ...], str] = {}
    for title, scope in found:
        if any(answer != "silent" for answer in scope.values()):
            once.setdefault(tuple(scope.items()), title)
    return tuple(
        Preset(title=title, chosen=dict(scope) == dict(chosen), query={PREFIX + k: a for k, a in scope})
        for scope, title in once.items()
    )


def _others(dossier: Dossier, pledge: Pledge) -> list[str]:
    records = (*dossier.all(Pledge), *dossier.all(Agreement))
    return [
        item.target for record in records for item in given_in(record)
        if item.target != pledge.id and item.what.by == pledge.by and item.what.scope
    ]  # fmt: skip


def lanes(dossier: Dossier, pledge: str, scope: Scope, axis: Axis) -> tuple[Lane, ...]:
    """Return every kind with the days on which it happened, whatever the scope says of it."""
    drawn = _all_in(dossier, pledge, scope)
    events = {lane.kind: lane.events for lane in drawn.lanes} if drawn is not None else {}
    found = []
    for kind, answer in scope.items():
        days = sorted({e.days[0].day for e in events.get(kind, ())})
        found.append(
            Lane(
                kind=kind, title=dossier.title(kind), answer=answer, days=len(days),
                last=days[-1] if days else None,
                marks=tuple(Mark(x=axis.x(d), says=day_in_words(d)) for d in days),
            )
        )  # fmt: skip
    return tuple(found)


def _all_in(dossier: Dossier, pledge: str, scope: Scope) -> Timeline | None:
    return dossier.ask(timeline, pledge, tuple((kind, "in") for kind in scope))


def events(dossier: Dossier, pledge: str, scope: Scope) -> tuple[tuple[date, str, str, str], ...]:
    """Return the events behind the picture, newest first: day, kind, title, id."""
    drawn = _all_in(dossier, pledge, scope)
    found = [
        (e.days[0].day, dossier.title(lane.kind), dossier.title(e.events[0]), e.events[0])
        for lane in (drawn.lanes if drawn is not None else ()) if lane.kind in scope for e in lane.events
    ]  # fmt: skip
    return tuple(sorted(found, reverse=True))


def tested(dossier: Dossier, pledge: str, trial: Trial) -> tuple[str, ReadingTest] | None:
    """Return the back-test of a trial (or of the words) by the list that covers most."""
    test = dossier.ask(back_test, pledge, trial)
    for each in test.tests if test is not None else ():
        if each.readings:
            return each.series, each.readings[-1 if trial else 0]
    return None


def past(dossier: Dossier, found: tuple[str, ReadingTest] | None, since: int) -> tuple[Past, ...]:
    """Return what would have followed, from each year of which a rank is known, the latest first."""
    if found is None:
        return ()
    series, test = found
    quiet = (dossier.limit - test.present).days if test.present is not None else None
    told = []
    for rank in reversed(test.ranks):
        place = say("the longest") if rank.rank == 1 else say("the {nth} longest", nth=ordinal(rank.rank))
        told.append(
            Past(
                series=series, since=rank.since, quiet=quiet,
                rank=say("{place} of {of}", place=place, of=rank.of),
                broken=sum(s.day >= rank.since for s in test.struck),
            )
        )  # fmt: skip
    return tuple(sorted(told, key=lambda p: p.since.year != since))


def gaps(dossier: Dossier, test: ReadingTest | None, axis: Axis) -> tuple[Gap, ...]:
    """Return the quiet spells that are drawn, the present one last."""
    if test is None:
        return ()
    spans = [(s.since, s.until, False) for s in test.spells]
    if test.present is not None:
        spans.append((test.present, dossier.limit, True))
    found = []
    for since, until, now in spans:
        days = (until - since).days
        if until <= axis.first or (days < SHORTEST and not now):
            continue
        start, end = (float(axis.x(d)[:-1]) for d in (since, until))
        found.append(
            Gap(
                x=f"{start:.2f}%", width=f"{max(end - start, 0):.2f}%", middle=f"{(start + end) / 2:.2f}%",
                days=days, now=now, labelled=days >= LABELLED,
            )
        )  # fmt: skip
    return tuple(found)
