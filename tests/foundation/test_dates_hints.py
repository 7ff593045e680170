"""Dates as people write them are refused, and the hint gives the form to write."""

import re

import pytest

from summitry.foundation.dates import DateFault, parse_when

# What was written, and the form its author meant. 8 March 2018 was a Thursday in ISO week 10 and
# the 67th day of its year (31 + 28 + 8).
EVERYDAY = [
    ("8 March 2018", "2018-03-08"),
    ("March 8, 2018", "2018-03-08"),
    ("Mar. 8 2018", "2018-03-08"),
    ("8th of March 2018", "2018-03-08"),
    ("Thursday, March 8, 2018", "2018-03-08"),
    ("2018/03/08", "2018-03-08"),
    ("2018.03.08", "2018-03-08"),
    ("2018-3-8", "2018-03-08"),
    ("20180308", "2018-03-08"),
    ("08.03.2018", "2018-03-08"),
    ("13/8/2018", "2018-08-13"),
    ("8-Mar-18", "2018-03-08"),
    ("2018-Mar-08", "2018-03-08"),
    ("2018년 3월 8일", "2018-03-08"),
    ("2018年3月8日", "2018-03-08"),
    ("2018\u201303\u201308", "2018-03-08"),
    ("2018-067", "2018-03-08"),
    ("2018-W10-4", "2018-03-08"),
    ("2018-W10", "2018-03-05/2018-03-11"),
    ("March 2018", "2018-03"),
    ("2018/03", "2018-03"),
    ("3/2018", "2018-03"),
    ("201803", "2018-03"),
    ("2018-3", "2018-03"),
    ("2018/19", "2018/2019"),
    ("2018-19", "2018/2019"),
    ("2012-2015", "2012/2015"),
    ("spring 2018", "2018-21"),
    ("fall of 2018", "2018-23"),
    ("Q2 2018", "{between: 2018-04, and: 2018-06}"),
    ("early 2018", "{between: 2018-01, and: 2018-04}"),
    ("late May 2018", "{between: 2018-05-21, and: 2018-05-31}"),
    ("1990s", "199X"),
    ("20th century", "19XX"),
    ("199u", "199X"),
    ("1999-uu", "1999-XX"),
    ("c. 2012", "2012~"),
    ("about May 2018", "2018-05~"),
    ("2012 (?)", "2012?"),
    ("2004?-06-11", "2004-06-11?"),
    ("2018-05-1X", "{between: 2018-05-10, and: 2018-05-19}"),
    ("2018-02-2X", "{between: 2018-02-20, and: 2018-02-28}"),
    ("since March 2018", "2018-03/.."),
    ("2018-03-08/open", "2018-03-08/.."),
    ("until 8 March 2018", "../2018-03-08"),
    ("between 1 May 2018 and 31 May 2018", "{between: 2018-05-01, and: 2018-05-31}"),
    ("8-9 March 2018", "2018-03-08/2018-03-09"),
    ("28 April to 3 May 2018", "2018-04-28/2018-05-03"),
    ("May-June 2018", "2018-05/2018-06"),
    ("2018-05-01 to 2018-05-31", "2018-05-01/2018-05-31"),
    ("2018-05-01\u20132018-05-31", "2018-05-01/2018-05-31"),
    ("2018-05-01/31", "2018-05-01/2018-05-31"),
    ("2018-05-01/06-02", "2018-05-01/2018-06-02"),
    ("2018-05-31/2018-05-01", "2018-05-01/2018-05-31"),
    ("2018-03-08 14:00", "2018-03-08T14:00"),
    ("2018-03-08 2:30 pm", "2018-03-08T14:30"),
    ("2018-03-08 12:05 a.m.", "2018-03-08T00:05"),
    ("8 March 2018 at 7 pm", "2018-03-08T19:00"),
    ("2018-03-08t14:00z", "2018-03-08T14:00Z"),
    ("2018-03-08T14:00:00.250Z", "2018-03-08T14:00:00Z"),
    ("2018-03-08T14:00+0830", "2018-03-08T14:00+08:30"),
    ("2018-03-08T24:00", "2018-03-09T00:00"),
    ("2018-13-08", "2018-08-13"),
    ("2018-03-00", "2018-03"),
    ("2018-00", "2018-01"),
]


@pytest.mark.parametrize(("text", "form"), EVERYDAY)
def test_the_hint_gives_the_form_to_write(text: str, form: str) -> None:
    with pytest.raises(DateFault) as caught:
        parse_when(text)
    offered = re.search(r"(?<![\w/{:-])" + re.escape(form) + r"(?=$|[.,]?$|[ .,])", caught.value.hint)
    assert offered, caught.value.hint
    parse_when(form)  # what we tell people to write is right


def test_a_date_with_two_readings_is_given_both() -> None:
    with pytest.raises(DateFault) as caught:
        parse_when("3/8/2018")
    assert caught.value.hint.startswith("Write 2018-03-08 or 2018-08-03")


@pytest.mark.parametrize("text", ["today", "Yesterday", "last week", "now", "3 days ago"])
def test_a_day_that_moves_is_no_day(text: str) -> None:
    with pytest.raises(DateFault, match="another day whenever it is read"):
        parse_when(text)


@pytest.mark.parametrize("text", ["unknown", "n/a", "TBD", "none", "-"])
def test_an_unknown_day_is_left_blank(text: str) -> None:
    with pytest.raises(DateFault) as caught:
        parse_when(text)
    assert "blank" in caught.value.hint


@pytest.mark.parametrize("text", ["8 March", "Mar 8", "8. March", "March"])
def test_a_year_is_asked_for(text: str) -> None:
    with pytest.raises(DateFault, match="has no year"):
        parse_when(text)


def test_a_zone_by_abbreviation_goes_beside_the_date() -> None:
    with pytest.raises(DateFault) as caught:
        parse_when("2018-03-08 14:00 KST")
    assert caught.value.hint == "Write 2018-03-08T14:00, and beside it zone: Asia/Seoul."


def test_the_message_shows_little_of_a_long_text_and_nothing_unprintable() -> None:
    with pytest.raises(DateFault) as caught:
        parse_when("x\x1b[31m\ud800" + "y" * 10_000_000)
    assert len(caught.value.message) < 120
    assert caught.value.message.isprintable()


def test_before_and_after_are_one_unknown_day_not_a_lasting_span() -> None:
    with pytest.raises(DateFault) as caught:
        parse_when("before 2018-05-01")
    assert caught.value.hint.startswith("Write {between: ")
