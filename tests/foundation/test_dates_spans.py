"""Lengths of time: days, workdays, the days of the week on which one works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.foundation.dates import DateFault, parse_span, parse_workday_count, parse_workdays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Sun-Thu", {6, 0, 1, 2, 3}),
        ("Sat-Wed", {5, 6, 0, 1, 2}),
        ("Mon - Thu, Sat", {0, 1, 2, 3, 5}),
        ("monday, Wed", {0, 2}),
        ("Mon-Sun", set(range(7))),
        ("Tue-Mon", set(range(7))),
        ("Fri", {4}),
    ],
)
def test_workdays(text: str, days: set[int]) -> None:
    assert parse_workdays(text) == days


@pytest.mark.parametrize("text", ["", "Mon-", "1-5", "Mon-Wed-Fri", "weekdays", "M" * 10_000, None])
def test_no_workdays(text: object) -> None:
    with pytest.raises(DateFault):
        parse_workdays(text)


@pytest.mark.parametrize(
    ("text", "days"), [("60 days", 60), ("1 day", 1), ("2 weeks", 14), ("0 days", 0), ("7days", 7)]
)
def test_spans(text: str, days: int) -> None:
    assert parse_span(text) == days


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3 months", "Write 90 days."),
        ("1 year", "Write 365 days."),
        ("60", "Write 60 days."),
        ("10 workdays", "Write calendar days, for example 14 days."),  # two weeks
        ("1.5 days", "Write a number of days or weeks, for example 60 days."),
        ("-3 days", "Write a number of days or weeks, for example 60 days."),
        ("9999999 days", "Write at most 36525 days."),
        ("٣ days", "Write a number of days or weeks, for example 60 days."),
    ],
)
def test_spans_refused(text: str, hint: str) -> None:
    with pytest.raises(DateFault) as caught:
        parse_span(text)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "count"), [("5 workdays", 5), ("5", 5), ("1 workday", 1), ("10 weekdays", 10)]
)
def test_workday_counts(text: str, count: int) -> None:
    assert parse_workday_count(text) == count


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5 days", "Write 5 workdays."),
        ("2 weeks", "Write 10 workdays."),
        ("1 day", "Write 1 workday."),
        ("a few", "Write a number of workdays, for example 5 workdays."),
    ],
)
def test_workday_counts_refused(text: str, hint: str) -> None:
    with pytest.raises(DateFault) as caught:
        parse_workday_count(text)
    assert caught.value.hint == hint


@given(st.text() | st.text("0123456789 -,daysweekworMonFri.") | st.none() | st.integers())
def test_nothing_but_a_fault_comes_of_any_text(value: object) -> None:
    for parse in (parse_span, parse_workday_count, parse_workdays):
        try:
            assert parse(value) or parse(value) == 0
        except DateFault as fault:
            assert fault.message
            assert fault.hint


@given(st.integers(0, 36_525))
def test_a_span_reads_back(days: int) -> None:
    assert parse_span(f"{days} days") == days
    assert parse_workday_count(str(days)) == days
