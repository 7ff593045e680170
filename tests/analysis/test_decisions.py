"""Who was not asked, and who was not told: invariants, and through a dossier."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.decisions import decision_reading
from summitry.analysis.decisions.maths import not_heard, represented
from summitry.analysis.informed import informed
from summitry.analysis.informed.maths import sort_out
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

body = st.sampled_from(list("abcdef"))
bodies = st.lists(body, max_size=6)
wholes = st.dictionaries(body, body, max_size=6)


@given(bodies, bodies, wholes)
def test_against_the_reference(stakes: list[str], heard: list[str], part_of: dict[str, str]) -> None:
    """A body is heard when some path of `part_of` leads from one who was heard up to it."""
    for one in stakes:
        reached = set(heard)
        for _ in range(len(part_of) + 1):
            reached |= {part_of[r] for r in reached if r in part_of}
        assert represented(one, heard, part_of) == (one in reached)
    missing = not_heard(stakes, heard, part_of)
    assert set(missing) == {s for s in stakes if not represented(s, heard, part_of)}


@given(bodies, bodies, wholes, body)
def test_hearing_one_more_never_adds_anybody(
    stakes: list[str], heard: list[str], part_of: dict[str, str], more: str
) -> None:
    assert set(not_heard(stakes, [*heard, more], part_of)) <= set(not_heard(stakes, heard, part_of))


@given(bodies, bodies, bodies, body)
def test_telling_one_more_leaves_nobody_newly_untold(
    concerned: list[str], told: list[str], kept: list[str], more: str
) -> None:
    before = sort_out(concerned, told, kept, {})
    after = sort_out(concerned, [*told, more], kept, {})
    assert before[0] == after[0]
    if told:
        assert set(after[1]) <= set(before[1])
    assert not set(after[0]) & set(after[1])


TEXT = """
parties: [{id: us, name: United States}, {id: rok, name: South Korea}]
agencies:
- {id: wh, name: White House, side: us}
- {id: nsc, name: NSC, side: us, part_of: wh}
- {id: dod, name: Defense, side: us}
- {id: jcs, name: Joint Staff, side: us, part_of: dod}
- {id: state, name: State, side: us}
- {id: mnd, name: Seoul's Defence Ministry, side: rok}
people:
- {id: trump, name: Donald Trump, side: us}
- {id: mattis, name: James Mattis, side: us}
- {id: mcmaster, name: H. R. McMaster, side: us}
posts:
- {id: president, title: President, of: us, holders: [{who: trump}]}
- {id: def, title: Secretary of Defense, of: dod, holders: [{who: mattis, until: 2018-12-31}]}
- id: nsa
  title: National Security Advisor
  of: nsc
  holders: [{who: mcmaster}, {ended: mcmaster, on: 2018-03-07}]
decisions:
- id: d
  says: accepts
  by: trump
  on: 2018-03-08
  present: [{who: mattis}, {who: mcmaster}]
  touches: [wh, nsc, dod, jcs, state, mnd]
  states:
  - {since: 2018-03-01, is: requested}
  - {since: 2018-03-08, is: made}
  - {since: 2018-05-24, is: withdrawn}
  learned: 2018-03-01
"""


def dossier(day: date, text: str = TEXT) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1\nown_side: us\n", "a.yaml": text}).as_of(day)


def test_who_held_a_post_on_the_day_of_the_decision_is_heard_for_its_body() -> None:
    found = decision_reading(dossier(date(2018, 3, 12)), "d")
    assert found.not_asked == ("wh", "nsc", "jcs", "state")  # the adviser had left the day before
    kept = TEXT.replace("on: 2018-03-07", "on: 2018-03-08")
    assert decision_reading(dossier(date(2018, 3, 12), kept), "d").not_asked == ("jcs", "state")
    assert plain(found)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 2, 28), ""),
        (date(2018, 3, 1), "requested"),
        (date(2018, 3, 7), "requested"),
        (date(2018, 3, 8), "made"),
        (date(2018, 5, 23), "made"),
        (date(2018, 5, 24), "withdrawn"),
    ],
)
def test_the_state_on_the_day(day: date, state: str) -> None:
    assert decision_reading(dossier(day), "d").state == state


def test_nobody_can_say_who_was_not_asked_where_nothing_is_recorded() -> None:
    text = TEXT.replace("  present: [{who: mattis}, {who: mcmaster}]\n", "")
    found = decision_reading(dossier(date(2018, 3, 12), text), "d")
    assert (found.recorded, found.not_asked) == (False, ())
    assert [s.body for s in found.stakes] == ["wh", "nsc", "dod", "jcs", "state"]


def test_who_is_told_by_a_relay_that_carries_the_statement() -> None:
    text = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
people: [{id: kim, name: Kim, side: dprk}, {id: a, name: Ann, side: us}, {id: b, name: Ben, side: us}]
statements: [{id: s, by: kim, said: 2018-03-05, words: Ready., told: [{who: a}]}]
relays: [{id: r, from: kim, title: R, elements: [{id: e, says: ready}], hops: [{id: h, statement: s}]}]
meetings: [{id: m, title: M, delegation: [a, b]}]
objectives: [{id: o, meeting: m, says: Confirm it, what: [r/e]}]
"""
    found = informed(dossier(date(2018, 3, 12), text), "s")
    assert (found.kept, found.untold) == ((), ("b",))
    assert [(c.because, c.id) for c in found.why("b")] == [("delegation", "m")]


TOLD = """
parties: [{id: us, name: United States}]
agencies: [{id: state, name: State, side: us}, {id: dod, name: Defense, side: us}]
people: [{id: rex, name: Rex, side: us}, {id: aide, name: Aide, side: us}, {id: boss, name: Boss, side: us}]
posts: [{id: secretary, title: Secretary, of: state, holders: [{who: rex}]}]
decisions:
- {id: accept, says: accepts, by: boss, on: 2018-03-08, told: [{who: aide, on: 2018-03-08}]}
meetings: [{id: talks, title: Talks, delegation: [rex]}]
objectives: [{id: aim, meeting: talks, says: Aim, what: [accept], owner: state}]
tasks: [{id: paper, title: Paper, arises_from: accept, owner: dod}]
"""


@pytest.mark.parametrize(
    ("old", "new", "kept", "untold"),
    [
        ("", "", (), ("dod", "state", "rex")),
        ("{who: aide,", "{who: state,", (), ("dod",)),
        ("{who: aide,", "{who: rex,", (), ("dod",)),
        ("{who: aide,", "{who: us,", (), ()),
        (", told: [{who: aide, on: 2018-03-08}]", "", (), ()),
        (", told: [{who: aide, on: 2018-03-08}]", ", kept_from: [state]", ("state", "rex"), ()),
        (", told: [{who: aide, on: 2018-03-08}]", ", kept_from: [rex]", ("rex",), ()),
        ("owner: dod", "owner: dod, done: [2018-03-11]", (), ("state", "rex")),
    ],
)
def test_whom_a_decision_concerns(old: str, new: str, kept: tuple[str, ...], untold: tuple[str, ...]) -> None:
    found = informed(dossier(date(2018, 3, 12), TOLD.replace(old, new) if old else TOLD), "accept")
    assert (found.kept, found.untold) == (kept, untold)
