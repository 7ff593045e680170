"""What must be so of every conflict, whatever is in it."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.stability.test_definitions import small

from summitry.analysis.stability import analyse_graph, graph_of, merged_by
from summitry.analysis.stability.formula import moved
from summitry.analysis.stability.graph import Graph
from summitry.analysis.stability.model import (
    Conflict,
    Preference,
    Ranking,
    StateId,
    Statements,
    Weights,
)
from summitry.analysis.stability.search import plain_rule, stable_states, strong_rule, unknown_rule

FEWER = settings(max_examples=max(30, settings().max_examples // 2))
FIVE = ("Nash", "GMR", "SMR", "SEQ", "SSEQ")
SEEDS = st.integers(0, 1 << 40)


@FEWER
@given(SEEDS)
def test_nash_is_in_sseq_in_seq_and_smr_in_gmr(seed: int) -> None:
    graph = graph_of(small(seed))
    for side in range(len(graph.sides)):
        rules = [plain_rule(graph, side), *(unknown_rule(graph, side, kind) for kind in "abcd")]
        for rule in rules:
            nash, gmr, smr, seq, sseq = (stable_states(graph, c, side, rule) for c in FIVE)
            assert nash & ~sseq == 0
            assert sseq & ~(seq & smr) == 0
            assert (seq | smr) & ~gmr == 0


@FEWER
@given(SEEDS)
def test_what_is_strongly_stable_is_stable(seed: int) -> None:
    graph = graph_of(small(seed))
    for side in range(len(graph.sides)):
        for concept in ("GMR", "SMR", "SEQ", "SSEQ"):
            strong = stable_states(graph, concept, side, strong_rule(graph, side))
            assert strong & ~stable_states(graph, concept, side, plain_rule(graph, side)) == 0


@FEWER
@given(SEEDS)
def test_a_coalition_of_one_is_its_member(seed: int) -> None:
    graph = graph_of(small(seed))
    alone = merged_by(graph, tuple((i,) for i in range(len(graph.sides))))
    for side in range(len(graph.sides)):
        for concept in FIVE:
            assert stable_states(alone, concept, side, plain_rule(alone, side)) == stable_states(
                graph, concept, side, plain_rule(graph, side)
            )


def shuffled(conflict: Conflict, dice: random.Random) -> tuple[Conflict, dict[StateId, StateId], list[int]]:
    """The conflict with sides, options and states in another order and under other names; the new name
    of each state, and which side stands where."""
    sides = dice.sample(range(len(conflict.sides)), len(conflict.sides))
    options = dice.sample(range(len(conflict.options)), len(conflict.options))
    to = [options.index(k) for k in range(len(options))]
    place = [sides.index(i) for i in range(len(sides))]
    states = [s.id for s in graph_of(conflict).states]
    if conflict.form == "graph":
        new = dict(zip(states, [f"s{n}" for n in dice.sample(range(len(states)), len(states))], strict=True))
    else:
        new = {s: sum(1 << to[k] for k in range(len(to)) if int(s) >> k & 1) for s in states}

    def preferred(preference: Preference | None) -> Preference | None:
        if preference is None:
            return None
        order = preference.order
        match order:
            case Statements(statements=given_ones):
                order = replace(order, statements=tuple(moved(f, to) for f in given_ones))
            case Weights(weights=weights):
                order = Weights(weights=tuple((moved(f, to), w) for f, w in weights))
            case Ranking(tiers=tiers):
                order = Ranking(tiers=tuple(tuple(new[s] for s in reversed(tier)) for tier in tiers))
        pairs = tuple((new[b], new[a]) for a, b in reversed(preference.unknown))
        return replace(preference, order=order, unknown=pairs)

    other = replace(
        conflict,
        sides=tuple(
            replace(
                conflict.sides[i],
                name=f"side {i}",
                moves=tuple((new[s], tuple(new[t] for t in ends)) for s, ends in conflict.sides[i].moves),
            )
            for i in sides
        ),
        options=tuple(
            replace(
                conflict.options[k],
                name=f"option {k}",
                owners=tuple(sorted(place[o] for o in conflict.options[k].owners)),
            )
            for k in options
        ),
        infeasible=tuple(moved(f, to) for f in reversed(conflict.infeasible)),
        states=tuple(replace(s, id=new[s.id]) for s in dice.sample(conflict.states, len(conflict.states))),
        preferences=tuple(preferred(conflict.preferences[i]) for i in sides),
    )
    return other, new, place


def found_in(conflict: Conflict, graph: Graph) -> dict[tuple[str, int], set[StateId]]:
    """For each concept and side the stable states; -1 stands for all sides."""
    concepts = FIVE if conflict.form == "graph" else (*FIVE, "SIM")
    result = analyse_graph(conflict, graph, concepts, True, None)
    found: dict[tuple[str, int], set[StateId]] = {}
    for stable in (*result.stable, *result.uncertain, *result.strength):
        for i, (_, states) in enumerate(stable.by_side):
            found[stable.concept, i] = set(states)
        found[stable.concept, -1] = set(stable.equilibria)
    return found


@FEWER
@given(SEEDS)
def test_names_and_orders_change_nothing(seed: int) -> None:
    conflict = small(seed)
    other, new, place = shuffled(conflict, random.Random(seed))
    before, after = found_in(conflict, graph_of(conflict)), found_in(other, graph_of(other))
    assert len(before) == len(after)
    for (concept, side), states in before.items():
        assert after[concept, place[side] if side >= 0 else -1] == {new[s] for s in states}
