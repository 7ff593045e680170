"""Views with something supposed: a scope tried, a meeting moved, a step broken, since a day, rows merged."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summitry.analysis.events import merging
from summitry.book.blocks import Cell, Section, Table
from summitry.book.sections import VARIANTS
from summitry.cli.app import app
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
BY_OPTION = {v.option: v for v in VARIANTS}


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(KOREA).as_of(date(2018, 3, 12))


def shown(*words: object) -> Result:
    return CliRunner().invoke(app, ["show", str(KOREA), *map(str, words)])


def built(dossier: Dossier, option: str, id: str, *words: str) -> Section:
    variant = BY_OPTION[option]
    return variant.section(dossier, id, variant.read(dossier, id, words))


def cells(section: Section) -> list[tuple[Cell, ...]]:
    return [row for block in section.blocks if isinstance(block, Table) for row in block.rows]


EACH: tuple[tuple[Any, ...], ...] = (
    ("pledges", "test-pause-2018", "--try", "satellite-launch-vehicle=in"),
    ("countdown", "--move", "summit=2018-06-12"),
    ("roadmaps", "--break", "options-march/convey-policy"),
    ("roadmaps", "options-march", "--break", "options-march/convey-policy"),
    ("lines", "--since", "2018-03-08"),
    ("lines", "preconditions", "--since", "2018-03-08"),
    ("events", "--merges"),
)


@pytest.mark.parametrize("words", EACH, ids=" ".join)
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_each_is_shown_in_every_form(words: tuple[str, ...], form: str) -> None:
    result = shown(*words, "--format", form)
    assert result.exit_code == 0, result.output
    assert "\ue000" not in result.output
    if form == "text":
        assert [line for line in result.output.splitlines() if len(line) > 80] == []
        assert ("How: " in result.output and "Cannot say: " in result.output) or "Assumes: " in result.output
    elif form == "json":
        assert "basis" in json.dumps(json.loads(result.output))
    else:
        assert result.output.startswith("<!doctype html>") and "<script" not in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("pledges", "--try", "nuclear-test=in"), "tried on one pledge"),
        (("pledges", "test-pause-2018", "--try", "nuclear-tests=in"), 'Did you mean "nuclear-test"?'),
        (("pledges", "test-pause-2018", "--try", "nuclear-test"), "KIND=in"),
        (("countdown", "--move", "sumit=2018-06-12"), 'Did you mean "summit"?'),
        (("countdown", "--move", "summit=then"), "MEETING=2018-06-12"),
        (("countdown", "--move", "summit=2018-06-12/.."), "summit"),
        (("roadmaps", "--break", "options-march/keep-paus"), 'Did you mean "options-march/keep-pause"?'),
        (("lines", "--since", "2030-01-01"), "is not before"),
        (("lines", "--since", "yesterday"), "another day whenever"),
        (("lines", "--merges"), "belongs to the view events"),
        (("events", "--merges", "--since", "2018-03-08"), "not shown together"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(words: tuple[str, ...], says: str) -> None:
    result = shown(*words, "--as-of", "2018-03-12")
    assert result.exit_code == 2 and says in result.output, result.output


def test_satellites_in_scope_add_the_satellite_launches(korea: Dossier) -> None:
    section = built(korea, "try", "test-pause-2018", "satellite-launch-vehicle=in")
    assert section.title == "The pause in tests, with satellite launches in"
    assert section.verdict is not None and "would have been broken on" in section.verdict.text
    parting = [row for row in cells(section) if row[0].text in ("7 February 2016", "12 December 2012")]
    # A satellite launch on record breaks the reading of the United States and the trial, not the text.
    assert parting and all([c.label for c in row[2:]] == ["", "", "broken", "broken"] for row in parting)


def test_a_later_meeting_frees_tasks_and_makes_none_late(korea: Dossier) -> None:
    moved = BY_OPTION["move"].result(korea, "", (("summit", date(2018, 6, 12), date(2018, 6, 12)),))
    assert not moved.shift.become_late.early and not moved.shift.become_late.late
    assert set(moved.shift.after.early) < set(moved.shift.before.early)
    earlier = BY_OPTION["move"].result(korea, "", (("summit", date(2018, 3, 20), date(2018, 3, 20)),))
    assert len(earlier.shift.become_late.late) > len(earlier.shift.no_longer_late.late) == 0


def test_what_hangs_on_a_broken_step_is_struck_out(korea: Dossier) -> None:
    section = built(korea, "break", "", "options-march/convey-policy")
    struck = {cell.text for row in cells(section) for cell in row if cell.struck}
    assert any("keep the pause" in text for text in struck)
    result = shown("roadmaps", "options-march", "--break", "options-march/convey-policy", "--format", "html")
    assert "<s>" in result.output


def test_since_a_day_tells_only_what_came_or_went_after_it(korea: Dossier) -> None:
    section = built(korea, "since", "", "2018-03-10")
    told = [row[2].text for row in cells(section)]
    assert any("Raj Shah" in text for text in told) and not any("Sarah Sanders" in text for text in told)


def test_the_two_lists_disagree_by_a_day_and_in_what_they_count(korea: Dossier) -> None:
    (pair,) = korea.ask(merging).lists
    assert {pair.one, pair.other} == {"cns-series", "csis-series"}
    alone = pair.only_one if pair.one == "cns-series" else pair.only_other
    # The launch of the Hwasong-15 stands in the one list and not in the other: facts of both, checked by eye.
    assert korea.title(alone[-1]).endswith("Hwasong-15")
    assert pair.same_day + pair.day_apart == len(pair.pairs) and pair.day_apart > 0
    assert pair.kinds_apart and set(pair.kinds_apart) <= set(pair.pairs)


def test_rows_are_paired_within_a_day_and_kind_and_left_alone_otherwise() -> None:
    lists = """
series:
- {id: a, title: A, covers: 2017, covers_kinds: [launch]}
- {id: b, title: B, covers: 2017, covers_kinds: [launch]}
kinds_of_event: [{id: launch, includes: [short]}, {id: short}, {id: test}]
events:
- {id: a1, kind: launch, on: 2017-03-01, series: a}
- {id: a2, kind: launch, on: 2017-05-01, series: a}
- {id: a3, kind: launch, on: 2017-07-01, series: a}
- {id: b1, kind: launch, on: 2017-03-01, series: b}
- {id: b2, kind: short, on: 2017-05-02, series: b}
- {id: b3, kind: launch, on: 2017-07-03, series: b}
- {id: b4, kind: test, on: 2017-08-03, series: b}
"""
    dossier = load_texts({"dossier.yaml": "{format: 1, zone: UTC}", "x.yaml": lists}).as_of(date(2018, 1, 1))
    (pair,) = dossier.ask(merging).lists
    assert [(m.one, m.other, m.apart, m.only) for m in pair.pairs] == [
        ("a1", "b1", 0, True), ("a2", "b2", 1, True)
    ]  # fmt: skip
    assert (pair.only_one, pair.only_other) == (("a3",), ("b3",))
    assert [(m.one, m.other) for m in pair.kinds_apart] == [("a2", "b2")]
    assert (pair.rows, pair.days) == ((3, 3), (3, 3))
