"""Lists of events side by side: what one lacks, and which rows may be the same event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from summitry.dossier.happenings import Happening, happening, happenings, happenings_among
from summitry.dossier.kinds import Event, EventKind, Series
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOverview:
    """A list of events: what it claims, what it holds, and what it lacks by its own claim.

    ``kinds`` counts its rows by kind (empty for none given). ``lacks`` are events of kinds it claims,
    within the span it claims, that it has no row for within a day.
    """

    series: str
    covers: When | None
    rows: int
    first: date | None
    last: date | None
    kinds: tuple[tuple[str, int], ...]
    undated: int
    lacks: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two events that may be one. ``apart`` in days; ``only`` says that neither could be another."""

    one: str
    other: str
    kind: str
    apart: int
    only: bool


def list_overview(dossier: Dossier, id: str) -> ListOverview | None:
    """Return what a list claims, holds and lacks; ``None`` when there is no such list."""
    series = dossier.of(Series, id)
    if series is None:
        return None
    rows = [e for e in dossier.naming(series.id, Event) if e.series == series.id]
    dated = [h for h in dossier.each_naming(series.id, happening, Event) if h.series == series.id]
    counts: dict[str, int] = {}
    for event in rows:
        counts[event.of_kind] = counts.get(event.of_kind, 0) + 1
    lacks = _lacks(dossier, series, dated)
    return ListOverview(
        series=series.id, covers=series.covers, rows=len(rows), undated=sum(not h.exact for h in dated),
        first=min((h.own for h in dated), default=None), last=max((h.own for h in dated), default=None),
        kinds=tuple(sorted(counts.items())), lacks=lacks,
        basis=Basis(
            method="Events of the kinds and the span a list claims are looked for among its rows, by day.",
            assumptions=("A row within a day, of the same kind or one above or below it, is the event.",),
            cannot_say=("Whether what another list has did occur.",), rests_on=(series.id, *lacks),
        ),
    )  # fmt: skip


def _lacks(dossier: Dossier, series: Series, rows: Sequence[Happening]) -> tuple[str, ...]:
    if series.covers is None or not series.covers_kinds:
        return ()
    tree = dossier.ask(kind_tree, EventKind)
    kinds = dict.fromkeys(k for named in series.covers_kinds for k in tree.descendants(named))
    merged = {id for e in dossier.naming(series.id, Event) for id in e.merges}
    found: list[str] = []
    last: Happening | None = None
    for other in happenings_among(dossier, kinds):
        if other.series == series.id or not other.exact or not dossier.passed(other.last):
            continue
        if not series.covers.earliest <= other.own <= series.covers.latest or other.id in merged:
            continue
        if last is not None and _near(last, other, tree):
            continue  # the same one, from a third account
        if not any(_near(row, other, tree) or row.id in other.merges for row in rows):
            found.append(other.id)
            last = other
    return tuple(found)


def _near(one: Happening, other: Happening, tree: KindTree) -> bool:
    if not (tree.includes(one.kind, other.kind) or tree.includes(other.kind, one.kind)):
        return False
    return one.first - ONE_DAY <= other.last and other.first <= one.last + ONE_DAY


def proposed_merges(dossier: Dossier, kind: str) -> tuple[Merge, ...]:
    """Return pairs of events of a kind (or of kinds below it) that may be one, oldest first.

    The rule: from two lists, or a list and a record written by hand; within a day of each other, by
    the days either can be dated on; of one kind, or one kind below the other; of the same party, when
    both name one. Of a salvo the first row stands for all. A person decides, by naming the row under
    ``merges``.
    """
    tree = dossier.ask(kind_tree, EventKind)
    every = [h for k in tree.descendants(kind) for h in dossier.ask(happenings, k) if h.exact]
    every.sort(key=lambda h: (h.first, h.id))
    taken = {id for h in every for id in h.merges}
    free = _salvos(h for h in every if h.id not in taken and not h.merges)
    pairs = [(a, b) for a, b in _neighbours(free) if _may_be_one(a, b, tree)]
    partners: dict[str, int] = {}
    for one, other in pairs:
        for id in (one.id, other.id):
            partners[id] = partners.get(id, 0) + 1
    return tuple(
        Merge(one=a.id, other=b.id, kind=kind, apart=abs((a.own - b.own).days),
              only=partners[a.id] == partners[b.id] == 1)
        for a, b in pairs
    )  # fmt: skip


def _salvos(ordered: Iterable[Happening]) -> list[Happening]:
    """One event for each salvo: of one list, by its word for the salvo, or by kind and day."""
    seen: dict[tuple[object, ...], Happening] = {}
    for one in ordered:
        key = (one.series, one.salvo or (one.own, one.kind)) if one.series else (one.id,)
        seen.setdefault(key, one)
    return list(seen.values())


def _neighbours(ordered: Sequence[Happening]) -> Iterable[tuple[Happening, Happening]]:
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.first > one.last + ONE_DAY:
                break
            yield one, other


def _may_be_one(one: Happening, other: Happening, tree: KindTree) -> bool:
    if one.series == other.series or not _near(one, other, tree):
        return False
    return not one.sides or not other.sides or not set(one.sides).isdisjoint(other.sides)
