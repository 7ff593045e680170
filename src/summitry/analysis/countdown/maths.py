"""Counting back from deadlines through what needs what: the latest day each task can begin and end.

The critical path method, backwards (J. E. Kelley and M. R. Walker, "Critical-Path Planning and
Scheduling", Proc. Eastern Joint Computer Conference, 1959), with a calendar of workdays for each task.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from summitry.foundation.values import dataclass
from summitry.foundation.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One task: workdays it takes on whose calendar, the jobs it feeds, and its own deadlines.

    ``before`` pairs a name with a boundary: the job must be finished before that day begins.
    """

    id: str
    takes: int
    workdays: Workdays
    feeds: tuple[str, ...] = ()
    before: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest days of one job.

    It must begin on ``start`` and end on ``finish`` at the latest (the same day for a job that takes no
    time), both workdays of its own calendar. ``boundary`` is the day before which it must be finished,
    ``forced_by`` the job or deadline that says so; of several the earliest, then the first by name.
    """

    start: date
    finish: date
    boundary: date
    forced_by: str


def backward(jobs: Mapping[str, Job], ordered: Iterable[str] | None = None) -> dict[str, Latest]:
    """Return the latest days of every job that something waits for; ``ordered`` is the ``order`` of the jobs,
    where somebody has it.

    Left out: jobs that lead to no deadline, those in a circle and those that wait on one (see
    ``order``), and those whose days lie before the calendar begins.
    """
    found: dict[str, Latest] = {}
    for id in order(jobs) if ordered is None else ordered:
        job = jobs[id]
        limits = [(day, name) for name, day in job.before]
        limits += [(_must_start(jobs[f], found[f]), f) for f in job.feeds if f in found]
        if not limits:
            continue
        boundary, forced_by = min(limits)
        finish = job.workdays.back(boundary, 1)
        start = job.workdays.back(boundary, max(job.takes, 1))
        if finish is not None and start is not None:
            found[id] = Latest(start=start, finish=finish, boundary=boundary, forced_by=forced_by)
    return found


def order(jobs: Mapping[str, Job]) -> tuple[str, ...]:
    """Return the jobs so that each comes after all it feeds; without those on or before a circle."""
    waiting = {id: {f for f in job.feeds if f in jobs} for id, job in jobs.items()}
    fed_by: dict[str, list[str]] = {}
    for id, feeds in waiting.items():
        for other in feeds:
            fed_by.setdefault(other, []).append(id)
    todo = sorted(id for id, feeds in waiting.items() if not feeds)
    found: list[str] = []
    while todo:
        id = todo.pop()
        found.append(id)
        for other in fed_by.get(id, ()):
            waiting[other].discard(id)
            if not waiting[other]:
                todo.append(other)
    return tuple(found)


def forward(jobs: Mapping[str, Job], day: date) -> dict[str, date]:
    """Return the first morning on which each job can begin when work begins on ``day``.

    That is ``day``, or the morning after the last of the jobs it needs is finished. Jobs on or before
    a circle are left out.
    """
    ready: dict[str, date] = {}
    for id in reversed(order(jobs)):
        job = jobs[id]
        begins = ready.setdefault(id, day)
        done = _after(job, begins)
        for other in job.feeds:
            if other in jobs:
                ready[other] = max(ready.get(other, day), done)
    return ready


def slack(job: Job, latest: Latest, ready: date) -> int:
    """Return the workdays a job has in hand between the morning it can begin and its deadline.

    Negative when there are fewer workdays than it takes.
    """
    return job.workdays.between(ready, latest.boundary) - job.takes


def chain(latest: Mapping[str, Latest], id: str) -> tuple[str, ...]:
    """Return the jobs and the deadline that force a job's latest days, itself first."""
    found = [id]
    while found[-1] in latest:
        after = latest[found[-1]].forced_by
        found.append(after)
        if after == found[-2]:  # its own deadline
            break
    return tuple(found)


def _must_start(job: Job, latest: Latest) -> date:
    return latest.start if job.takes else latest.boundary


def _after(job: Job, begins: date) -> date:
    last = job.workdays.forward(begins, job.takes) if job.takes else None
    return last + timedelta(days=1) if last is not None and last < date.max else begins
