"""A conflict written in a dossier: read as a model, its mistakes found at their fields."""

from summitry.analysis.stability import conflict_faults, conflict_model, conflict_stability
from summitry.analysis.stability.model import Ranking, Statements, Weights
from summitry.folder.load import load_texts

DILEMMA = """
parties: [{id: us, name: United States}, {id: north, name: North Korea}]
conflicts:
- id: freeze
  title: Freeze for freeze
  sides:
  - id: we
    who: us
    prefers: [pause, "!halt"]
  - id: they
    who: north
    prefers: [halt, "!pause"]
  options:
  - {id: halt, says: suspend the exercises, by: we}
  - {id: pause, says: pause the tests, by: they}
  today: NN
  wanted: YY
"""


def dossier(text: str):
    return load_texts({"dossier.yaml": "format: 1", "a.yaml": text})


def told(text: str) -> list[tuple[str, str, int, int]]:
    read = dossier(text)
    assert read.faults == ()
    return [
        (d.code, d.message, d.place.origin.line, d.place.origin.column)
        for d in conflict_faults(read, "freeze")
    ]


def test_a_prisoners_dilemma_settles_where_nobody_halts() -> None:
    read = dossier(DILEMMA)
    found = conflict_stability(read, "freeze").to_json()
    assert found["equilibria"]["Nash"] == ["NN"]
    assert found["equilibria"]["SEQ"] == ["NN", "YY"]
    assert found["stable"]["Nash"] == {"United States": ["NN", "NY"], "North Korea": ["NN", "YN"]}
    assert found["basis"]["rests_on"] == ["freeze"]
    assert told(DILEMMA) == []


def test_an_unknown_option_is_told_at_the_statement() -> None:
    found = told(DILEMMA.replace('[pause, "!halt"]', '[pause, "!hallt"]'))
    assert found == [("STB021", 'There is no option "hallt" in this conflict.', 9, 22)]


def test_contradictory_statements_and_pairs_that_cannot_be_are_told() -> None:
    found = told(DILEMMA.replace('[halt, "!pause"]', '[halt, "!halt & (pause | !pause)"]'))
    assert [f[:3] for f in found] == [("STB018", "Statement 2 of North Korea contradicts statement 1.", 12)]


def test_rankings_unknown_pairs_weights_and_great_steps() -> None:
    ranked = DILEMMA.replace(
        'prefers: [pause, "!halt"]', 'ranks: [NY, ">>", "YY, NN", YN]\n    unknown: ["YY, YN"]'
    )
    model = conflict_model(dossier(ranked), "freeze").conflict
    assert model is not None
    first = model.preferences[0]
    assert first is not None
    assert first.order == Ranking(tiers=(("NY",), ("YY", "NN"), ("YN",)))
    assert first.unknown == (("YY", "YN"),)
    assert first.strong_after == (0,)
    weighed = conflict_model(
        dossier(DILEMMA.replace('prefers: [pause, "!halt"]', "weights: [5 pause, -2.5 halt]")), "freeze"
    )
    assert weighed.conflict is not None and weighed.conflict.preferences[0] is not None
    assert isinstance(weighed.conflict.preferences[0].order, Weights)


def test_a_ranking_that_leaves_out_a_state_is_told_and_nothing_is_analysed() -> None:
    text = DILEMMA.replace('prefers: [pause, "!halt"]', "ranks: [NY, YY, NN]")
    assert [f[1] for f in told(text)] == ["The ranking of United States leaves out one state: YN."]
    assert conflict_stability(dossier(text), "freeze").stable == ()


def test_rules_coalescing_and_single_moves() -> None:
    text = DILEMMA.replace(
        "  today: NN",
        "  - {id: strike, says: strike, by: [we, they], direction: forward}\n"
        "  infeasible:\n  - at most one of halt, strike\n"
        "  same: [strike]\n"
        "  barred: [{by: we, from: pause, to: strike}]\n"
        "  coalitions: [we + they]\n"
        "  today: NNN",
    ).replace("wanted: YY", "wanted: YYN")
    model = conflict_model(dossier(text), "freeze").conflict
    assert model is not None
    assert [s.id for s in model.states] == ["NNN", "YNN", "NYN", "YYN", "N-Y"]
    assert model.structures == (((0, 1),),)
    found = conflict_stability(dossier(text), "freeze")
    assert [s.name for s in found.structures] == ["United States + North Korea"]


def test_an_unsettled_statement_leaves_states_unordered() -> None:
    text = DILEMMA.replace('[pause, "!halt"]', '[pause, "? halt"]')
    model = conflict_model(dossier(text), "freeze").conflict
    assert model is not None and model.preferences[0] is not None
    order = model.preferences[0].order
    assert isinstance(order, Statements) and order.unsettled == (1,)
    found = conflict_stability(dossier(text), "freeze").to_json()
    assert found["uncertain"]["Nash_a"]["United States"] == []
    assert found["uncertain"]["Nash_b"]["United States"] == ["NN", "YN", "NY", "YY"]
