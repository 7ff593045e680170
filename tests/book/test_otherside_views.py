"""The views of alternatives, tests, cases, terms and drafts: what stands on them, and where from."""

from datetime import date

import pytest

from summitry.book.blocks import Cell, Heading, Paragraph, Points, Section, Table
from summitry.book.sections import BY_NAME
from summitry.dossier.header import Grants
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = """
format: 1
own_side: us
counterparts: [dprk]
zone: America/New_York
groups: [consular]
"""
TEXT = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
agencies: [{id: state, name: State, side: us}]
kinds_of_event: [{id: launch}]
events:
- {id: e1, title: A launch, kind: launch, by: dprk, on: 2018-02-01, answers: none}
- {id: e2, title: A protest, by: us, on: 2018-02-02, answers: e1}
indicators:
- {id: i, says: The site is opened., source_rule: two, watcher: state, seen: [{on: 2018-03-01, result: seen}]}
alternatives:
- {id: a, by: dprk, says: It tests again., foresees: [launch], indicators: [i],
   response: {says: We go., ready: no}}
- {id: b, by: dprk, says: It waits., contradicted_by: [i]}
tests:
- id: t
  says: Is the pause kept?
  of: [p]
  threshold: two launches
  started: {on: 2018-03-01, digest: 000000000000, threshold: no launch}
pledges: [{id: p, by: dprk, does: no tests}, {id: q, by: dprk, does: denuclearization}]
cases:
- {id: case-1, person: Kim Dong Chul, access: [consular], since: 2015-10,
   contacts: [{on: 2017-06, by: state}]}
terms: [{id: denuc, name: denuclearization, meanings: [{side: us, words: no weapons}]}]
drafts:
- {id: d1, title: First, on: 2018-03-01, text: "The sides [shall] act. Nobody loses."}
- {id: d2, title: Second, on: 2018-03-10, replaces: d1, text: "The sides [shall | may] act.",
   held: [{words: may, by: [dprk]}]}
clearances: [{id: c, by: state, of: d1, stand: objects, on: 2018-03-02}]
"""
NAMES = ("alternatives", "tests", "cases", "terms", "drafts")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "a.yaml": TEXT}).as_of(date(2018, 3, 12))


def cells(section: Section) -> list[Cell]:
    return [c for b in section.blocks if isinstance(b, Table) for row in b.rows for c in row]


def texts(section: Section) -> str:
    lines = [f"{c.label} {c.text}".strip() for c in cells(section)]
    lines += [s.text for b in section.blocks if isinstance(b, Paragraph) for s in b.sentences]
    lines += [s.text for b in section.blocks if isinstance(b, Points) for s in b.items]
    lines += [b.text for b in section.blocks if isinstance(b, Heading)]
    return "\n".join([*lines, section.verdict.text if section.verdict else ""])


@pytest.mark.parametrize("name", NAMES)
def test_every_row_fits_its_columns_and_most_lead_back_to_a_record(dossier: Dossier, name: str) -> None:
    view = BY_NAME[name]
    for id in ("", *view.ids(dossier)):
        section = view.section(dossier, id)
        assert plain(view.result(dossier, id)) is not None
        tables = [b for b in section.blocks if isinstance(b, Table)]
        assert tables
        for table in tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
            if table.rows and table.columns[0].title != "Field":
                assert any(dossier.get(t.record) for row in table.rows for c in row for t in c.traces)


@pytest.mark.parametrize("name", NAMES)
def test_a_view_of_nothing_says_so(name: str) -> None:
    empty = load_texts({"dossier.yaml": HEADER, "a.yaml": "parties: [{id: us, name: United States}]"})
    section = BY_NAME[name].section(empty.as_of(date(2018, 3, 12)), "")
    assert section.verdict is not None
    assert section.blocks == ()


def test_what_the_pages_say(dossier: Dossier) -> None:
    def page(name: str, id: str = "") -> str:
        return texts(BY_NAME[name].section(dossier, id))

    assert "NOT READY" in page("alternatives")
    assert "seen, 1 March 2018; sources: 0 of 2" in page("alternatives")
    assert "against" in page("alternatives")
    assert "A protest" in page("alternatives")
    assert {"AMENDED", "no launch", "two launches"} <= set(page("tests", "t").splitlines())
    assert "Of two promises, two have no such test." in page("tests")
    assert "not defined" in page("terms")
    assert "denuclearization" in page("terms", "denuc").splitlines(), "the pledge that uses it"
    draft = page("drafts", "d2").splitlines()
    assert {"nobody named", "dropped", "Nobody loses.", "Against First"} <= set(draft)
    assert "State objected to this version and has not been asked about Second." in page("drafts", "d1")


def test_cases_are_for_those_with_access(dossier: Dossier) -> None:
    visitor = dossier.narrowed(Grants("open"))
    without = load_texts(
        {"dossier.yaml": HEADER, "a.yaml": TEXT.replace("cases:\n- {id: case-1", "x:\n- {id: case-1")}
    )
    nothing = without.as_of(date(2018, 3, 12)).narrowed(Grants("open"))
    assert texts(BY_NAME["cases"].section(dossier, "")).count("Kim Dong Chul") == 1
    assert BY_NAME["cases"].section(visitor, "") == BY_NAME["cases"].section(nothing, "")
