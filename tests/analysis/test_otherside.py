"""Alternatives, indicators and tests: the maths, and what holds whatever the dossier says."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.alternatives import evidence_matrix, initiative
from summitry.analysis.alternatives.maths import Mark, alike, tells_apart
from summitry.analysis.indicators.maths import separate_sources, sources_wanted
from summitry.analysis.tests import promises_of, test_reading
from summitry.check.run import check
from summitry.dossier.amendment import digest_now
from summitry.dossier.kinds import Test
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
DAY = date(2018, 3, 12)
OURS = re.compile("ALT|IND|TST|CAS|TRM|DRF|HND")
TEXT = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
agencies: [{id: state, name: State, side: us}]
documents: [{id: d1, title: One, author: AP}, {id: d2, title: Two, author: AP}]
kinds_of_event: [{id: launch, includes: [icbm]}, {id: icbm}, {id: offer}]
meetings: [{id: m, title: Ministers, with: [dprk]}]
events:
- {id: e1, title: A launch, kind: icbm, by: dprk, on: 2018-02-01, answers: none}
- {id: e2, title: An offer, kind: offer, by: dprk, on: 2018-02-09, answers: none}
- {id: e3, title: A protest, by: us, on: 2018-02-02, answers: e1}
indicators:
- {id: i, says: Site opened, source_rule: two, watcher: state,
   seen: [{on: 2018-03-01, result: seen, source: d1}]}
- {id: j, says: A launch, foresees: [launch]}
alternatives:
- {id: a, by: dprk, says: It tests, foresees: [launch], indicators: [i], response: {says: We go, ready: no}}
- {id: b, by: dprk, says: It waits, indicators: [i]}
- {id: c, by: dprk, says: It talks, contradicted_by: [j]}
tests:
- {id: t, says: Is it kept, of: [p], threshold: two,
   started: {on: 2018-03-01, digest: 000000000000, threshold: none}}
pledges: [{id: p, by: dprk, does: no tests}, {id: q, by: dprk, does: denuclearization}]
cases: [{id: case-1, person: Kim Dong Chul, since: 2015-10, contacts: [{on: 2017-06, by: state}]}]
terms: [{id: denuc, name: denuclearization, meanings: [{side: us, words: no weapons}]}]
objectives: [{id: o, meeting: m, says: Codify denuclearization}]
drafts:
- {id: v1, title: First, on: 2018-03-01, text: "The sides [shall] act."}
- {id: v2, title: Second, on: 2018-03-10, replaces: v1, text: "The sides [shall | may] act."}
clearances: [{id: k, by: state, of: v1, stand: objects, on: 2018-03-02}]
"""
marks = st.sampled_from(("for", "against", ""))


def loaded(text: str) -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "a.yaml": text}).as_of(DAY)


def records_of(text: str) -> dict[str, list[dict[str, Any]]]:
    """The records as an author's texts: nothing is a number or a date."""
    found: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def said(dossier: Dossier) -> list[tuple[str, str]]:
    return sorted((d.code, d.message) for d in check(dossier).found if OURS.match(d.code))


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(marks, min_size=3, max_size=3), max_size=5))
def test_courses_are_alike_when_no_sign_tells_them_apart(columns: dict[str, Sequence[Mark]]) -> None:
    pairs = set(alike(columns))
    for a, b in combinations(columns, 2):
        signs = zip(columns[a], columns[b], strict=True)
        apart = any(tells_apart((x, y)) for x, y in signs)
        assert ((a, b) in pairs) == (not apart and any(columns[a]))


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("two independent", 2), ("Two independent sources", 2), ("one official text", 1), ("3 sources", 3),
        ("at least two different newspapers", 2), ("two", 2), ("imagery", None), ("", None),
        ("two-thirds of the inspectors", None), ("our own people", None),
    ],
)  # fmt: skip
def test_how_many_sources_a_rule_wants(rule: str, wanted: int | None) -> None:
    assert sources_wanted(rule) == wanted


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "AP", "ap", "Reuters"]))))
def test_more_documents_are_never_fewer_sources(documents: list[tuple[str, str]]) -> None:
    counts = [separate_sources(documents[:n]) for n in range(len(documents) + 1)]
    assert counts == sorted(counts)
    assert counts[-1] <= len(set(documents))


def test_the_matrix_shows_only_what_tells_apart() -> None:
    matrix = evidence_matrix(loaded(TEXT), "dprk")
    assert [(r.indicator, r.marks) for r in matrix.rows] == [
        ("i", ("for", "for", "")),
        ("j", ("", "", "against")),
    ]
    assert matrix.alike == (("a", "b"),)
    assert "probability" in " ".join(matrix.basis.cannot_say)


def test_moves_count_for_as_long_as_an_unrepeated_line() -> None:
    whole = load_texts({"dossier.yaml": HEADER + "line_life: 30 days\n", "a.yaml": TEXT})
    last = date(2018, 2, 1) + timedelta(days=30)
    assert [m.event for m in initiative(whole.as_of(last), "dprk").theirs] == ["e1", "e2"]
    assert [m.event for m in initiative(whole.as_of(last + timedelta(days=1)), "dprk").theirs] == ["e2"]


def test_an_amended_test_shows_both_versions_and_whether_the_digest_proves_them() -> None:
    before = loaded("tests: [{id: t, says: Is it kept, threshold: none, source_rule: two}]").of(Test, "t")
    assert before is not None
    text = (
        "tests: [{id: t, says: Is it kept, threshold: two launches, source_rule: two,"
        f" started: {{on: 2018-03-01, digest: {digest_now(before)}, threshold: none}}}}]"
    )
    reading = test_reading(loaded(text), "t")
    assert (reading.amended, reading.vouched, reading.stage) == ("yes", True, "running")
    assert [(c.field, c.then, c.now) for c in reading.changes] == [("threshold", "none", "two launches")]
    forged = test_reading(loaded(text.replace("threshold: none", "threshold: three")), "t")
    assert (forged.amended, forged.vouched) == ("yes", False)


def test_the_dossier_of_these_tests_makes_most_rules_speak() -> None:
    codes = {code for code, _ in said(loaded(TEXT))}
    assert {"ALT001", "ALT002", "ALT003", "ALT004", "ALT008", "IND001", "IND003", "IND005"} <= codes
    assert {"TST001", "TST003", "TST004", "CAS001", "CAS002", "TRM001", "DRF001", "DRF003"} <= codes


@given(st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(dice: Any) -> None:
    records = records_of(TEXT)
    kinds = list(records.items())
    dice.shuffle(kinds)
    for _, listed in kinds:
        dice.shuffle(listed)
    assert said(loaded(json.dumps(dict(kinds)))) == said(loaded(TEXT))


@given(st.sampled_from(["x-", "zz", "1."]))
def test_other_ids_change_nothing_but_ids(prefix: str) -> None:
    ids = {r["id"] for listed in records_of(TEXT).values() for r in listed} - {"us", "dprk"}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [renamed(inner) for inner in value]
        return f"{prefix}{value}" if value in ids else str(value)

    assert said(loaded(json.dumps(renamed(records_of(TEXT))))) == said(loaded(TEXT))


@given(st.integers(1, 200))
def test_what_is_learned_later_changes_nothing(days: int) -> None:
    later = (DAY + timedelta(days=days)).isoformat()
    more = f"""
- {{id: e9, title: Later, kind: icbm, by: dprk, on: 2018-02-20, learned: {later}}}
"""
    text = TEXT.replace("- {id: e3", f"{more.strip()}\n- {{id: e3")
    text += f"risks: [{{id: r, says: it fails, learned: {later}}}]\n"
    text = text.replace("contacts: [", f"contacts: [{{on: 2018-03-01, learned: {later}}}, ")
    before, after = loaded(TEXT), loaded(text)
    assert said(before) == said(after)
    assert plain(promises_of(before, "dprk")) == plain(promises_of(after, "dprk"))
