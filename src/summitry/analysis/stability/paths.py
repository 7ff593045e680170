"""Ways through a conflict: the shortest legal sequences of moves, and each move by its options.

A legal sequence may be begun by any of its movers; nobody moves twice running.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.model import Conflict, StateId
from summitry.analysis.stability.search import Steps

Spot = tuple[int, int]
"""A state with who moved last; -1 where nobody has."""
Leg = tuple[int, int, int]
"""Who moves, from where, and to where, as positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One side goes from one state to another; ``takes`` and ``drops`` are the options it changes.

    Both are empty where states are only names, or where the move is one that needs no option.
    """

    by: str
    start: StateId
    end: StateId
    takes: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


Way = tuple[Move, ...]


def spread(steps: Steps, movers: Sequence[int], start: int) -> Iterator[tuple[Spot, dict[Spot, Spot]]]:
    """Yield what legal sequences reach, nearest first, with the tree of who came from where so far.

    The start is yielded only when a sequence leads back to it.
    """
    root: Spot = (start, -1)
    came: dict[Spot, Spot] = {}
    layer = [root]
    while layer:
        following: list[Spot] = []
        for spot in layer:
            for j in movers:
                if j == spot[1]:
                    continue
                for t in bits(steps[j][spot[0]]):
                    if (t, j) not in came:
                        came[t, j] = spot
                        following.append((t, j))
                        yield (t, j), came
        layer = following


def traced(came: dict[Spot, Spot], spot: Spot) -> tuple[Leg, ...]:
    """Return the legs that lead to a spot of the tree."""
    found: list[Leg] = []
    while True:
        before = came[spot]
        found.append((spot[1], before[0], spot[0]))
        if before[1] == -1:
            return tuple(reversed(found))
        spot = before


def shortest(steps: Steps, movers: Sequence[int], start: int, goals: int) -> tuple[Leg, ...] | None:
    """Return a shortest legal sequence to one of the states in ``goals``; ``None`` where there is none."""
    for spot, came in spread(steps, movers, start):
        if goals >> spot[0] & 1:
            return traced(came, spot)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A state with its distance in moves, how many shortest ways lead to it, and some of them."""

    state: int
    distance: int
    count: int
    ways: tuple[tuple[Leg, ...], ...]


def all_shortest(steps: Steps, movers: Sequence[int], start: int, most: int) -> tuple[Reached, ...]:
    """Return every state that legal sequences reach, nearest first, with up to ``most`` shortest ways.

    All shortest ways are counted. The start itself is left out.
    """
    before: dict[Spot, list[Spot]] = {}
    number: dict[Spot, int] = {(start, -1): 1}
    depth = {start: 0}
    ends: dict[int, list[Spot]] = {}
    layer: list[Spot] = [(start, -1)]
    level = 0
    while layer:
        level += 1
        following: dict[Spot, None] = {}
        for spot in layer:
            for j in movers:
                if j == spot[1]:
                    continue
                for t in bits(steps[j][spot[0]]):
                    new = (t, j)
                    if new in number and new not in following:
                        continue
                    following[new] = None
                    number[new] = number.get(new, 0) + number[spot]
                    before.setdefault(new, []).append(spot)
        for new in following:
            if depth.setdefault(new[0], level) == level:
                ends.setdefault(new[0], []).append(new)
        layer = list(following)
    return tuple(
        Reached(
            state=state,
            distance=depth[state],
            count=sum(number[spot] for spot in spots),
            ways=tuple(_first(_back(before, spots), most)),
        )
        for state, spots in sorted(ends.items(), key=lambda item: (depth[item[0]], item[0]))
        if state != start
    )


def _first(ways: Iterator[tuple[Leg, ...]], most: int) -> Iterator[tuple[Leg, ...]]:
    for _, way in zip(range(most), ways, strict=False):
        yield way


def _back(before: dict[Spot, list[Spot]], spots: Sequence[Spot]) -> Iterator[tuple[Leg, ...]]:
    """Yield the ways that end at one of these spots."""
    waiting: list[tuple[Spot, tuple[Leg, ...]]] = [(spot, ()) for spot in reversed(spots)]
    while waiting:
        spot, tail = waiting.pop()
        if spot not in before:
            yield tail
            continue
        for earlier in reversed(before[spot]):
            waiting.append((earlier, ((spot[1], earlier[0], spot[0]), *tail)))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells legs as moves, under the model's own names."""

    conflict: Conflict
    graph: Graph

    def move(self, leg: Leg) -> Move:
        """Return one leg as a move."""
        mover, start, end = leg
        takes, drops = self._changed(mover, start, end)
        names = self.conflict.options
        return Move(
            by=self.graph.sides[mover],
            start=self.graph.states[start].id,
            end=self.graph.states[end].id,
            takes=tuple(names[k].key for k in bits(takes)),
            drops=tuple(names[k].key for k in bits(drops)),
        )

    def way(self, legs: Sequence[Leg]) -> Way:
        """Return a sequence of legs as moves."""
        return tuple(self.move(leg) for leg in legs)

    def _changed(self, mover: int, start: int, end: int) -> tuple[int, int]:
        """Return which options are taken and dropped: of coalesced vectors, with the fewest changes."""
        owned = self.graph.owned[mover]
        best = None
        for a in self.graph.vectors[start]:
            for b in self.graph.vectors[end]:
                changed = a ^ b
                if not changed & ~owned and (best is None or changed.bit_count() < best[0].bit_count()):
                    best = (changed, b)
        return (0, 0) if best is None else (best[0] & best[1], best[0] & ~best[1])
