"""The general engine: stability by search on (state, last mover), on any graph.

It needs nothing of the moves: not that a side could have gone in one step where it went in two, nor
that any two states can be compared. Moving back to the start counts as a sanction where it is not
better for the side: it is not better than itself (the matrix form in the literature says otherwise).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summitry.analysis.stability.graph import Graph, bits

Steps = Sequence[Sequence[int]]
"""For each side, where it may go from each state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a side judges: where it would go from a state, what deters it there, how opponents answer.

    ``leave[s]`` are the states the side would move to from *s*, ``deter[s]`` those it would not want to
    end in when it left *s*. ``answers`` are the steps opponents make when only credible ones count.
    """

    leave: tuple[int, ...]
    deter: tuple[int, ...]
    answers: Steps


def improvements(graph: Graph, perhaps: bool = False) -> Steps:
    """Return for each side the moves that improve its lot; ``perhaps``: or may improve it.

    With attitudes: the moves that are better for each side towards which the mover's attitude is
    positive, and worse for each side towards which it is negative.
    """
    found = []
    for i, moves in enumerate(graph.moves):
        if graph.attitudes:
            found.append(tuple(to & _satisfying(graph, i, s) for s, to in enumerate(moves)))
            continue
        worth = graph.worth[i]
        found.append(
            tuple(to & (worth.better[s] | (worth.unknown[s] if perhaps else 0)) for s, to in enumerate(moves))
        )
    return found


def _satisfying(graph: Graph, side: int, state: int) -> int:
    """Return the states that satisfy a side's attitudes, seen from ``state``."""
    found = graph.every & ~(1 << state)
    for j, attitude in enumerate(graph.attitudes[side]):
        worth = graph.worth[j]
        if attitude == "+":
            found &= worth.better[state]
        elif attitude == "-":
            worse = 0
            for t in bits(found & ~worth.better[state] & ~worth.unknown[state]):
                if worth.better[t] >> state & 1:
                    worse |= 1 << t
            found &= worse
    return found


def legal(steps: Steps, movers: Sequence[int]) -> list[int]:
    """Return for each state what legal sequences of steps of the movers reach from it.

    Any mover may begin; each may move many times, never twice running. The state itself is in the set
    only when a sequence leads back to it.
    """
    count = len(steps[0]) if steps else 0
    if not movers:
        return [0] * count
    if len(movers) == 1:
        return list(steps[movers[0]])
    begun = {j: list(steps[j]) for j in movers}
    ways = {j: [tuple(bits(to)) for to in steps[j]] for j in movers}
    changed = True
    while changed:
        changed = False
        for j in movers:
            others = [begun[k] for k in movers if k != j]
            tails: list[int] = [0] * count
            for s in range(count):
                tail = 0
                for other in others:
                    tail |= other[s]
                tails[s] = tail
            own = begun[j]
            for s, ends in enumerate(ways[j]):
                found = own[s]
                for t in ends:
                    found |= tails[t]
                if found != own[s]:
                    own[s] = found
                    changed = True
    whole = [0] * count
    for found_by in begun.values():
        whole = [w | f for w, f in zip(whole, found_by, strict=True)]
    return whole


def others(graph: Graph, side: int) -> list[int]:
    """Return the positions of all sides but one."""
    return [j for j in range(len(graph.sides)) if j != side]


def plain_rule(graph: Graph, side: int) -> Rule:
    """Return the ordinary rule: leave for what is certainly better, deterred by what is not."""
    steps = improvements(graph)
    if graph.attitudes:
        deter = tuple(graph.every & ~_satisfying(graph, side, s) for s in range(len(graph.states)))
    else:
        deter = tuple(graph.every & ~b for b in graph.worth[side].better)
    return Rule(leave=tuple(steps[side]), deter=deter, answers=steps)


def unknown_rule(graph: Graph, side: int, kind: str) -> Rule:
    """Return the rule for unknown preferences of type a, b, c or d (Li and others 2004)."""
    worth = graph.worth[side]
    perhaps = improvements(graph, perhaps=True)
    surely = improvements(graph)
    deter = [graph.every & ~b for b in worth.better]
    if kind in "ab":
        deter = [d & ~u for d, u in zip(deter, worth.unknown, strict=True)]
    return Rule(
        leave=tuple(perhaps[side] if kind in "ac" else surely[side]), deter=tuple(deter), answers=perhaps
    )


def strong_rule(graph: Graph, side: int) -> Rule:
    """Return the rule of strong stability: deterred only by what is greatly worse."""
    steps = improvements(graph)
    return Rule(leave=tuple(steps[side]), deter=graph.worth[side].greatly_worse, answers=steps)


def nash(graph: Graph, side: int, rule: Rule) -> int:
    """Return the states from which the side would not move."""
    return _all_states(graph, lambda s: not rule.leave[s])


def _all_states(graph: Graph, stable: Callable[[int], bool]) -> int:
    found = 0
    for s in range(len(graph.states)):
        if stable(s):
            found |= 1 << s
    return found


def deterred(graph: Graph, side: int, rule: Rule, answers: Sequence[int], escape: bool) -> int:
    """Return the states where each way out is answered by something that deters.

    ``answers[t]`` are the states opponents can bring about from *t*. With ``escape`` the answer counts
    only when nothing the side can then do is without deterrent (SMR, SSEQ).
    """
    moves = graph.moves[side]

    def holds(s: int) -> bool:
        deter = rule.deter[s]
        for t in bits(rule.leave[s]):
            found = answers[t] & deter
            if escape:
                if not any(not moves[x] & ~deter for x in bits(found)):
                    return False
            elif not found:
                return False
        return True

    return _all_states(graph, holds)


def stable_states(graph: Graph, concept: str, side: int, rule: Rule) -> int:
    """Return the states stable for a side under Nash, GMR, SMR, SEQ, SSEQ or SIM.

    Raises ``KeyError`` for another concept.
    """
    if concept == "Nash":
        return nash(graph, side, rule)
    if concept == "SIM":
        return simultaneous(graph, side, rule)
    by = graph.moves if concept in ("GMR", "SMR") else rule.answers
    escape = {"GMR": False, "SEQ": False, "SMR": True, "SSEQ": True}[concept]
    return deterred(graph, side, rule, legal(by, others(graph, side)), escape)


def simultaneous(graph: Graph, side: int, rule: Rule) -> int:
    """Return the states stable by simultaneous sanctioning.

    What the opponents reach from the state by their improvements is put together with what the side
    itself would do; a combination that cannot be deters nobody. Needs vectors of choices. A coalesced
    state has none of its own: nothing is put together with it.
    """
    answers = legal(rule.answers, others(graph, side))
    state_of = {v: s for s, vs in enumerate(graph.vectors) for v in vs}
    single = {s: vs[0] for s, vs in enumerate(graph.vectors) if len(vs) == 1}

    def holds(s: int) -> bool:
        return all(
            any(together(state_of, single, s, t, x) & rule.deter[s] for x in bits(answers[s]))
            for t in bits(rule.leave[s])
        )

    return _all_states(graph, holds)


def together(state_of: dict[int, int], single: dict[int, int], s: int, own: int, theirs: int) -> int:
    """Return the state, as a set, that comes about when a side moves from *s* while the rest do."""
    if s not in single or own not in single or theirs not in single:
        return 0
    start = single[s]
    vector = start ^ ((single[own] ^ start) | (single[theirs] ^ start))
    return 1 << state_of[vector] if vector in state_of else 0


def transitive(steps: Sequence[int]) -> bool:
    """Whether a side reaches in one step all that it reaches in two."""
    for s, ends in enumerate(steps):
        allowed = ends | 1 << s
        if any(steps[t] & ~allowed for t in bits(ends)):
            return False
    return True
