"""The views of pledges, events, agreements and roadmaps: every one builds, and every row leads back."""

import json
from datetime import date
from pathlib import Path

import pytest

from summitry.book.blocks import Cell, Section, Table
from summitry.book.sections import BY_NAME
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.foundation.plain import plain

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
NAMES = ("pledges", "events", "ledger", "roadmaps")


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(KOREA).as_of(date(2018, 3, 12))


def _cells(section: Section) -> list[tuple[Cell, ...]]:
    return [row for block in section.blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_builds_and_its_result_is_plain(korea: Dossier, name: str) -> None:
    view = BY_NAME[name]
    for id in ("", *view.ids(korea)[:25]):
        section = view.section(korea, id)
        assert section.title
        assert json.dumps(plain(view.result(korea, id))) != "{}"
        for row in _cells(section):
            assert any(cell.traces for cell in row), (id, [cell.text for cell in row])
        for block in section.blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.columns)}


def test_the_pause_is_shown_by_both_days_and_by_reading(korea: Dossier) -> None:
    section = BY_NAME["pledges"].section(korea, "test-pause-2018")
    assert section.verdict is not None
    assert "28 November 2017 in New York and 29 November 2017 in Pyongyang" in section.verdict.text
    assert "104 or 103 days ago" in section.verdict.text
    words = [cell.label for row in _cells(section) for cell in row]
    assert {"kept", "disputed", "not yet running"} <= set(words)


def test_a_paper_shows_like_steps_before_and_what_falls(korea: Dossier) -> None:
    section = BY_NAME["roadmaps"].section(korea, "options-march")
    keep = next(row for row in _cells(section) if row[1].text.startswith("Keep the pause"))
    assert "Leap Day" in keep[6].text and keep[6].tag == "loss"
    convey = next(row for row in _cells(section) if row[1].text.startswith("Convey"))
    assert "keep the pause" in convey[7].text
