"""Bracketed texts and the alignment of clauses."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.drafts import compare_drafts, draft_reading
from summitry.analysis.drafts.brackets import (
    Bracket,
    Gap,
    Text,
    Words,
    brackets,
    count_words,
    parse,
    printed,
    wording,
)
from summitry.analysis.drafts.clauses import ALIKE, aligned, bag, clauses, likeness
from summitry.folder.load import load_texts

marked = st.text(alphabet=st.sampled_from(list("[]|\\ ab.\n(^x)-:…1평")), max_size=60)
words = st.text(alphabet="abc é평", min_size=1, max_size=6).filter(lambda s: s.strip() not in ("", "x"))


def joined(nodes: list[Words | Bracket]) -> Text:
    """Neighbouring words are one stretch of words."""
    found: list[Words | Bracket] = []
    for node in nodes:
        if found and isinstance(node, Words) and isinstance(found[-1], Words):
            found[-1] = Words(found[-1].raw + node.raw)
        else:
            found.append(node)
    return tuple(found)


texts = st.recursive(
    st.lists(st.builds(Words, words), min_size=1, max_size=3).map(joined),
    lambda inner: st.lists(
        st.builds(Words, words) | st.builds(Bracket, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        min_size=1,
        max_size=4,
    ).map(joined),
    max_leaves=12,
)


@given(marked)
def test_printing_what_was_parsed_gives_the_same_text(text: str) -> None:
    assert printed(parse(text).nodes) == text


@given(texts)
def test_parsing_what_was_printed_gives_the_same_brackets(nodes: Text) -> None:
    parsed = parse(printed(nodes))
    assert parsed.nodes == nodes
    assert parsed.unpaired == ()


@given(marked)
def test_words_in_brackets_are_some_of_the_words(text: str) -> None:
    every, bracketed = count_words(parse(text).nodes)
    assert 0 <= bracketed <= every


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("a [b | c] d", [["b", "c"]]),
        ("a [b [c | d] | e]", [["b [c | d]", "e"], ["c", "d"]]),
        (r"a \[b\] [c \| d]", [["c | d"]]),
        ("see [the list](https://example.org/a_(b)) [now]", [["now"]]),
        ("[shall](if agreed) act", [["shall"]]),
        ("![map](map.png) and a note[^1]\n\n[^1]: a [note]", [["note"]]),
        ("[ref]: https://example.org\n- [ ] to do\n- [x] done", []),
        ("[shall][will] act", [["shall"], ["will"]]),
        ("| a table | of cells |", []),
        ("[never closed", []),
        ("closed] only", []),
        ("[all | ]", [["all", ""]]),
    ],
)
def test_what_is_a_bracket(text: str, alternatives: list[list[str]]) -> None:
    found = [[wording(a) for a in b.alternatives] for b in brackets(parse(text).nodes)]
    assert found == alternatives


def test_a_gap_is_no_bracket() -> None:
    nodes = parse("The sides [...] shall […] act.").nodes
    assert [n for n in nodes if isinstance(n, Gap)] == [Gap("[...]"), Gap("[…]")]


def test_very_deep_nesting_is_read_to_some_depth() -> None:
    text = "[" * 5_000 + "]" * 5_000
    assert printed(parse(text).nodes) == text


def test_clauses_are_paragraphs_items_and_sentences_but_brackets_stay_whole() -> None:
    text = (
        "First point. Second [one; or. Another | two] here.\n\n- an item\n- another; more\nlines of U.S. law"
    )
    assert clauses(parse(text).nodes) == (
        "First point.",
        "Second [one; or. Another | two] here.",
        "- an item",
        "- another;",
        "more lines of U.S. law",
    )


clause_lists = st.lists(st.sampled_from(["a b c", "a b d", "e f", "g h i", "g h", "a"]), max_size=5)


@given(clause_lists, clause_lists)
def test_the_alignment_is_as_good_as_the_best_of_all(left: list[str], right: list[str]) -> None:
    """Against a literal search of all alignments that keep the order."""

    def alike(i: int, j: int) -> float:
        return likeness(bag(left[i]), bag(right[j]))

    @cache
    def best(i: int, j: int) -> float:
        if i == len(left) or j == len(right):
            return 0.0
        matched = alike(i, j) + best(i + 1, j + 1) if alike(i, j) >= ALIKE else 0.0
        return max(matched, best(i + 1, j), best(i, j + 1))

    rows = aligned(left, right)
    paired = [(r.left, r.right) for r in rows if r.what in ("same", "changed")]
    total = sum(alike(i, j) for i, j in paired if i is not None and j is not None)
    assert total == pytest.approx(best(0, 0))
    assert sorted(r.left for r in rows if r.left is not None) == list(range(len(left)))
    assert [r.right for r in rows if r.right is not None] == list(range(len(right)))


@given(clause_lists)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert {row.what for row in aligned(text, text)} <= {"same"}


def test_long_texts_are_compared_where_they_differ_and_refused_where_they_differ_too_much() -> None:
    long = " ".join(f"Clause {n} says this." for n in range(2_000))
    other = " ".join(f"Words {n} about something else." for n in range(2_000))
    text = {
        "drafts": [
            {"id": "d1", "title": "One", "text": long},
            {"id": "d2", "title": "Two", "text": long.replace("Clause 1000 says this.", "Nothing is said.")},
            {"id": "d3", "title": "Three", "text": other},
        ]
    }
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": json.dumps(text)}).as_of(date(2018, 3, 12))
    compared = compare_drafts(dossier, "d1", "d2")
    assert [r.what for r in compared.rows if r.what != "same"] == ["dropped", "added"]
    assert len(compared.rows) == 2_001
    refused = compare_drafts(dossier, "d1", "d3")
    assert refused.rows == ()
    assert "too long" in refused.refused


DRAFTS = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
drafts:
- id: d1
  title: First
  on: 2018-03-01
  text: "The sides [shall] end tests. Aid begins at once. Nobody loses."
- id: d2
  title: Second
  on: 2018-03-10
  replaces: d1
  text: "Aid begins at once. The sides [shall | will seek to] end all tests. Inspectors come."
  held:
  - {words: will seek to, by: [dprk], since: 2018-03-09}
  - {words: shall, by: [us], withdrawn: 2018-03-11}
- {id: d3, title: Leaked, text: "Aid begins at once. [...]"}
"""


def test_a_draft_knows_its_versions_holders_and_ages() -> None:
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": DRAFTS}).as_of(date(2018, 3, 12))
    reading = draft_reading(dossier, "d2")
    assert [(v.draft, v.words, v.bracketed) for v in reading.versions] == [("d1", 11, 1), ("d2", 15, 4)]
    shall, seek = reading.passages[0].alternatives
    assert (shall.words, shall.by, shall.withdrawn) == ("shall", (), ("us",))
    assert shall.since is not None and shall.since.text == "2018-03-01", "bracketed since the first version"
    assert (seek.by, seek.since and seek.since.text) == (("dprk",), "2018-03-09")
    assert reading.misplaced == ()
    assert draft_reading(dossier, "d1").superseded_by == "d2"


def test_moved_dropped_and_added_clauses_are_told_apart() -> None:
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": DRAFTS}).as_of(date(2018, 3, 12))
    compared = compare_drafts(dossier, "d1", "d2")
    what = {(compared.left[r.left] if r.left is not None else "", r.what) for r in compared.rows}
    assert what == {
        ("The sides [shall] end tests.", "moved and changed"),
        ("Aid begins at once.", "same"),
        ("Nobody loses.", "dropped"),
        ("", "added"),
    }
    leaked = compare_drafts(dossier, "d1", "d3")
    assert {r.what for r in leaked.rows} == {"same", "not known"}, "a gap proves no absence"
