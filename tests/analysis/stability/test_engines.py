"""The dense and the sparse engine find what the general search finds; they refuse before they fail."""

import random
import subprocess
import sys
import threading
import time
from dataclasses import replace

import numba
import numpy as np
import pytest
from tests.analysis.stability.catalogue import NAMES, conflict_of
from tests.analysis.stability.models import some_conflict, some_formula

from summitry.analysis.stability import analyse, graph_of
from summitry.analysis.stability import dense as dense_engine
from summitry.analysis.stability import sparse as sparse_engine
from summitry.analysis.stability.compiling import compiled
from summitry.analysis.stability.feasible import count_feasible
from summitry.analysis.stability.formula import And, Not, Taken, at_least_one, at_most_one
from summitry.analysis.stability.model import (
    Conflict,
    Option,
    Preference,
    Ranking,
    Side,
    State,
    Statements,
    letters,
)
from summitry.analysis.stability.plan import plan_of, why_not_swept
from summitry.analysis.stability.search import plain_rule, stable_states

FIVE = dense_engine.FIVE


def searched(conflict: Conflict, concepts: tuple[str, ...]) -> list[list[int]]:
    """For each side and concept the positions of the stable states, by the general search."""
    graph = graph_of(conflict)
    found = []
    for i in range(len(graph.sides)):
        for concept in concepts:
            stable = stable_states(graph, concept, i, plain_rule(graph, i))
            found.append([s for s in range(len(graph.states)) if stable >> s & 1])
    return found


def from_verdicts(verdicts: np.ndarray, concepts: tuple[str, ...]) -> list[list[int]]:
    return [
        np.flatnonzero(row & dense_engine.CONCEPT_BITS[concept]).tolist()
        for row in verdicts
        for concept in concepts
    ]


@pytest.mark.parametrize("seed", range(120))
def test_sweeps_find_what_the_search_finds(seed: int) -> None:
    conflict, feasible = some_conflict(seed)
    assert why_not_swept(conflict) == ""
    plan = plan_of(conflict)
    concepts = (*FIVE, "SIM")
    u = dense_engine.payoffs(conflict, plan)
    dense = dense_engine.sweep(u, plan, concepts=concepts, threads=1 + seed % 3)
    cells = [plan.cell_of(v) for v in feasible]
    assert sorted(np.flatnonzero(dense[0]).tolist()) == sorted(cells)
    assert from_verdicts(dense[:, cells], concepts) == searched(conflict, concepts)
    vectors = sparse_engine.states_listed(conflict)
    assert vectors.tolist() == feasible
    sparse = sparse_engine.sweep(
        conflict, vectors, sparse_engine.worths(conflict, vectors), threads=1 + seed % 2
    )
    assert from_verdicts(sparse, FIVE) == searched(conflict, FIVE)


def test_many_models_at_once_are_judged_as_each_by_itself() -> None:
    conflict, _ = some_conflict(7)
    plan = plan_of(conflict)
    others = [replace(conflict, preferences=conflict.preferences[::-1]), conflict]
    us = np.stack([dense_engine.payoffs(c, plan) for c in others])
    together = dense_engine.sweep_many(us, plan, threads=2)
    for found, u in zip(together, us, strict=True):
        assert np.array_equal(found, dense_engine.sweep(u, plan))


@pytest.mark.parametrize("engine", ["dense", "sparse"])
@pytest.mark.parametrize("name", [n for n in NAMES if n != "gatt_uruguay_20_options"])
def test_published_cases_come_out_the_same_by_sweeps(name: str, engine: str) -> None:
    conflict = conflict_of(name)
    if why_not_swept(conflict):
        assert analyse(conflict, engine=engine).engine.kind == "general"
        return
    by_search = {s.concept: s for s in analyse(conflict).stable}
    found = analyse(conflict, engine=engine, concepts=FIVE)
    assert found.engine.kind == engine
    for stable in found.stable:
        assert stable.by_side == by_search[stable.concept].by_side
        assert stable.equilibria == by_search[stable.concept].equilibria


def large(bits: int, sides: int = 3) -> Conflict:
    dice = random.Random(bits)
    options = tuple(Option(name=f"o{k}", owners=(k * sides // bits,)) for k in range(bits))
    return Conflict(
        sides=tuple(Side(name=f"D{i}") for i in range(sides)),
        options=options,
        preferences=tuple(
            Preference(order=Statements(statements=tuple(some_formula(dice, bits) for _ in range(9))))
            for _ in range(sides)
        ),
    )


def test_too_large_a_conflict_is_refused_with_an_estimate_before_it_starts() -> None:
    found = analyse(large(28), memory=1_000_000_000)
    assert found.stable == ()
    assert "needs about" in found.refused[0].why and "1.0 GB may be used" in found.refused[0].why


def test_more_than_thirty_options_without_patterns_are_refused() -> None:
    found = analyse(large(40), memory=2_000_000_000)
    assert "patterns needs about" in found.refused[0].why


def test_few_feasible_states_among_many_patterns_are_swept_by_themselves() -> None:
    bits = 40
    base = large(bits)
    chains = tuple(at_most_one(tuple(range(k, k + 8))) for k in range(0, bits, 8))
    conflict = replace(base, infeasible=tuple(Not(c) for c in chains))
    assert count_feasible(bits, conflict.infeasible) == 9**5
    found = analyse(conflict, concepts=FIVE)
    assert (found.engine.kind, found.engine.states) == ("sparse", 59_049)
    by_concept = {s.concept: set(s.equilibria) for s in found.stable}
    assert by_concept["Nash"] <= by_concept["SSEQ"] <= by_concept["SEQ"] & by_concept["SMR"]


def test_results_too_many_to_list_are_counted() -> None:
    found = analyse(large(13), concepts=FIVE, listed=100)
    assert found.states == ()
    assert all(s.by_side == () for s in found.stable)
    counts = dict(found.stable[0].counts)
    whole = analyse(large(13), concepts=FIVE)
    assert counts[""] == len(whole.stable[0].equilibria)
    assert counts["D1"] == len(dict(whole.stable[0].by_side)["D1"])


def test_more_statements_than_bits_of_a_number_still_outweigh_each_other() -> None:
    bits = 11
    conflict = large(bits)
    # 70 statements that add nothing, then two that decide.
    idle = tuple(And((Taken(k % bits), Not(Taken(k % bits)))) for k in range(70))
    order = Statements(statements=(*idle, Taken(1), Taken(0)))
    plan = plan_of(conflict)
    row = np.zeros(plan.cells, np.int32)
    dense_engine.fill_worth(Preference(order=order), conflict, plan, row, 1)
    assert row[0b10] > row[0b01] > row[0]
    assert len(set(row.tolist())) == 4
    vectors = np.arange(plan.cells, dtype=np.uint64)
    listed = sparse_engine.worths(replace(conflict, preferences=(Preference(order=order),)), vectors)
    assert np.array_equal(np.argsort(listed[0], kind="stable"), np.argsort(row, kind="stable"))


def test_an_interrupt_stops_the_threads_and_leaves_nothing() -> None:
    class Enough(Exception):
        pass

    def told(share: float) -> None:
        if share > 0.05:
            raise Enough

    conflict = large(20)
    plan = plan_of(conflict)
    u = dense_engine.payoffs(conflict, plan)
    before = threading.active_count()
    begun = time.monotonic()
    with pytest.raises(Enough):
        dense_engine.sweep(u, plan, threads=2, told=told)
    assert time.monotonic() - begun < 30
    assert threading.active_count() == before


def test_progress_ends_at_the_whole() -> None:
    shares: list[float] = []
    conflict = large(12)
    plan = plan_of(conflict)
    dense_engine.sweep(dense_engine.payoffs(conflict, plan), plan, threads=2, told=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_a_ranking_of_named_states_is_laid_out_where_they_lie() -> None:
    conflict = conflict_of("elmira_12")
    plan = plan_of(conflict)
    u = dense_engine.payoffs(conflict, plan)
    order = conflict.preferences[0]
    assert order is not None and isinstance(order.order, Ranking)
    best = next(s for s in conflict.states if s.id == order.order.tiers[0][0])
    vector = sum(1 << k for k, letter in enumerate(best.pattern) if letter == "Y")
    assert int(np.argmax(u[0])) == plan.cell_of(vector)


def test_a_model_without_preferences_is_counted() -> None:
    found = analyse(conflict_of("gatt_uruguay_20_options"))
    assert (found.engine.kind, found.engine.states) == ("count", 138_240)


def test_named_states_beyond_the_few_are_swept_under_their_names() -> None:
    conflict = large(12)
    states = tuple(State(id=f"s{v}", pattern=letters(v, 12)) for v in range(1 << 12))
    named = replace(conflict, states=states, status_quo="s0")
    found = analyse(named)
    assert found.engine.kind == "dense"
    plain = {s.concept: s.equilibria for s in analyse(conflict).stable}
    assert plain["SIM"]
    for stable in found.stable:
        assert stable.equilibria == tuple(f"s{v}" for v in plain[stable.concept])
    assert found.reachable is not None and len(found.reachable.by_moves) == 1 << 12


def test_without_the_engines_packages_the_search_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = large(11)
    swept = {s.concept: s.equilibria for s in analyse(conflict, concepts=FIVE).stable}
    monkeypatch.setitem(sys.modules, "summitry.analysis.stability.large", None)
    found = analyse(conflict, concepts=FIVE)
    assert found.engine.kind == "general"
    assert {s.concept: s.equilibria for s in found.stable} == swept
    assert "pip install" in analyse(large(16)).refused[0].why


def test_the_models_and_the_search_need_no_package_from_outside() -> None:
    code = "import sys, summitry.analysis.stability; print('numpy' in sys.modules or 'numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_where_nothing_can_be_kept_functions_are_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_it = numba.njit

    def refuse(**options: object) -> object:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return compile_it(**options)

    monkeypatch.setattr("summitry.analysis.stability.compiling.numba.njit", refuse)

    def double(x):
        return 2 * x

    assert compiled(double)(21) == 42


def test_a_side_of_one_way_options_only_is_swept_or_refused() -> None:
    options = tuple(
        Option(name=f"o{k}", owners=(0 if k < 9 else 1,), direction="forward" if k < 9 else "back")
        for k in range(12)
    )
    dice = random.Random(3)
    conflict = Conflict(
        sides=(Side(name="A"), Side(name="B")),
        options=options,
        preferences=tuple(
            Preference(order=Statements(statements=tuple(some_formula(dice, 12) for _ in range(9))))
            for _ in range(2)
        ),
    )
    plan = plan_of(conflict)
    u = dense_engine.payoffs(conflict, plan)
    verdicts = dense_engine.sweep(u, plan, threads=2)
    assert from_verdicts(verdicts, FIVE) == searched(conflict, FIVE)
    endless = replace(
        conflict,
        options=tuple(Option(name=f"o{k}", owners=(0,), direction="forward") for k in range(29)),
        preferences=conflict.preferences[:1],
        sides=conflict.sides[:1],
    )
    assert "could take hours" in analyse(endless, memory=10**12).refused[0].why


def test_a_million_states_among_2_to_the_60_are_found() -> None:
    groups = [tuple(range(k, k + 10)) for k in range(0, 60, 10)]
    base = large(60)
    rules = [f for g in groups for f in (Not(at_most_one(g)), Not(at_least_one(g)))]
    vectors = sparse_engine.states_listed(replace(base, infeasible=tuple(rules)))
    assert vectors.shape[0] == 10**6
    assert len(np.unique(vectors)) == 10**6


def test_patterns_too_hard_to_search_are_given_up() -> None:
    dice = random.Random(1)
    hard = tuple(
        And(tuple(Taken(k) if dice.random() < 0.5 else Not(Taken(k)) for k in dice.sample(range(60), 9)))
        for _ in range(300)
    )
    found = analyse(replace(large(60), infeasible=hard), memory=10**8)
    assert found.stable == () and found.refused
