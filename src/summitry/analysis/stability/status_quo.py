"""What today can turn into: which states can be reached, by whom, in how many moves, and how.

Status-quo analysis (Li, Kilgour and Hipel 2005), and equilibria that a coalition can leave for better ones
(Kilgour, Hipel, Fang and Peng 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.model import Conflict, StateId, name_of
from summitry.analysis.stability.paths import Teller, Way, all_shortest, shortest, spread
from summitry.analysis.stability.search import Steps, improvements, legal, plain_rule, stable_states
from summitry.analysis.stability.seen import graph_seen_by

MOST_WAYS = 5
"""Shortest ways to a state that are told; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A state that can be reached: in how many moves, how many shortest ways there are, and some."""

    state: StateId
    distance: int
    count: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What one side, or some sides together, reach without the others."""

    name: str
    sides: tuple[str, ...]
    by_moves: tuple[StateId, ...]
    by_improvements: tuple[StateId, ...]
    gains: tuple[StateId, ...]
    """What they reach by any moves and each of them prefers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusQuo:
    """What a state can turn into.

    ``by_moves``: by any legal sequence of moves. ``by_improvements``: by sequences in which each mover
    betters its own lot with each move. ``alone``: what each side and each coalition reaches by itself.
    """

    start: StateId
    by_moves: tuple[Reach, ...]
    by_improvements: tuple[Reach, ...]
    never: tuple[StateId, ...]
    alone: tuple[Alone, ...]


def status_quo(conflict: Conflict, graph: Graph, start: int, most: int = MOST_WAYS) -> StatusQuo:
    """Return what the state at a position can turn into."""
    movers = range(len(graph.sides))
    teller = Teller(conflict, graph)
    good = improvements(graph)
    everything = _reaches(teller, graph.moves, movers, start, most)
    reached = sum(1 << n for n, s in enumerate(graph.states) if s.id in {r.state for r in everything})
    return StatusQuo(
        start=graph.states[start].id,
        by_moves=everything,
        by_improvements=_reaches(teller, good, movers, start, most),
        never=graph.ids(graph.every & ~reached & ~(1 << start)),
        alone=tuple(
            _alone(conflict, graph, good, group, start)
            for size in range(1, len(graph.sides))
            for group in combinations(movers, size)
        ),
    )


def _reaches(teller: Teller, steps: Steps, movers: Sequence[int], start: int, most: int) -> tuple[Reach, ...]:
    return tuple(
        Reach(
            state=teller.graph.states[r.state].id,
            distance=r.distance,
            count=r.count,
            ways=tuple(teller.way(legs) for legs in r.ways),
        )
        for r in all_shortest(steps, movers, start, most)
    )


def _alone(conflict: Conflict, graph: Graph, good: Steps, group: tuple[int, ...], start: int) -> Alone:
    away = ~(1 << start)
    by_moves = _set(graph.moves, group, start) & away
    gains = by_moves
    for i in group:
        gains &= graph.worth[i].better[start]
    return Alone(
        name=name_of(group, conflict.sides),
        sides=tuple(graph.sides[i] for i in group),
        by_moves=graph.ids(by_moves),
        by_improvements=graph.ids(_set(good, group, start) & away),
        gains=graph.ids(gains),
    )


def _set(steps: Steps, movers: Sequence[int], start: int) -> int:
    """Return what legal sequences reach from one state, without looking at all others."""
    found = 0
    for (state, _), _ in spread(steps, movers, start):
        found |= 1 << state
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Sides that together leave one equilibrium for another, which each of them prefers."""

    concept: str
    start: StateId
    end: StateId
    coalition: str
    sides: tuple[str, ...]
    way: Way


def jumps(conflict: Conflict, graph: Graph, concepts: Sequence[str]) -> tuple[Jump, ...]:
    """Return the jumps between equilibria that two sides or more can make by their own moves.

    A coalition that has a smaller one in it is named only where it does something the smaller cannot;
    what a member can do alone is no jump.
    """
    teller = Teller(conflict, graph)
    own = [graph_seen_by(conflict, i) for i in range(len(graph.sides))]
    groups = [g for n in range(2, len(graph.sides) + 1) for g in combinations(range(len(graph.sides)), n)]
    reach = {group: legal(graph.moves, group) for group in groups}
    found = []
    for concept in concepts:
        if concept == "SIM" and not all(graph.vectors):
            continue
        stable = graph.every
        for i, view in enumerate(own):
            stable &= stable_states(view, concept, i, plain_rule(view, i))
        done: set[tuple[int, int, tuple[int, ...]]] = set()
        for start in bits(stable):
            for group in groups:
                ends = reach[group][start] & stable & ~(1 << start)
                for i in group:
                    ends &= graph.worth[i].better[start] & ~graph.moves[i][start]
                for end in bits(ends):
                    if any((start, end, smaller) in done for smaller in _within(group)):
                        continue
                    done.add((start, end, group))
                    legs = shortest(graph.moves, group, start, 1 << end)
                    found.append(
                        Jump(
                            concept=concept,
                            start=graph.states[start].id,
                            end=graph.states[end].id,
                            coalition=name_of(group, conflict.sides),
                            sides=tuple(graph.sides[i] for i in group),
                            way=teller.way(legs or ()),
                        )
                    )
    return tuple(found)


def _within(group: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [smaller for n in range(2, len(group)) for smaller in combinations(group, n)]
