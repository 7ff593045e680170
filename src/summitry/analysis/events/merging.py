"""Two lists of events laid over each other: what both have, a day apart or not, and what only one has."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from summitry.analysis.events.lists import Merge, proposed_merges
from summitry.dossier.happenings import Happening, happenings_among
from summitry.dossier.kinds import Event, EventKind, Series
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

RULE = (
    "A row of one list and a row of the other may be one event when they lie within a day of each other,"
    " are of one kind or one kind is part of the other, and name the same party; of a salvo the first row"
    " stands for all."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPair:
    """Two lists over the days both claim, for the kinds of which both have rows (``kinds``).

    ``rows`` counts the rows of each in those kinds and days, ``days`` the days on which it has any.
    ``pairs`` are proposed merges; ``same_day`` and ``day_apart`` count them by the days the lists give,
    ``doubtful`` those of which one row has another partner too. ``kinds_apart`` are pairs whose kinds
    differ. ``only_one`` and ``only_other`` are events that the other list does not have, oldest first.
    """

    one: str
    other: str
    first: date
    last: date
    kinds: tuple[str, ...]
    rows: tuple[int, int]
    days: tuple[int, int]
    pairs: tuple[Merge, ...]
    same_day: int
    day_apart: int
    doubtful: int
    kinds_apart: tuple[Merge, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Every two lists that overlap, and what a person wrote by hand that may be a row of one of them."""

    lists: tuple[ListPair, ...]
    by_hand: tuple[Merge, ...]
    basis: Basis


def merging(dossier: Dossier) -> Merging:
    """Return how the lists of a dossier agree, and which of their rows may be one event."""
    tree = dossier.ask(kind_tree, EventKind)
    tops = [kind for kind in dossier.ids("kind_of_event") if not tree.parents.get(kind)]
    every = {(m.one, m.other): m for top in tops for m in dossier.ask(proposed_merges, top)}
    merges = tuple(every[pair] for pair in sorted(every, key=lambda p: _day(dossier, p)))
    lists = [
        pair
        for one, other in itertools.combinations(dossier.all(Series), 2)
        if (pair := _pair(dossier, one, other, merges)) is not None
    ]
    by_hand = tuple(m for m in merges if not all(_series(dossier, id) for id in (m.one, m.other)))
    return Merging(
        lists=tuple(lists), by_hand=by_hand,
        basis=Basis(
            method=RULE,
            assumptions=(
                "Nothing is merged until a person accepts it: the record of the event names the rows"
                " under `merges`, and then they count once.",
            ),
            cannot_say=("Which list is right where they differ.",
                        "Whether an event in only one of them did occur."),
            rests_on=tuple(dossier.ids("series")),
        ),
    )  # fmt: skip


def _series(dossier: Dossier, id: str) -> str:
    event = dossier.of(Event, id)
    return event.series if event is not None else ""


def _day(dossier: Dossier, pair: tuple[str, str]) -> tuple[object, ...]:
    event = dossier.of(Event, pair[0])
    return (event.on.sort_key() if event is not None and event.on is not None else (), pair)


def _pair(dossier: Dossier, one: Series, other: Series, merges: tuple[Merge, ...]) -> ListPair | None:
    """Two lists whose days overlap and that have rows of like kinds; ``None`` otherwise."""
    if one.covers is None or other.covers is None:
        return None
    first = max(one.covers.earliest, other.covers.earliest)
    last = min(one.covers.latest, other.covers.latest)
    ours = [m for m in merges if {_series(dossier, m.one), _series(dossier, m.other)} == {one.id, other.id}]
    kinds = _shared(dossier, one, other)
    if first > last or not kinds:
        return None
    rows = [
        [h for h in happenings_among(dossier, kinds)
         if h.series == s.id and h.exact and first <= h.own <= last and dossier.passed(h.last)]
        for s in (one, other)
    ]  # fmt: skip
    apart = tuple(m for m in ours if _kind(dossier, m.one) != _kind(dossier, m.other))
    paired = {id for m in ours for id in (m.one, m.other)}
    return ListPair(
        one=one.id, other=other.id, first=first, last=last, kinds=kinds, pairs=tuple(ours),
        rows=(len(rows[0]), len(rows[1])),
        days=(len({h.own for h in rows[0]}), len({h.own for h in rows[1]})),
        same_day=sum(m.apart == 0 for m in ours), day_apart=sum(m.apart > 0 for m in ours),
        doubtful=sum(not m.only for m in ours), kinds_apart=apart,
        only_one=_alone(rows[0], rows[1], paired), only_other=_alone(rows[1], rows[0], paired),
    )  # fmt: skip


def _kind(dossier: Dossier, id: str) -> str:
    event = dossier.of(Event, id)
    return event.of_kind if event is not None else ""


def _shared(dossier: Dossier, one: Series, other: Series) -> tuple[str, ...]:
    """The kinds of which both lists have rows, with the kinds above and below them."""
    tree = dossier.ask(kind_tree, EventKind)
    held = [{e.of_kind for e in dossier.naming(s.id, Event) if e.series == s.id} for s in (one, other)]
    like = {k for k in held[0] for o in held[1] if tree.includes(k, o) or tree.includes(o, k)}
    like |= {k for k in held[1] for o in held[0] if tree.includes(k, o) or tree.includes(o, k)}
    return tuple(k for k in dossier.ids("kind_of_event") if k in like)


def _alone(rows: list[Happening], others: list[Happening], paired: set[str]) -> tuple[str, ...]:
    """One row for each day that no row of the other list lies within a day of, whatever its kind."""
    near = {h.own + timedelta(days=n) for h in others for n in (-1, 0, 1)}
    found: dict[date, str] = {}
    for row in sorted(rows, key=lambda h: (h.own, h.id)):
        if row.own not in near and row.id not in paired and not row.merges:
            found.setdefault(row.own, row.id)
    return tuple(found.values())
