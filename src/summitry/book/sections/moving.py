"""The countdown with a meeting moved: ``--move summit=2018-06-12``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.analysis.countdown import Shift, Today, anchor_of, if_moved, today
from summitry.book.blocks import Block, Cell, Heading, Paragraph, Section, Sentence, Table, Tag, titled
from summitry.book.pictures.countdown import countdown_figure
from summitry.book.sections.view import NotToBeShown, Variant
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import ENDS, Moves, is_ahead, meeting_window
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import DateFault, day_in_words, parse_when
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move changes: what becomes late and what no longer is, and the countdowns before and after."""

    moves: Moves
    shift: Shift
    before: tuple[Today, ...]
    after: tuple[Today, ...]


def read(dossier: Dossier, id: str, words: tuple[str, ...]) -> Moves:
    """Read ``MEETING=DAY`` or ``MEETING=FIRST/LAST``, once or more."""
    ahead = tuple(m.id for m in dossier.all(Meeting) if is_ahead(dossier, m))
    moves = []
    for word in words:
        meeting, _, days = word.partition("=")
        if meeting not in ahead:
            hint = did_you_mean(meeting, ahead) or f"Ahead are: {', '.join(ahead)}."
            raise NotToBeShown(f'No meeting called "{meeting}" is ahead.', hint)
        try:
            when = parse_when(days)
        except DateFault as fault:
            raise NotToBeShown(f"{fault.message} {fault.hint}".strip(), "Write MEETING=2018-06-12.") from None
        if when.earliest == date.min or when.latest == date.max:
            raise NotToBeShown(f'"{days}" leaves an end open.', "Write MEETING=FIRST/LAST, two days.")
        moves.append((meeting, when.earliest, when.latest))
    return tuple(moves)


def result(dossier: Dossier, id: str, moves: Moves) -> Moved:
    """Count back from the days before and after the move."""
    names = [id] if id else [meeting for meeting, _, _ in moves]
    anchors = dict.fromkeys(anchor_of(dossier, m) for m in names)
    moved = dict.fromkeys(anchor_of(dossier, m, moves) for m in names)
    return Moved(
        moves=moves, shift=if_moved(dossier, moves),
        before=tuple(dossier.ask(today, a) for a in anchors),
        after=tuple(dossier.ask(today, a, moves) for a in moved),
    )  # fmt: skip


def section(dossier: Dossier, id: str, moves: Moves) -> Section:
    """The page."""
    found = result(dossier, id, moves)
    blocks: list[Block] = []
    rows = tuple(_rows(dossier, found))
    if rows:
        blocks += [Heading(say("What changes")), _table(rows)]
    unchanged = _unchanged(found)
    if unchanged:
        blocks.append(Paragraph((Sentence(unchanged),)))
    for reading in found.after:
        figure = countdown_figure(dossier, reading, moved=True)
        if figure is not None:
            blocks += [Heading(say("Counted back to {named}", named=_named(dossier, reading))), figure]
    return Section(
        kicker=say("Countdown, moved"), title=opened(listed(_told(dossier, move) for move in moves)),
        verdict=_verdict(dossier, found), blocks=tuple(blocks), basis=_basis(found),
    )  # fmt: skip


def _told(dossier: Dossier, move: tuple[str, date, date]) -> str:
    meeting, early, late = move
    return say("{meeting} on {days}", meeting=dossier.title(meeting), days=_days(early, late))


def _days(early: date, late: date) -> str:
    first, last = day_in_words(early, weekday=True), day_in_words(late, weekday=True)
    return first if early == late else say("{first} to {last}", first=first, last=last)


def _named(dossier: Dossier, reading: Today) -> str:
    return dossier.title(reading.countdown.meeting)


def _verdict(dossier: Dossier, found: Moved) -> Sentence:
    late = _either(found.shift.become_late.early, found.shift.become_late.late)
    free = _either(found.shift.no_longer_late.early, found.shift.no_longer_late.late)
    was = listed(_window(dossier, meeting) for meeting, _, _ in found.moves)
    makes = say("makes {tasks} late", tasks=counted(len(late), "task")) if late else say("makes no task late")
    freed = say_many(
        len(free),
        "{tasks} is late now and no longer then",
        "{tasks} are late now and no longer then",
        tasks=counted(len(free), "task"),
    )
    frees = freed if free else say("none that is late becomes free")
    says = say("The move {makes}; {frees}. On record: {was}.", makes=makes, frees=frees, was=was)
    return Sentence(says, traces=tuple(trace_of(dossier, m, "dates") for m, _, _ in found.moves))


def _window(dossier: Dossier, meeting: str) -> str:
    window = dossier.ask(meeting_window, meeting)
    days = [d for d in (window.early, window.late) if d is not None]
    return f"{dossier.title(meeting)}, {_days(days[0], days[-1]) if days else say('no day')}"


def _either(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(task for group in groups for task in group))


def _rows(dossier: Dossier, found: Moved) -> Iterable[tuple[Cell, ...]]:
    """One row for each task whose days move, the most pressing after the move first."""
    before = {r.task: r for t in found.before for r in t.countdown.rows if not r.done}
    after = {r.task: r for t in found.after for r in t.countdown.rows if not r.done}
    for task in dict.fromkeys((*after, *before)):
        one, other = before.get(task), after.get(task)
        days = [(r.at(end) if r is not None else None) for r in (one, other) for end in ENDS]
        starts = [d.start if d is not None else None for d in days]
        if starts[:2] == starts[2:]:
            continue
        word, tag = _changed(found.shift, task)
        yield (
            Cell(text=opened(dossier.title(task)), origin="drafted", traces=(trace_of(dossier, task),)),
            Cell(text=_span(starts[0], starts[1])), Cell(text=_span(starts[2], starts[3])),
            Cell(label=word, tag=tag),
        )  # fmt: skip


def _span(early: date | None, late: date | None) -> str:
    days = dict.fromkeys(day_in_words(d) for d in (early, late) if d is not None)
    return listed(days, "or") or say("no day")


def _changed(shift: Shift, task: str) -> tuple[str, Tag]:
    if task in _either(shift.become_late.early, shift.become_late.late):
        return say("becomes late"), "loss"
    still = task in _either(shift.after.early, shift.after.late)
    if task in _either(shift.no_longer_late.early, shift.no_longer_late.late):
        return (say("late for one end only"), "change") if still else (say("no longer late"), "change")
    return (say("late, as before"), "loss") if still else ("", "")


def _table(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    columns = titled("Task", "Begin by", "If moved", "")
    caption = say("Two days: for the first and for the last day of the window.")
    return Table(columns=columns, rows=rows, caption=caption)


def _unchanged(found: Moved) -> str:
    refused = [t.countdown.refused for t in found.after if t.countdown.refused]
    return say("There is no countdown after the move: {refused}", refused=refused[0]) if refused else ""


def _basis(found: Moved) -> Basis | None:
    shown = found.after or found.before
    if not shown:
        return None
    basis = shown[0].countdown.basis
    return Basis(
        method=f"{say(basis.method)} {say('Here the meeting is supposed to fall on other days.')}",
        assumptions=(*basis.assumptions, marked("Nothing else moves with it but what hangs on it.")),
        cannot_say=(*basis.cannot_say, marked("Whether the other side would agree to the day.")),
        rests_on=basis.rests_on,
    )  # fmt: skip


VARIANT = Variant(view="countdown", option="move", read=read, result=result, section=section)
