"""What counts as another wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.relays import reworded

texts = st.lists(
    st.sampled_from(["no", "Tests", "while", "talks", "go", "on,", "…", "“never”"]), max_size=8
).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No tests", "no tests."),
        ("“no tests”", "no 'tests'"),
        ("they can’t object", "they can't object"),
        ("no tests while talks go on", "no tests … go on"),
        ("no … on", "no tests while talks go on"),
        ("co‑operate", "co-operate"),
    ],
)
def test_the_same_wording(old: str, new: str) -> None:
    assert reworded(old, new).same


def test_an_excerpt_leaves_nothing_out_but_can_put_something_in() -> None:
    assert reworded("no nuclear or missile tests", "missile tests", excerpt=True).same
    assert not reworded("no nuclear or missile tests", "missile tests").same
    assert not reworded("no nuclear or missile tests", "missile launches", excerpt=True).same


@given(texts, texts)
def test_the_stretches_are_words_of_the_texts_in_order(old: str, new: str) -> None:
    change = reworded(old, new)
    for text, stretches in ((new, change.changed), (old, change.left_out)):
        ends = [0]
        for start, end in stretches:
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)


@given(texts)
def test_no_text_differs_from_itself_or_from_itself_in_capitals(text: str) -> None:
    assert reworded(text, text).same
    assert reworded(text, text.upper()).same


@given(texts, texts)
def test_without_the_changes_both_say_the_same(old: str, new: str) -> None:
    old, new = old.replace("…", "and"), new.replace("…", "and")
    change = reworded(old, new)
    assert reworded(_cut(old, change.left_out), _cut(new, change.changed)).same


def _cut(text: str, stretches: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(stretches):
        text = f"{text[:start]} {text[end:]}"
    return text
