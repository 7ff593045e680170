"""Stems as their author published them."""

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.search.stems import stem

# The examples of the rules in M. F. Porter, "An algorithm for suffix stripping", 1980, each carried
# through all five steps; and words of the vocabulary published beside his program.
TABLE = """
caresses caress  ponies poni  ties ti  cats cat  feed feed  agreed agre  plastered plaster  bled bled
motoring motor  sing sing  conflated conflat  troubled troubl  sized size  hopping hop  tanned tan
falling fall  hissing hiss  fizzed fizz  failing fail  filing file  happy happi  sky sky
relational relat  conditional condit  rational ration  valenci valenc  hesitanci hesit  digitizer digit
conformabli conform  radicalli radic  differentli differ  vileli vile  analogousli analog
vietnamization vietnam  predication predic  operator oper  feudalism feudal  decisiveness decis
hopefulness hope  callousness callous  formaliti formal  sensitiviti sensit  sensibiliti sensibl
triplicate triplic  formative form  formalize formal  electriciti electr  electrical electr  hopeful hope
goodness good  revival reviv  allowance allow  inference infer  airliner airlin  gyroscopic gyroscop
adjustable adjust  defensible defens  irritant irrit  replacement replac  adjustment adjust
dependent depend  adoption adopt  homologou homolog  communism commun  activate activ  angulariti angular
homologous homolog  effective effect  bowdlerize bowdler  probate probat  rate rate  cease ceas
controll control  roll roll  generalizations gener  oscillators oscil
abominably abomin  abbey abbei  abilities abil  absence absenc  accompany accompani  accordingly accordingli
abysm abysm  aboard aboard  abaissiez abaissiez  possibly possibl  archaeology archaeolog
"""
PUBLISHED = TABLE.split()


@pytest.mark.parametrize(("word", "stemmed"), list(zip(PUBLISHED[::2], PUBLISHED[1::2], strict=True)))
def test_a_published_word_has_its_published_stem(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


# Where the author's program departs from the paper, and with it from what is compared with here.
DEPARTS = ("bli", "logi", "logy", "bly", "logies")


@given(st.from_regex(r"[a-z]{3,8}(ing|ed|s|ies|ation|ness|ful|ly|ment|ive|al|e|y)?", fullmatch=True))
def test_the_stem_is_that_of_another_program(word: str) -> None:
    if not any(part in word for part in DEPARTS):
        assert stem(word) == snowballstemmer.stemmer("porter").stemWord(word)


@given(st.text())
def test_a_stem_is_no_longer_than_its_word_by_more_than_a_letter(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
