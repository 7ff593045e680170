"""One paper's roadmap: the order of its steps, what is given for nothing, what waits in a circle."""

from __future__ import annotations

from typing import Literal

from summitry.dossier.kinds import Agreement, Paper, Pledge
from summitry.dossier.record import Record
from summitry.dossier.sequence import circles, fallen, places
from summitry.dossier.sides import side_of
from summitry.dossier.undertakings import Given, fate_of, given, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen:
    """One step in its place.

    ``place`` counts from 1 (``None`` in a circle). ``returned_by`` are undertakings given in return
    for it; ``unreturned`` says that it is given for nothing and nothing is given for it. ``failed``
    are undertakings it waits for, or is given for, that were judged not carried out at all.
    """

    target: str
    position: int
    by: str
    side: str
    of_kind: str
    place: int | None
    after: tuple[str, ...]
    in_return_for: tuple[str, ...]
    returned_by: tuple[str, ...]
    unreturned: bool
    verified: str
    reversible: bool | None
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """A paper's steps in order. ``swaps`` are pairs given for each other of which neither comes first;
    ``exposed`` pairs (ours or theirs that cannot be undone, what it is given for that can) in which the
    one that cannot be undone does not come later."""

    paper: str
    steps: tuple[StepSeen, ...]
    circles: tuple[tuple[str, ...], ...]
    swaps: tuple[tuple[str, str], ...]
    exposed: tuple[tuple[str, str], ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """An undertaking that falls with a step: it can no longer come *after* it, or has nothing left that
    it would be given *in return for*. ``because`` is what it hung on directly."""

    target: str
    how: Literal["after", "in return for"]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Falls:
    """What falls when a step does not come."""

    broken: str
    falls: tuple[Fall, ...]
    basis: Basis


def roadmap(dossier: Dossier, id: str) -> Roadmap | None:
    """Return a paper's roadmap in order; ``None`` when there is no such paper."""
    paper = dossier.of(Paper, id)
    if paper is None:
        return None
    items = tuple(given_in(paper))
    waits = {item.target: item.what.after for item in items}
    order = places(waits)
    returns = _returns(items)
    steps = tuple(_step(dossier, item, order[item.target], returns) for item in items)
    by_target = {step.target: step for step in steps}
    return Roadmap(
        paper=paper.id, steps=steps, circles=circles(waits), swaps=_swaps(by_target),
        exposed=_exposed(by_target),
        basis=Basis(
            method="Steps are put in the order that what they wait for allows.",
            cannot_say=("Whether a side will take a step.",),
            rests_on=(paper.id, *(step.target for step in steps)),
        ),
    )  # fmt: skip


def _returns(items: tuple[Given, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        for target in item.what.in_return_for:
            found.setdefault(target, []).append(item.target)
    return found


def _step(dossier: Dossier, item: Given, place: int | None, returns: dict[str, list[str]]) -> StepSeen:
    what = item.what
    failed = []
    for target in dict.fromkeys((*what.after, *what.in_return_for)):
        other = given(dossier, target)
        fate = fate_of(dossier, other) if other is not None else None
        if fate is not None and fate.status == 0:
            failed.append(target)
    returned = tuple(returns.get(item.target, ()))
    return StepSeen(
        target=item.target, position=int(item.path[-1]), by=what.by, side=side_of(dossier, what.by),
        of_kind=what.of_kind, place=place, after=what.after, in_return_for=what.in_return_for,
        returned_by=returned, unreturned=not what.in_return_for and not returned,
        verified=what.verified, reversible=what.reversible, failed=tuple(failed),
    )  # fmt: skip


def _swaps(steps: dict[str, StepSeen]) -> tuple[tuple[str, str], ...]:
    found = []
    for step in steps.values():
        for target in step.in_return_for:
            other = steps.get(target)
            if other is None or step.target not in other.in_return_for or step.target >= target:
                continue
            if step.place is not None and step.place == other.place:
                found.append((step.target, target))
    return tuple(sorted(found))


def _exposed(steps: dict[str, StepSeen]) -> tuple[tuple[str, str], ...]:
    found = []
    for step in steps.values():
        if step.reversible is not False or step.place is None:
            continue
        for target in dict.fromkeys((*step.in_return_for, *step.returned_by)):
            other = steps.get(target)
            if other is None or not other.reversible or other.place is None:
                continue
            if step.place <= other.place and step.side != other.side:
                found.append((step.target, target))
    return tuple(sorted(found))


def break_step(dossier: Dossier, target: str) -> Falls | None:
    """Return what can no longer happen, or has nothing left to be given for, when a step, duty or
    pledge does not come; ``None`` when there is none.

    Looks through everything that names it, and what names that, in any paper or agreement.
    """
    item = given(dossier, target)
    if item is None:
        return None
    after: dict[str, tuple[str, ...]] = {}
    either: dict[str, tuple[str, ...]] = {}
    todo, seen = [item.record.id], set()
    while todo:
        id = todo.pop()
        if id in seen:
            continue
        seen.add(id)
        record = dossier.get(id)
        for one in given_in(record) if record is not None else ():
            after[one.target] = one.what.after
            either[one.target] = (*one.what.after, *one.what.in_return_for)
        todo.extend(other.id for other in _naming(dossier, id))
    lost = fallen(either, item.target)
    return Falls(
        broken=item.target,
        falls=tuple(
            Fall(target=one, because=because, how="after" if because in after[one] else "in return for")
            for one, because in lost.items()
        ),
        basis=Basis(
            method="What waits for the step, or was to be given for it, falls with it; and so on.",
            assumptions=("A step given for several things falls with any of them.",),
            rests_on=(item.target, *lost),
        ),
    )  # fmt: skip


def _naming(dossier: Dossier, id: str) -> tuple[Record, ...]:
    return (*dossier.naming(id, Paper), *dossier.naming(id, Agreement), *dossier.naming(id, Pledge))
