"""The view of decisions and taskings: what was decided, and who must do what by when; grouped by owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from summitry.analysis.countdown import countdown, lateness
from summitry.analysis.decisions import decision_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, titled
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, trace_of
from summitry.dossier.kinds import Decision, Meeting, Task
from summitry.dossier.meetingdays import ENDS, End, is_ahead
from summitry.dossier.taskdays import is_done, is_open
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, listed, number, opened

HOW = marked(
    "The latest days of each task are counted back from the meetings it must be ready for; late is what had"
    " to begin before today and is not done."
)
CANNOT_SAY = marked("Whether somebody is at work on a task cannot be said; only that it is done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One open task.

    ``begin`` and ``ready`` are its latest days for the first and the last end of the meeting it serves
    (one where they are the same, none where nothing gives a day), ``late`` the ends for which it had to
    begin before today. ``waits_for`` are tasks it needs that are not done.
    """

    task: str
    owner: str
    begin: tuple[date, ...] = ()
    ready: tuple[date, ...] = ()
    late: tuple[End, ...] = ()
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taskings:
    """Decisions with the tasks that are open: those without an owner first, then by owner."""

    meeting: str
    decisions: tuple[str, ...]
    lines: tuple[TaskLine, ...]
    done: tuple[str, ...]
    basis: Basis

    @property
    def unowned(self) -> tuple[TaskLine, ...]:
        """Tasks of nobody."""
        return tuple(line for line in self.lines if not line.owner)


def result(dossier: Dossier, id: str) -> Taskings:
    """Return what is to be done for one meeting and those before it, or for all."""
    if id:
        rows = dossier.ask(countdown, id).rows
        served = [t.id for t in dossier.naming(id, Task) if id in t.serves]
        ids: Iterable[str] = dict.fromkeys((*(row.task for row in rows), *served))
    else:
        ids = dossier.ids(Task.kind)
    tasks = [task for each in ids if (task := dossier.of(Task, each)) is not None]
    open_ = [_line(dossier, task) for task in tasks if is_open(dossier, task)]
    decided = {t.arises_from for t in tasks} if id else set(dossier.ids(Decision.kind))
    decisions = [d for d in dossier.all(Decision) if d.id in decided]
    decisions.sort(key=lambda d: (d.on is None, d.on.sort_key() if d.on is not None else ()))
    return Taskings(
        meeting=id, decisions=tuple(d.id for d in decisions),
        lines=tuple(sorted(open_, key=lambda line: _order(dossier, line))),
        done=tuple(t.id for t in tasks if is_done(dossier, t)),
        basis=Basis(method=say(HOW), cannot_say=(say(CANNOT_SAY),), rests_on=tuple(t.id for t in tasks)),
    )  # fmt: skip


def _line(dossier: Dossier, task: Task) -> TaskLine:
    begin: dict[End, date] = {}
    ready: dict[End, date] = {}
    late: dict[End, None] = {}
    for meeting in task.serves:
        row = dossier.ask(countdown, meeting).row(task.id)
        behind = dossier.ask(lateness, meeting)
        for end in ENDS:
            latest = row.at(end) if row is not None else None
            if latest is not None:
                begin[end] = min(begin.get(end, latest.start), latest.start)
                ready[end] = min(ready.get(end, latest.finish), latest.finish)
            if task.id in (behind.early if end == "early" else behind.late):
                late[end] = None
    waits = (
        t for t in task.needs if (need := dossier.of(Task, t)) is not None and not is_done(dossier, need)
    )
    return TaskLine(
        task=task.id, owner=task.owner, begin=tuple(dict.fromkeys(begin.values())),
        ready=tuple(dict.fromkeys(ready.values())), late=tuple(late), waits_for=tuple(waits),
    )  # fmt: skip


def _order(dossier: Dossier, line: TaskLine) -> tuple[object, ...]:
    first = min(line.begin) if line.begin else date.max
    return (bool(line.owner), dossier.title(line.owner).casefold() if line.owner else "", first, line.task)


# -- the page -------------------------------------------------------------------------------------


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    found = result(dossier, id)
    blocks: list[Block] = []
    if found.decisions:
        blocks += [Heading(say("Decisions")), _decisions(dossier, found)]
    if found.lines:
        blocks += [Heading(say("Taskings, by owner")), _tasks(dossier, found)]
    if found.done:
        names = (clause(dossier.title(t)) for t in found.done)
        traces = tuple(trace_of(dossier, t, "done") for t in found.done)
        blocks.append(Paragraph((Sentence(say("Done: {tasks}.", tasks="; ".join(names)), traces=traces),)))
    title = opened(dossier.title(id)) if id else say("Who decided what, and who must do what by when")
    return Section(
        kicker=say("Decisions and taskings"), title=title, verdict=_verdict(dossier, found),
        blocks=tuple(blocks), basis=found.basis,
    )  # fmt: skip


def _verdict(dossier: Dossier, found: Taskings) -> Sentence:
    late = [line for line in found.lines if line.late]
    if not found.lines:
        return Sentence(say("No task is open."))
    open_ = say_many(len(found.lines), "{number} task is open", "{number} tasks are open",
                     number=number(len(found.lines)))  # fmt: skip
    told = [open_]
    if late:
        told.append(say_many(len(late), "{number} is late", "{number} are late", number=number(len(late))))
    if bare := len(found.unowned):
        told.append(say_many(bare, "{number} has no owner", "{number} have no owner", number=number(bare)))
    traces = tuple(trace_of(dossier, line.task) for line in (*late, *found.unowned))
    return Sentence(opened(f"{listed(told)}."), traces=tuple(dict.fromkeys(traces)))


def _decisions(dossier: Dossier, found: Taskings) -> Table:
    rows = []
    for id in found.decisions:
        record = dossier.of(Decision, id)
        assert record is not None
        reading = dossier.ask(decision_reading, id)
        traces = (trace_of(dossier, id),)
        since = in_words(reading.since) if reading.since is not None else ""
        state = say(reading.state or "not yet asked for")
        open_ = sum(1 for line in found.lines if _arises(dossier, line) == id)
        rows.append((
            Cell(text=opened(dossier.title(id)), traces=traces, about=id),
            Cell(text=dossier.title(record.by), traces=traces),
            Cell(text=say("{state}, {day}", state=state, day=since) if since else state, traces=traces),
            Cell(text=str(open_), traces=traces),
        ))  # fmt: skip
    columns = (*titled("Decision", "By", "State"), Column(title=say("Open tasks"), counts=True))
    return Table(columns=columns, rows=tuple(rows))


def _arises(dossier: Dossier, line: TaskLine) -> str:
    task = dossier.of(Task, line.task)
    return task.arises_from if task is not None else ""


def _tasks(dossier: Dossier, found: Taskings) -> Table:
    columns = titled("Owner", "Task", "To begin by", "Ready by", "Late", "Waits for")
    two = any(len(line.begin) > 1 for line in found.lines)
    caption = say("Of two days, the first is for the first day on which the meeting may fall.") if two else ""
    return Table(columns=columns, rows=tuple(_rows(dossier, found)), caption=caption)


def _rows(dossier: Dossier, found: Taskings) -> Iterator[tuple[Cell, ...]]:
    before = None
    for line in found.lines:
        task = dossier.of(Task, line.task)
        assert task is not None
        own = (trace_of(dossier, line.task),)
        waits = "; ".join(clause(dossier.title(t)) for t in line.waits_for)
        yield (
            _owner(dossier, line, first=line.owner != before),
            Cell(text=opened(clause(dossier.title(line.task))), traces=own, about=line.task),
            blank_or(_days(dossier, line.begin), say("no day"), traces=own),
            Cell(text=_ready(dossier, task, line), traces=own if line.ready or task.due is not None else ()),
            _late(dossier, line), Cell(text=waits, traces=own if waits else ()),
        )  # fmt: skip
        before = line.owner


def _owner(dossier: Dossier, line: TaskLine, *, first: bool) -> Cell:
    """The owner, named once for his tasks; nobody is said each time."""
    traces = (trace_of(dossier, line.task, "owner"),)
    if not line.owner:
        return Cell(label=say("no owner"), tag="loss", traces=traces)
    return Cell(text=opened(dossier.title(line.owner)), traces=traces) if first else Cell()


def _days(dossier: Dossier, days: tuple[date, ...]) -> str:
    """Days in words; the year is left out where it is the dossier's own."""
    year = f" {dossier.limit.year}"
    return listed((day_in_words(day).removesuffix(year) for day in days), "or")


def _ready(dossier: Dossier, task: Task, line: TaskLine) -> str:
    if task.due is None:
        return _days(dossier, line.ready)
    due = say("due {day}", day=in_words(task.due))
    return f"{_days(dossier, line.ready)}; {due}" if line.ready else due


def _late(dossier: Dossier, line: TaskLine) -> Cell:
    if not line.late:
        return Cell()
    text = ""
    if len(line.begin) > 1:
        both = len(line.late) == len(ENDS)
        text = say("for both days") if both else say("for the first day") if "early" in line.late else ""
    return Cell(label=say("late"), text=text, tag="loss", traces=(trace_of(dossier, line.task),))


def _ids(dossier: Dossier) -> tuple[str, ...]:
    """Our meetings that are ahead."""
    return tuple(m.id for m in dossier.all(Meeting) if is_ahead(dossier, m) and not m.between)


VIEW = View(
    name="taskings", help="decisions with their states, and open tasks by owner: due, late, of nobody",
    ids=_ids, result=result, section=section,
)  # fmt: skip
