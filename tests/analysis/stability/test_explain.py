"""An explanation agrees with the engines, and every path it gives is one that the sides could go."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.stability.catalogue import conflict_of
from tests.analysis.stability.test_definitions import FIVE, SIX, small

from summitry.analysis.stability import graph_of, merged_by
from summitry.analysis.stability.explain import (
    Explanation,
    explain,
    explain_coalition,
    explain_in,
    rule_of,
)
from summitry.analysis.stability.graph import Graph
from summitry.analysis.stability.limited import NotApplicable, limited, non_myopic
from summitry.analysis.stability.model import Conflict
from summitry.analysis.stability.paths import Way
from summitry.analysis.stability.search import improvements, plain_rule, stable_states
from summitry.analysis.stability.seen import graph_seen_by


def must_be_legal(conflict: Conflict, graph: Graph, way: Way, start: object, good: bool = False) -> None:
    """Each move is one its mover can make (and would); nobody moves twice running."""
    ids = {s.id: n for n, s in enumerate(graph.states)}
    steps = improvements(graph, perhaps=True) if good else graph.moves
    at, last = start, ""
    for move in way:
        assert move.start == at
        assert move.by != last
        mover = graph.sides.index(move.by)
        assert steps[mover][ids[move.start]] >> ids[move.end] & 1
        if conflict.form == "option":
            before, after = graph.vectors[ids[move.start]][0], graph.vectors[ids[move.end]][0]
            names = [o.key for o in conflict.options]
            told = sum(1 << names.index(k) for k in (*move.takes, *move.drops))
            assert told == before ^ after
            assert all(after >> names.index(k) & 1 for k in move.takes)
        at, last = move.end, move.by


def must_be_sound(conflict: Conflict, graph: Graph, found: Explanation, concept: str, side: int) -> None:
    ids = {s.id: n for n, s in enumerate(graph.states)}
    base, rule = rule_of(graph, concept, side)
    here = ids[found.state]
    assert len(found.ways) == rule.leave[here].bit_count()
    for way in found.ways:
        must_be_legal(conflict, graph, way.move, found.state)
        assert rule.leave[here] >> ids[way.move[-1].end] & 1
        assert graph.sides[side] not in {move.by for move in way.answer}
        begin = found.state if base == "SIM" else way.move[-1].end
        must_be_legal(conflict, graph, way.answer, begin, good=base in ("SEQ", "SSEQ", "SIM"))
        if way.answer and base != "SIM":
            assert way.end == way.answer[-1].end
        if way.deterred:
            assert rule.deter[here] >> ids[way.end] & 1
            assert way.escape is None
            if base in ("SMR", "SSEQ"):
                assert way.moves == graph.moves[side][ids[way.end]].bit_count()
                assert not graph.moves[side][ids[way.end]] & ~rule.deter[here]
        elif way.answer:
            assert way.escape is not None
            must_be_legal(conflict, graph, (way.escape,), way.end)
            assert not rule.deter[here] >> ids[way.escape.end] & 1


@settings(max_examples=settings().max_examples // 3)
@given(st.integers(0, 1 << 40))
def test_the_verdict_is_that_of_the_engine_and_paths_are_legal(seed: int) -> None:
    conflict = small(seed)
    graph = graph_of(conflict)
    for side in range(len(graph.sides)):
        for concept in SIX if conflict.form == "option" else FIVE:
            names = [
                concept,
                *(f"{concept}_{kind}" for kind in "abcd" if concept != "SIM"),
                f"strong_{concept}",
            ]
            for name in names:
                base, rule = rule_of(graph, name, side)
                stable = stable_states(graph, base, side, rule)
                for state in range(len(graph.states)):
                    found = explain_in(conflict, graph, name, side, state)
                    assert found.stable == bool(stable >> state & 1), (name, side, state)
                    must_be_sound(conflict, graph, found, name, side)


@settings(max_examples=settings().max_examples // 3)
@given(st.integers(0, 1 << 40))
def test_what_a_coalition_does_is_told_move_by_move(seed: int) -> None:
    conflict = small(seed)
    graph = graph_of(conflict)
    for group in combinations(range(len(graph.sides)), 2):
        rest = tuple((i,) for i in range(len(graph.sides)) if i not in group)
        joined = merged_by(graph, (group, *rest))
        for concept in ("Nash", "SEQ"):
            stable = stable_states(joined, concept, 0, plain_rule(joined, 0))
            for state in range(len(graph.states)):
                found = explain_coalition(conflict, graph, concept, group, state)
                assert found.stable == bool(stable >> state & 1)
                for way in found.ways:
                    must_be_legal(conflict, graph, way.move, found.state)
                    assert {m.by for m in way.move} <= {graph.sides[i] for i in group}


@settings(max_examples=settings().max_examples // 3)
@given(st.integers(0, 1 << 40))
def test_looking_ahead_is_explained_by_where_each_move_ends(seed: int) -> None:
    conflict = small(seed)
    graph = graph_of(conflict)
    for concept in ("L1", "L2", "L5", "NM"):
        try:
            stays = non_myopic(graph) if concept == "NM" else limited(graph, int(concept[1:]))
        except NotApplicable:
            with pytest.raises(NotApplicable):
                explain_in(conflict, graph, concept, 0, 0)
            continue
        for side in (0, 1):
            for state in range(len(graph.states)):
                found = explain_in(conflict, graph, concept, side, state)
                assert found.stable == bool(stays[side] >> state & 1)
                for way in found.ways:
                    must_be_legal(conflict, graph, (*way.move, *way.answer), found.state)


def test_a_deterred_move_of_a_published_case_is_told_by_its_options() -> None:
    conflict = conflict_of("prisoners_dilemma")
    graph = graph_of(conflict)
    here = next(n for n, s in enumerate(graph.states) if s.pattern == "YY")
    (way,) = explain(conflict, "SEQ", 0, here).ways
    keys = [o.key for o in conflict.options]
    assert [(m.by, m.takes, m.drops) for m in way.move] == [(graph.sides[0], (), (keys[0],))]
    assert [(m.by, m.takes, m.drops) for m in way.answer] == [(graph.sides[1], (), (keys[1],))]
    assert way.deterred
    (open_way,) = explain(conflict, "Nash", 0, here).ways
    assert not open_way.deterred


def test_each_side_is_explained_in_its_own_view() -> None:
    conflict = conflict_of("syria_iraq_misperception")
    for side in range(len(conflict.sides)):
        graph = graph_seen_by(conflict, side)
        stable = stable_states(graph, "SEQ", side, plain_rule(graph, side))
        for state in range(len(graph.states)):
            assert explain(conflict, "SEQ", side, state).stable == bool(stable >> state & 1)
