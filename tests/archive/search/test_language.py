"""What may be typed, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.search.language import (
    Beginning,
    Both,
    Either,
    Field,
    Node,
    Phrase,
    Together,
    Without,
    Words,
    parse,
    positive,
)


@given(st.text() | st.text(alphabet='ab()"-*:“” \nANDORtitle'))
def test_anything_may_be_typed(text: str) -> None:
    node = parse(text)
    assert list(positive(node)) == list(positive(parse(text)))


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=12))
def test_plain_words_stay_together(words: list[str]) -> None:
    assert parse("  ".join(words)) == Words(" ".join(words))


@given(st.integers(1, 400))
def test_brackets_may_be_many(deep: int) -> None:
    assert isinstance(parse("(" * deep + "a" + ")" * deep), Words | Together)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("", Together(())),
        ("bombing AND halt", Both((Words("bombing"), Words("halt")))),
        ("a OR b AND c", Either((Words("a"), Both((Words("b"), Words("c")))))),
        ("(a OR b) AND c", Both((Either((Words("a"), Words("b"))), Words("c")))),
        ("a NOT b", Together((Words("a"), Without(Words("b"))))),
        ("a -b", Together((Words("a"), Without(Words("b"))))),
        ("NOT NOT a", Words("a")),
        ('"in good faith" x', Together((Phrase("in good faith"), Words("x")))),
        ("“in good faith”", Phrase("in good faith")),
        ('"not closed', Phrase("not closed")),
        ("negotia*", Beginning("negotia")),
        ("North-South K-9", Words("North-South K-9")),
        ("title:memo", Field("title", "memo")),
        ('person:"Le Duc Tho"', Field("person", "Le Duc Tho")),
        ("date:1968-10-15/1968-10-31", Field("date", "1968-10-15/1968-10-31")),
        ("date:1968-10-15/..", Field("date", "1968-10-15/..")),
        ("in:frus1964-68v07", Field("in", "frus1964-68v07")),
        ("-kind:pdf", Without(Field("kind", "pdf"))),
        ("Rostow: bombing", Words("Rostow: bombing")),
        ("unknown:field", Words("unknown:field")),
        ("at 10:30", Words("at 10:30")),
        ("a ) b", Words("a b")),
        ("AND a OR", Words("a")),
        ("()", Together(())),
    ],
)
def test_what_is_typed_means(typed: str, means: Node) -> None:
    assert parse(typed) == means
