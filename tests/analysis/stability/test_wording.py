"""Statements over options: read as people write them, written so that they read the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.stability.models import some_formula

from summitry.analysis.stability.formula import holds, settled
from summitry.analysis.stability.wording import Misread, is_rule, read_statement, write_statement

NAMES = ["a", "b-2", "Air Strike", "d"]
KNOWN = {name: k for k, name in enumerate(NAMES)}


def value(text: str, vector: int) -> bool:
    formula = read_statement(text, KNOWN)
    assert not isinstance(formula, Misread), formula
    return holds(formula, vector)


@pytest.mark.parametrize(
    ("text", "true_in"),
    [
        ("a & !d", {0b0001, 0b0011, 0b0101, 0b0111}),
        ('a -> "Air Strike"', {v for v in range(16) if not v & 1 or v & 4}),
        ("a->b-2->d", {v for v in range(16) if not v & 1 or not v & 2 or v & 8}),
        ("a <-> d", {v for v in range(16) if bool(v & 1) == bool(v & 8)}),
        ("!a | b-2 & d", {v for v in range(16) if not v & 1 or (v & 2 and v & 8)}),
        ("!(a | d)", {v for v in range(16) if not v & 9}),
        ("if a then d", {v for v in range(16) if not v & 1 or v & 8}),
        ("at most one of a, b-2 and d", {v for v in range(16) if bin(v & 0b1011).count("1") < 2}),
        ('exactly one of a, "Air Strike"', {v for v in range(16) if bin(v & 0b101).count("1") == 1}),
        ("At least one of a or d", {v for v in range(16) if v & 9}),
        ("true", set(range(16))),
    ],
)
def test_a_statement_means_what_it_says(text: str, true_in: set[int]) -> None:
    assert {v for v in range(16) if value(text, v)} == true_in


@pytest.mark.parametrize(
    ("text", "message", "hint", "at"),
    [
        ("a & c", 'There is no option "c" in this conflict.', "Its options are a, b-2, Air Strike, d.", 4),
        ('"Air Strik"', 'There is no option "Air Strik" in this conflict.', 'Did you mean "Air Strike"?', 1),
        ("a &", 'The statement "a &" breaks off.', "Write what follows, or drop its last sign.", 3),
        ("(a | d", 'A bracket of "(a | d" is not closed.', 'Write the missing ")".', 0),
        ("a d", 'The statement "a d" does not go on with "d".', "Put & or | before it.", 2),
        ("a)", 'The statement "a)" does not go on with ")".', "Remove it, or open a bracket for it.", 1),
        (
            "& a",
            '"&" stands where an option is expected in "& a".',
            "Write an option before it, or drop it.",
            0,
        ),
        ("a + d", '"+" has no meaning in a statement.', "Join options with & | ! -> <->.", 2),
        ("", "A statement is empty.", "Write an option, or a Boolean statement over options.", 0),
        (
            "at most one of a",
            '"at most one of a" names fewer than two options.',
            "Name two options or more.",
            15,
        ),
        (
            "if a then x",
            'There is no option "x" in this conflict.',
            "Its options are a, b-2, Air Strike, d.",
            10,
        ),
    ],
)
def test_a_misread_statement_says_why_where_and_what_to_do(
    text: str, message: str, hint: str, at: int
) -> None:
    assert read_statement(text, KNOWN) == Misread(message=message, hint=hint, at=at)


def test_endless_nesting_and_length_are_refused_in_words() -> None:
    for text in ("(" * 5000 + "a", "!" * 500 + "a", "a & " * 5000 + "a"):
        assert isinstance(read_statement(text, KNOWN), Misread)


def test_rules_are_told_from_patterns() -> None:
    assert is_rule("at most one of a, b") and is_rule("if a then b")
    assert not is_rule("a & b") and not is_rule("a -> b")


@given(st.integers(0, 10**9))
def test_what_is_written_reads_the_same(seed: int) -> None:
    formula = some_formula(random.Random(seed), 4, 4)
    assert read_statement(write_statement(formula, NAMES), KNOWN) == formula


@given(st.integers(0, 10**9), st.integers(0, 15), st.integers(0, 15))
def test_what_is_settled_stays_so(seed: int, known: int, vector: int) -> None:
    formula = some_formula(random.Random(seed), 4, 3)
    found = settled(formula, known, vector)
    if found is not None:
        for other in range(16):
            assert holds(formula, (vector & known) | (other & ~known)) is found


@given(st.text(alphabet='ab-2d&|!()<> "\u00e9', max_size=30))
def test_no_text_is_too_odd_to_be_read_or_refused(text: str) -> None:
    found = read_statement(text, KNOWN)
    if isinstance(found, Misread):
        assert found.message.endswith(".") and 0 <= found.at <= len(text)
