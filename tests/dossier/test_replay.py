"""What was known on a day: adding what was learned later changes nothing that is shown of it."""

import random
from copy import deepcopy
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.generated_dossiers import (
    Records,
    dice,
    dossier_of,
    finding,
    shown,
    small_counts,
    some_records,
)

from summitry.check.run import Checker, check
from summitry.dossier.fields import specs
from summitry.dossier.kinds import BY_PLURAL, Document, Post, Relay
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.testing.generated import Making, generated, part_tree

DAY = date(2018, 3, 12)
days = st.integers(-200, 100).map(lambda n: DAY + timedelta(days=n))


def learned_later(dice: random.Random, day: date, tree: dict[str, object]) -> dict[str, object]:
    return tree | {"learned": (day + timedelta(days=dice.randint(1, 60))).isoformat()}


def with_later_parts(dice: random.Random, day: date, records: Records, making: Making) -> Records:
    """The same records, some with further hops, states, holders ... learned after the day."""
    grown = deepcopy(records)
    for plural, listed in grown.items():
        cls = BY_PLURAL[plural]
        for tree in listed:
            for spec in specs(cls):
                if spec.shape != "parts" or spec.part is None or dice.random() > 0.3:
                    continue
                id = "later" if getattr(spec.part, "noun", "") else ""
                part = learned_later(dice, day, part_tree(making, spec.part, tree["id"], id))
                before = tree.get(spec.key) or []
                tree[spec.key] = [*(before if isinstance(before, list) else [before]), part]
    return grown


def resting_on(dice: random.Random, statement: str, records: Records, making: Making) -> Records:
    """The same records, some with hops, readings ... that have no date but that of a statement."""
    grown = deepcopy(records)
    for plural, listed in grown.items():
        for tree in listed:
            for spec in specs(BY_PLURAL[plural]):
                cls = spec.part
                if spec.shape != "parts" or cls is None or "statement" not in (s.name for s in specs(cls)):
                    continue
                part = part_tree(making, cls, tree["id"], "resting" if getattr(cls, "noun", "") else "")
                dated = {s.key for s in specs(cls) if s.world_date} | {"learned", "source"}
                part = {key: value for key, value in part.items() if key not in dated}
                before = tree.get(spec.key) or []
                listing = list(before) if isinstance(before, list) else [before]
                listing.insert(dice.randint(0, len(listing)), part | {"statement": statement})
                tree[spec.key] = listing
    return grown


@given(dice, days)
@settings(max_examples=25)
def test_what_rests_on_a_later_statement_is_not_known_earlier(dice: random.Random, day: date) -> None:
    """A hop, reading, outcome, presence or position without a date takes that of its statement."""
    records, making = some_records(dice)
    grown = resting_on(dice, "uttered", records, making)
    later = {"statements": [{"id": "uttered", "by": "party-0", "words": "It is so.", "answers": {}}]}
    later["statements"][0]["said"] = (day + timedelta(days=dice.randint(1, 60))).isoformat()
    later["positions"] = [{"id": "resting", "by": "party-0", "about": "option-0", "statement": "uttered"}]
    before = dossier_of(records).as_of(day)
    after = dossier_of(grown, later).as_of(day)
    assert shown(after) == shown(before)


@given(dice, days)
@settings(max_examples=25)
def test_a_later_fact_changes_no_earlier_replay(dice: random.Random, day: date) -> None:
    records, making = some_records(dice)
    more, making = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="later-", known=making)
    later = {plural: [learned_later(dice, day, tree) for tree in trees] for plural, trees in more.items()}
    grown = with_later_parts(dice, day, records, making)
    before = dossier_of(records).as_of(day)
    after = dossier_of(grown, later).as_of(day)
    assert shown(after) == shown(before)


@given(dice, days, st.lists(st.integers(-3, 30), min_size=1, max_size=5))
@settings(max_examples=20)
def test_a_session_shows_what_a_fresh_dossier_shows(dice: random.Random, day: date, steps: list[int]) -> None:
    dossier = dossier_of(some_records(dice)[0])
    session = Session(dossier.as_of(day))
    checker = Checker(session)
    for step in steps:
        day += timedelta(days=step)
        checker.move_to(day)
        fresh = check(dossier.as_of(day))
        assert [finding(d) for d in checker.report().found] == [finding(d) for d in fresh.found]


@given(dice, days, st.lists(st.integers(0, 30), min_size=1, max_size=4))
@settings(max_examples=15)
def test_a_session_answers_what_a_fresh_dossier_answers(
    dice: random.Random, day: date, steps: list[int]
) -> None:
    """Not only the findings: every view too, from answers kept since an earlier day."""
    dossier = dossier_of(some_records(dice)[0])
    session = Session(dossier.as_of(day))
    shown(session.dossier)
    for step in steps:
        day += timedelta(days=step)
        session.move_to(day)
        assert shown(session.dossier) == shown(dossier.as_of(day))


@given(dice, days, st.data())
@settings(max_examples=20)
def test_an_edit_shows_what_a_fresh_dossier_shows(
    dice: random.Random, day: date, data: st.DataObject
) -> None:
    records, making = some_records(dice)
    whole = dossier_of(records).whole
    session = Session(Dossier(whole).as_of(day))
    checker = Checker(session)
    for _ in range(3):
        edited = deepcopy(records)
        plural = dice.choice([p for p, listed in edited.items() if listed])
        listed = edited[plural]
        at = dice.randrange(len(listed))
        act = dice.choice(("delete", "change"))
        if act == "delete" and not (plural == "parties" and len(listed) <= 2):
            del listed[at]
        else:
            other, _ = generated(dice, {BY_PLURAL[plural].kind: 1}, prefix="edit-", known=making)
            listed[at] = other[plural][0] | {"id": listed[at]["id"]}
        after = dossier_of(edited).whole
        old = {r.id: r for r in whole.records}
        new = {r.id: r for r in after.records}
        kept = tuple(old[id] if old.get(id) == new[id] else new[id] for id in new)
        changes = [(old.get(id), new.get(id)) for id in {**old, **new} if old.get(id) != new.get(id)]
        whole = type(whole)(after.header, kept, after.faults)
        checker.change(changes, whole)
        fresh = check(Dossier(whole).as_of(day))
        assert [finding(d) for d in checker.report().found] == [finding(d) for d in fresh.found]
        assert shown(session.dossier) == shown(Dossier(whole).as_of(day))
        records = edited


RESTING = """
people: [{id: p, name: P}, {id: q, name: Q}]
relays:
- id: r
  from: p
  elements: [{id: a, says: A}, {id: b, says: B}]
  hops:
  - {id: first, by: p, to: q, on: 2018-03-01, carries: {a: A}}
  - {id: second, statement: s, tells: all, carries: {b: B}}
positions: [{id: stand, by: p, about: o, statement: s}]
options: [{id: o, says: O}]
"""


def statement(said: str) -> str:
    return "statements: [{id: s, by: q, said: %s, words: B}]" % said  # noqa: UP031


def resting(text: str) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1", "a.yaml": RESTING, "s.yaml": text})


def known_hops(dossier: Dossier) -> list[str]:
    relay = dossier.get("r")
    assert isinstance(relay, Relay)
    return [hop.id for hop in relay.hops]


def test_what_has_no_date_is_known_from_the_day_of_its_statement() -> None:
    dossier = resting(statement("2018-03-10"))
    assert known_hops(dossier.as_of(date(2018, 3, 9))) == ["first"]
    assert dossier.as_of(date(2018, 3, 9)).get("stand") is None
    assert known_hops(dossier.as_of(date(2018, 3, 10))) == ["first", "second"]
    assert dossier.as_of(date(2018, 3, 10)).get("stand") is not None


def test_a_statement_that_moves_takes_with_it_what_rests_on_it() -> None:
    """Its day moves, it goes, it comes back: a session shows each time what a fresh dossier shows."""
    whole = resting(statement("2018-03-10")).whole
    session = Session(Dossier(whole).as_of(DAY))
    for text in (statement("2018-03-20"), "statements: []", statement("2018-03-25"), statement("2018-03-11")):
        fresh = resting(text)
        old, new = Dossier(whole).get("s"), fresh.get("s")
        session.change([(old, new)], fresh.whole)
        whole = fresh.whole
        for day in (DAY, date(2018, 3, 22), date(2018, 3, 25), DAY):
            session.move_to(day)
            assert known_hops(session.dossier) == known_hops(fresh.as_of(day))
            assert (session.dossier.get("stand") is None) == (fresh.as_of(day).get("stand") is None)


def test_a_day_of_lower_precision_is_known_from_its_last_day() -> None:
    text = "people: [{id: p, name: P}]\nencounters: [{id: e, who: [p], on: 2018-02}]"
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    assert dossier.as_of(date(2018, 2, 27)).get("e") is None
    assert dossier.as_of(date(2018, 2, 28)).get("e") is not None


def test_what_one_was_not_told_one_did_not_know() -> None:
    text = """
people: [{id: a, name: A}, {id: b, name: B}]
statements:
- {id: s, by: a, said: 2018-03-01, told: [{who: b, on: 2018-03-05}]}
- {id: t, by: a, said: 2018-03-01, kept_from: [b]}
"""
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    assert dossier.as_of(date(2018, 3, 4), "b").get("s") is None
    assert dossier.as_of(date(2018, 3, 5), "b").get("s") is not None
    assert dossier.as_of(date(2018, 3, 5), "b").get("t") is None
    assert dossier.as_of(date(2018, 3, 5)).get("t") is not None


def test_a_date_is_known_as_it_was_reported_by_the_day() -> None:
    text = """
documents:
- {id: early, title: Early, published: 2018-03-01}
- {id: cable, title: Cable, published: 2018-03-20}
events:
- {id: e, title: E, on: [{date: 2018-02-27, source: early}, {date: 2018-02-28, source: cable}]}
"""
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    assert dossier.as_of(date(2018, 2, 28)).get("e") is None
    then, now = (dossier.as_of(date(2018, 3, d)).get("e") for d in (1, 20))
    assert "cable" not in repr(then)
    assert "cable" in repr(now)


def test_the_place_of_a_part_stays_its_own_when_an_earlier_one_is_not_known_yet() -> None:
    text = """
people:
- {id: p, name: P}
posts:
- id: post
  title: Post
  of: state
  holders:
  - {who: p, since: 2018-03-20}
  - {who: nobody, since: 2018-03-01}
"""
    post = load_texts({"dossier.yaml": "format: 1", "a.yaml": text}).as_of(DAY).get("post")
    assert isinstance(post, Post)
    assert [h.who for h in post.holders] == ["nobody"]
    assert post.where("holders", 0, "who").origin.line == 10
    assert [ref.target for ref in post.refs] == ["state", "nobody"]


def test_a_document_is_known_from_its_publication() -> None:
    text = "documents: [{id: news, title: News, published: 2018-03-13}, {id: book, title: Book}]"
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    assert [d.id for d in dossier.as_of(DAY).all(Document)] == ["book"]
    assert len(dossier.as_of(date(2018, 3, 13)).all(Document)) == 2


def test_a_moment_parts_a_day_on_which_much_happened() -> None:
    text = """
people: [{id: p, name: P}]
statements:
- {id: morning, by: p, said: 2018-03-08T09:00}
- {id: seoul, by: p, said: 2018-03-09T09:30, zone: Asia/Seoul}
- {id: evening, by: p, said: 2018-03-08T19:30-05:00}
- {id: some-time, by: p, said: 2018-03-08}
- {id: before, by: p, said: 2018-03-07}
"""
    dossier = load_texts({"dossier.yaml": "format: 1\nzone: America/New_York", "a.yaml": text})
    at_seven = dossier.as_of(datetime.fromisoformat("2018-03-08T19:00"))
    assert at_seven.ids("statement") == ("before", "morning", "some-time")
    at_eight = dossier.as_of(datetime.fromisoformat("2018-03-08T20:00"))
    assert len(at_eight.ids("statement")) == 5
    assert at_seven.limit == DAY - timedelta(days=4)
