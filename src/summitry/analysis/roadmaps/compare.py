"""Papers and agreements side by side, kind of step by kind of step."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.answers import shared
from summitry.dossier.kinds import Agreement, EventKind, Paper, Pledge, StepKind
from summitry.dossier.record import Record
from summitry.dossier.sides import side_of
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.undertakings import Given, fate_of, given, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """An earlier undertaking of the same kind: whose, when given, its fate (``None``: not judged).

    ``same`` says that it names the very kind, not one above or below it.
    """

    target: str
    by: str
    side: str
    given: When | None
    status: int | None
    judged: When | None
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One step or duty in its column, with its place in that column's order of mention, from 1."""

    target: str
    column: str
    by: str
    number: int
    for_: tuple[str, ...]
    verified: str
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapRow:
    """A kind of step (empty for steps of no kind) across all columns."""

    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Rows kinds of step, columns papers with a roadmap and agreements with duties, oldest first.

    ``uncut`` are papers in the cabinet without a single step.
    """

    columns: tuple[str, ...]
    rows: tuple[RoadmapRow, ...]
    uncut: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A draft roadmap and the papers and agreements with like steps.

    ``against`` pairs each that the draft does not name under ``about`` with the draft's steps that have
    a like there; ``done`` are those it names. ``kindless`` are its steps that cannot be laid beside any.
    """

    paper: str
    against: tuple[tuple[str, tuple[str, ...]], ...]
    done: tuple[str, ...]
    kindless: tuple[str, ...]


def uncut_papers(dossier: Dossier) -> tuple[str, ...]:
    """Return the papers in the cabinet that nobody has cut into steps, in order of their ids."""
    return dossier.each(uncut, Paper)


def uncut(dossier: Dossier, paper: str) -> str:
    """Return a paper in the cabinet that nobody has cut into steps; of others a blank."""
    record = dossier.of(Paper, paper)
    return paper if record is not None and record.status == "cabinet" and not record.roadmap else ""


def side_by_side(dossier: Dossier) -> SideBySide:
    """Return every roadmap and agreement side by side."""
    owners: list[Record] = [p for p in dossier.all(Paper) if p.roadmap]
    owners += [a for a in dossier.all(Agreement) if a.duties]
    owners.sort(key=lambda r: (_day(r), r.id))
    rows: dict[str, list[Box]] = {}
    for owner in owners:
        for number, item in enumerate(given_in(owner), 1):
            fate = fate_of(dossier, item)
            rows.setdefault(item.what.of_kind, []).append(
                Box(target=item.target, column=owner.id, by=item.what.by, number=number,
                    for_=item.what.in_return_for, verified=item.what.verified,
                    status=fate.status if fate is not None else None)
            )  # fmt: skip
    whole = uncut_papers(dossier)
    order = {kind: at for at, kind in enumerate(_tree_order(dossier))}
    kinds = sorted(rows, key=lambda k: (k == "", order.get(k, len(order)), k))
    return SideBySide(
        columns=tuple(o.id for o in owners), uncut=whole,
        rows=tuple(RoadmapRow(kind=kind, boxes=tuple(rows[kind])) for kind in kinds),
        basis=Basis(
            method="Steps and duties are laid in one row where they name the same kind of step.",
            cannot_say=("Whether steps of one kind weigh the same.",),
            rests_on=(*(o.id for o in owners), *whole),
        ),
    )  # fmt: skip


def _day(record: Record) -> tuple[int, ...]:
    on = record.on if isinstance(record, (Paper, Agreement)) else None
    return (1, on.earliest.toordinal()) if on is not None else (2, 0)


def _tree_order(dossier: Dossier) -> Iterable[str]:
    tree = dossier.ask(kind_tree, StepKind)
    for top in (k for k in dossier.ids("kind_of_step") if not tree.parents.get(k)):
        yield from tree.descendants(top)


def like_before(dossier: Dossier, target: str) -> tuple[Like, ...]:
    """Return earlier duties and pledges of the same side and kind (or a kind above or below it),
    oldest first; empty for an undertaking of no kind.

    Where both name kinds of event, some of these must be like; where one names none, only the very same
    kind of step counts.
    """
    item = given(dossier, target)
    if item is None or not item.what.of_kind:
        return ()
    side = side_of(dossier, item.what.by)
    tree = dossier.ask(kind_tree, StepKind)
    family = dict.fromkeys((*tree.ancestors(item.what.of_kind), *tree.descendants(item.what.of_kind)))
    kinds, first = _named(item), item.on.earliest.toordinal() if item.on is not None else None
    found = [
        past for kind in family for past in dossier.ask(undertaken, kind, side)
        if (first is None or past.on is None or past.on < first) and past.target != item.target
        and _meet(dossier, item.what.of_kind, kinds, past)
    ]  # fmt: skip
    found.sort(key=lambda past: (past.on or 0, past.target))
    own = item.what.of_kind
    return tuple(past.like if past.kind == own else replace(past.like, same=False) for past in found)


@dataclass(frozen=True, slots=True)
class Past:
    """An undertaking as a later one is compared with it; ``on`` is a day's ordinal."""

    target: str
    kind: str
    on: int | None
    named: frozenset[str]
    like: Like


@shared
def undertaken(dossier: Dossier, kind: str, side: str) -> tuple[Past, ...]:
    """Return the duties and pledges of a side that name exactly this kind of step."""
    return tuple(
        past
        for holds in (Agreement, Pledge)
        for inside in dossier.each_naming(kind, undertaken_in, holds)
        for past in inside
        if past.kind == kind and past.like.side == side
    )


@shared
def undertaken_in(dossier: Dossier, record: str) -> tuple[Past, ...]:
    """Return the undertakings of one record that name a kind of step."""
    holds = dossier.get(record)
    return tuple(
        Past(other.target, other.what.of_kind, other.on.earliest.toordinal() if other.on else None,
             frozenset(_named(other)), _like(dossier, other, side_of(dossier, other.what.by)))
        for other in (given_in(holds) if holds is not None else ()) if other.what.of_kind
    )  # fmt: skip


def _meet(dossier: Dossier, kind: str, kinds: set[str], past: Past) -> bool:
    if not kinds or not past.named:
        return kind == past.kind or not (kinds or past.named)
    tree = dossier.ask(kind_tree, EventKind)
    return any(tree.alike(a, b) for a in kinds for b in past.named)


def _named(item: Given) -> set[str]:
    """The kinds of event that an undertaking's scope or readings name."""
    what = item.what
    named = {kind for kind, _ in what.scope} | {rule.of_kind for rule in what.rules}
    return named | {kind for reading in what.readings for kind, _ in reading.scope}


def _like(dossier: Dossier, other: Given, side: str) -> Like:
    fate = fate_of(dossier, other)
    return Like(
        target=other.target, by=other.what.by, side=side, given=other.on,
        status=fate.status if fate is not None else None, judged=fate.on if fate is not None else None,
        same=True,
    )  # fmt: skip


def compared_with(dossier: Dossier, id: str) -> Compared | None:
    """Return which papers and agreements have steps like those of a draft roadmap, and which of them
    the draft says it was compared with (by naming them under ``about``); ``None`` for no paper."""
    paper = dossier.of(Paper, id)
    if paper is None:
        return None
    tree = dossier.ask(kind_tree, StepKind)
    against: dict[str, list[str]] = {}
    kindless = []
    for item in given_in(paper):
        if not item.what.of_kind:
            kindless.append(item.target)
            continue
        for owner in _owners_of_like(dossier, item, tree):
            if owner != paper.id:
                against.setdefault(owner, []).append(item.target)
    named = {target.partition("/")[0] for target in paper.about}
    return Compared(
        paper=paper.id, done=tuple(sorted(named.intersection(against))), kindless=tuple(kindless),
        against=tuple((o, tuple(dict.fromkeys(t))) for o, t in sorted(against.items()) if o not in named),
    )  # fmt: skip


def _owners_of_like(dossier: Dossier, item: Given, tree: KindTree) -> Iterable[str]:
    """Papers of the cabinet and agreements with a step of the same kind, or one below it."""
    for kind in tree.descendants(item.what.of_kind):
        for paper in dossier.naming(kind, Paper):
            if paper.status in ("cabinet", "") and any(s.of_kind == kind for s in paper.roadmap):
                yield paper.id
        for agreement in dossier.naming(kind, Agreement):
            if any(d.of_kind == kind for d in agreement.duties):
                yield agreement.id
