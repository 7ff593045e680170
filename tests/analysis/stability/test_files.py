"""Cases and ``.gmcr`` files: read, written, refused; mistakes told with line and column."""

import json
import pickle
from typing import Any

import pytest
from tests.analysis.stability.catalogue import NAMES, conflict_of, text_of, value_of

from summitry.analysis.stability import analyse, read_case
from summitry.analysis.stability.diagnosed import diagnosed, in_text
from summitry.analysis.stability.gmcr import read_gmcr, write_gmcr
from summitry.analysis.stability.model import Ranking

WRITABLE = [
    n
    for n in NAMES
    if value_of(n)["form"] == "option"
    and n not in ("elmira_9", "syn_unknown_preference", "syn_strength_of_preference")
]

DILEMMA: dict[str, Any] = {
    "program": "some tool",
    "version": "0.4",
    "options": [
        {"name": "theirs", "permittedDirection": "both"},
        {"name": "ours", "permittedDirection": "fwd"},
    ],
    "decisionMakers": [
        {
            "name": "We", "options": [1], "preferences": [[[0, "Y"]], [[1, "N"]], [[0, "Y"]]],
            "payoffs": [1, 2],
        },
        {
            "name": "They", "options": [0],
            "preferences": [{"compound": True, "members": [[[1, "Y"]], [[0, "N"], [1, "Y"]]]}],
        },
    ],
    "infeasibles": [],
    "coalitions": [0, 1],
    "useManualPreferenceRanking": False,
}  # fmt: skip


def gmcr(**changes: Any) -> bytes:
    return json.dumps(DILEMMA | changes).encode()


def test_options_are_put_in_the_order_of_the_sides_and_statements_follow_them() -> None:
    conflict = read_gmcr(gmcr(), "Dilemma").conflict
    assert conflict is not None
    assert [o.name for o in conflict.options] == ["ours", "theirs"]
    assert [o.direction for o in conflict.options] == ["forward", "both"]
    assert [(s.id, s.pattern) for s in conflict.states] == [(1, "NN"), (2, "YN"), (3, "NY"), (4, "YY")]
    found = analyse(conflict).to_json()
    assert found["stable"]["Nash"]["We"] == [1, 2, 3, 4]
    assert found["stable"]["Nash"]["They"] == [1, 2, 3, 4]
    first = conflict.preferences[0]
    assert first is not None
    assert len(getattr(first.order, "statements", ())) == 2, "a statement that stands twice is dropped"


def test_a_ranking_by_hand_counts_ranks_of_feasible_states_after_reordering() -> None:
    makers = [
        DILEMMA["decisionMakers"][0] | {"preferenceRanking": [3, 1, [2, 4]]},
        DILEMMA["decisionMakers"][1] | {"preferenceVector": [4, 3, 2, 1]},
    ]
    conflict = read_gmcr(gmcr(decisionMakers=makers, useManualPreferenceRanking=True)).conflict
    assert conflict is not None
    ranked = [p.order for p in conflict.preferences if p is not None]
    assert ranked == [Ranking(tiers=((3,), (1,), (2, 4))), Ranking(tiers=((4,), (3,), (2,), (1,)))]


@pytest.mark.parametrize("protocol", [0, 1, 2, 4])
def test_a_pickle_is_refused_and_never_opened(protocol: int) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (pytest.fail, ("it was opened",))

    for value in (Trap(), {"a": 1}, [1]):
        reading = read_gmcr(pickle.dumps(value, protocol))
        assert reading.conflict is None
        assert reading.faults[0].grave
        assert "pickle" in reading.faults[0].message or "JSON" in reading.faults[0].message


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"options": 3}', b'{"a": 1, "a": 2}', b"NaN", b"[" * 100_000],
)
def test_what_is_no_file_of_the_kind_is_refused_in_words(content: bytes) -> None:
    reading = read_gmcr(content)
    assert reading.conflict is None
    assert all(f.message.endswith(".") for f in reading.faults)
    assert any(f.grave for f in reading.faults)


@pytest.mark.parametrize("name", WRITABLE)
def test_a_published_case_is_the_same_by_way_of_a_gmcr_file(name: str) -> None:
    conflict = conflict_of(name)
    again = read_gmcr(write_gmcr(conflict).encode()).conflict
    assert again is not None
    by_pattern = {s.id: s.pattern for s in again.states}
    own = {s.id: s.pattern for s in conflict.states}
    for one, other in zip(analyse(conflict).stable, analyse(again).stable, strict=True):
        patterns = [(n, sorted(own[i] for i in ids)) for n, ids in one.by_side]
        assert patterns == [(n, sorted(by_pattern[i] for i in ids)) for n, ids in other.by_side]


@pytest.mark.parametrize("name", ["elmira_9", "syn_unknown_preference", "syn_legal_sequence_relay"])
def test_what_a_gmcr_file_cannot_say_is_not_written(name: str) -> None:
    with pytest.raises(ValueError, match="gmcr"):
        write_gmcr(conflict_of(name))


def changed(name: str, old: str, new: str) -> list[tuple[str, str, int, int, str]]:
    text = text_of(name)
    assert old in text
    text = text.replace(old, new, 1)
    found = diagnosed(read_case(text).faults, in_text(text, "case.json"))
    return [(d.code, d.message, d.origin.line, d.origin.column, d.severity.word) for d in found]


def test_a_state_ranked_twice_is_told_where_it_stands() -> None:
    text = text_of("prisoners_dilemma").replace('"kind": "statements"', '"kind": "ranking"')
    text = text.replace('"ranking": [3, 4, 1, 2]', '"ranking": [3, 4, 1, 4]')
    found = diagnosed(read_case(text).faults, in_text(text, "case.json"))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "[3, 4, 1, 4]" in row)
    assert [(d.code, d.message, d.origin.line) for d in found] == [
        ("STB014", "The ranking of Prisoner One places state 4 twice.", line),
        ("STB015", "The ranking of Prisoner One leaves out one state: 2.", line),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"form": "option"', '"form": "options"', 'There is no form "options".'),
        ('"direction": "both"', '"direction": "forwards"', 'There is no direction "forwards".'),
        ('"options": [0]', '"options": [7]', "There is no option 7."),
        ('"yn": "NN"', '"yn": "N"', 'The pattern "N" of state 1 has not one letter for each option.'),
        ('"id": 2,', '"id": 1,', "The state 1 is listed twice."),
        ('"Prisoner One": {', '"Prisoner Won": {', 'There is no side "Prisoner Won".'),
        ('"status_quo": 1', '"status_quo": 9', "Today's state 9 is none of the states."),
    ],
)
def test_a_mistake_is_told_in_a_sentence(old: str, new: str, message: str) -> None:
    found = changed("prisoners_dilemma", old, new)
    assert message in [f[1] for f in found]
    assert all(f[2] > 1 for f in found)


def test_contradictory_and_idle_statements_are_told() -> None:
    value = value_of("prisoners_dilemma")
    value["preferences"]["Prisoner One"]["statements"] = [
        [[[1, "Y"]]],
        [[[1, "N"]]],
        [[[0, "Y"]], [[0, "N"]]],
        [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "Y"]]],
    ]
    faults = read_case(json.dumps(value)).faults
    assert [(f.code, f.message) for f in faults] == [
        ("STB018", "Statement 2 of Prisoner One contradicts statement 1."),
        ("STB016", "Statement 3 of Prisoner One always holds, so it prefers nothing by it."),
        ("STB017", "Statement 4 of Prisoner One says the same as statement 1."),
        ("STB018", "Statement 4 of Prisoner One contradicts statement 2."),
    ]
