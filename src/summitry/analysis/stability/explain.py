"""Why a state is stable for a side or not: each way out of it, with the answer that deters it.

The verdict is put together from the ways out and is always that of the engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitry.analysis.stability.analyse import merged_by
from summitry.analysis.stability.concepts import horizon_of
from summitry.analysis.stability.foresight import foreseen_ways
from summitry.analysis.stability.graph import Graph, bits
from summitry.analysis.stability.limited import NotApplicable
from summitry.analysis.stability.model import Conflict, StateId
from summitry.analysis.stability.paths import Leg, Move, Spot, Teller, Way, shortest, spread, traced
from summitry.analysis.stability.search import Rule, others, plain_rule, strong_rule, together, unknown_rule
from summitry.analysis.stability.seen import graph_seen_by, seen_by

BY_ANY = ("GMR", "SMR")
"""Concepts in which the others may answer by any moves, not only by such as are good for them."""
WITH_ESCAPE = ("SMR", "SSEQ")
"""Concepts in which an answer counts only when the side cannot get out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One thing the side would rather do than stay, and what comes of it.

    ``move`` is one move, or those of a coalition's members. ``answer`` is how the others deter it, and
    ``end`` where that leads (in SIM: done together with the side's own move). Where the way out is not
    deterred, ``answer`` is at most an answer that the side gets out of by ``escape``. ``choices`` is how
    many states the others could bring about; ``moves`` is how many the side itself can go to from ``end``,
    where it matters that none of them is better for it (SMR, SSEQ).
    """

    move: Way
    deterred: bool
    answer: Way = ()
    end: StateId | None = None
    escape: Move | None = None
    choices: int = 0
    moves: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a state is stable for a side under a concept, or not.

    ``moves`` counts all states the side can go to; ``ways`` are those it would rather be in (looking a
    number of moves ahead: all of them).
    """

    concept: str
    side: str
    state: StateId
    stable: bool
    moves: int
    ways: tuple[WayOut, ...]


def rule_of(graph: Graph, concept: str, side: int) -> tuple[str, Rule]:
    """Return the plain concept and the rule behind a name such as ``SEQ``, ``SEQ_a`` or ``strong_SEQ``."""
    if concept.startswith("strong_"):
        return concept.removeprefix("strong_"), strong_rule(graph, side)
    base, _, kind = concept.partition("_")
    return (base, unknown_rule(graph, side, kind)) if kind else (base, plain_rule(graph, side))


def explain(
    conflict: Conflict, concept: str, side: int, state: int, graph: Graph | None = None
) -> Explanation:
    """Return why the state at a position is stable for a side or not, in the side's own view.

    ``graph`` is that of the conflict, where it is at hand. Raises ``limited.NotApplicable`` where the
    concept is not defined for the model.
    """
    if graph is None or seen_by(conflict, side) is not conflict:
        graph = graph_seen_by(conflict, side)
    return explain_in(conflict, graph, concept, side, state)


def explain_coalition(
    conflict: Conflict, graph: Graph, concept: str, members: Sequence[int], state: int
) -> Explanation:
    """Return why a state is stable for a coalition or not: ``Nash`` is CNash, and so on."""
    rest = tuple((i,) for i in range(len(conflict.sides)) if i not in members)
    joined = merged_by(graph, (tuple(members), *rest))
    found = explain_in(conflict, joined, concept, 0, state)
    singly = Teller(conflict, graph)
    where = {s.id: n for n, s in enumerate(graph.states)}

    def told(move: Move) -> Way:
        legs = shortest(graph.moves, members, where[move.start], 1 << where[move.end])
        assert legs is not None, "a coalition's move is made of its members' moves"
        return singly.way(legs)

    return replace(found, ways=tuple(replace(way, move=told(way.move[0])) for way in found.ways))


def explain_in(conflict: Conflict, graph: Graph, concept: str, side: int, state: int) -> Explanation:
    """Return the explanation in a graph that is at hand."""
    teller = Teller(conflict, graph)
    if concept == "NM" or horizon_of(concept) is not None:
        ways = tuple(
            WayOut(
                move=(teller.move(first),),
                answer=teller.way(rest),
                deterred=deterred,
                end=graph.states[rest[-1][2] if rest else first[2]].id,
            )
            for first, rest, deterred in foreseen_ways(graph, concept, side, state)
        )
    else:
        base, rule = rule_of(graph, concept, side)
        if base == "SIM" and not all(graph.vectors):
            raise NotApplicable("Simultaneous moves cannot be put together where states are only names.")
        ways = tuple(_ways(teller, graph, base, rule, side, state))
    return Explanation(
        concept=concept,
        side=graph.sides[side],
        state=graph.states[state].id,
        stable=all(way.deterred for way in ways),
        moves=graph.moves[side][state].bit_count(),
        ways=ways,
    )


def _ways(teller: Teller, graph: Graph, base: str, rule: Rule, side: int, state: int) -> list[WayOut]:
    out = list(bits(rule.leave[state]))
    if base == "Nash":
        return [WayOut(move=(teller.move((side, state, t)),), deterred=False) for t in out]
    if base == "SIM":
        tree = list(_first_to_each(graph, rule.answers, side, state))
        return [_simultaneous(teller, graph, rule, (side, state, t), tree) for t in out]
    by = graph.moves if base in BY_ANY else rule.answers
    return [
        _answered(
            teller, graph, rule, (side, state, t), _first_to_each(graph, by, side, t), base in WITH_ESCAPE
        )
        for t in out
    ]


Found = tuple[int, dict[Spot, Spot], Spot]


def _first_to_each(graph: Graph, by: Sequence[Sequence[int]], side: int, start: int) -> list[Found]:
    """Return each state the others reach from ``start``, nearest first, with a shortest way to it."""
    seen, found = 0, []
    for spot, came in spread(by, others(graph, side), start):
        if not seen >> spot[0] & 1:
            seen |= 1 << spot[0]
            found.append((spot[0], came, spot))
    return found


def _answered(
    teller: Teller, graph: Graph, rule: Rule, leg: Leg, answers: list[Found], escape: bool
) -> WayOut:
    """Return a way out with the nearest answer that deters it, or the nearest that does not last."""
    side, state, _ = leg
    deter = rule.deter[state]
    move = (teller.move(leg),)
    passing: WayOut | None = None
    for x, came, spot in answers:
        if not deter >> x & 1:
            continue
        out = graph.moves[side][x] & ~deter if escape else 0
        answer = teller.way(traced(came, spot))
        end = graph.states[x].id
        if not out:
            moves = graph.moves[side][x].bit_count() if escape else 0
            return WayOut(move=move, deterred=True, answer=answer, end=end, choices=len(answers), moves=moves)
        if passing is None:
            best = min(bits(out), key=lambda t: _tier(graph, side, t))
            passing = WayOut(
                move=move, deterred=False, answer=answer, end=end,
                escape=teller.move((side, x, best)), choices=len(answers),
            )  # fmt: skip
    return passing or WayOut(move=move, deterred=False, choices=len(answers))


def _tier(graph: Graph, side: int, state: int) -> int:
    tiers = graph.worth[side].tiers
    return tiers[state] if tiers else 0


def _simultaneous(teller: Teller, graph: Graph, rule: Rule, leg: Leg, tree: list[Found]) -> WayOut:
    _, state, t = leg
    state_of = {v: s for s, vs in enumerate(graph.vectors) for v in vs}
    single = {s: vs[0] for s, vs in enumerate(graph.vectors) if len(vs) == 1}
    move = (teller.move(leg),)
    for x, came, spot in tree:
        joint = together(state_of, single, state, t, x)
        if joint & rule.deter[state]:
            return WayOut(
                move=move, deterred=True, answer=teller.way(traced(came, spot)),
                end=graph.states[joint.bit_length() - 1].id, choices=len(tree),
            )  # fmt: skip
    return WayOut(move=move, deterred=False, choices=len(tree))
