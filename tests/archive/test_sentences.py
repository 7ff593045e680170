"""Passages are cut into sentences that lose nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@given(st.text(alphabet='aB .?!…。"”)(1;U S\n', max_size=80))
def test_nothing_but_space_is_lost_and_nothing_stands_twice(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(piece.strip() == piece and piece for piece in cut(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He met Mr. Yun. They spoke.", 2),
        ("The U.S. side agreed at 7 p.m. on March 8.", 1),
        ("“Is it so?” he asked. “Yes.” Then he left.", 3),
        ("See No. 3, p. 12. It says so.", 2),
        ("1. We met at noon. 2. We parted.", 2),
        ("will not resume … tests while the dialogue continues", 1),
        ("우리는 만났다. 그리고 갔다.", 2),
        ("我们会见了他们。他们走了。", 2),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, pieces: int) -> None:
    assert len(sentences(text)) == pieces, cut(text)
