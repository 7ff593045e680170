"""The grid of positions: against a literal reference, as invariants, and through a dossier."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.positions import items_to_decide, position_grid
from summitry.analysis.positions.maths import Question, Stand, grid
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

BODIES = ["state", "dod", "jcs"]
COLUMNS = ["a", "b"]


@st.composite
def stands(draw: st.DrawFn) -> list[Stand]:
    kinds = ["", "support", "object", "abstain"]
    return [
        Stand(f"p{n}", draw(st.sampled_from(BODIES)), draw(st.sampled_from(COLUMNS)),
              draw(st.integers(0, 4)), draw(st.sampled_from(kinds)))
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip


questions = st.lists(
    st.builds(Question, st.sampled_from(BODIES), st.sampled_from(["", *COLUMNS]), st.booleans()), max_size=4
)


@given(stands(), questions)
def test_against_the_reference(found: list[Stand], asked: list[Question]) -> None:
    """Read off the definitions, cell by cell, without sorting."""
    for row in grid(BODIES, COLUMNS, found, asked):
        for cell in row:
            own = [s for s in found if (s.body, s.column) == (cell.body, cell.column)]
            put = [q for q in asked if q.body == cell.body and q.column in ("", cell.column)]
            if not own:
                expected = "blank"
                if put:
                    expected = "silent"
                if any(q.answered for q in put):
                    expected = "answered"
                assert (cell.state, cell.current) == (expected, "")
                continue
            day = max(s.order for s in own)
            assert cell.state == "spoke"
            assert {cell.current, *cell.beside} == {s.id for s in own if s.order == day}
            assert set(cell.earlier) == {s.id for s in own if s.order < day}
            orders = {s.id: s.order for s in own}
            assert [orders[i] for i in cell.earlier] == sorted(
                (orders[i] for i in cell.earlier), reverse=True
            )


@given(stands(), questions)
def test_the_order_of_records_changes_nothing(found: list[Stand], asked: list[Question]) -> None:
    assert grid(BODIES, COLUMNS, found, asked) == grid(BODIES, COLUMNS, found[::-1], asked[::-1])


@given(stands(), questions)
def test_a_later_word_never_empties_a_cell(found: list[Stand], asked: list[Question]) -> None:
    more = [*found, Stand("z", "jcs", "a", 9, "support")]
    before, after = grid(BODIES, COLUMNS, found, asked), grid(BODIES, COLUMNS, more, asked)
    assert after[2][0].current == "z"
    assert set(after[2][0].earlier) == {s.id for s in found if (s.body, s.column) == ("jcs", "a")}
    assert before[:2] == after[:2]


TEXT = """
parties: [{id: us, name: United States}]
agencies:
- {id: state, name: State, side: us}
- {id: dod, name: Defense, side: us}
- {id: jcs, name: Joint Staff, side: us}
people: [{id: mattis, name: James Mattis, side: us}]
posts: [{id: sec, title: Secretary of Defense, of: dod, holders: [{who: mattis}]}]
papers:
- id: p
  title: Options
  asks: [state, dod, jcs]
  asked: [{who: jcs, on: 2018-03-11}]
  options: [{id: a, says: Talks first}, {id: b, says: Leaders first}]
- {id: old, title: Old options, asks: [jcs], status: cabinet}
statements: [{id: said, by: mattis, said: 2018-03-05, to: public, words: No.}]
positions:
- {id: one, by: sec, about: p/a, stand: support, words: Yes., on: 2018-03-01}
- {id: two, by: mattis, about: p/a, stand: object, statement: said}
- {id: three, by: state, about: p, stand: no-objection, words: Fine., on: 2018-03-12}
"""


def dossier(day: date) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1\nown_side: us\n", "a.yaml": TEXT}).as_of(day)


def test_through_a_dossier() -> None:
    found = position_grid(dossier(date(2018, 3, 12)), "p")
    assert found.columns == ("p/a", "p/b", "p")
    by_defense = found.row("dod")[0]
    assert by_defense.current is not None
    assert (by_defense.current.source, by_defense.changed) == ("two", True)
    assert [w.source for w in by_defense.earlier] == ["one"]
    assert [c.state for c in found.row("jcs")] == ["silent"] * 3
    assert [c.state for c in found.row("state")] == ["blank", "blank", "spoke"]
    assert found.in_state("silent") == ("jcs",)


def test_the_day_decides() -> None:
    found = position_grid(dossier(date(2018, 3, 4)), "p")
    assert [c.current.source for c in found.row("dod") if c.current] == ["one"]
    assert found.in_state("blank") == ("state", "jcs")
    assert items_to_decide(dossier(date(2018, 3, 4))) == ("p",)
