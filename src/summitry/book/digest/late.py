"""What is late, what turned late on the day, and what is due on the next workday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from summitry.book.blocks import Sentence
from summitry.book.diary.deadlines import WORDS, open_deadlines
from summitry.book.diary.value import Entry
from summitry.book.sections.taskings import TaskLine
from summitry.book.sections.taskings import result as taskings
from summitry.book.tracing import trace_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, enumerated, number, opened
from summitry.foundation.workdays import Workdays

MOST_NAMED = 3

_ENDS = {
    1: (marked("To begin: {tasks}."), marked("To be done: {tasks}.")),
    2: (marked("To begin, for the {end} day of the meeting: {tasks}."),
        marked("To be done, for the {end} day of the meeting: {tasks}.")),
}  # fmt: skip
_END = (marked("first"), marked("last"))


def late_lines(dossier: Dossier) -> tuple[TaskLine, ...]:
    """Return the open tasks that are late on the day, the longest late first."""
    late = [line for line in taskings(dossier, "").lines if line.late]
    return tuple(sorted(late, key=lambda line: (min(line.begin), line.task)))


def turned_late(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """Say which tasks turned late since the evening before, and for what; of two ends the later one."""
    entered = {item.record for item in entry.learned if not item.path}
    ends = {m.about: m.late_for for m in entry.clocks if m.kind == "task" and m.after == "late"}
    groups: dict[tuple[bool, str], list[str]] = {}
    for task, late_for in ends.items():
        groups.setdefault((task in entered, late_for), []).append(task)
    for (new, late_for), tasks in sorted(groups.items()):
        names = enumerated((clause(dossier.title(t)) for t in tasks), MOST_NAMED)
        since = marked("Late since today for {end}: {tasks}.")
        already = marked("Entered today and already late for {end}: {tasks}.")
        text = say(already if new else since, end=late_for, tasks=names)
        yield Sentence(text, traces=tuple(trace_of(dossier, t) for t in tasks))


def late_line(dossier: Dossier, *, named: bool) -> Sentence | None:
    """Say how many tasks are late; where none is ``named`` elsewhere, which has been so longest."""
    late = late_lines(dossier)
    if not late:
        return None
    traces = tuple(trace_of(dossier, line.task) for line in late)
    many = opened(number(len(late)))
    if named:
        text = say_many(len(late), "{many} task is late.", "{many} tasks are late in all.", many=many)
        return Sentence(text, traces=traces)
    first = late[0]
    says = {"many": many, "task": clause(dossier.title(first.task)), "day": day_in_words(min(first.begin))}
    text = say_many(
        len(late), "{many} task is late: {task} (to begin by {day}).",
        "{many} tasks are late, this one longest: {task} (to begin by {day}).", **says,
    )  # fmt: skip
    return Sentence(text, traces=traces)


def late_now(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """Say of each late task whose it is and by when it had to begin; what turned late today comes first."""
    turned = {m.about for m in entry.clocks if m.kind == "task" and m.after == "late"}
    for line in sorted(late_lines(dossier), key=lambda each: each.task not in turned):
        says = {
            "task": opened(clause(dossier.title(line.task))),
            "owner": opened(dossier.title(line.owner)) if line.owner else say("Nobody owns it"),
            "day": day_in_words(min(line.begin), weekday=True),
        }  # fmt: skip
        if line.late == ("early", "late") and len(line.begin) > 1:
            gap = marked("{task}. {owner}; it had to begin by {day}, and for the last day by {last}.")
            says["last"] = day_in_words(max(line.begin), weekday=True)
        else:
            gap = marked("{task}. {owner}; it had to begin by {day}.")
        text = say(gap, **says)
        if line.task in turned:
            text = say("Since today: {task}", task=text)
        yield Sentence(text, traces=(trace_of(dossier, line.task),))


# -- due --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Due:
    """A task that is to begin (0) or to be done (1), for the first (0) or last (1) of its ends."""

    task: str
    what: int
    end: int
    ends: int


def next_workday(dossier: Dossier) -> date:
    """Return the workday after the dossier's day."""
    tomorrow = dossier.limit + timedelta(days=1)
    return Workdays(dossier.header.workdays).forward(tomorrow, 1) or tomorrow


def due_next(dossier: Dossier, day: date, most: int = 99) -> Iterator[Sentence]:
    """Say what is due on a day: tasks to begin, tasks to be done, deadlines."""
    groups: dict[tuple[int, int, int], list[str]] = {}
    for due in (d for line in taskings(dossier, "").lines for d in _task_due(line, day)):
        groups.setdefault((due.what, due.ends, due.end), []).append(due.task)
    for (what, ends, end), tasks in sorted(groups.items()):
        names = enumerated((clause(dossier.title(t)) for t in tasks), most)
        text = say(_ENDS[ends][what], tasks=names, end=say(_END[end]))
        yield Sentence(text, traces=tuple(trace_of(dossier, t) for t in tasks))
    yield from _deadlines(dossier, day)


def _task_due(line: TaskLine, day: date) -> Iterator[_Due]:
    for what, days in enumerate((line.begin, line.ready)):
        if day in days:
            yield _Due(line.task, what, days.index(day), len(days))


def _deadlines(dossier: Dossier, day: date) -> Iterator[Sentence]:
    for record, path, name, when in open_deadlines(dossier):
        if dossier.civil_day(when, record.zone) == day:
            text = say("{what}: {deadline}.", what=opened(clause(dossier.title(record.id))),
                       deadline=say(WORDS[name]))  # fmt: skip
            yield Sentence(text, traces=(trace_of(dossier, record.id, *path, name),))
