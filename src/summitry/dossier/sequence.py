"""Order among things that wait for each other: places, and circles in which all wait for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Waits = Mapping[str, Sequence[str]]
"""What each waits for; what is named and is no key waits for nothing."""


def circles(waits: Waits) -> tuple[tuple[str, ...], ...]:
    """Return the groups in which each waits, through others, for itself; each in order of its ids.

    >>> circles({"a": ["b"], "b": ["a"], "c": ["a"]})
    (('a', 'b'),)
    """
    reach = {id: _reached(id, waits) for id in waits}
    found = {
        tuple(sorted(other for other in reach[id] if other in reach and id in reach[other]))
        for id in waits
        if id in reach[id]
    }
    return tuple(sorted(found))


def places(waits: Waits) -> dict[str, int | None]:
    """Return each one's place, from 1: one later than the last it waits for.

    ``None`` for those in a circle, or that wait for one in a circle. What is no key does not count.
    """
    found: dict[str, int | None] = {}
    stuck = {id for circle in circles(waits) for id in circle}
    stuck |= {id for id in waits if not stuck.isdisjoint(_reached(id, waits))}
    found.update(dict.fromkeys(sorted(stuck)))
    todo = [id for id in waits if id not in stuck]
    while todo:
        later = []
        for id in todo:
            before = [other for other in waits[id] if other in waits]
            if all(other in found for other in before):
                found[id] = 1 + max((found[other] or 0 for other in before), default=0)
            else:
                later.append(id)
        todo = later
    return found


def _reached(start: str, waits: Waits) -> frozenset[str]:
    """Everything ``start`` waits for, at whatever remove; itself only through a circle."""
    found: dict[str, None] = {}
    todo = list(waits.get(start, ()))
    while todo:
        id = todo.pop()
        if id not in found:
            found[id] = None
            todo.extend(waits.get(id, ()))
    return frozenset(found)


def fallen(waits: Waits, broken: str) -> dict[str, str]:
    """Return what can no longer come once ``broken`` does not: each with what it waited for.

    >>> fallen({"b": ["a"], "c": ["b"], "d": ["x"]}, "a")
    {'b': 'a', 'c': 'b'}
    """
    found: dict[str, str] = {}
    todo = [broken]
    while todo:
        lost = todo.pop(0)
        for id in sorted(waits):
            if id != broken and id not in found and lost in waits[id]:
                found[id] = lost
                todo.append(id)
    return found
