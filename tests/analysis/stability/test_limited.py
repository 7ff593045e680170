"""Looking ahead: known results, and that names change nothing."""

import pytest
from tests.analysis.stability.catalogue import conflict_of

from summitry.analysis.stability import analyse, graph_of
from summitry.analysis.stability.limited import NotApplicable, limited, must_apply, non_myopic
from summitry.analysis.stability.search import plain_rule, stable_states

TWO_SIDES = [
    "prisoners_dilemma",
    "cuban_missile_crisis",
    "dprk_us_2017",
    "syria_iraq_1975",
    "syn_tie_sanction",
]


@pytest.mark.parametrize("name", TWO_SIDES)
def test_one_move_ahead_is_nash(name: str) -> None:
    graph = graph_of(conflict_of(name))
    found = limited(graph, 1)
    assert found == tuple(stable_states(graph, "Nash", i, plain_rule(graph, i)) for i in (0, 1))


@pytest.mark.parametrize("name", TWO_SIDES)
def test_two_moves_ahead_the_others_best_answer_decides(name: str) -> None:
    """Written out: a side leaves when some move, after the other's best answer to it, is better."""
    graph = graph_of(conflict_of(name))
    for i in (0, 1):
        own, other = graph.worth[i].tiers, graph.worth[1 - i].tiers
        stays = []
        for s in range(len(graph.states)):
            ends = []
            for t in range(len(graph.states)):
                if graph.moves[i][s] >> t & 1:
                    answers = [x for x in range(len(graph.states)) if graph.moves[1 - i][t] >> x & 1]
                    best = min((other[x] for x in answers), default=other[t])
                    after = [own[x] for x in answers if other[x] == best] if best < other[t] else [own[t]]
                    ends.append(max(after))
            stays.append(not any(e < own[s] for e in ends))
        assert [bool(limited(graph, 2)[i] >> s & 1) for s in range(len(graph.states))] == stays


def test_cooperation_in_the_prisoners_dilemma_is_non_myopically_stable() -> None:
    """Brams and Wittman 1981: of the dilemma both mutual outcomes are non-myopic equilibria."""
    graph = graph_of(conflict_of("prisoners_dilemma"))
    first, second = non_myopic(graph)
    assert graph.ids(first & second) == (1, 4)


def test_looking_ahead_is_refused_where_it_is_not_defined() -> None:
    found = analyse(conflict_of("elmira_12"), concepts=("L3", "NM"))
    assert found.stable == ()
    assert [r.asked for r in found.refused if r.asked in ("L3", "NM")] == ["L3", "NM"]
    with pytest.raises(NotApplicable, match="two sides"):
        must_apply(graph_of(conflict_of("syn_legal_sequence_relay")))
    with pytest.raises(NotApplicable, match="any two states"):
        must_apply(graph_of(conflict_of("syn_unknown_preference")))
