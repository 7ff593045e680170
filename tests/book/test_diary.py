"""A diary: what a day changed, told from one session moved on, equals what two fresh dossiers differ in."""

import json
import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.generated_dossiers import Records, dice, dossier_of, small_counts, some_records
from tests.dossier.test_handling import READERS, hidden_from, hide

from summitry.book.diary import Diary, Entry, FindingMove, compare, diary, difference
from summitry.book.diary.as_json import diary_as_json
from summitry.book.diary.follow import _Follower
from summitry.book.diary.page import diary_page
from summitry.book.diary.saying import before_words, differing, elided
from summitry.book.diary.text import comparison_text, diary_text, entry_text
from summitry.check.accepts import accepting
from summitry.check.rules import RULES
from summitry.check.run import Checker
from summitry.dossier.header import Grants
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.checking import EVERY_RULE
from summitry.testing.generated import generated

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
GOLDEN = Path(__file__).parent / "korea-diary.txt"
DAY = date(2018, 3, 12)
ONE = timedelta(days=1)
days = st.integers(-200, 100).map(lambda n: DAY + timedelta(days=n))
Said = tuple[str, tuple[str, ...], str]


def findings_on(dossier: Dossier, day: date) -> tuple[Counter[Said], Counter[Said]]:
    """The findings of a fresh check that nobody has accepted, and those accepted; day counts left open."""
    session = Session(dossier.as_of(day))
    found = [d for each in Checker(session, RULES).found().values() for d in each if not d.is_fault]
    settled = accepting(session.dossier, tuple(found))
    left, accepted = (
        Counter((d.code, d.about, d.message) for d in each) for each in (settled.left, settled.accepted)
    )
    return left, accepted


def on_day(found: Counter[Said], day: date) -> Counter[Said]:
    from summitry.foundation.diagnostics import fill_days

    return Counter({(code, about, fill_days(says, day)): n for (code, about, says), n in found.items()})


def told(moves: tuple[FindingMove, ...], *, before: bool) -> Counter[str]:
    """What the diary says was there on the earlier day and not on the later, or the other way round."""
    words = [(m.code, m.before if before else m.after) for m in moves]
    return Counter(f"{code} {says}" for code, says in words if says)


def plainly(found: Counter[Said]) -> Counter[str]:
    return Counter(f"{code} {says}" for (code, _, says), n in found.items() for _ in range(n))


def as_fresh_checks_have_it(dossier: Dossier, entry: Entry) -> None:
    """Hold an entry to two checks that know nothing of each other."""
    old, new = findings_on(dossier, entry.since)[0], findings_on(dossier, entry.day)[0]
    assert told(entry.findings, before=True) == plainly(on_day(old - new, entry.since))
    assert told(entry.findings, before=False) == plainly(on_day(new - old, entry.day))
    before, after = ({r.id: r for r in dossier.as_of(d).index.records()} for d in (entry.since, entry.day))
    whole = {item.record for item in entry.learned if not item.path}
    listed = {id for row in entry.rows for id in row.events}
    assert whole | listed == after.keys() - before.keys()
    grown = {item.record for item in entry.learned if item.path}
    assert grown == {id for id in before if before[id] != after[id]}
    for move in entry.findings:
        # What is given as the reason was really learned between the two days.
        assert {r.id for r in move.why.records} <= whole | listed | grown
        assert move.why.day_passed or move.why.records or move.how == "accepted"


@given(dice, days, st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_a_diary_is_what_fresh_checks_of_each_pair_of_days_differ_in(
    dice: random.Random, first: date, many: int
) -> None:
    dossier = dossier_of(some_records(dice)[0])
    found = diary(dossier, first, first + (many - 1) * ONE, RULES)
    assert [(e.since, e.day) for e in found.entries] == [
        (first + (n - 1) * ONE, first + n * ONE) for n in range(many)
    ]
    for entry in found.entries:
        as_fresh_checks_have_it(dossier, entry)
        assert entry == difference(dossier, entry.since, entry.day, RULES), "one step from a fresh start"


@given(dice, days, st.integers(2, 120))
@settings(max_examples=15, deadline=None)
def test_days_far_apart_differ_in_what_fresh_checks_differ_in(
    dice: random.Random, first: date, many: int
) -> None:
    dossier = dossier_of(some_records(dice)[0])
    as_fresh_checks_have_it(dossier, difference(dossier, first, first + many * ONE, RULES))


@given(dice, days, st.integers(2, 5))
@settings(max_examples=15, deadline=None)
def test_the_days_of_a_diary_add_up_to_the_whole_stretch(dice: random.Random, first: date, many: int) -> None:
    dossier = dossier_of(some_records(dice)[0])
    last = first + (many - 1) * ONE
    found = diary(dossier, first, last, RULES)
    whole = difference(dossier, first - ONE, last, RULES)
    each = [item for entry in found.entries for item in entry.learned]
    assert {i.record for i in each} == {i.record for i in whole.learned}
    assert sum(row.count for e in found.entries for row in e.rows) == sum(row.count for row in whole.rows)
    for item in whole.learned:
        assert item.known in {i.known for i in each if i.record == item.record and i.path == item.path}


@given(dice, days, days)
@settings(max_examples=20, deadline=None)
def test_two_days_turned_round_differ_in_the_same(dice: random.Random, one: date, other: date) -> None:
    dossier = dossier_of(some_records(dice)[0])
    assert difference(dossier, one, one, RULES).quiet
    there, back = difference(dossier, one, other, RULES), difference(dossier, other, one, RULES)
    assert (there.learned, there.rows) == (back.unlearned, back.unlisted)
    assert (there.unlearned, there.unlisted) == (back.learned, back.rows)
    assert told(there.findings, before=True) == told(back.findings, before=False)
    assert told(there.findings, before=False) == told(back.findings, before=True)
    assert [(c.about, c.before, c.after) for c in there.clocks] == [
        (c.about, c.after, c.before) for c in back.clocks
    ]
    # And what came on the way there is no longer so on the way back, by checks of the days themselves.
    old, new = findings_on(dossier, one)[0], findings_on(dossier, other)[0]
    assert told(there.findings, before=False) == plainly(on_day(new - old, other))
    assert told(back.findings, before=False) == plainly(on_day(old - new, one))


def bare(found: Diary) -> str:
    """A reader's diary as every form of it can show it."""
    return diary_text(found) + repr(diary_as_json(found)) + repr(found)


@given(dice, days)
@settings(max_examples=20, deadline=None)
def test_what_is_hidden_changes_no_day_of_a_readers_diary(dice: random.Random, first: date) -> None:
    grants = dice.choice(READERS)
    records, making = some_records(dice)
    last = first + 4 * ONE
    before = dossier_of(records).narrowed(grants)
    kept = {p: [t for t in deepcopy(trees) if not hidden_from(t, grants)] for p, trees in records.items()}
    more, _ = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="hidden-", known=making)
    added: Records = {plural: [hide(dice, tree, grants) for tree in trees] for plural, trees in more.items()}
    after = dossier_of(kept, added).narrowed(grants)
    found, again = (diary(d, first, last, RULES) for d in (before, after))
    assert bare(found) == bare(again)
    pages = [diary_page(d.as_of(last), f) for d, f in ((before, found), (after, again))]
    assert pages[0] == pages[1]


# --- two dossiers -------------------------------------------------------------------------------


@given(dice, days)
@settings(max_examples=20, deadline=None)
def test_two_dossiers_turned_round_differ_in_the_same(dice: random.Random, day: date) -> None:
    records, making = some_records(dice)
    edited = deepcopy(records)
    for trees in edited.values():
        for at, tree in enumerate(trees):
            act = dice.random()
            if act < 0.2 and not tree["id"].startswith("party"):
                trees[at] = {**tree, "note": "another word"}
    more, _ = generated(dice, small_counts(dice, 1) | {"party": 0}, prefix="more-", known=making)
    one, other = dossier_of(records).as_of(day), dossier_of(edited, more).as_of(day)
    assert compare(one, one, RULES).quiet
    there, back = compare(one, other, RULES), compare(other, one, RULES)
    assert there.added == back.removed and there.removed == back.added
    assert {r.record for r in there.added} == {r.id for r in other.index.records()} - {
        r.id for r in one.index.records()
    }
    turned = [
        replace(r, fields=tuple(replace(f, before=f.after, after=f.before) for f in r.fields))
        for r in back.changed
    ]
    assert [(r.record, set(r.fields)) for r in there.changed] == [(r.record, set(r.fields)) for r in turned]
    assert told(there.findings, before=True) == told(back.findings, before=False)


BEFORE = """
people: [{id: a, name: A}, {id: gone, name: G}]
statements:
- {id: s, by: a, said: 2018-03-01, to: public, words: We wait, states: [{is: sent, on: 2018-03-02}]}
posts: [{id: p, title: Post, of: us, holders: [{who: a, since: 2018-01-01}, {who: gone, since: 2018-02-01}]}]
parties: [{id: us, name: We}]
"""
AFTER = """
people: [{id: a, name: A}, {id: new, name: N}]
statements:
- {id: s, by: a, said: 2018-03-02, words: We wait, answers: {q: [no]}, states: [{is: sent, on: 2018-03-02}]}
posts: [{id: p, title: Post, of: us, holders: [{who: new, since: 2018-02-01}, {who: a, since: 2018-01-01}]}]
parties: [{id: us, name: We}]
questions: [{id: q, asks: When?, answers: [no]}]
"""


def two(text: str) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1", "a.yaml": text}).as_of(DAY)


def test_records_are_compared_field_by_field_with_old_and_new_words() -> None:
    found = compare(two(BEFORE), two(AFTER), RULES)
    assert [r.record for r in found.added] == ["new", "q"]
    assert [r.record for r in found.removed] == ["gone"]
    changes = {r.record: [(f.path, f.before, f.after) for f in r.fields] for r in found.changed}
    assert changes["s"] == [
        (("said",), "2018-03-01", "2018-03-02"),
        (("to",), "public", ""),
        (("answers", "q"), "", "no"),
    ]
    # Two holders changed places, which is no change; the other is another.
    assert changes["p"] == [(("holders", "#1", "who"), "gone", "new")]
    assert "said: 2018-03-01 → 2018-03-02" in comparison_text(found)


# --- small things -------------------------------------------------------------------------------

SMALL = """
format: 1
own_side: us
counterparts: [dprk]
"""
TEXT = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
people: [{id: a, name: Anna Bell, side: us}]
posts: [{id: p, title: Envoy, of: us, holders: [{who: a, since: 2018-01-01}]}]
kinds_of_event: [{id: launch, name: launches}]
pledges: [{id: pause, title: the pause, by: dprk, does: no launches, said: 2018-03-06, scope: {launch: in}}]
events: [{id: e, title: a launch, kind: launch, by: [dprk], on: 2018-03-09}]
questions: [{id: q, asks: Is there a condition?, answers: ["none", some]}]
statements:
- {id: s1, by: a, said: 2018-03-07, to: public, says: There is none, answers: {q: ["none"]}}
- {id: s2, by: a, said: 2018-03-08, to: public, says: There is none, answers: {q: ["none"]}}
- {id: s3, by: a, said: 2018-03-10, to: public, says: There are some, answers: {q: [some]}}
meetings: [{id: m, title: the summit, between: [us, dprk], dates: [{on: 2018-03-20, since: 2018-03-06}]}]
tasks: [{id: t, title: write the book, takes: 3 workdays, serves: [m], owner: a, due: 2018-03-19}]
"""


@pytest.fixture(scope="module")
def small() -> dict[date, Entry]:
    dossier = load_texts({"dossier.yaml": SMALL, "a.yaml": TEXT})
    assert not dossier.faults, dossier.faults
    return {e.day: e for e in diary(dossier, date(2018, 3, 5), date(2018, 3, 25), RULES).entries}


def clocks(entry: Entry, kind: str) -> list[str]:
    return [c.says for c in entry.clocks if c.kind == kind]


def test_a_pledge_moves_when_it_is_broken(small: dict[date, Entry]) -> None:
    assert clocks(small[date(2018, 3, 6)], "pledge") == ["It is kept."]
    assert clocks(small[date(2018, 3, 9)], "pledge") == ["It is now broken, and was kept: a launch."]
    moved = [e.day for e in small.values() if clocks(e, "pledge")]
    assert moved == [date(2018, 3, 6), date(2018, 3, 9)]


def test_an_answer_that_is_only_repeated_does_not_move(small: dict[date, Entry]) -> None:
    moved = {e.day: [line.says for line in e.lines] for e in small.values() if e.lines}
    assert moved == {
        date(2018, 3, 7): ["Anna Bell answers in public “none”."],
        date(2018, 3, 10): [
            "Anna Bell answers in public “some”; in force before: “none” (Anna Bell, 8 March 2018)."
        ],
    }


def test_a_task_turns_late_the_day_after_it_had_to_begin(small: dict[date, Entry]) -> None:
    # 3 workdays that end on Monday 19 March, the task's own deadline: Thursday 15, Friday 16, Monday 19.
    late = {e.day: [c.says for c in e.clocks if c.kind == "task"] for e in small.values()}
    assert [day for day, says in late.items() if says] == [date(2018, 3, 16)]
    assert "had to begin by 15 March 2018" in late[date(2018, 3, 16)][0]
    assert clocks(small[date(2018, 3, 19)], "deadline") == ["19 March 2018 is due."]
    assert clocks(small[date(2018, 3, 20)], "meeting") == [
        "The day on which it can begin, 20 March 2018, has come."
    ]


ACCEPTS = """
accepts:
- {id: known, finding: CNT007, about: [m], because: It is only a courtesy, on: 2018-03-12, until: 2018-03-14}
meetings: [{id: m, title: the summit, dates: [{on: 2018-05-20, since: 2018-03-06}]}]
parties: [{id: us, name: We}]
"""


def test_a_finding_that_is_accepted_goes_with_its_reason_and_comes_back() -> None:
    dossier = load_texts({"dossier.yaml": "format: 1\nown_side: us", "a.yaml": ACCEPTS})
    found = diary(dossier, date(2018, 3, 12), date(2018, 3, 16), RULES)
    moves = {
        e.day.day: [(f.how, f.why.accepted) for f in e.findings if f.code == "CNT007"] for e in found.entries
    }
    assert moves[12] == [("accepted", "It is only a courtesy")]
    assert moves[15] == [("no longer accepted", "")]
    assert moves[13] == moves[14] == moves[16] == []


SERIES = {
    "dossier.yaml": "format: 1",
    "list.yaml": "series:\n- id: list\n  title: The list\n  columns: {day: on, what: kind}\n"
    "  learned_as: occurred\nkinds_of_event: [{id: launch, name: launches}]\n",
    "list.csv": "day,what\n2018-03-05,launch\n2018-03-06,launch\n2018-03-06,launch\n",
}


def test_rows_of_a_list_are_summed_up() -> None:
    dossier = load_texts(SERIES)
    entry = difference(dossier, date(2018, 3, 4), date(2018, 3, 6), RULES)
    (row,) = entry.rows
    assert (row.count, row.first, row.last) == (3, date(2018, 3, 5), date(2018, 3, 6))
    assert not entry.learned
    assert "The list: 3 rows, 5 March 2018 to 6 March 2018 (3 launches)" in entry_text(dossier, entry)


def test_what_changed_in_a_sentence_is_marked_and_what_did_not_is_shortened() -> None:
    before = "Three tasks should have begun: one, two and three, and these words stand in both of them alike."
    after = "Four tasks should have begun: one, two and three, and these words stand in both of them alike."
    assert [after[a:b] for a, b in differing(before, after)] == ["Four"]
    assert elided(before, after) == "Three tasks should have begun: one, two …"
    assert elided("the same", "the same") == "the same"
    assert before_words("It is 4 days ago.", "It is 5 days ago. Nobody answered.") == "new: Nobody answered."
    assert before_words("It was in May.", "It was in June.") == "before: It was in May."


def test_words_are_compared_in_texts_of_any_length() -> None:
    words = [f"word{n % 900}" for n in range(20_000)]
    changed = [*words[:10_000], "other", *words[10_001:]]
    before, after = " ".join(words), " ".join(changed)
    assert [after[a:b] for a, b in differing(before, after)] == ["other"]
    assert len(elided(before, after)) < 200
    assert elided(before, " ".join(reversed(words))), "as a whole, and at once"


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_what_is_not_marked_stands_in_both_texts(before: str, after: str) -> None:
    unmarked, at = [], 0
    for start, end in differing(before, after):
        unmarked += after[at:start].split()
        at = end
    unmarked += after[at:].split()
    rest = iter(before.split())
    assert all(word in rest for word in unmarked), "in the same order"


def test_nothing_an_author_writes_becomes_part_of_the_page() -> None:
    name = "<script>alert(1)</script>\" onclick='x' \u202e"
    text = "parties: [{id: us, name: We}]\nmeetings:\n- id: m\n  learned: 2018-03-06\n"
    text += f"  title: {json.dumps(name)}\n"
    dossier = load_texts({"dossier.yaml": "format: 1\nown_side: us", "a.yaml": text})
    found = diary(dossier, date(2018, 3, 6), date(2018, 3, 7), RULES)
    assert any(entry.learned for entry in found.entries)
    page = diary_page(dossier.as_of(date(2018, 3, 7)), found)
    assert page.count("<script>") == 1 and "onclick='" not in page
    assert "\u202e" not in diary_text(found)


def test_a_meeting_that_was_held_is_no_longer_ahead() -> None:
    text = """
parties: [{id: us, name: We}]
meetings: [{id: m, title: the talks, dates: [{on: 2018-03-08, since: 2018-03-01}], held: [2018-03-08]}]
"""
    dossier = load_texts({"dossier.yaml": "format: 1\nown_side: us", "a.yaml": text})
    entry = difference(dossier, date(2018, 3, 7), date(2018, 3, 8), RULES)
    assert clocks(entry, "meeting") == ["It has been held."]


# --- Korea --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def korea() -> Diary:
    return diary(load(KOREA), date(2018, 3, 5), date(2018, 3, 31), EVERY_RULE)


def test_the_korea_diary_is_what_fresh_checks_differ_in(korea: Diary) -> None:
    dossier = load(KOREA)
    plain = diary(dossier, korea.first, korea.last, RULES)
    for entry in plain.entries:
        if entry.day.day in (6, 8, 10, 13, 14, 20, 23):
            as_fresh_checks_have_it(dossier, entry)
    assert diary(dossier, korea.first, korea.last, EVERY_RULE) == korea


def test_every_day_of_the_korea_diary_stands_on_its_page(korea: Diary) -> None:
    page = diary_page(load(KOREA).as_of(korea.last), korea)
    for entry in korea.entries:
        assert f'id="d{entry.day}"' in page
    assert "http://" not in page and "https://" not in page, "nothing is fetched"
    assert page.count("<script>") == 1 and "src=" not in page


def test_the_korea_diary_reads_as_it_was_read(korea: Diary) -> None:
    """The diary of 5 to 31 March 2018, word for word, as a person has read it against the facts.

    Whoever changes the example, a rule's message or the diary may write the file anew
    (``python -m tests.book.write_korea_diary``), but only after reading the days that differ: each thing
    learned on the day on which it could be known, each reason a true one. A date in it that moves is a
    fault until shown right.
    """
    assert diary_text(korea) == GOLDEN.read_text(encoding="utf-8"), (
        "run `python -m tests.book.write_korea_diary`, and read what differs before you keep it"
    )


@given(dice, days, st.integers(1, 60))
@settings(max_examples=15)
def test_two_days_looked_at_alone_differ_by_what_following_them_tells(
    dice: random.Random, since: date, later: int
) -> None:
    dossier = dossier_of(some_records(dice)[0])
    dossier = dice.choice((dossier, dossier.narrowed(Grants("open"))))
    followed = _Follower(dossier.as_of(since), RULES).move_to(since + timedelta(days=later))
    assert difference(dossier, since, followed.day, RULES) == followed
