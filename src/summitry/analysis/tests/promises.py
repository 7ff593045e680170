"""What the other side is said to have promised, and which tests cover it."""

from __future__ import annotations

from summitry.dossier.amendment import defining_fields
from summitry.dossier.kinds import Pledge, Relay, Test
from summitry.dossier.sides import side_of, theirs
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A pledge, or an element of a message, that a counterpart is said to have given.

    ``target`` is the pledge or ``relay/element``; ``by`` the party. ``tests`` name it; of those,
    ``sound`` have a threshold and a source rule.
    """

    target: str
    by: str
    tests: tuple[str, ...]
    sound: tuple[str, ...]


def promises_of_pledge(dossier: Dossier, pledge: str) -> tuple[Promise, ...]:
    """Return the pledge as a promise of a counterpart; empty when it is none or is settled.

    A pledge is settled when its time has run out or its fate has been judged.
    """
    record = dossier.of(Pledge, pledge)
    if record is None or not theirs(dossier, record.by):
        return ()
    if any(f.on is None or dossier.passed(f.on, record.zone) for f in record.fate):
        return ()
    if dossier.over(record.until):
        return ()
    return (_promise(dossier, record.id, side_of(dossier, record.by), (record.id, *record.rests_on)),)


def promises_of_relay(dossier: Dossier, relay: str) -> tuple[Promise, ...]:
    """Return the elements of a counterpart's message that are promises in their own right.

    What another element hangs on is a condition and no promise; of a ladder the softest rung stands
    for all. Empty where pledges have been made out of the message: then those are what it promised, and
    somebody has told them apart from what was only said.
    """
    record = dossier.of(Relay, relay)
    if record is None or not theirs(dossier, record.from_):
        return ()
    if any(t.partition("/")[0] == record.id for p in dossier.naming(record.id, Pledge) for t in p.rests_on):
        return ()
    side = side_of(dossier, record.from_)
    conditions = {c for hop in record.hops for _, carry in hop.carries for c, _ in carry.if_}
    softer = {e.id: e.harder_than for e in record.elements}
    found = []
    for element in record.elements:
        target = f"{record.id}/{element.id}"
        if element.harder_than or element.id in conditions:
            continue
        rungs = [id for id in softer if _softest(id, softer) == element.id]
        found.append(_promise(dossier, target, side, tuple(f"{record.id}/{id}" for id in rungs)))
    return tuple(found)


def promises_of(dossier: Dossier, side: str) -> tuple[Promise, ...]:
    """Return all that one counterpart is said to have promised and that is not settled."""
    every = (
        *(p for found in dossier.each(promises_of_pledge, Pledge) for p in found),
        *(p for found in dossier.each(promises_of_relay, Relay) for p in found),
    )
    return tuple(p for p in every if p.by == side)


def _softest(id: str, softer: dict[str, str]) -> str:
    seen = set()
    while softer.get(id) and id not in seen:
        seen.add(id)
        id = softer[id]
    return id


def _promise(dossier: Dossier, target: str, by: str, covered_through: tuple[str, ...]) -> Promise:
    tests: dict[str, Test] = {}
    for other in covered_through:
        tests.update({t.id: t for t in dossier.naming(other, Test) if other in t.of})
    sound = tuple(id for id, t in sorted(tests.items()) if _sound(t))
    return Promise(target=target, by=by, tests=tuple(sorted(tests)), sound=sound)


def _sound(test: Test) -> bool:
    fields = defining_fields(test)
    return bool(fields["threshold"] and fields["source_rule"])
