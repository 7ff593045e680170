"""Every engine against the definitions written out (``literal``), on published and random small models."""

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.analysis.stability.catalogue import NAMES, conflict_of, value_of
from tests.analysis.stability.literal import Literal, literal_of
from tests.analysis.stability.models import DIRECTIONS, some_formula, some_preference

from summitry.analysis.stability import analyse_graph, dense, graph_of, sparse
from summitry.analysis.stability.feasible import list_feasible
from summitry.analysis.stability.formula import Not, Taken
from summitry.analysis.stability.model import Conflict, Option, Preference, Ranking, Side, State, Statements
from summitry.analysis.stability.plan import plan_of, why_not_swept

SIX = ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
FIVE = SIX[:5]
STRENGTH = ("GMR", "SMR", "SEQ", "SSEQ")
COALITIONAL = ("Nash", "GMR", "SMR", "SEQ")


def some_ranking(dice: random.Random, states: list[int]) -> Preference:
    left = states[:]
    dice.shuffle(left)
    tiers = []
    while left:
        size = dice.choice([1, 1, 1, 2, 3])
        tiers.append(tuple(left[:size]))
        left = left[size:]
    return Preference(order=Ranking(tiers=tuple(tiers)))


def less_known(dice: random.Random, preference: Preference, states: list[int]) -> Preference:
    """The preference with pairs unknown, a statement unsettled, or a step down that is great."""
    kind = dice.random()
    if kind < 0.3 and len(states) > 1:
        pairs = tuple((a, b) for a, b in combinations(states, 2) if dice.random() < 0.15)
        return replace(preference, unknown=pairs)
    if kind < 0.5 and isinstance(preference.order, Statements):
        count = len(preference.order.statements)
        return replace(preference, order=replace(preference.order, unsettled=(dice.randrange(count),)))
    if kind < 0.6 and isinstance(preference.order, Ranking):
        cuts = {dice.randrange(len(preference.order.tiers)) for _ in range(2)}
        return replace(preference, strong_after=tuple(sorted(cuts)))
    return preference


def graph_form(dice: random.Random, sides: int) -> Conflict:
    states = list(range(1, dice.randint(2, 8) + 1))
    makers = []
    for i in range(sides):
        moves = []
        for s in states:
            ends = tuple(t for t in states if t != s and dice.random() < 1.6 / len(states))
            if ends:
                moves.append((s, ends))
        makers.append(Side(name=f"D{i}", moves=tuple(moves)))
    preferences = tuple(some_ranking(dice, states) for _ in range(sides))
    return Conflict(
        form="graph",
        sides=tuple(makers),
        states=tuple(State(id=s) for s in states),
        preferences=tuple(less_known(dice, p, states) for p in preferences),
    )


def option_form(dice: random.Random, sides: int) -> Conflict:
    while True:
        count = dice.randint(sides, max(sides, 5))
        shared = dice.random() < 0.15
        options = []
        for k in range(count):
            owners: tuple[int, ...] = (k if k < sides else dice.randrange(sides),)
            if shared and dice.random() < 0.4:
                owners = tuple(sorted({*owners, dice.randrange(sides)}))
            options.append(Option(name=f"o{k}", owners=owners, direction=dice.choice(DIRECTIONS)))
        dice.shuffle(options)
        patterns = [some_formula(dice, count, 1) for _ in range(dice.choice([0, 0, 1, 2]))]
        infeasible = tuple(f for f in patterns if not isinstance(f, (Taken, Not)))
        feasible = list_feasible(count, infeasible, 64)
        if feasible:
            break
    preferences = tuple(some_preference(dice, count, feasible) for _ in range(sides))
    if dice.random() < 0.4:
        preferences = tuple(less_known(dice, p, feasible) for p in preferences)
    return Conflict(
        sides=tuple(Side(name=f"D{i}") for i in range(sides)),
        options=tuple(options),
        infeasible=infeasible,
        preferences=preferences,
    )


def small(seed: int) -> Conflict:
    """Two to five sides, up to 32 states; ties, one-way and shared options, patterns, unknown pairs."""
    dice = random.Random(seed)
    sides = dice.choice([2, 2, 3, 3, 3, 4, 5])
    return graph_form(dice, sides) if dice.random() < 0.25 else option_form(dice, sides)


def compare_search(conflict: Conflict, slow: Literal) -> None:
    graph = graph_of(conflict)
    concepts = SIX if conflict.form == "option" else FIVE
    found = analyse_graph(conflict, graph, concepts, True, slow.states[0])  # type: ignore[arg-type]
    for stable in found.stable:
        for i, (_, states) in enumerate(stable.by_side):
            wanted = [s for s in slow.states if slow.stable(stable.concept, i, s)]
            assert list(states) == wanted, (stable.concept, i)
        wanted = [s for s in slow.states if all(slow.stable(stable.concept, i, s) for i in slow.sides)]
        assert list(stable.equilibria) == wanted
    for stable in found.uncertain:
        concept, kind = stable.concept.split("_")
        for i, (_, states) in enumerate(stable.by_side):
            wanted = [s for s in slow.states if slow.stable_unknown(concept, kind, i, s)]
            assert list(states) == wanted, (stable.concept, i)
    assert bool(found.uncertain) == any(slow.open_pairs)
    for stable in found.strength:
        if stable.concept.startswith("strong_"):
            concept = stable.concept.removeprefix("strong_")
            for i, (_, states) in enumerate(stable.by_side):
                assert list(states) == [s for s in slow.states if slow.strongly_stable(concept, i, s)]
    groups = [c for n in range(2, len(slow.sides) + 1) for c in combinations(slow.sides, n)]
    assert len(groups) == len(found.coalitions)
    for group, coalition in zip(groups, found.coalitions, strict=True):
        for concept, ids in coalition.stable:
            wanted = [s for s in slow.states if slow.stable_coalition(concept[1:], group, s)]
            assert list(ids) == wanted, (concept, group)
    assert found.reachable is not None
    everyone = tuple(slow.sides)
    assert set(found.reachable.by_moves) == slow.reach(everyone, slow.states[0])
    assert set(found.reachable.by_improvements) == slow.reach_improving(everyone, slow.states[0])


def compare_sweeps(conflict: Conflict, slow: Literal) -> None:
    plan = plan_of(conflict)
    u = dense.payoffs(conflict, plan)
    by_dense = dense.sweep(u, plan, concepts=SIX)
    many = dense.sweep_many(u[None], plan)[0]
    vectors = sparse.states_listed(conflict)
    by_sparse = sparse.sweep(conflict, vectors, sparse.worths(conflict, vectors))
    cells = [plan.cell_of(int(s)) for s in slow.states]  # type: ignore[call-overload]
    assert [int(v) for v in vectors] == slow.states
    for i in slow.sides:
        for concept in SIX:
            bit = dense.CONCEPT_BITS[concept]
            wanted = np.array([slow.stable(concept, i, s) for s in slow.states])
            assert np.array_equal((by_dense[i, cells] & bit) > 0, wanted), (concept, i)
            if concept != "SIM":
                assert np.array_equal((many[i, cells] & bit) > 0, wanted), (concept, i)
                assert np.array_equal((by_sparse[i] & bit) > 0, wanted), (concept, i)


def compare(seed: int) -> bool:
    """Hold every engine to the definitions on one model; whether the sweeps could take it."""
    conflict = small(seed)
    slow = literal_of(conflict)
    compare_search(conflict, slow)
    if why_not_swept(conflict):
        return False
    compare_sweeps(conflict, slow)
    return True


@pytest.mark.parametrize("block", range(10))
def test_engines_find_what_the_definitions_say(block: int) -> None:
    swept = sum(compare(seed) for seed in range(block * 50, block * 50 + 50))
    assert swept >= 10


@pytest.mark.long
@pytest.mark.parametrize("block", range(200))
def test_engines_find_what_the_definitions_say_on_twenty_thousand_models(block: int) -> None:
    for seed in range(1_000_000 + block * 100, 1_000_000 + block * 100 + 100):
        compare(seed)


def same(found: list[object], wanted: list[object]) -> bool:
    return sorted(map(str, found)) == sorted(map(str, wanted))


def plain_cases() -> list[str]:
    """Published cases whose states each stand for one vector, seen alike by all sides."""
    found = []
    for name in NAMES:
        conflict = conflict_of(name)
        one_each = all("-" not in s.pattern for s in conflict.states)
        if conflict.form != "count" and one_each and not any(conflict.views):
            found.append(name)
    return found


@pytest.mark.parametrize("name", plain_cases())
def test_the_definitions_written_out_agree_with_the_published_cases(name: str) -> None:
    conflict = conflict_of(name)
    named = {s.id: sum(2**k for k, y in enumerate(s.pattern) if y == "Y") for s in conflict.states}
    to = named if conflict.form == "option" else {s.id: s.id for s in conflict.states}
    slow = literal_of(replace(conflict, preferences=tuple(_renamed(p, to) for p in conflict.preferences)))
    back = {v: k for k, v in to.items()}
    expected = value_of(name)["expected"]["definition"]
    for concept, by_side in expected["stability"].items():
        for i, side in enumerate(conflict.sides):
            found = [back[s] for s in slow.states if slow.stable(concept, i, s)]  # type: ignore[index]
            assert same(found, by_side[side.name]), (concept, side.name)
    for label, by_side in expected.get("uncertain", {}).items():
        for i, side in enumerate(conflict.sides):
            found = [back[s] for s in slow.states if slow.stable_unknown(*label.split("_"), i, s)]  # type: ignore[index]
            assert same(found, by_side[side.name]), (label, side.name)
    for label, by_side in expected.get("strength", {}).items():
        for i, side in enumerate(conflict.sides):
            concept = label.removeprefix("strong_")
            found = [back[s] for s in slow.states if slow.strongly_stable(concept, i, s)]  # type: ignore[index]
            assert same(found, by_side[side.name]), (label, side.name)


def _renamed(preference: Preference | None, to: dict[object, object]) -> Preference | None:
    """The preference over decimals instead of the case's own names of states."""
    if preference is None or not isinstance(preference.order, Ranking):
        return preference
    tiers = tuple(tuple(to[s] for s in tier) for tier in preference.order.tiers)
    unknown = tuple((to[a], to[b]) for a, b in preference.unknown)
    return replace(preference, order=Ranking(tiers=tiers), unknown=unknown)  # type: ignore[arg-type]
