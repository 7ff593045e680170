"""Terms found as whole words, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.terms.maths import differ, uses

letters = st.text(alphabet="abcdéß", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("forms", "text", "found"),
    [
        (("denuclearization",), "Denuclearization, at last", True),
        (("denuclearization",), "denuclearizations", False),
        (("test",), "contest; protest", False),
        (("complete denuclearization",), "complete\n denuclearization", True),
        (("비핵화",), "조선반도의 비핵화를 위하여", True),
        (("비핵화",), "반비핵화", False),
        (("去核",), "半岛去核化", True),
        (("e\u0301tat",), "l'\u00e9tat", True),
        (("STRASSE",), "straße", True),
        (("C.V.I.D.",), "a C.V.I.D. or", True),
        (("",), "anything", False),
        ((), "anything", False),
    ],
)
def test_whole_words(forms: tuple[str, ...], text: str, found: bool) -> None:
    assert uses(forms, text) is found


@given(st.lists(letters, max_size=6), letters)
def test_a_word_is_found_where_it_stands_among_others_and_nowhere_else(words: list[str], term: str) -> None:
    folded = [w.casefold() for w in words]
    assert uses((term,), " ".join(words)) == (term.casefold() in folded)


def test_definitions_differ_by_words_only() -> None:
    assert not differ(["All of  Korea.", "all of Korea"])
    assert differ(["all of Korea", "the North"])
    assert not differ([])
