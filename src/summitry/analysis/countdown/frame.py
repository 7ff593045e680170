"""From a dossier to a countdown: which tasks lead to a meeting, on whose calendar, before which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from summitry.analysis.countdown import maths
from summitry.analysis.countdown.result import (
    Countdown,
    InHand,
    Lateness,
    Latest,
    Left,
    Rival,
    Shift,
    TaskRow,
    Today,
)
from summitry.dossier.calendars import workdays_of
from summitry.dossier.kinds import Meeting, Task
from summitry.dossier.meetingdays import (
    ENDS,
    End,
    Moves,
    Window,
    called_off,
    circle_through,
    days_of,
    hanging_on,
    is_held,
    meeting_window,
)
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.labels import say
from summitry.foundation.wording import dated
from summitry.foundation.workdays import Workdays

METHOD = (
    "From each end of the window back through what the tasks need, in workdays of each owner's calendar"
    " (critical path method)."
)
ASSUMPTIONS = (
    "A task is finished on the last workday before what waits for it.",
    "A meeting without a date stands on the last workday before the earliest meeting that must come"
    " after it, less its gap.",
    "A task without stated effort takes no time, so that it must really begin earlier.",
)
CANNOT_SAY = ("Whether an owner is free for a task: several tasks of one owner may fall on the same days.",)


def countdown(dossier: Dossier, meeting: str, moves: Moves = ()) -> Countdown:
    """Return the countdown to a meeting; ask it with ``dossier.ask``.

    Covers the meeting and the undated meetings that hang on it, and every task that serves one of them
    or is needed by such a task. Tasks that are done hold nobody up. ``moves`` puts meetings on other days
    to see what follows. Refused for a meeting that is held, unknown, or has no day.
    """
    window = dossier.ask(meeting_window, meeting, moves)
    refused = _refusal(dossier, meeting, window)
    if refused:
        return Countdown(meeting=meeting, window=window, refused=refused, basis=_basis((meeting,)))
    before = tuple(dossier.ask(meeting_window, m, moves) for m in hanging_on(dossier, meeting, moves))
    tasks = _tasks(dossier, (meeting, *(w.meeting for w in before)))
    feeds = _feeds(dossier, tasks)
    windows = (window, *before)
    early = _jobs(dossier, tasks, feeds, windows, "early")
    ordered = maths.order(early)
    ends = {"early": maths.backward(early, ordered)}
    one_end = all(w.early == w.late for w in windows) and all(
        _due(dossier, t, "early") == _due(dossier, t, "late") for t in tasks.values()
    )
    late = None if one_end else _jobs(dossier, tasks, feeds, windows, "late")
    ends["late"] = ends["early"] if late is None else maths.backward(late, ordered)
    chains = {end: {w.meeting: w.chain(end) for w in windows} for end in ENDS}
    latest = {"early": {t: _latest(ends["early"], t, chains["early"]) for t in tasks}}
    same = one_end and chains["early"] == chains["late"]
    latest["late"] = latest["early"] if same else {t: _latest(ends["late"], t, chains["late"]) for t in tasks}
    rows = [
        TaskRow(
            task=t.id, owner=t.owner, takes=t.takes, done=is_done(dossier, t),
            early=latest["early"][t.id], late=latest["late"][t.id],
        )
        for t in tasks.values()
    ]  # fmt: skip
    return Countdown(
        meeting=meeting, window=window, before=before, rows=tuple(sorted(rows, key=_urgency)),
        circles=_circles(feeds, ordered), basis=_basis((meeting, *(w.meeting for w in before), *tasks)),
    )  # fmt: skip


def lateness(dossier: Dossier, meeting: str, moves: Moves = ()) -> Lateness:
    """Return the tasks on the way to a meeting whose latest start has passed; ask it with ``ask``."""
    rows = dossier.ask(countdown, meeting, moves).rows
    return Lateness(early=_late(dossier, rows, "early"), late=_late(dossier, rows, "late"))


def workdays_in_hand(dossier: Dossier, meeting: str, moves: Moves = ()) -> tuple[InHand, ...]:
    """Return the slack of each open task, in the order of the countdown's rows. Reads the day."""
    result = dossier.ask(countdown, meeting, moves)
    tasks = {r.task: t for r in result.rows if not r.done and (t := dossier.of(Task, r.task)) is not None}
    feeds = _feeds(dossier, tasks)
    windows = (result.window, *result.before)
    hands: dict[str, dict[End, int]] = {id: {} for id in tasks}
    for end in ENDS:
        jobs = _jobs(dossier, tasks, feeds, windows, end)
        ready = maths.forward(jobs, dossier.day)
        for id, latest in maths.backward(jobs).items():
            hands[id][end] = maths.slack(jobs[id], latest, ready[id])
    return tuple(InHand(task=id, early=h.get("early"), late=h.get("late")) for id, h in hands.items())


def rival_datings(dossier: Dossier, meeting: str) -> tuple[Rival, ...]:
    """Return the datings of a meeting side by side, each with what is late if it is right.

    Empty when it has fewer than two. A dating that is open at one end counts from its other end.
    """
    given = dossier.ask(meeting_window, meeting).given
    found = []
    for dating in given if len(given) > 1 else ():
        early, late = dating.early or dating.late, dating.late or dating.early
        if early is not None and late is not None:
            found.append(Rival(given=dating, late=dossier.ask(lateness, meeting, ((meeting, early, late),))))
    return tuple(found)


def today(dossier: Dossier, meeting: str, moves: Moves = ()) -> Today:
    """Return a countdown with what is left, late and in hand on the dossier's day. Reads the day."""
    result = dossier.ask(countdown, meeting, moves)
    early, late = (_left(dossier, result.window.end(end)) for end in ENDS)
    refused = bool(result.refused)
    return Today(
        countdown=result, early=early, late=late, lateness=dossier.ask(lateness, meeting, moves),
        in_hand=() if refused else dossier.ask(workdays_in_hand, meeting, moves),
        rivals=() if moves else dossier.ask(rival_datings, meeting),
    )  # fmt: skip


def _left(dossier: Dossier, day: date | None) -> Left | None:
    if day is None:
        return None
    week = Workdays(dossier.header.workdays)
    return Left(day=day, days=(day - dossier.day).days, weekdays=week.between(dossier.day, day))


def if_moved(dossier: Dossier, moves: Moves) -> Shift:
    """Return what moving meetings to other days (or windows) makes late, and what no longer is."""
    anchors = {a for m, _, _ in moves for a in _anchors(dossier, m, moves)}
    before = [dossier.ask(lateness, a) for a in sorted(anchors)]
    after = [dossier.ask(lateness, a, moves) for a in sorted(anchors)]
    return Shift(before=_joined(before), after=_joined(after))


def anchor_of(dossier: Dossier, meeting: str, moves: Moves = ()) -> str:
    """Return the dated meeting on which a meeting's day hangs; itself when it is dated or has no day."""
    window = dossier.ask(meeting_window, meeting, moves)
    chain = window.early_chain or window.late_chain
    return chain[-1] if chain else meeting


def _anchors(dossier: Dossier, meeting: str, moves: Moves) -> tuple[str, ...]:
    """Meetings whose countdowns a move may change: its own, and those it or its neighbours hang on."""
    record = dossier.of(Meeting, meeting)
    near = (meeting, *(record.after if record else ()))
    return tuple(anchor_of(dossier, m, also) for m in near for also in ((), moves))


def _refusal(dossier: Dossier, id: str, window: Window) -> str:
    meeting = dossier.of(Meeting, id)
    if meeting is None:
        return say('There is no meeting called "{id}".', id=id)
    if is_held(dossier, meeting):
        return say("{meeting} has taken place.", meeting=meeting.title)
    off = called_off(dossier, meeting)
    if off is not None:
        since = f" {dated(off.since)}" if off.since else ""
        return say("{meeting} was called off{since}.", meeting=meeting.title, since=since)
    if window.early is None and window.late is None:
        if window.circle:
            names = ", ".join(dossier.title(m) for m in window.circle)
            return say("{names} wait for each other, so that none of them has a day.", names=names)
        return say("{meeting} has no date, and no dated meeting must come after it.", meeting=meeting.title)
    return ""


def _tasks(dossier: Dossier, meetings: Iterable[str]) -> dict[str, Task]:
    """The tasks that serve one of the meetings, and what those need; not past a task that is done."""
    found: dict[str, Task] = {}
    todo = [t for m in meetings for t in dossier.naming(m, Task) if m in t.serves]
    while todo:
        task = todo.pop()
        if task.id in found:
            continue
        found[task.id] = task
        if not is_done(dossier, task):
            todo += [t for n in task.needs if (t := dossier.of(Task, n)) is not None]
    return dict(sorted(found.items()))


def _feeds(dossier: Dossier, tasks: dict[str, Task]) -> dict[str, tuple[str, ...]]:
    """For each task the open tasks that need it."""
    feeds: dict[str, list[str]] = {id: [] for id in tasks}
    for task in tasks.values():
        if is_done(dossier, task):
            continue
        for needed in dict.fromkeys(task.needs):
            if needed in feeds:
                feeds[needed].append(task.id)
    return {id: tuple(found) for id, found in feeds.items()}


def _jobs(
    dossier: Dossier, tasks: dict[str, Task], feeds: dict[str, tuple[str, ...]],
    windows: tuple[Window, ...], end: End,
) -> dict[str, maths.Job]:  # fmt: skip
    days = {w.meeting: w.end(end) for w in windows}
    jobs = {}
    for task in tasks.values():
        before = [(m, day) for m in task.serves if (day := days.get(m)) is not None]
        due = _due(dossier, task, end)
        if due is not None:
            before.append((task.id, due))
        jobs[task.id] = maths.Job(
            id=task.id, takes=task.takes or 0, workdays=dossier.ask(workdays_of, task.owner),
            feeds=feeds[task.id], before=tuple(before),
        )  # fmt: skip
    return jobs


def _due(dossier: Dossier, task: Task, end: End) -> date | None:
    """The morning after a task's own deadline, whose last day may still be used."""
    if task.due is None:
        return None
    early, late = days_of(dossier, task.due, task.zone)
    day = early if end == "early" else late
    return day + timedelta(days=1) if day is not None and day < date.max else None


def _latest(found: dict[str, maths.Latest], id: str, chains: dict[str, tuple[str, ...]]) -> Latest | None:
    if id not in found:
        return None
    *tasks, last = maths.chain(found, id)
    return Latest(start=found[id].start, finish=found[id].finish, chain=(*tasks, *chains.get(last, (last,))))


def _late(dossier: Dossier, rows: tuple[TaskRow, ...], end: End) -> tuple[str, ...]:
    late = []
    for row in rows:
        latest = row.at(end)
        if latest is not None and not row.done and dossier.passed(latest.start + timedelta(days=1)):
            late.append((latest.start, row.task))
    return tuple(task for _, task in sorted(late))


def _circles(feeds: dict[str, tuple[str, ...]], ordered: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The circles of tasks, each once, beginning with its first task by id."""
    if len(ordered) == len(feeds):
        return ()
    found: dict[frozenset[str], tuple[str, ...]] = {}
    stuck = set(feeds).difference(ordered)
    for id in sorted(stuck):
        circle = circle_through(id, {i: feeds[i] for i in stuck})
        if circle:
            found.setdefault(frozenset(circle), circle)
    return tuple(found.values())


def _urgency(row: TaskRow) -> tuple[date, date, str]:
    starts = [row.at(end) for end in ENDS]
    early, late = (latest.start if latest else date.max for latest in starts)
    return (early, late, row.task)


def _joined(some: list[Lateness]) -> Lateness:
    return Lateness(
        early=tuple(dict.fromkeys(t for found in some for t in found.early)),
        late=tuple(dict.fromkeys(t for found in some for t in found.late)),
    )


def _basis(rests_on: tuple[str, ...]) -> Basis:
    return Basis(method=METHOD, assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY, rests_on=rests_on)
