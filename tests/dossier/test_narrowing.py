"""What a reader may see, kept while records change, is what narrowing everything afresh gives."""

import random
from copy import deepcopy
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.generated_dossiers import Records, dice, dossier_of, shown, small_counts, some_records

from summitry.dossier.chronicle import Chronicle
from summitry.dossier.header import Grants
from summitry.dossier.index import Change
from summitry.dossier.kinds import BY_PLURAL
from summitry.dossier.narrow import names_of
from summitry.dossier.narrowing import Bare
from summitry.dossier.record import Record
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier, Whole
from summitry.folder.load import load_texts
from summitry.testing.generated import Making, generated

DAY = date(2018, 3, 12)
READERS = (
    Grants("open"), Grants("restricted"), Grants("restricted", frozenset({"consular"})),
    Grants("restricted", frozenset({"consular", "nuclear"})), Grants("secret"),
)  # fmt: skip


def edited(dice: random.Random, records: Records, making: Making) -> Records:
    """The same records with one or several deleted, put in, rewritten, or held otherwise."""
    after = deepcopy(records)
    for _ in range(dice.choice((1, 1, 2, 4))):
        plural = dice.choice([p for p, listed in after.items() if listed])
        listed = after[plural]
        at = dice.randrange(len(listed))
        act = dice.choice(("delete", "change", "hold", "open", "come"))
        if act == "delete" and not (plural == "parties" and len(listed) <= 2):
            del listed[at]
        elif act == "hold":
            listed[at] = listed[at] | dice.choice(({"marking": "restricted"}, {"access": ["nuclear"]}))
        elif act == "open":
            listed[at] = {k: v for k, v in listed[at].items() if k not in ("marking", "access")}
        else:
            made, _ = generated(dice, {BY_PLURAL[plural].kind: 1}, prefix="edit-", known=making)
            id = listed[at]["id"] if act == "change" else f"come-{dice.randrange(1000)}-{plural}"
            if act == "change" or all(tree["id"] != id for tree in listed):
                listed[at : at + (act == "change")] = [made[plural][0] | {"id": id}]
    return after


def taken_over(before: Whole, after: Whole) -> tuple[Whole, list[Change]]:
    """A whole whose records are those it was before wherever they say the same, and what changed."""
    old, new = ({r.id: r for r in some.records} for some in (before, after))
    kept = {id: old[id] if old.get(id) == r else r for id, r in new.items()}
    changes = [(old.get(id), kept.get(id)) for id in {**old, **kept} if old.get(id) is not kept.get(id)]
    return Whole(after.header, tuple(kept.values()), after.faults), changes


def as_seen(dossier: Dossier) -> dict[str, tuple[Record, object, bool]]:
    return {r.id: (r, r.refs, r.bears_marks) for r in dossier.index.records()}


def same(one: Dossier, other: Dossier) -> None:
    assert as_seen(one) == as_seen(other)
    assert all(r.home is None for r in one.index.records())
    for id in [*as_seen(one), "nobody"]:
        assert [r.id for r in one.naming(id, Record)] == [r.id for r in other.naming(id, Record)]
        assert [r.id for r in one.citing(id, Record)] == [r.id for r in other.citing(id, Record)]


class Kept:
    """One reader's chronicle, and a session on a day."""

    def __init__(self, whole: Dossier, grants: Grants, day: date, bare: Bare) -> None:
        self.grants = grants
        self.chronicle = Chronicle.of_reader(whole, grants, bare)
        self.session = Session.following(self.chronicle, day)

    def change(self, changes: list[Change], whole: Dossier) -> None:
        assert self.chronicle.narrowing is not None
        seen = self.chronicle.narrowing.change(changes, whole.index)
        self.session.follow(self.chronicle.change(seen, whole.whole))

    def hold_to(self, whole: Dossier) -> None:
        fresh = whole.narrowed(self.grants)
        assert self.chronicle.narrowing is not None
        assert set(self.chronicle.narrowing.names) == names_of(fresh.index.records())
        same(self.chronicle.everything, fresh)
        same(self.session.dossier, fresh.as_of(self.session.day))


days = st.integers(-200, 100).map(lambda n: DAY + timedelta(days=n))


@given(dice, days, st.integers(1, 6))
@settings(max_examples=60)
def test_what_is_kept_is_what_narrowing_afresh_gives(dice: random.Random, day: date, steps: int) -> None:
    records, making = some_records(dice)
    whole, bare = dossier_of(records), Bare()
    kept = [Kept(whole, grants, day, bare) for grants in READERS]
    for _ in range(steps):
        records = edited(dice, records, making)
        after, changes = taken_over(whole.whole, dossier_of(records).whole)
        whole = Dossier(after, index=whole.index.with_changes(changes)[0])
        for one in kept:
            one.change(changes, whole)
            one.hold_to(Dossier(after))


@given(dice, days, st.integers(1, 3))
@settings(max_examples=10)
def test_answers_that_are_kept_are_what_computing_them_afresh_gives(
    dice: random.Random, day: date, steps: int
) -> None:
    """Every rule, view and brief."""
    records, making = generated(dice, small_counts(dice), filled=0.5, restricted=0.2)
    whole = dossier_of(records)
    kept = Kept(whole, dice.choice(READERS), day, Bare())
    shown(kept.session.dossier)
    for _ in range(steps):
        records = edited(dice, records, making)
        after, changes = taken_over(whole.whole, dossier_of(records).whole)
        whole = Dossier(after, index=whole.index.with_changes(changes)[0])
        kept.change(changes, whole)
        assert shown(kept.session.dossier) == shown(Dossier(after).narrowed(kept.grants).as_of(day))


HEADER = "format: 1\nmarkings: [open, restricted]\n"
RING = """
parties: [{id: us, name: Us}]
people: [{id: p, name: P}]
statements: [{id: s, by: p, said: 2018-03-01, words: "Yes.", answers: {q: "yes"}%s}]
questions: [{id: q, asks: Will they?}]
positions: [{id: stand, by: p, about: o, statement: s}]
options: [{id: o, says: O}]
"""


def test_what_comes_open_brings_what_needs_it() -> None:
    """A statement comes open: the position that rests on it is whole again, and goes back when it is held."""
    closed, open_ = (
        load_texts({"dossier.yaml": HEADER, "a.yaml": RING % held}).whole
        for held in (", marking: restricted", "")
    )
    whole = Dossier(closed)
    kept = Kept(whole, Grants("open"), DAY, Bare())
    assert kept.session.dossier.get("s") is None
    for after in (open_, closed, open_):
        now, changes = taken_over(whole.whole, after)
        whole = Dossier(now)
        kept.change(changes, whole)
        kept.hold_to(whole)
        there = kept.session.dossier.get("s")
        assert (there is not None) == (after is open_)


def test_a_change_of_what_is_hidden_is_no_change() -> None:
    first, second = (
        load_texts(
            {"dossier.yaml": HEADER, "a.yaml": (RING % ", marking: restricted").replace("Yes.", words)}
        )
        for words in ("Yes.", "No.")
    )
    kept = Kept(first, Grants("open"), DAY, Bare())
    now, changes = taken_over(first.whole, second.whole)
    assert kept.chronicle.narrowing is not None
    assert changes
    assert kept.chronicle.narrowing.change(changes, Dossier(now).index) == ()
