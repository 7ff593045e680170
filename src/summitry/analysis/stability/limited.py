"""Limited-move and non-myopic stability of two sides (Kilgour 1984; Fang, Hipel and Kilgour 1993).

Each side looks *h* alternating moves ahead, itself moving first, by backward induction; a mover that
gains nothing by any move stays. Of moves equally good to the mover, the one that leads to what the other
likes least is counted on: so the names and the order of states change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.search import transitive

FURTHEST = 10_000
"""Horizons looked at before the limit is given up."""


class NotApplicable(Exception):
    """The concept is not defined for this model; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What each side foresees from each state with *h* moves left: ``ends[i][s]`` are the tiers of the
    outcome for both sides when side *i* moves next; ``stays[i]`` the states it would not leave."""

    ends: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    stays: tuple[int, int]


def must_apply(graph: Graph) -> None:
    """Raise ``NotApplicable`` unless there are two sides, transitive moves and complete preferences."""
    if len(graph.sides) != 2:
        raise NotApplicable("Looking a number of moves ahead is defined for two sides only.")
    if not all(w.complete and w.tiers for w in graph.worth):
        raise NotApplicable("Looking ahead needs preferences between any two states.")
    if not all(transitive(m) for m in graph.moves):
        raise NotApplicable("Looking ahead needs moves of which two in a row could be made as one.")


def at_once(graph: Graph) -> Ahead:
    """Return what is foreseen with no move left: the state itself."""
    here = tuple(zip(graph.worth[0].tiers, graph.worth[1].tiers, strict=True))
    return Ahead(ends=(here, here), stays=(graph.every, graph.every))


def one_more(graph: Graph, ahead: Ahead) -> Ahead:
    """Return what is foreseen with one move more."""
    first, stays_0 = _moving(graph, ahead, 0)
    second, stays_1 = _moving(graph, ahead, 1)
    return Ahead(ends=(first, second), stays=(stays_0, stays_1))


def _moving(graph: Graph, ahead: Ahead, mover: int) -> tuple[tuple[tuple[int, int], ...], int]:
    other = 1 - mover
    after = ahead.ends[other]
    tiers = graph.worth[mover].tiers
    ends, stays = [], 0
    for s, moves in enumerate(graph.moves[mover]):
        best = min((after[t] for t in bits(moves)), key=lambda e: (e[mover], -e[other]), default=None)
        if best is not None and best[mover] < tiers[s]:
            ends.append(best)
        else:
            ends.append((graph.worth[0].tiers[s], graph.worth[1].tiers[s]))
            stays |= 1 << s
    return tuple(ends), stays


def limited(graph: Graph, horizon: int) -> tuple[int, int]:
    """Return the states each side would not leave when it looks ``horizon`` moves ahead (1 or more).

    Raises ``NotApplicable``.
    """
    must_apply(graph)
    ahead = at_once(graph)
    for _ in range(horizon):
        ahead = one_more(graph, ahead)
    return ahead.stays


def non_myopic(graph: Graph) -> tuple[int, int]:
    """Return the states each side would not leave however far it looks, from some horizon on.

    What is foreseen comes round again sooner or later; a state counts when the side stays at every
    horizon of that round. Raises ``NotApplicable``.
    """
    must_apply(graph)
    ahead = at_once(graph)
    seen: dict[Ahead, int] = {}
    path: list[Ahead] = []
    while ahead not in seen:
        if len(path) > FURTHEST:
            raise NotApplicable("What is foreseen does not come round within the horizons looked at.")
        seen[ahead] = len(path)
        path.append(ahead)
        ahead = one_more(graph, ahead)
    first, second = graph.every, graph.every
    for one in path[max(seen[ahead], 1) :] or [ahead]:
        first, second = first & one.stays[0], second & one.stays[1]
    return first, second
