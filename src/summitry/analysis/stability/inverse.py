"""Which preferences of one side would make a wanted state an equilibrium (inverse analysis).

Whether a side leaves a state depends only on which states it prefers to that one, and the more it
prefers, the sooner it leaves. So the answer for all rankings is a few sets of states: the side holds the
state unless it prefers every state of one of these sets to it. Rankings are counted without ties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from math import factorial

from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.model import Conflict, StateId
from summitry.analysis.stability.search import (
    Steps,
    improvements,
    legal,
    others,
    plain_rule,
    stable_states,
    together,
)
from summitry.analysis.stability.worth import Worth

MOST_RANKED = 8
"""States of which all rankings are gone through one by one."""
MOST_COMPARED = 16
"""States whose place above or below the wanted one can matter, up to which rankings are counted."""
MOST_LISTED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rankings:
    """For one side and concept, in how many rankings of all states the wanted one is an equilibrium.

    ``holding`` is ``None`` where they cannot be counted, and ``why`` says why. ``unless``: the side
    leaves the state as soon as it prefers all states of one of these sets. ``against`` are other sides
    for which the state is not stable, whatever this side prefers. ``listed`` are the first of the rankings.
    """

    side: str
    concept: str
    total: int
    holding: int | None
    why: str = ""
    unless: tuple[tuple[StateId, ...], ...] = ()
    against: tuple[str, ...] = ()
    listed: tuple[tuple[StateId, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Whether one side stays at one state, for any set of states it would prefer to it."""

    graph: Graph
    concept: str
    side: int
    state: int
    answers: Sequence[int]

    def stays(self, better: int) -> bool:
        """Whether the side stays when ``better`` are the states it prefers."""
        out = self.graph.moves[self.side][self.state] & better
        if self.concept == "Nash":
            return not out
        return all(self._deterred(t, better) for t in bits(out))

    def _deterred(self, t: int, better: int) -> bool:
        if self.concept == "SIM":
            return any(
                joint and not joint & better
                for x in bits(self.answers[self.state])
                for joint in (self._joint(t, x),)
            )
        found = self.answers[t] & ~better
        if self.concept in ("SMR", "SSEQ"):
            return any(not self.graph.moves[self.side][x] & better for x in bits(found))
        return bool(found)

    def _joint(self, own: int, theirs: int) -> int:
        state_of = {v: s for s, vs in enumerate(self.graph.vectors) for v in vs}
        single = {s: vs[0] for s, vs in enumerate(self.graph.vectors) if len(vs) == 1}
        return together(state_of, single, self.state, own, theirs)

    def matters(self) -> int:
        """Return the states whose place above or below this one can matter."""
        found = self.graph.moves[self.side][self.state]
        if self.concept == "Nash":
            return found
        own = found
        for t in bits(own):
            if self.concept == "SIM":
                for x in bits(self.answers[self.state]):
                    found |= self._joint(t, x)
                continue
            found |= self.answers[t]
            if self.concept in ("SMR", "SSEQ"):
                for x in bits(self.answers[t]):
                    found |= self.graph.moves[self.side][x]
        return found & ~(1 << self.state)


def stay_of(graph: Graph, concept: str, side: int, state: int) -> Stay:
    """Return what decides whether a side stays at a state."""
    steps = graph.moves if concept in ("GMR", "SMR") else improvements(graph)
    return Stay(graph, concept, side, state, legal(steps, others(graph, side)))


def unsettling(stay: Stay) -> tuple[tuple[int, ...], ...] | None:
    """Return the smallest sets of states that make the side leave when it prefers all of them.

    ``None`` where more states than ``MOST_COMPARED`` can matter.
    """
    spots = tuple(bits(stay.matters()))
    if len(spots) > MOST_COMPARED:
        return None
    found: list[int] = []
    by_size = sorted(range(1 << len(spots)), key=lambda m: (m.bit_count(), m))
    masks = _Among(spots)
    for chosen in by_size:
        better = masks(chosen)
        if any(small & better == small for small in found):
            continue
        if not stay.stays(better):
            found.append(better)
    return tuple(tuple(bits(f)) for f in found)


class _Among:
    """Turns a choice among some states into a set of states."""

    def __init__(self, spots: Sequence[int]) -> None:
        self.spots = spots

    def __call__(self, chosen: int) -> int:
        return sum(1 << self.spots[k] for k in bits(chosen))


def holding_rankings(states: int, spots: int, sets: Sequence[Sequence[int]]) -> int:
    """Return in how many rankings of ``states`` states no set lies wholly above one state.

    ``sets`` are numbered among the ``spots`` states that matter.
    """
    found = 0
    bad = [sum(1 << k for k in one) for one in sets]
    whole = factorial(spots + 1)
    for above in range(1 << spots):
        if not any(b & above == b for b in bad):
            k = above.bit_count()
            found += factorial(k) * factorial(spots - k)
    return found * factorial(states) // whole


def rankings(
    conflict: Conflict, graph: Graph, state: int, side: int, concept: str, listed: int = MOST_LISTED
) -> Rankings:
    """Return in how many rankings of a side a state is an equilibrium, the other sides as they are."""
    count = len(graph.states)
    name, total = graph.sides[side], factorial(count)
    blank = Rankings(side=name, concept=concept, total=total, holding=None)
    if any(conflict.views) or conflict.attitudes:
        return replace(
            blank, why="Sides that see the conflict differently, or care for each other, are left out."
        )
    stay = stay_of(graph, concept, side, state)
    sets = unsettling(stay)
    if sets is None:
        return replace(blank, why=f"More than {MOST_COMPARED} states can matter.")
    named = tuple(tuple(graph.states[s].id for s in one) for one in sets)
    never, open_ = _other_sides(graph, concept, side, state)
    if never:
        return replace(blank, holding=0, unless=named, against=tuple(graph.sides[j] for j in never))
    if open_ and count > MOST_RANKED:
        why = f"It also decides what {', '.join(graph.sides[j] for j in open_)} must fear."
        return replace(blank, unless=named, why=why)
    bad = [sum(1 << s for s in one) for one in sets]
    if count <= MOST_RANKED:
        good = list(_holding(graph, concept, side, state, bad, open_))
        return replace(
            blank, holding=len(good), unless=named,
            listed=tuple(tuple(graph.states[s].id for s in r) for r in good[:listed]),
        )  # fmt: skip
    spots = {s: k for k, s in enumerate(bits(stay.matters()))}
    holding = holding_rankings(count, len(spots), [[spots[s] for s in one] for one in sets])
    return replace(blank, holding=holding, unless=named)


def _other_sides(graph: Graph, concept: str, side: int, state: int) -> tuple[list[int], list[int]]:
    """Return the sides that never stay at the state, and those whose staying hangs on the side's ranking.

    The more moves are good for the side, the more the others must fear: so the two ends decide.
    """
    never, open_ = [], []
    for j in others(graph, side):
        least = _stays_when(graph, concept, j, state, side, (0,) * len(graph.states))
        most = _stays_when(graph, concept, j, state, side, graph.moves[side])
        if not most:
            never.append(j)
        elif not least:
            open_.append(j)
    return never, open_


def _stays_when(graph: Graph, concept: str, who: int, state: int, side: int, good: Sequence[int]) -> bool:
    """Whether a side stays when these are the moves that are good for another."""
    steps = list(improvements(graph))
    steps[side] = tuple(good)
    rule = replace(plain_rule(graph, who), answers=tuple(steps))
    return bool(stable_states(graph, concept, who, rule) >> state & 1)


def _holding(
    graph: Graph, concept: str, side: int, state: int, bad: Sequence[int], open_: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Yield the rankings of all states, best first, in which the state holds for all."""
    known: dict[Steps | tuple[int, ...], bool] = {}
    for order in permutations(range(len(graph.states))):
        above, better = 0, [0] * len(order)
        for s in order:
            better[s] = above
            above |= 1 << s
        if any(b & better[state] == b for b in bad):
            continue
        if open_:
            good = tuple(to & b for to, b in zip(graph.moves[side], better, strict=True))
            if good not in known:
                known[good] = all(_stays_when(graph, concept, j, state, side, good) for j in open_)
            if not known[good]:
                continue
        yield order


def ranked(order: Sequence[int]) -> Worth:
    """Return a ranking of all states, best first, as what a side prefers."""
    above, better, tiers = 0, [0] * len(order), [0] * len(order)
    for n, s in enumerate(order):
        better[s], tiers[s] = above, n
        above |= 1 << s
    nothing = (0,) * len(order)
    return Worth(tiers=tuple(tiers), better=tuple(better), unknown=nothing, greatly_worse=nothing)
