"""Workdays against walking day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.foundation.workdays import Workdays

DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))
WEEKS = st.sets(st.integers(0, 6), min_size=1)
HOLIDAYS = st.sets(DAYS, max_size=40)
ONE = timedelta(days=1)


def worked(day: date, week: set[int], holidays: set[date]) -> bool:
    return day.weekday() in week and day not in holidays


@given(WEEKS, HOLIDAYS, DAYS, st.integers(1, 200))
def test_going_back_is_walking_back(week: set[int], holidays: set[date], boundary: date, count: int) -> None:
    day, left = boundary, count
    while left:
        day -= ONE
        left -= worked(day, week, holidays)
    assert Workdays(week, holidays).back(boundary, count) == day


@given(WEEKS, HOLIDAYS, DAYS, st.integers(1, 200))
def test_going_forward_is_walking(week: set[int], holidays: set[date], first: date, count: int) -> None:
    day, left = first - ONE, count
    while left:
        day += ONE
        left -= worked(day, week, holidays)
    assert Workdays(week, holidays).forward(first, count) == day


@given(WEEKS, HOLIDAYS, DAYS, DAYS)
def test_between_counts_each_workday(
    week: set[int], holidays: set[date], first: date, boundary: date
) -> None:
    calendar = Workdays(week, holidays)
    low, high = sorted((first, boundary))
    count = sum(worked(low + ONE * n, week, holidays) for n in range((high - low).days))
    assert calendar.between(low, high) == count
    assert calendar.between(high, low) == -count


@given(WEEKS, HOLIDAYS, DAYS)
def test_a_day_is_worked_or_not(week: set[int], holidays: set[date], day: date) -> None:
    assert Workdays(week, holidays).works(day) == worked(day, week, holidays)


@pytest.mark.parametrize(
    ("end", "days", "weekdays"), [(date(2018, 5, 1), 50, 36), (date(2018, 5, 31), 80, 58)]
)
def test_the_days_left_on_12_march(end: date, days: int, weekdays: int) -> None:
    """FORMAT section 9 gives these four counts."""
    assert (end - date(2018, 3, 12)).days == days
    assert Workdays().between(date(2018, 3, 12), end) == weekdays


def test_there_is_no_day_before_the_first_or_after_the_last() -> None:
    assert Workdays().back(date(1, 1, 3), 3) is None
    assert Workdays().forward(date(9999, 12, 30), 5) is None


def test_somebody_must_work_sometime() -> None:
    with pytest.raises(ValueError, match="worked"):
        Workdays(())
