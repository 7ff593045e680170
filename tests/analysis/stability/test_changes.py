"""Status quo, inverse, sensitivity, robustness and jumps, each against plain search or a published figure."""

import random
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.stability.catalogue import NAMES, conflict_of, value_of
from tests.analysis.stability.literal import Literal, literal_of
from tests.analysis.stability.models import some_formula
from tests.analysis.stability.test_definitions import small
from tests.analysis.stability.test_explain import must_be_legal

from summitry.analysis.stability import bits, graph_of, inverse
from summitry.analysis.stability.inverse import ranked, rankings
from summitry.analysis.stability.many import MANY, Arrangement, equilibria_of, judged
from summitry.analysis.stability.model import Conflict, Option, Preference, Ranking, Side, Statements
from summitry.analysis.stability.rearrange import least_changes, moves, sensitivity, swaps
from summitry.analysis.stability.robust import robustness
from summitry.analysis.stability.seen import views
from summitry.analysis.stability.status_quo import jumps, status_quo


def ordered(seed: int, sides: int = 3, options: int = 5, statements: int = 4) -> Conflict:
    """A conflict whose preferences are all ordered statements."""
    dice = random.Random(seed)
    return Conflict(
        sides=tuple(Side(name=f"D{i}") for i in range(sides)),
        options=tuple(
            Option(name=f"o{k}", owners=(k if k < sides else dice.randrange(sides),)) for k in range(options)
        ),
        preferences=tuple(
            Preference(
                order=Statements(statements=tuple(some_formula(dice, options) for _ in range(statements)))
            )
            for _ in range(sides)
        ),
    )


def distances(slow: Literal, start: object, improving: bool) -> dict[object, int]:
    """How many moves each state is away, by trying every sequence move by move."""
    found: dict[object, int] = {}
    spots: set[tuple[object, int]] = {(start, -1)}
    seen = set(spots)
    level = 0
    while spots:
        level += 1
        following = set()
        for at, last in spots:
            for j in slow.sides:
                if j != last:
                    to = slow.improvements(j, at) if improving else slow.moves[j][at]
                    following |= {(t, j) for t in to}
        spots = following - seen
        seen |= spots
        for t, _ in spots:
            found.setdefault(t, level)
    found.pop(start, None)
    return found


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_shortest_ways_are_as_long_as_plain_search_says_and_legal(seed: int) -> None:
    conflict = small(seed)
    graph, slow = graph_of(conflict), literal_of(conflict)
    for start in range(len(graph.states)):
        found = status_quo(conflict, graph, start, most=3)
        here = graph.states[start].id
        assert {r.state: r.distance for r in found.by_moves} == distances(slow, here, improving=False)
        assert {r.state: r.distance for r in found.by_improvements} == distances(slow, here, improving=True)
        for reach in found.by_moves:
            assert len(reach.ways) == min(3, reach.count) == len(set(reach.ways))
            for way in reach.ways:
                assert len(way) == reach.distance and way[-1].end == reach.state
                must_be_legal(conflict, graph, way, here)
        for alone in found.alone:
            group = tuple(graph.sides.index(s) for s in alone.sides)
            assert set(alone.by_moves) == slow.reach(group, here) - {here}
            assert set(alone.gains) == {
                t for t in slow.reach(group, here) if all(slow.better(i, t, here) for i in group)
            }


def test_all_shortest_ways_are_counted() -> None:
    conflict = ordered(1, sides=3, options=3)
    found = status_quo(conflict, graph_of(conflict), 0, most=10)
    far = next(r for r in found.by_moves if r.state == 0b111)
    assert (far.distance, far.count, len(far.ways)) == (3, 6, 6)


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_jumps_lead_from_equilibrium_to_equilibrium_and_better_all_who_make_them(seed: int) -> None:
    conflict = small(seed)
    graph, slow = graph_of(conflict), literal_of(conflict)
    groups = [g for n in range(2, len(slow.sides) + 1) for g in combinations(slow.sides, n)]
    for concept in ("Nash", "SEQ"):
        held = [s for s in slow.states if all(slow.stable(concept, i, s) for i in slow.sides)]
        possible = {
            (s, t, g)
            for s in held
            for g in groups
            for t in slow.reach(g, s)
            if t in held and all(slow.better(i, t, s) and t not in slow.moves[i][s] for i in g)
        }
        found = {
            (j.start, j.end, tuple(graph.sides.index(n) for n in j.sides)): j
            for j in jumps(conflict, graph, [concept])
        }
        assert found.keys() <= possible
        for s, t, g in possible:
            assert any((s, t, h) in found for h in groups if set(h) <= set(g))
        for jump in found.values():
            must_be_legal(conflict, graph, jump.way, jump.start)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if "inverse" in value_of(n)["expected"].get("definition", {})]
)
def test_rankings_are_counted_as_in_the_published_case(name: str) -> None:
    conflict = conflict_of(name)
    graph = graph_of(conflict)
    for block in value_of(name)["expected"]["definition"]["inverse"]:
        state = next(n for n, s in enumerate(graph.states) if s.id == block["state"])
        (free,) = block["free"]
        side = graph.sides.index(free)
        for concept in ("Nash", "GMR", "SMR", "SEQ"):
            found = rankings(conflict, graph, state, side, concept)
            assert (found.total, found.holding) == (block["total"], block[concept]), concept
            assert len(found.listed) == block[concept]


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_rankings_are_those_that_plain_trial_finds(seed: int) -> None:
    conflict = small(seed)
    if len(graph_of(conflict).states) > 5:
        conflict = ordered(seed, sides=2, options=2)
    graph, slow = graph_of(conflict), literal_of(conflict)
    dice = random.Random(seed)
    state, side = dice.randrange(len(graph.states)), dice.randrange(len(graph.sides))
    s = slow.states[state]
    for concept in ("Nash", "GMR", "SMR", "SEQ", "SSEQ", *(["SIM"] if conflict.form == "option" else [])):
        found = rankings(conflict, graph, state, side, concept)
        wanted = []
        for order in permutations(slow.states):
            prefers = list(slow.prefers)
            prefers[side] = set(combinations(order, 2))
            unknown = list(slow.open_pairs)
            unknown[side] = set()
            other = replace(slow, prefers=prefers, open_pairs=unknown, reached={})
            if all(other.stable(concept, i, s) for i in slow.sides):
                wanted.append(order)
        assert found.holding == len(wanted)
        assert set(found.listed) == set(wanted)


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_counts_by_what_matters_are_those_of_going_through_all_rankings(seed: int) -> None:
    conflict = ordered(seed, sides=2, options=3, statements=3)
    graph = graph_of(conflict)
    dice = random.Random(seed)
    state, side = dice.randrange(8), dice.randrange(2)
    for concept in ("GMR", "SMR"):
        through = rankings(conflict, graph, state, side, concept)
        most, inverse.MOST_RANKED = inverse.MOST_RANKED, 7
        try:
            counted = rankings(conflict, graph, state, side, concept)
        finally:
            inverse.MOST_RANKED = most
        assert counted.holding == through.holding
        assert not counted.listed


def plainly(conflict: Conflict, models: list[dict[int, Arrangement]]) -> list[tuple[int, ...]]:
    found = []
    for model in models:
        preferences = list(conflict.preferences)
        for i, arrangement in model.items():
            order = preferences[i].order  # type: ignore[union-attr]
            assert isinstance(order, Statements)
            preferences[i] = arrangement.preference(order)
        found.append(judged(graph_of(replace(conflict, preferences=tuple(preferences))), MANY))
    return found


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_many_models_are_judged_as_one_by_one(seed: int) -> None:
    conflict = ordered(seed)
    dice = random.Random(seed)
    models = []
    for _ in range(4):
        model = {}
        for side in dice.sample(range(3), dice.randint(1, 3)):
            order = dice.sample(range(4), dice.randint(1, 4))
            model[side] = Arrangement(tuple(order), frozenset(k for k in order if dice.random() < 0.3))
        models.append(model)
    assert list(equilibria_of(conflict, models)) == plainly(conflict, models)


def test_distances_between_orders() -> None:
    assert [swaps(o) for o in [(0, 1, 2), (1, 0, 2), (2, 1, 0)]] == [0, 1, 3]
    assert [moves(o) for o in [(0, 1, 2), (2, 0, 1), (2, 1, 0)]] == [0, 1, 2]


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_no_smaller_change_of_order_makes_the_wanted_state_hold(seed: int) -> None:
    conflict = ordered(seed, statements=3)
    state = random.Random(seed).randrange(32)
    orders = list(permutations(range(3)))
    for side in range(3):
        judged_ = plainly(conflict, [{side: Arrangement(o)} for o in orders])
        for n, found in enumerate(least_changes(conflict, state, side)):
            good = [o for o, by_concept in zip(orders, judged_, strict=True) if by_concept[n] >> state & 1]
            assert found.holding == len(good) and found.judged == 6 and found.every
            least = min(map(swaps, good), default=None)
            assert {c.order for c in found.least} == {o for o in good if swaps(o) == least}


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_sensitivity_tells_what_each_move_of_a_statement_changes(seed: int) -> None:
    conflict = ordered(seed, statements=3)
    found = sensitivity(conflict)
    assert found.tried == 3 * (4 + 3 + 3)
    (now,) = plainly(conflict, [{}])
    ids = [s.id for s in graph_of(conflict).states]
    for shift in found.shifts:
        side = int(shift.side[1:])
        rest = [k for k in range(3) if k != shift.statement]
        if shift.turned:
            arrangement = Arrangement((0, 1, 2), frozenset({shift.statement}))
        elif shift.to is None:
            arrangement = Arrangement(tuple(rest))
        else:
            arrangement = Arrangement((*rest[: shift.to], shift.statement, *rest[shift.to :]))
        (then,) = plainly(conflict, [{side: arrangement}])
        n = MANY.index(shift.concept)
        assert shift.gained == tuple(ids[s] for s in bits(then[n] & ~now[n]))
        assert shift.lost == tuple(ids[s] for s in bits(now[n] & ~then[n]))
        assert shift.gained or shift.lost


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 1 << 40))
def test_an_equilibrium_is_counted_in_each_filling_in(seed: int) -> None:
    dice = random.Random(seed)
    conflict = ordered(seed, statements=3)
    preferences = []
    for p in conflict.preferences:
        assert p is not None and isinstance(p.order, Statements)
        unsettled = tuple(k for k in range(3) if dice.random() < 0.4)
        preferences.append(replace(p, order=replace(p.order, unsettled=unsettled)))
    conflict = replace(conflict, preferences=tuple(preferences))
    unsettled_ones = [(i, k) for i, p in enumerate(preferences) for k in p.order.unsettled]  # type: ignore[union-attr]
    found = robustness(conflict)
    assert (found.total, found.judged, found.sampled) == (1 << len(unsettled_ones),) * 2 + (False,)
    models = []
    for choice in range(found.total):
        turned = {u for n, u in enumerate(unsettled_ones) if choice >> n & 1}
        models.append(
            {i: Arrangement((0, 1, 2), frozenset(k for j, k in turned if j == i)) for i in range(3)}
        )
    bare = replace(
        conflict,
        preferences=tuple(replace(p, order=replace(p.order, unsettled=())) for p in preferences),  # type: ignore[type-var]
    )
    by_model = plainly(bare, models)
    for n, (concept, held) in enumerate(found.held):
        assert concept == MANY[n]
        counts = {}
        for one in by_model:
            for s in bits(one[n]):
                counts[s] = counts.get(s, 0) + 1
        assert dict(held) == counts


def test_unknown_pairs_are_filled_in_both_ways_and_circles_are_left_out() -> None:
    conflict = conflict_of("syn_unknown_preference")
    found = robustness(conflict)
    # Of the four ways to settle 3 with 4 and 1 with 4, the one with 3 > 1 > 4 > 3 is no preference.
    assert (found.unknowns, found.total, found.judged, found.circular) == (2, 4, 3, 1)
    assert dict(dict(found.held)["Nash"])[1] == 3


def test_more_unknowns_than_can_be_gone_through_are_sampled_and_said_so() -> None:
    conflict = ordered(3, statements=8)
    preferences = tuple(
        replace(p, order=replace(p.order, unsettled=tuple(range(8))))  # type: ignore[union-attr]
        for p in conflict.preferences
    )
    conflict = replace(conflict, preferences=preferences)
    found = robustness(conflict, seed=4)
    assert found.sampled and found.total == 1 << 24 and found.judged == 1 << 14
    assert robustness(conflict, seed=4) == found
    assert robustness(conflict, seed=5).held != found.held


def test_each_sides_view_is_told() -> None:
    conflict = conflict_of("syria_iraq_misperception")
    seen = views(conflict)
    assert [v.side for v in seen if v.unseen] == [
        s.name for s, v in zip(conflict.sides, conflict.views, strict=True) if v and v.unperceived
    ]
    expected = value_of("syria_iraq_misperception")["expected"]["definition"]["equilibria"]
    for concept, states in seen[0].holds:
        assert sorted(states) == sorted(expected[concept])
    assert views(conflict_of("syria_iraq_1975")) == ()


def test_a_ranking_is_read_as_a_preference_without_ties() -> None:
    worth = ranked((2, 0, 1))
    assert worth.tiers == (1, 2, 0)
    assert worth.better == (0b100, 0b101, 0)
    assert Ranking(tiers=((2,), (0,), (1,))).tiers[0] == (2,)
