"""The views of people and process: what stands on them, and that it leads back to a record."""

from datetime import date

import pytest

from summitry.book.blocks import Cell, Paragraph, Section, Table
from summitry.book.sections import BY_NAME
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
TEXT = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
agencies: [{id: state, name: State, side: us}, {id: mission, name: the DPRK Mission, side: dprk}]
people:
- {id: yun, name: Joseph Yun, side: us}
- {id: tillerson, name: Rex Tillerson, side: us}
- {id: ri, name: Ri Yong Ho, also: [리용호], side: dprk}
posts:
- id: rep
  title: Special Representative
  of: state
  deals_with: dprk
  holders: [{who: yun, until: 2018-03-02}]
channels: [{id: ny, title: the New York channel, ends: [rep, mission]}]
encounters: [{id: e, who: [yun], with: [mission], on: 2017-06, about: detainees, depth: negotiation}]
experts: [{id: x, who: yun, knows: the last contact}]
papers:
- id: p
  title: Options
  asks: [state, us]
  clear: [state]
  asked: [{who: us, on: 2018-03-09}]
  options: [{id: a, says: Talks first}, {id: b, says: Leaders first}]
  text: "First words.\\n\\nSecond words."
questions: [{id: q, asks: Conditions?, owed_by: [state]}]
positions: [{id: s, by: state, about: p/a, stand: support, words: We do., on: 2018-03-10}]
clearances: [{id: c, by: state, of: p, stand: objects, on: 2018-03-11}]
decisions:
- {id: d, title: to go, says: goes, by: us, on: 2018-03-08, present: [{who: tillerson}], touches: [state]}
meetings: [{id: m, title: the ministers' meeting, delegation: [tillerson], with: [ri]}]
"""


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "a.yaml": TEXT}).as_of(date(2018, 3, 12))


def cells(section: Section) -> list[Cell]:
    return [c for b in section.blocks if isinstance(b, Table) for row in b.rows for c in row]


def texts(section: Section) -> str:
    lines = [f"{c.label} {c.text}" for c in cells(section)]
    lines += [s.text for b in section.blocks if isinstance(b, Paragraph) for s in b.sentences]
    return "\n".join([*lines, section.verdict.text if section.verdict else ""])


@pytest.mark.parametrize("name", ["people", "channels", "positions", "clearance", "decisions"])
def test_every_row_leads_back_to_a_record(dossier: Dossier, name: str) -> None:
    view = BY_NAME[name]
    for id in ("", *view.ids(dossier)):
        section = view.section(dossier, id)
        plain(view.result(dossier, id))
        for table in (b for b in section.blocks if isinstance(b, Table)):
            assert all(len(row) == len(table.columns) for row in table.rows)
            for row in table.rows:
                assert any(dossier.get(t.record) for c in row for t in c.traces)


def test_what_the_views_say(dossier: Dossier) -> None:
    people = texts(BY_NAME["people"].section(dossier, ""))
    assert "VACANT 2 March 2018" in people
    assert "never met" in people
    assert "one encounter one negotiation" in people
    channels = texts(BY_NAME["channels"].section(dossier, ""))
    assert "NOT LIVE" in channels
    assert "the post of Special Representative has been vacant since 2 March 2018" in channels
    assert "One encounter with North Korea is on record." in texts(BY_NAME["people"].section(dossier, "yun"))


def test_somebody_of_theirs_is_held_against_our_side(dossier: Dossier) -> None:
    ours = dossier.title(dossier.header.own_side)
    page = texts(BY_NAME["people"].section(dossier, "ri"))
    assert f"with the {ours} is on record." in page
    assert "North Korea" not in page.partition(" is on record.")[0].rpartition("\n")[2]


def test_what_the_views_say_of_papers(dossier: Dossier) -> None:
    positions = texts(BY_NAME["positions"].section(dossier, ""))
    assert "support 10 March 2018" in positions
    assert "no answer asked on 9 March 2018" in positions
    assert "support 10 March 2018 “We do.”" in positions
    clearance = texts(BY_NAME["clearance"].section(dossier, "p"))
    assert "objects recorded" in clearance
    assert "One text of 1 not cleared" in clearance


def test_what_the_view_says_of_a_decision(dossier: Dossier) -> None:
    every = texts(BY_NAME["decisions"].section(dossier, ""))
    assert "made 8 March 2018" in every
    one = texts(BY_NAME["decisions"].section(dossier, "d"))
    assert "not asked" in one
    assert "One body with a stake neither present nor consulted" in one
