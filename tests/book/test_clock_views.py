"""The views of the countdown, meetings, objectives and risks."""

from collections.abc import Iterator
from datetime import date

import pytest

from summitry.book.blocks import Cell, Paragraph, Points, Section, Sentence, Table
from summitry.book.sections import countdown, meetings, objectives, risks
from summitry.book.sections.view import View
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

TEXT = """
parties: [{id: us, name: United States}]
agencies: [{id: state, name: State, side: us}]
meetings:
- id: summit
  title: the summit
  level: leaders
  dates: [{on: 2018-05, says: sometime in May}]
  after: [ministers]
- {id: ministers, title: a meeting of ministers, level: ministers}
tasks:
- {id: paper, title: write the paper, takes: 36 workdays, owner: state, serves: ministers}
- {id: plan, title: write the plan, serves: summit, needs: [paper]}
objectives:
- {id: pause, meeting: summit, says: Confirm the pause, met_when: he says so}
risks:
- {id: off, meeting: summit, says: It is called off}
"""
VIEWS = (countdown.VIEW, meetings.VIEW, objectives.VIEW, risks.VIEW)


def dossier(text: str = TEXT) -> Dossier:
    loaded = load_texts({"dossier.yaml": "format: 1\nown_side: us\nzone: America/New_York\n", "a.yaml": text})
    assert loaded.faults == ()
    return loaded.as_of(date(2018, 3, 12))


def words(section: Section) -> Iterator[Sentence | Cell]:
    if section.verdict is not None:
        yield section.verdict
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Table):
            assert all(len(row) == len(block.columns) for row in block.rows)
            yield from (cell for row in block.rows for cell in row)


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_every_trace_leads_to_a_record(view: View) -> None:
    known = dossier()
    for id in ("", *view.ids(known)):
        section = view.section(known, id)
        assert section.basis is not None
        for said in words(section):
            assert all(known.get(t.record) is not None and t.place is not None for t in said.traces)
        assert plain(view.result(known, id)) is not None


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_dossier_without_anything_says_so(view: View) -> None:
    section = view.section(dossier("parties: [{id: us, name: United States}]"), "")
    assert section.verdict is not None
    assert section.verdict.text.startswith("No ")


def test_the_countdown_says_what_is_late_for_which_end() -> None:
    """36 workdays before 30 April, the ministers' latest day for a summit on 1 May, is 9 March."""
    section = countdown.VIEW.section(dossier(), "summit")
    assert section.verdict is not None
    assert section.verdict.text == (
        "Of two open tasks, one should already have begun for 1 May 2018 (50 days or 36 weekdays away)"
        " and none for 31 May 2018 (80 days or 58 weekdays away)."
    )
    rows = next(b for b in section.blocks if isinstance(b, Table)).rows
    late = [(row[0].text, row[3].label, row[3].text) for row in rows if row[3].label]
    assert late == [("write the paper", "LATE", "Friday 9 March")]


def test_a_meeting_without_a_date_says_what_puts_it_there() -> None:
    section = countdown.VIEW.section(dossier(), "ministers")
    points = next(b for b in section.blocks if isinstance(b, Points))
    assert points.items[0].text == (
        "A meeting of ministers must be held by Monday 30 April 2018 or Wednesday 30 May 2018,"
        " before the summit."
    )


def test_what_is_missing_is_marked() -> None:
    labels = [c.label for c in words(objectives.VIEW.section(dossier(), "summit")) if isinstance(c, Cell)]
    assert labels.count("MISSING") == 5
    labels = [c.label for c in words(risks.VIEW.section(dossier(), "summit")) if isinstance(c, Cell)]
    assert labels.count("MISSING") == 6
