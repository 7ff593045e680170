"""What a side foresees from a state when it looks a number of moves ahead: its moves, and where each ends."""

from __future__ import annotations

from summitry.analysis.stability.concepts import horizon_of
from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.limited import (
    FURTHEST,
    Ahead,
    NotApplicable,
    at_once,
    must_apply,
    one_more,
)
from summitry.analysis.stability.paths import Leg

Foreseen = tuple[Leg, tuple[Leg, ...], bool]
"""A move, how it would go on, and whether the side would rather stay."""


def foreseen_ways(graph: Graph, concept: str, side: int, state: int) -> list[Foreseen]:
    """Return each move of a side with how it would go on, under ``L3`` or ``NM``.

    Under ``NM`` the horizon is the first of the round at which the side would leave; the last looked at
    where it never would. Raises ``NotApplicable``.
    """
    must_apply(graph)
    horizon = horizon_of(concept)
    tables = [at_once(graph)]
    if horizon is not None:
        for _ in range(horizon):
            tables.append(one_more(graph, tables[-1]))
    else:
        tables = _round(graph, tables, side, state)
    here = graph.worth[side].tiers[state]
    found: list[Foreseen] = []
    for t in bits(graph.moves[side][state]):
        rest = _goes_on(graph, tables[:-1], 1 - side, t)
        end = rest[-1][2] if rest else t
        found.append(((side, state, t), rest, graph.worth[side].tiers[end] >= here))
    return found


def _round(graph: Graph, tables: list[Ahead], side: int, state: int) -> list[Ahead]:
    """Return the tables up to the horizon that settles whether the side stays however far it looks."""
    seen = {tables[0]: 0}
    while True:
        following = one_more(graph, tables[-1])
        if following in seen:
            begin = seen[following]
            break
        if len(tables) > FURTHEST:
            raise NotApplicable("What is foreseen does not come round within the horizons looked at.")
        seen[following] = len(tables)
        tables.append(following)
    for horizon in range(max(begin, 1), len(tables)):
        if not tables[horizon].stays[side] >> state & 1:
            return tables[: horizon + 1]
    return [*tables, following] if len(tables) == 1 else tables


def _goes_on(graph: Graph, tables: list[Ahead], mover: int, state: int) -> tuple[Leg, ...]:
    """Return the moves made from a state when each looks as far as there are tables left."""
    legs: list[Leg] = []
    for level in range(len(tables) - 1, 0, -1):
        if tables[level].stays[mover] >> state & 1:
            break
        after = tables[level - 1].ends[1 - mover]
        best = min(bits(graph.moves[mover][state]), key=lambda t: (after[t][mover], -after[t][1 - mover]))
        legs.append((mover, state, best))
        state, mover = best, 1 - mover
    return tuple(legs)
