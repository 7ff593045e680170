"""How a text is cut into terms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.search.words import fold, stems, terms


@given(st.text())
def test_terms_stand_in_order_where_they_say(text: str) -> None:
    found = terms(text)
    assert [t.begin for t in found] == sorted(t.begin for t in found)
    assert all(0 <= t.begin < t.end <= len(text) and t.term and " " not in t.term for t in found)


@given(st.text(), st.text())
def test_what_a_blank_parts_is_cut_alike(one: str, other: str) -> None:
    if not one[-3:].upper().strip().endswith("U.") and not other.upper().lstrip().startswith("S"):
        assert stems(f"{one} \n {other}") == stems(one) + stems(other)


@given(st.text(alphabet="abcdefgéèüñôçåABCDEFGÉÈ -'"))
def test_case_and_accents_change_nothing(text: str) -> None:
    assert stems(text) == stems(unicodedata.normalize("NFD", text))
    assert fold(text) == fold(text.upper()) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U.S. policy told us", ("u.s.", "polici", "told", "us")),
        ("The US and the U. S.", ("the", "u.s.", "and", "the", "u.s.")),
        ("the U.S.S.R.’s and USSR's", ("the", "ussr", "and", "ussr")),
        ("Walt W. Rostow", ("walt", "rostow")),
        ("Walt W Rostow; Rostow, W. W.", ("walt", "rostow", "rostow")),
        ("vitamin D deficiency", ("vitamin", "d", "defici")),
        ("Congress, U.S", ("congress", "u.s.")),
        ("Kim Chong-p’il, Ch'oe", ("kim", "chong", "pil", "choe")),
        ("Thiệu, Debré, Đặng", ("thieu", "debr", "dang")),
        ("F-4s and EC–121", ("f", "4s", "and", "ec", "121")),
        ("北京", ("北京",)),
        ("비핵화는", ("비핵", "핵화", "화는")),
        ("東京で会談", ("東京", "京で", "で会", "会談")),
        ("김정은 위원장과", ("김정", "정은", "위원", "원장", "장과")),
        ("Москва́", ("москва",)),
        ("", ()),
        ("— … ;", ()),
    ],
)
def test_a_text_is_cut_into(text: str, found: tuple[str, ...]) -> None:
    assert stems(text) == found


def test_letters_in_parts_are_letters() -> None:
    whole = "리용호"
    assert stems(unicodedata.normalize("NFD", whole)) == stems(whole)
