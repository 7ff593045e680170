"""Clearance by paragraph: against a slow literal reference, as invariants, and through a dossier."""

import itertools
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.clearance import TextClearance, text_clearance, with_signatures
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.signing.maths import CLEARS, EDITS, OBJECTS, SILENT, Mark, Sign, deletions, state
from summitry.folder.load import load_texts

# --- the slow reference ---------------------------------------------------------------------------


def slow_anchors(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """All paragraphs both have in one order: the longest; of several the one that ends earliest."""
    common = [d for d in before if d in after]
    best: tuple[str, ...] = ()
    for size in range(len(common), -1, -1):
        fitting = [
            c for c in itertools.combinations(common, size)
            if [after.index(d) for d in c] == sorted(after.index(d) for d in c)
        ]  # fmt: skip
        if fitting:
            best = min(fitting, key=lambda c: [after.index(d) for d in reversed(c)])
            break
    return best


def slow_deletions(before: Sequence[str], after: Sequence[str], known: frozenset[str] = frozenset()) -> int:
    before, after = list(dict.fromkeys(before)), list(dict.fromkeys(after))
    anchors = slow_anchors(before, after)
    total = 0
    for gap in range(len(anchors) + 1):

        def inside(text: list[str], gap: int = gap) -> list[str]:
            start = text.index(anchors[gap - 1]) + 1 if gap else 0
            stop = text.index(anchors[gap]) if gap < len(anchors) else len(text)
            return text[start:stop]

        gone = [d for d in inside(before) if d not in after]
        new = [d for d in inside(after) if d not in before and d not in known]
        total += max(0, len(gone) - len(new))
    return total


def slow_mark(digest: str, body: str, text: list[str], signs: list[Sign]) -> str:
    """The state alone, read straight off the definitions."""
    own = [s for s in signs if s.body == body and s.counts]
    seen_deletion = []
    for s in own:
        if s.stand == OBJECTS:
            continue
        known = frozenset(d for o in signs if o.order <= s.order for d in (*o.covers, *o.stood))
        lost = slow_deletions(s.stood, text) if s.stood else slow_deletions(s.covers, text, known)
        if lost:
            seen_deletion.append(s.order)
    speaking = []
    for s in own:
        if s.stand == OBJECTS:
            if digest in s.covers or not s.covers:
                speaking.append((s.order, 2, "objected", s.id))
            continue
        if seen_deletion and s.order <= max(seen_deletion):
            continue
        edited = s.stand == EDITS
        if digest in s.wanted or (digest in s.covers and not edited):
            speaking.append((s.order, 1, "silent" if s.stand == SILENT else "cleared", s.id))
        elif digest in s.covers:
            taken = bool(s.wanted) and all(w in text for w in s.wanted)
            speaking.append((s.order, 1, "cleared" if taken else "open", s.id))
    if not speaking:
        return "open"
    top = max(s[:2] for s in speaking)
    return min((s for s in speaking if s[:2] == top), key=lambda s: s[3])[2]


digest = st.sampled_from(list("abcdefg"))
texts = st.lists(digest, max_size=6, unique=True)


@st.composite
def some_signs(draw: st.DrawFn) -> list[Sign]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        stand = draw(st.sampled_from([CLEARS, CLEARS, EDITS, OBJECTS, SILENT]))
        found.append(
            Sign(
                id=f"s{number}",
                body=draw(st.sampled_from(["state", "dod"])),
                stand=stand,
                order=draw(st.integers(0, 3)),
                covers=tuple(draw(texts)),
                stood=tuple(draw(st.one_of(st.just([]), texts))),
                wanted=tuple(draw(texts)) if stand == EDITS else (),
                counts=draw(st.sampled_from([True, True, True, False])),
            )
        )
    return found


@given(texts, texts, st.frozensets(digest))
def test_deletions_against_the_reference(before: list[str], after: list[str], known: frozenset[str]) -> None:
    assert deletions(before, after, known) == slow_deletions(before, after, known)


@given(texts, some_signs())
def test_the_state_against_the_reference(text: list[str], signs: list[Sign]) -> None:
    found = state(text, ["state", "dod"], signs)
    for at, marks in zip(text, found, strict=True):
        for mark in marks:
            assert mark.state == slow_mark(at, mark.body, text, signs)


@given(texts, some_signs())
def test_a_paragraph_no_sign_names_is_open_to_everyone(text: list[str], signs: list[Sign]) -> None:
    signs = [s for s in signs if s.stand != OBJECTS or s.covers]
    for mark in state([*text, "new"], ["state", "dod"], signs)[-1]:
        assert mark.state == "open"


@given(texts, some_signs())
def test_what_the_others_sign_leaves_a_bodys_objections_and_open_ends(
    text: list[str], signs: list[Sign]
) -> None:
    """Nobody else's word can clear a paragraph for a body."""
    own = [s for s in signs if s.body == "state"]
    assert all(m.state == "open" for marks in state(text, ["dod"], own) for m in marks)


@given(texts, texts)
def test_adding_paragraphs_deletes_none(before: list[str], more: list[str]) -> None:
    after = list(before)
    for number, _ in enumerate(more):
        after.insert(number * 2 % (len(after) + 1), f"new{number}")
    assert deletions(before, after) == 0


@given(texts.filter(lambda t: len(t) > 1), st.data())
def test_taking_one_out_is_a_deletion_and_rewriting_it_is_not(text: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    assert deletions(text, text[:at] + text[at + 1 :]) == 1
    assert deletions(text, [*text[:at], "rewritten", *text[at + 1 :]]) == 0


def test_a_deletion_reopens_the_text_for_those_who_had_cleared_it() -> None:
    signs = [
        Sign("s", "state", CLEARS, 1, ("a", "b", "c")),
        Sign("t", "dod", CLEARS, 1, ("c",), ("a", "b", "c")),
    ]
    marks = state(["a", "c"], ["state", "dod"], signs)
    assert marks[0] == (Mark("state", "open", "deleted", "s"), Mark("dod", "open", "deleted", "t"))
    again = state(["a", "c"], ["state"], [*signs, Sign("u", "state", CLEARS, 2, ("a", "c"))])
    assert [m[0].state for m in again] == ["cleared", "cleared"]


def test_an_edit_reopens_just_the_paragraph_it_touched() -> None:
    marks = state(["a", "B", "c"], ["state"], [Sign("s", "state", CLEARS, 1, ("a", "b", "c"))])
    assert [(m[0].state, m[0].why) for m in marks] == [("cleared", ""), ("open", "changed"), ("cleared", "")]


# --- through a dossier ----------------------------------------------------------------------------

PAGE = """---
kind: paper
id: paper
title: Options
clear: [state, dod]
learned: 2018-03-01
---
# Aim
The aim is a “meeting”.

# Options
(restricted) Talks come first.
"""
HEADER = "format: 1\nown_side: us\nmarkings: [open, restricted]\n"
BASE = """
parties: [{id: us, name: United States}]
agencies: [{id: state, name: State, side: us}, {id: dod, name: Defense, side: us}]
people: [{id: yun, name: Joseph Yun, side: us}]
posts: [{id: rep, title: Representative, of: state, holders: [{who: yun, until: 2018-03-10}]}]
"""


def reading(clearances: str, page: str = PAGE, day: date = date(2018, 3, 12)) -> TextClearance:
    files = {
        "dossier.yaml": HEADER,
        "base.yaml": BASE,
        "paper.md": page,
        "c.yaml": f"clearances:\n{clearances}",
    }
    dossier = load_texts(files)
    assert not dossier.faults
    return text_clearance(dossier.as_of(day), "paper")


ONE, TWO = (p.digest for p in paragraphs(PAGE.split("---\n")[2], ["open", "restricted"]))


def test_a_person_signs_for_the_body_of_the_day() -> None:
    text = f"- {{id: c, by: yun, of: paper, paragraphs: [{ONE}], stand: clears, on: 2018-03-09}}"
    found = reading(text)
    assert found.open("state") == (2,)
    assert found.open("dod") == (1, 2)
    mark = found.paragraphs[0].marks[0]
    assert (mark.state, mark.how) == ("cleared", "recorded")
    signed = with_signatures(found, frozenset({"c"}))
    assert [m.how for m in signed.paragraphs[0].marks] == ["signed", ""]
    later = reading(text.replace("2018-03-09", "2018-03-11"))
    assert later.answers[0].asked is False
    assert later.open("state") == (1, 2)


def test_curly_quotes_and_line_breaks_reopen_nothing_a_marking_does() -> None:
    text = f"- {{id: c, by: state, of: paper, paragraphs: [{ONE}, {TWO}], stand: clears, on: 2018-03-09}}"
    assert reading(text, PAGE.replace("a “meeting”", 'a\n "meeting"')).open("state") == ()
    assert reading(text, PAGE.replace("(restricted) ", "")).open("state") == (2,)
    assert reading(text, PAGE.replace("# Options", "# Courses")).open("state") == (2,)


def test_edits_taken_word_for_word_count() -> None:
    text = (
        f"- {{id: c, by: dod, of: paper, paragraphs: [{ONE}], stand: clears-with-edits, on: 2018-03-09,"
        " edits: \"The aim is a meeting of 'ministers'.\"}"
    )
    assert reading(text).paragraphs[0].marks[1].why == "edits"
    taken = PAGE.replace("a “meeting”", "a meeting of ‘ministers’")
    assert reading(text, taken).paragraphs[0].marks[1].state == "cleared"
    assert reading(text, taken.replace("of ‘", "of the ‘")).paragraphs[0].marks[1].state == "open"


def test_silence_counts_only_under_a_named_rule_once_its_deadline_has_passed() -> None:
    text = f"- {{id: c, by: dod, of: paper, paragraphs: [{ONE}], stand: silent, deadline: 2018-03-09"
    assert reading(text + "}").answers[0].state == "no rule"
    assert reading(text + "}").open("dod") == (1, 2)
    ruled = text + ", rule: the 48-hour rule}"
    assert reading(ruled).paragraphs[0].marks[1].state == "silent"
    assert reading(ruled, day=date(2018, 3, 9)).paragraphs[0].marks[1].state == "open"


def test_an_objection_to_paragraphs_no_longer_there_is_superseded() -> None:
    text = f"- {{id: c, by: dod, of: paper, paragraphs: [{TWO}], stand: objects, on: 2018-03-09}}"
    assert reading(text).objected("dod") == (2,)
    gone = reading(text, PAGE.replace("Talks come first", "Talks come later"))
    assert gone.answers[0].state == "superseded"
    assert gone.objected("dod") == ()


def test_a_paragraph_a_body_never_spoke_of_is_not_called_changed() -> None:
    some = state(["a", "b", "c"], ["state"], [Sign("s", "state", CLEARS, 1, ("a", "c"))])
    assert [m[0].why for m in some] == ["", "never", ""]
    then = state(["a", "b", "c"], ["state"], [Sign("s", "state", CLEARS, 1, ("a", "c"), ("a", "c"))])
    assert [m[0].why for m in then] == ["", "changed", ""]
