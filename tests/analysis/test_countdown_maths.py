"""The countdown's maths against walking day by day, and what must always hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.countdown.maths import Job, backward, chain, forward, order, slack
from summitry.foundation.workdays import Workdays

ONE = timedelta(days=1)
START = date(2018, 3, 12)
DAYS = st.dates(date(2018, 3, 1), date(2018, 7, 31))
CALENDARS = st.builds(Workdays, st.sets(st.integers(0, 6), min_size=1), st.sets(DAYS, max_size=10))


@st.composite
def networks(draw: st.DrawFn, circles: bool = False) -> dict[str, Job]:
    count = draw(st.integers(1, 7))
    jobs = {}
    for n in range(count):
        others = range(count) if circles else range(n)
        feeds = draw(st.sets(st.sampled_from([f"t{m}" for m in others]), max_size=3)) if others else set()
        before = draw(st.lists(st.tuples(st.sampled_from(["m1", "m2"]), DAYS), max_size=2))
        jobs[f"t{n}"] = Job(
            id=f"t{n}", takes=draw(st.integers(0, 12)), workdays=draw(CALENDARS),
            feeds=tuple(sorted(feeds)), before=tuple(before),
        )  # fmt: skip
    return jobs


def slowly(jobs: Mapping[str, Job], id: str) -> tuple[date, date] | None:
    """Latest start and finish, by walking back one day at a time through every way to a deadline."""
    found = boundary_slowly(jobs, id)
    if found is None:
        return None
    job, day, left, finish = jobs[id], found, max(jobs[id].takes, 1), None
    while left:
        day -= ONE
        if job.workdays.works(day):
            finish = finish or day
            left -= 1
    assert finish is not None
    return day, finish


def boundary_slowly(jobs: Mapping[str, Job], id: str) -> date | None:
    limits = [day for _, day in jobs[id].before]
    for other in jobs[id].feeds:
        days = slowly(jobs, other)
        if days is not None:
            limits.append(days[0] if jobs[other].takes else boundary_slowly(jobs, other) or date.max)
    return min(limits, default=None)


@given(networks())
def test_the_latest_days_are_those_found_by_walking(jobs: dict[str, Job]) -> None:
    found = backward(jobs)
    for id in jobs:
        days = slowly(jobs, id)
        assert (None if id not in found else (found[id].start, found[id].finish)) == days


@given(networks(), st.integers(0, 60))
def test_a_later_window_makes_nothing_earlier(jobs: dict[str, Job], days: int) -> None:
    later = {
        id: replace(job, before=tuple((m, d + ONE * days) for m, d in job.before)) for id, job in jobs.items()
    }
    before, after = backward(jobs), backward(later)
    assert set(before) == set(after)
    assert all(before[id].start <= after[id].start for id in before)


@given(networks(), networks())
def test_one_more_task_gives_no_other_more_time(jobs: dict[str, Job], others: dict[str, Job]) -> None:
    new = replace(next(iter(others.values())), id="new", feeds=tuple(sorted(jobs))[:2])
    more = {**{id: replace(j, feeds=(*j.feeds, "new")) if id == max(jobs) else j for id, j in jobs.items()}}
    more["new"] = replace(new, feeds=())
    before, after = backward(jobs), backward(more)
    assert all(after[id].start <= before[id].start for id in before)


@given(networks())
def test_names_change_nothing_but_names(jobs: dict[str, Job]) -> None:
    names = {id: f"x{9 - n}" for n, id in enumerate(sorted(jobs))}
    renamed = {
        names[id]: replace(j, id=names[id], feeds=tuple(names[f] for f in j.feeds)) for id, j in jobs.items()
    }
    before, after = backward(jobs), backward(renamed)
    assert {names[id]: (d.start, d.finish) for id, d in before.items()} == {
        id: (d.start, d.finish) for id, d in after.items()
    }


@given(networks())
def test_a_chain_leads_to_a_deadline(jobs: dict[str, Job]) -> None:
    found = backward(jobs)
    for id in found:
        way = chain(found, id)
        assert way[0] == id
        assert way[-1] in {m for m, _ in jobs[way[-2]].before}
        assert all(after in jobs[here].feeds for here, after in pairwise(way[:-1]))


@given(networks(circles=True))
def test_what_waits_on_a_circle_has_no_days_and_all_else_has(jobs: dict[str, Job]) -> None:
    placed = set(order(jobs))
    for id in jobs:
        assert (id in placed) == (not leads_to_a_circle(jobs, id))
    assert set(backward(jobs)) <= placed


def leads_to_a_circle(jobs: Mapping[str, Job], id: str, way: tuple[str, ...] = ()) -> bool:
    return id in way or any(leads_to_a_circle(jobs, f, (*way, id)) for f in jobs[id].feeds)


@given(networks(), DAYS)
def test_work_begun_each_first_morning_is_late_where_slack_is_negative(
    jobs: dict[str, Job], day: date
) -> None:
    ready, found = forward(jobs, day), backward(jobs)
    for id, latest in found.items():
        job = jobs[id]
        morning, left = ready[id], job.takes
        while left:
            left -= job.workdays.works(morning)
            morning += ONE
        in_time = job.workdays.between(latest.boundary, morning) <= 0
        assert (slack(job, latest, ready[id]) >= 0) == in_time


def test_a_task_of_36_workdays_begins_on_12_march_for_a_meeting_on_1_may() -> None:
    """FORMAT section 9: 36 weekdays to 1 May; so that many workdays use every one of them."""
    job = Job(id="paper", takes=36, workdays=Workdays(), before=(("summit", date(2018, 5, 1)),))
    latest = backward({"paper": job})["paper"]
    assert (latest.start, latest.finish) == (START, date(2018, 4, 30))
    assert slack(job, latest, START) == 0
