"""What stands behind the ten lines of a digest: tables of what was learned, found, moved and is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from summitry.book.blocks import Block, Cell, Column, Points, Sentence, Table, Tag, Trace
from summitry.book.diary.deadlines import WORDS, deadlines_in
from summitry.book.diary.saying import kind_words, learned_words, row_words, why_words
from summitry.book.diary.value import Entry, FindingMove, Learned, Why
from summitry.book.sections.taskings import TaskLine
from summitry.book.sections.taskings import result as taskings
from summitry.book.tracing import trace_of
from summitry.book.tray import words as w
from summitry.dossier.kinds import Task
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import clause, number, opened
from summitry.foundation.workdays import Workdays

MOST_TOUCHED = 4
MOST_LED = 2
"""Of the records that moved a finding, so many are led to; the finding itself leads to the rest."""
TOUCHED = frozenset({
    "question", "relay", "pledge", "agreement", "meeting", "objective", "paper", "option", "decision", "task",
    "line", "term", "draft", "case", "test", "indicator", "alternative", "risk", "condition", "channel",
    "post",
})  # fmt: skip
"""Kinds of record that somebody works on: what is learned touches these."""


def trace_learned(item: Learned) -> Trace:
    """Lead to what was learned."""
    return Trace(record=item.record, source=item.source[0] if item.source else "", place=item.place)


def trace_finding(dossier: Dossier, move: FindingMove) -> Trace:
    """Lead to the record that a finding is about."""
    id = move.place.record or (move.about[0] if move.about else "")
    record = dossier.get(id.partition("/")[0])
    source = record.source[0] if record is not None and record.source else ""
    return Trace(record=id, source=source, place=move.place)


def trace_why(dossier: Dossier, why: Why) -> tuple[Trace, ...]:
    """Lead to the records that moved a finding."""
    return tuple(trace_of(dossier, named.id) for named in why.records)


def touches(dossier: Dossier, entry: Entry, item: Learned) -> tuple[str, ...]:
    """Return the records that something learned touches: what it names, and what findings it moved."""
    record = dossier.index.get(item.record)
    refs = record.refs if record is not None else ()
    named = (r.target.partition("/")[0] for r in refs if r.path[: len(item.path)] == item.path)
    moved = (
        move.about[0].partition("/")[0] for move in entry.findings
        if move.about and any(r.id == item.record for r in move.why.records)
    )  # fmt: skip
    found = dict.fromkeys((*named, *moved))
    return tuple(
        id for id in found
        if id != item.record and (r := dossier.get(id)) is not None and r.kind in TOUCHED
    )  # fmt: skip


def learned(dossier: Dossier, entry: Entry) -> Block | None:
    """The table of what was learned, by kind; a kind is named once."""
    rows: list[tuple[Cell, ...]] = []
    before = ""
    for item in entry.learned:
        rows.append(_learned(dossier, entry, item, first=item.kind != before))
        before = item.kind
    for row in entry.rows:
        traces = (trace_of(dossier, row.events[0]),) if row.events else ()
        rows.append((Cell(text=kind_words("event"), traces=traces), Cell(text=row_words(row), traces=traces),
                     Cell()))  # fmt: skip
    if not rows:
        return None
    return Table(columns=_columns(w.OF, w.WHERE_FROM, w.TOUCHES), rows=tuple(rows))


def _learned(dossier: Dossier, entry: Entry, item: Learned, *, first: bool) -> tuple[Cell, ...]:
    own = (trace_learned(item),)
    ids = touches(dossier, entry, item)
    names = "; ".join(clause(dossier.title(id)) for id in ids[:MOST_TOUCHED])
    more = len(ids) - MOST_TOUCHED
    text = say("{names}; and {count} more", names=names, count=number(more)) if more > 0 else names
    return (
        Cell(text=kind_words(item.kind), traces=own) if first else Cell(),
        Cell(text=learned_words(item), traces=own), Cell(text=opened(text), traces=own if text else ()),
    )  # fmt: skip


_HOW: dict[str, tuple[str, Tag]] = {
    "appeared": (marked("new"), "loss"), "no longer accepted": (marked("open again"), "loss"),
    "changed": (marked("changed"), "change"), "went": (marked("gone"), "plain"),
    "accepted": (marked("accepted"), "plain"),
}  # fmt: skip


def findings(dossier: Dossier, entry: Entry) -> Block | None:
    """The table of findings that came, changed or went, each with why."""
    rows = []
    for move in entry.findings:
        label, tag = _HOW[move.how]
        own = (trace_finding(dossier, move),)
        rows.append((
            Cell(label=say(label), text=f"{say(move.severity)}, {move.code}", tag=tag, traces=own),
            Cell(text=move.says, traces=own),
            Cell(text=opened(why_words(move.why)), traces=trace_why(dossier, move.why)[:MOST_LED] or own),
        ))  # fmt: skip
    if not rows:
        return None
    return Table(columns=_columns(w.HOW_MOVED, w.FINDING, w.WHY), rows=tuple(rows))


def about_and(title: str, says: str) -> str:
    """Say what something is about, then what moved; a question needs no colon."""
    what = opened(clause(title))
    gap = marked("{what} {says}") if what.endswith("?") else marked("{what}: {says}")
    return say(gap, what=what, says=says)


def clocks(dossier: Dossier, entry: Entry) -> Block | None:
    """Every clock and line that moved."""
    found = []
    moves = [(m.about, m.title, m.says) for m in entry.clocks]
    moves += [(m.about, m.title, m.says) for m in entry.lines]
    for about, title, says in moves:
        text = about_and(title, says)
        found.append(Sentence(text, traces=(trace_of(dossier, about.partition("/")[0]),)))
    return Points(tuple(found)) if found else None


def late_lines(dossier: Dossier) -> tuple[TaskLine, ...]:
    """Return the open tasks that are late on the day, the longest late first."""
    late = [line for line in taskings(dossier, "").lines if line.late]
    return tuple(sorted(late, key=lambda line: (min(line.begin), line.task)))


def late_now(dossier: Dossier) -> Block | None:
    """The table of what is late."""
    rows = []
    for line in late_lines(dossier):
        own = (trace_of(dossier, line.task),)
        owner = dossier.title(line.owner) if line.owner else ""
        held = (
            Cell(text=opened(owner), traces=own)
            if owner
            else Cell(label=say("no owner"), tag="loss", traces=own)
        )
        rows.append((
            Cell(text=opened(clause(dossier.title(line.task))), traces=own), held,
            Cell(text=day_in_words(min(line.begin), weekday=True), traces=own),
        ))  # fmt: skip
    return Table(columns=_columns(w.TASK, w.OWNER, w.HAD_TO_BEGIN), rows=tuple(rows)) if rows else None


def due_next(dossier: Dossier) -> tuple[date, tuple[Sentence, ...]]:
    """Return the next workday and what is due on it: tasks to begin, tasks to be ready, deadlines."""
    week = Workdays(dossier.header.workdays)
    day = dossier.limit + timedelta(days=1)
    while not week.works(day):
        day += timedelta(days=1)
    found = [s for line in taskings(dossier, "").lines for s in _task_due(dossier, line, day)]
    return day, (*found, *_deadlines(dossier, day))


def _task_due(dossier: Dossier, line: TaskLine, day: date) -> Iterator[Sentence]:
    """A task that must begin or be ready on a day, and for which end of the window."""
    title = opened(clause(dossier.title(line.task)))
    ends = (marked("if the meeting is on its first day"), marked("if the meeting is on its last day"))
    due = {"begin": day in line.begin, "ready": day in line.ready}
    if all(due.values()):
        words = marked("{task}: to begin and to be ready")
    else:
        words = marked("{task}: to begin") if due["begin"] else marked("{task}: to be ready")
    days = line.begin if due["begin"] else line.ready
    if day not in days:
        return
    text = say(words, task=title)
    if len(days) > 1:
        text = say("{due}, {when}", due=text, when=say(ends[days.index(day)]))
    yield Sentence(f"{text}.", traces=(trace_of(dossier, line.task),))


def _deadlines(dossier: Dossier, day: date) -> Iterator[Sentence]:
    for record in dossier.index.records():
        if isinstance(record, Task) and is_done(dossier, record):
            continue
        for path, name, when in deadlines_in(record, ()):
            if dossier.civil_day(when, record.zone) == day:
                text = say("{what}: {deadline}.", what=opened(clause(dossier.title(record.id))),
                           deadline=say(WORDS[name]))  # fmt: skip
                yield Sentence(text, traces=(trace_of(dossier, record.id, *path, name),))


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title=say(title)) for title in titles)
