"""Every block of every published case is as the definitions say; what others print is held against it."""

import json
from typing import Any

import pytest
from tests.analysis.stability.catalogue import NAMES, conflict_of, text_of, value_of

from summitry.analysis.stability import analyse, read_case, write_case
from summitry.analysis.stability.feasible import count_feasible

WITH_PREFERENCES = [n for n in NAMES if value_of(n)["form"] != "count"]


def same(found: list[Any], expected: list[Any]) -> bool:
    return sorted(map(str, found)) == sorted(map(str, expected))


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    return [
        f"{concept} {side}: {found[concept][side]} for {states}"
        for concept, by_side in expected.items()
        for side, states in by_side.items()
        if not same(found[concept][side], states)
    ]


@pytest.mark.parametrize("name", WITH_PREFERENCES)
def test_a_case_is_as_defined_in_every_block(name: str) -> None:
    expected = dict(value_of(name)["expected"]["definition"])
    expected.pop("provenance")
    expected.pop("inverse", None)
    found = analyse(conflict_of(name)).to_json()
    assert differences(found["stable"], expected.pop("stability")) == []
    for concept, states in expected.pop("equilibria").items():
        assert same(found["equilibria"][concept], states), concept
    assert differences(found.get("uncertain", {}), expected.pop("uncertain", {})) == []
    assert differences(found.get("strength", {}), expected.pop("strength", {})) == []
    assert differences(found["coalitions"], expected.pop("coalition_stability", {})) == []
    for structure, blocks in expected.pop("coalitions_merged", {}).items():
        assert differences(found["structures"][structure]["stable"], blocks["stability"]) == []
        for concept, states in blocks["equilibria"].items():
            assert same(found["structures"][structure]["equilibria"][concept], states), concept
    for block in ("reachable_from_status_quo", "reachable_by_improvements"):
        if block in expected:
            assert same(found["reachable"][block], expected.pop(block)), block
    assert expected == {}, "a block of the case is not looked at"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_reads_without_a_grave_fault_and_is_written_as_read(name: str) -> None:
    reading = read_case(text_of(name))
    assert [f for f in reading.faults if f.grave] == []
    assert reading.conflict is not None
    assert read_case(write_case(reading.conflict)).conflict == reading.conflict


@pytest.mark.parametrize("name", WITH_PREFERENCES)
def test_statements_give_the_ranking_beside_them(name: str) -> None:
    value = value_of(name)
    conflict = conflict_of(name)
    for preference in value["preferences"].values():
        preference["kind"] = "ranking"
    ranked = read_case(json.dumps(value)).conflict
    assert ranked is not None
    assert analyse(ranked).stable == analyse(conflict).stable


def test_feasible_states_of_the_trade_talks_are_counted_without_trying_all_patterns() -> None:
    conflict = conflict_of("gatt_uruguay_20_options")
    expected = value_of("gatt_uruguay_20_options")["expected"]["n_feasible"]
    assert count_feasible(len(conflict.options), conflict.infeasible) == expected


def test_an_option_that_can_never_be_taken_is_told_with_its_patterns() -> None:
    faults = read_case(text_of("gatt_uruguay_20_options")).faults
    assert [f.path for f in faults if f.code == "STB011"] == [("infeasible", 4)]


def known_differences() -> list[tuple[str, str]]:
    """What the cases themselves say about where a publication or a tool differs."""
    return [
        (name, text)
        for name in NAMES
        for blocks in value_of(name)["expected"].values()
        if isinstance(blocks, list)
        for block in blocks
        for text in block.get("known_disagreements", [])
    ]


@pytest.mark.parametrize("name", WITH_PREFERENCES)
def test_what_others_print_differs_only_where_it_is_known_to(name: str) -> None:
    value = value_of(name)
    found = analyse(conflict_of(name)).to_json()
    told = " ".join(text for case, text in known_differences() if case == name)
    for kind in ("publication", "tool", "shipped"):
        for block in value["expected"].get(kind, []):
            if "coalitions" in block:
                continue
            for concept, by_side in block.get("stability", {}).items():
                for side, states in by_side.items():
                    if not same(found["stable"][concept][side], states):
                        assert f"{block['label']}: {concept}/{side} " in told
            for concept, states in block.get("equilibria", {}).items():
                if not same(found["equilibria"][concept], states):
                    assert f"{block['label']}: equilibria {concept} " in told
