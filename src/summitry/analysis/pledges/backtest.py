"""A scope laid over the past: when the undertaking would have been broken, and the quiet between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from summitry.analysis.pledges.clock import answer_for, rows_of_list
from summitry.analysis.pledges.result import BackTest, Rank, ReadingTest, SeriesTest, Struck
from summitry.analysis.pledges.spells import Spell, quiet_spells, rank_among
from summitry.analysis.pledges.terms import Reach, Reaches, Trial, reaches_of
from summitry.dossier.happenings import Happening
from summitry.dossier.kinds import EventKind, Series
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.labels import marked

ASSUMPTIONS = (
    "Its condition and its start are left aside: only the scope is laid over the past.",
    "Events of one day count as one break; days are those of the list's own clock.",
    "Each list is used by itself; events of two lists are never counted together.",
)
CANNOT_SAY = (
    "Whether the list is complete: it is taken at its word.",
    "What events dated less closely than a day would change; they are left out and named.",
)
YEARS_BEFORE = (10, 2)
"""Shorter views of the past: whole calendar years before the year in which it was given."""


def back_test(dossier: Dossier, target: str, trial: Trial = ()) -> BackTest | None:
    """Return the back-test of an undertaking over every list that has events of kinds it covers.

    ``None`` when there is no such undertaking. A list that does not say from when to when it is
    complete is refused, with the reason.
    """
    reaches = dossier.ask(reaches_of, target, trial)
    if reaches is None:
        return None
    kinds = tuple(dict.fromkeys(k for reach in reaches.readings for k in reach.looked_at))
    tree = dossier.ask(kind_tree, EventKind)
    tests = []
    for series in dossier.all(Series):
        rows = [h for kind in kinds for h in dossier.ask(rows_of_list, kind, series.id)]
        rows.sort(key=lambda h: (h.last, h.id))
        claimed = claims(series, kinds, tree)
        if rows or claimed:
            tests.append((len(claimed), _series_test(dossier, reaches, series, rows, claimed, tree)))
    tests.sort(key=lambda t: (bool(t[1].refused), -t[0], -_span(t[1]), t[1].series))
    refused = ""
    if not kinds:
        refused = marked("It names no kind of event.")
    elif not tests:
        refused = marked("No list of past events covers the kinds it names.")
    return BackTest(
        target=reaches.target, tests=tuple(test for _, test in tests), refused=refused,
        basis=Basis(
            method="The scope is laid over each list of past events, reading by reading.",
            assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY,
            rests_on=(reaches.target, *(test.series for _, test in tests)),
        ),
    )  # fmt: skip


def claims(series: Series, kinds: Iterable[str], tree: KindTree) -> tuple[str, ...]:
    """Return those of ``kinds`` that a list claims to hold: named by it, below one it names, or made
    up of nothing but such."""
    named = set(series.covers_kinds)

    def claimed(kind: str, above: tuple[str, ...] = ()) -> bool:
        if not named.isdisjoint(tree.ancestors(kind)):
            return True
        inner = [k for k in tree.children.get(kind, ()) if k not in above]
        return bool(inner) and all(claimed(k, (*above, kind)) for k in inner)

    return tuple(kind for kind in kinds if claimed(kind))


def _below(kind: str, other: str, tree: KindTree) -> bool:
    return kind != other and tree.includes(other, kind) and not tree.includes(kind, other)


def _span(test: SeriesTest) -> int:
    return (test.covers.latest - test.covers.earliest).days if test.covers else 0


def _series_test(
    dossier: Dossier, reaches: Reaches, series: Series, rows: Sequence[Happening],
    claimed: tuple[str, ...], tree: KindTree,
) -> SeriesTest:  # fmt: skip
    zone = series.zone or dossier.header.zone
    if series.covers is None:
        return SeriesTest(
            series=series.id, zone=zone, covers=None,
            refused=marked("The list does not say from when to when it is complete."),
        )  # fmt: skip
    within = [h for h in rows if series.covers.earliest <= h.own <= series.covers.latest]
    within = [h for h in within if dossier.passed(h.last)]
    missing: tuple[str, ...] = ()
    if series.covers_kinds:
        wanted = reaches.readings[0].looked_at
        lacking = [k for k in wanted if k not in claimed]
        missing = tuple(k for k in lacking if not any(_below(k, other, tree) for other in lacking))
    return SeriesTest(
        series=series.id, zone=zone, covers=series.covers, uncovered=missing,
        readings=tuple(_reading_test(dossier, reaches, reach, series, within) for reach in reaches.readings),
    )  # fmt: skip


def _reading_test(
    dossier: Dossier, reaches: Reaches, reach: Reach, series: Series, rows: Sequence[Happening]
) -> ReadingTest:
    struck: dict[date, list[str]] = {}
    undated, unclear = [], []
    for happening in rows:
        if happening.kind not in reach.fits:
            continue
        answer = answer_for(dossier, reaches, reach, happening)
        if answer == "unclear":
            unclear.append(happening.id)
        elif answer == "in" and happening.exact:
            struck.setdefault(happening.own, []).append(happening.id)
        elif answer == "in":
            undated.append(happening.id)
    days = sorted(struck)
    assert series.covers is not None
    over = dossier.over(series.covers)
    present = days[-1] if days and not over else None
    return ReadingTest(
        terms=reach.terms, spells=quiet_spells(days), present=present,
        struck=tuple(Struck(day=day, events=tuple(sorted(struck[day]))) for day in days),
        ranks=_ranks(dossier, days, _starts(series, reaches)) if present else (),
        undated=tuple(sorted(undated)), unclear=tuple(sorted(unclear)),
    )  # fmt: skip


def _starts(series: Series, reaches: Reaches) -> list[date]:
    """The beginning of the list, and whole years before the undertaking was given."""
    assert series.covers is not None
    first = series.covers.earliest
    if reaches.given is None:
        return [first]
    year = reaches.given.earliest.year
    shorter = [date(year - back, 1, 1) for back in YEARS_BEFORE if year - back > 0]
    return [first, *(start for start in shorter if start > first)]


def _ranks(dossier: Dossier, days: Sequence[date], starts: Sequence[date]) -> tuple[Rank, ...]:
    """The present spell among those that begin with the first event on or after each start."""
    found = []
    for start in starts:
        since = [day for day in days if day >= start]
        if since:
            spells = quiet_spells(since)
            length = _reached(dossier, since[-1], spells)
            ties = _as_long(dossier, since[-1], spells, length)
            found.append(Rank(since=start, rank=rank_among(spells, length), of=len(since), ties=ties))
    return tuple(found)


def _as_long(dossier: Dossier, present: date, spells: Sequence[Spell], reached: int) -> int:
    """Return how many finished spells the present one equals: it does so for one day only."""
    if not reached or reached >= (date.max - present).days:
        return 0
    if dossier.passed(present + timedelta(days=reached + 1)):
        return 0
    return sum(spell.days == reached for spell in spells)


def _reached(dossier: Dossier, present: date, spells: Sequence[Spell]) -> int:
    """Return a length that has the present spell's rank: the longest finished spell it has reached.

    The day itself is not read, so that the answer holds until the rank changes.
    """
    reached = 0
    for length in sorted({spell.days for spell in spells}):
        if present > date.max - timedelta(days=length) or not dossier.passed(
            present + timedelta(days=length)
        ):
            break
        reached = length
    return reached
