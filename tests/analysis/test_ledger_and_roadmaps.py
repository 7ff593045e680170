"""Agreements and roadmaps: order, circles, what falls with a step, fates on the day."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.conditions import condition_history
from summitry.analysis.ledger import ledger
from summitry.analysis.roadmaps import break_step, compared_with, like_before, roadmap, side_by_side
from summitry.dossier.sequence import circles, fallen, places
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

HEADER = "format: 1\ndossier: t\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
SIDES = "parties: [{id: us, name: United States}, {id: dprk, name: DPRK}]\n"


def dossier(text: str, day: date = date(2018, 3, 12)) -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "a.yaml": SIDES + text}).as_of(day)


waits = st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcde"), unique=True, max_size=3))


def chains(waits: dict[str, list[str]], start: str, end: str) -> bool:
    """Whether some chain of waiting leads from one to the other: every chain without repetition tried."""
    inner = [x for x in "abcde" if x not in (start, end)]
    for length in range(len(inner) + 1):
        for middle in itertools.permutations(inner, length):
            path = (start, *middle, end)
            if all(b in waits.get(a, ()) for a, b in itertools.pairwise(path)):
                return True
    return False


@given(waits)
def test_circles_are_those_who_wait_for_themselves(waits: dict[str, list[str]]) -> None:
    stuck = {id for circle in circles(waits) for id in circle}
    assert stuck == {id for id in waits if chains(waits, id, id)}
    for circle in circles(waits):
        assert all(chains(waits, one, other) for one in circle for other in circle)


@given(waits)
def test_nobody_comes_before_what_he_waits_for(waits: dict[str, list[str]]) -> None:
    found = places(waits)
    assert set(found) == set(waits)
    for id, before in waits.items():
        place = found[id]
        if place is None:
            reached = [c for circle in circles(waits) for c in circle]
            assert id in reached or any(chains(waits, id, other) for other in reached)
        else:
            known = [found[other] for other in before if other in waits]
            assert place == 1 + max((p for p in known if p is not None), default=0)


@given(waits, st.sampled_from("abcde"))
def test_all_that_leads_to_a_broken_step_falls(waits: dict[str, list[str]], broken: str) -> None:
    found = fallen(waits, broken)
    assert set(found) == {id for id in waits if id != broken and chains(waits, id, broken)}
    assert all(because in waits[id] for id, because in found.items())


DEAL = """
agreements:
- id: deal
  title: Deal
  on: 2012-02-29
  between: [us, dprk]
  texts: [{id: us, by: us}, {id: kcna, by: dprk}]
  duties:
  - {id: aid, by: us, does: aid, in_return_for: [deal/pause], in: {us: food, kcna: food}}
  - {id: pause, by: dprk, does: pause, in: {us: a pause}, due: 2012-06-01,
     fate: [{on: 2012-04-13, status: 0}, {on: 2012-03-01, status: 3}]}
  - {id: inspect, by: dprk, does: inspectors, after: [deal/pause]}
  states: [{since: 2012-02-29, is: announced}, {since: 2012-04-17, is: void}]
"""


def test_a_ledger_gives_each_duty_its_place_and_its_latest_fate() -> None:
    book = ledger(dossier(DEAL), "deal")
    assert book is not None and book.is_ == "void" and book.ended
    assert [(e.target, e.place, e.status) for e in book.entries] == [
        ("deal/aid", 1, None), ("deal/pause", 1, 0), ("deal/inspect", 2, None),
    ]  # fmt: skip
    assert [(w.target, w.how, w.status) for e in book.entries for w in e.waits_for] == [
        ("deal/pause", "in return for", 0), ("deal/pause", "after", 0),
    ]  # fmt: skip
    assert [e.wording.missing for e in book.entries] == [(), ("kcna",), ()]
    assert book.owing == ("us", "dprk")


def test_a_fate_is_that_of_the_day() -> None:
    book = ledger(dossier(DEAL, date(2012, 3, 15)), "deal")
    assert book is not None and not book.ended
    assert [e.status for e in book.entries] == [None, 3, None]
    early = ledger(dossier(DEAL, date(2012, 2, 29)), "deal")
    assert early is not None and [e.status for e in early.entries] == [None, None, None]


MAPS = """
kinds_of_step: [{id: restraint, includes: [pause]}, {id: pause, name: pause}, {id: aid, name: aid}]
agreements:
- id: deal
  title: Deal
  on: 2012-02-29
  duties:
  - {id: pause, by: dprk, does: a pause, kind: pause, fate: [{on: 2012-04-13, status: 0}]}
papers:
- {id: old, title: Old, on: 2016-01-01, status: cabinet}
- id: draft
  title: Draft
  on: 2018-03-01
  status: draft
  roadmap:
  - {id: pause, by: dprk, does: pause, kind: pause, reversible: yes}
  - {id: aid, by: us, does: aid, kind: aid, reversible: no, in_return_for: draft/pause}
  - {id: more, by: dprk, does: more, after: draft/aid}
"""


def test_a_step_takes_what_hangs_on_it_along() -> None:
    found = break_step(dossier(MAPS), "draft/pause")
    assert found is not None
    assert [(f.target, f.how, f.because) for f in found.falls] == [
        ("draft/aid", "in return for", "draft/pause"), ("draft/more", "after", "draft/aid"),
    ]  # fmt: skip


def test_what_cannot_be_undone_and_does_not_come_later_is_exposed() -> None:
    found = roadmap(dossier(MAPS), "draft")
    assert found is not None
    assert found.exposed == (("draft/aid", "draft/pause"),)
    assert [s.unreturned for s in found.steps] == [False, False, True]


def test_roadmaps_lie_side_by_side_with_the_fate_of_like_steps() -> None:
    found = side_by_side(dossier(MAPS))
    assert found.columns == ("deal", "draft") and found.uncut == ("old",)
    rows = {row.kind: [(b.column, b.status) for b in row.boxes] for row in found.rows}
    assert rows["pause"] == [("deal", 0), ("draft", None)]
    assert list(rows) == ["aid", "pause", ""]


def test_like_steps_before_are_those_of_the_same_side_and_kind() -> None:
    before = like_before(dossier(MAPS), "draft/pause")
    assert [(like.target, like.status, like.same) for like in before] == [("deal/pause", 0, True)]
    assert like_before(dossier(MAPS), "draft/aid") == ()
    assert like_before(dossier(MAPS), "draft/more") == ()


def test_a_draft_says_with_what_it_was_compared() -> None:
    found = compared_with(dossier(MAPS), "draft")
    assert found is not None
    assert found.against == (("deal", ("draft/pause",)),) and found.kindless == ("draft/more",)
    done = compared_with(dossier(MAPS + "  about: [deal]\n"), "draft")
    assert done is not None and done.against == () and done.done == ("deal",)


def test_a_condition_knows_what_hangs_on_it() -> None:
    text = """
conditions:
- id: talks
  says: while talks go on
  states: [{since: 2018-03-06, holds: yes}, {since: 2018-04-01, holds: no}]
pledges:
- {id: p, by: dprk, said: 2018-03-06, while: talks}
- {id: q, by: dprk, said: 2018-03-06, readings: [{id: ours, by: us, while: talks}]}
"""
    found = condition_history(dossier(text), "talks")
    assert found is not None
    assert (found.now.holds, found.hanging, len(found.states)) == ("yes", ("p", "q"), 1)
    later = condition_history(dossier(text, date(2018, 4, 1)), "talks")
    assert later is not None and later.now.holds == "no" and later.now.held_before
