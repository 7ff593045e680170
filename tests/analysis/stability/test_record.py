"""A model written as a record of a dossier and read back says the same."""

import json
from typing import Any

import pytest
from tests.analysis.stability.catalogue import NAMES, conflict_of, text_of, value_of
from tests.analysis.stability.models import some_conflict

from summitry.analysis.stability import (
    analyse,
    conflict_faults,
    conflict_model,
    conflict_stability,
    read_case,
)
from summitry.analysis.stability.formula import Taken
from summitry.analysis.stability.model import Conflict, Option, Passing, Preference, Ranking, Side, Statements
from summitry.analysis.stability.opening import MOST_BYTES, read_model
from summitry.analysis.stability.record import record_value
from summitry.folder.load import load_texts

IN_OPTIONS = [n for n in NAMES if value_of(n)["form"] == "option"]


def dossier(conflict: Conflict) -> Any:
    text = json.dumps({"conflicts": [record_value(conflict, "game")]})
    read = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    assert read.faults == ()
    return read


@pytest.mark.parametrize("name", IN_OPTIONS)
def test_a_published_case_is_the_same_in_a_dossier(name: str) -> None:
    conflict = conflict_of(name)
    read = dossier(conflict)
    assert conflict_faults(read, "game") == ()
    found, expected = conflict_stability(read, "game"), analyse(conflict)
    # A coalesced state is named by the letters that its feasible vectors share.
    patterns = {s.id: s.pattern for s in conflict.states}
    coalesced = {s.id: "-" for s in found.states if "-" in s.pattern}
    for kind in ("stable", "uncertain", "strength"):
        for one, other in zip(getattr(found, kind), getattr(expected, kind), strict=True):
            assert one.concept == other.concept
            assert [sorted(str(coalesced.get(i, i)) for i in ids) for _, ids in one.by_side] == [
                sorted("-" if "-" in patterns[i] else patterns[i] for i in ids) for _, ids in other.by_side
            ]
    assert len(found.structures) == len(expected.structures)
    if expected.reachable is not None:
        assert found.reachable is not None
        assert len(found.reachable.by_moves) == len(expected.reachable.by_moves)


def every_option_has_an_owner(seed: int) -> bool:
    return all(option.owners for option in some_conflict(seed)[0].options)


# In a record each option has an owner.
@pytest.mark.parametrize("seed", [seed for seed in range(29) if every_option_has_an_owner(seed)])
def test_any_model_is_the_same_in_a_dossier(seed: int) -> None:
    conflict, _ = some_conflict(seed)
    read = conflict_model(dossier(conflict), "game").conflict
    assert read is not None
    assert read.infeasible == conflict.infeasible
    assert [o.direction for o in read.options] == [o.direction for o in conflict.options]
    found, expected = analyse(read, coalitions=False), analyse(conflict, coalitions=False)
    places = {s.id: s.pattern for s in expected.states}
    for one, other in zip(found.stable, expected.stable, strict=True):
        assert [list(ids) for _, ids in one.by_side] == [[places[i] for i in ids] for _, ids in other.by_side]


def test_shared_options_single_moves_attitudes_and_unsettled_statements_are_kept() -> None:
    conflict = Conflict(
        title="Odd",
        sides=(Side(name="A"), Side(name="B")),
        options=(Option(name="one", owners=(0, 1)), Option(name="two", owners=(1,), direction="back")),
        barred=(Passing(by=(0,), start=Taken(0), end=Taken(1)),),
        common=(Passing(by=(0, 1), start=Taken(1), end=Taken(0)),),
        numbering="letters",
        status_quo="NN",
        preferences=(
            Preference(order=Statements(statements=(Taken(0), Taken(1)), unsettled=(1,))),
            Preference(
                order=Ranking(tiers=(("YY",), ("NN", "YN"), ("NY",))), strong_after=(0,),
                unknown=(("NN", "NY"),),
            ),
        ),
        attitudes=(("+", "-"), ("0", "+")),
    )  # fmt: skip
    read = conflict_model(dossier(conflict), "game").conflict
    assert read is not None
    for field in ("barred", "common", "preferences", "attitudes", "status_quo"):
        assert getattr(read, field) == getattr(conflict, field), field
    assert [o.owners for o in read.options] == [(0, 1), (1,)]


def test_states_that_are_only_names_are_no_record() -> None:
    with pytest.raises(ValueError, match="only names"):
        record_value(conflict_of("syn_return_to_start"), "x")


def test_a_file_is_read_by_what_is_in_it() -> None:
    assert read_model(text_of("milk_river").encode()) == read_case(text_of("milk_river"))
    makers = [{"name": "A", "options": [0], "preferences": []}]
    value = {"options": [{"name": "a"}], "decisionMakers": makers, "useManualPreferenceRanking": False}
    gmcr = json.dumps(value).encode()
    assert read_model(gmcr, "x").conflict is not None
    for bad in (b"\x80\x04K\x01.", b"nothing", b"[1]", b'"a"', b" " * (MOST_BYTES + 1)):
        reading = read_model(bad)
        assert reading.conflict is None and reading.faults
