"""The view of the countdown: what must begin when, for each end of the window, and what forces it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.analysis.countdown import InHand, Lateness, Left, TaskRow, Today, anchor_of, countdown, today
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Points, Section, Sentence, Table
from summitry.book.pictures.countdown import countdown_figure
from summitry.book.sections.forcing import forced
from summitry.book.sections.view import View
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import ENDS, End, Window, is_ahead
from summitry.dossier.meetingwords import window_in_words
from summitry.dossier.record import cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, number, opened, quoted


def ids(dossier: Dossier) -> tuple[str, ...]:
    """Every meeting of ours that is ahead."""
    return tuple(m.id for m in dossier.all(Meeting) if is_ahead(dossier, m))


def _anchors(dossier: Dossier) -> tuple[str, ...]:
    """The meetings ahead on which others hang, or which stand alone, and that have a day."""
    own = (m for m in ids(dossier) if dossier.ask(anchor_of, m) == m)
    return tuple(m for m in own if not dossier.ask(countdown, m).refused)


def result(dossier: Dossier, id: str) -> Today | tuple[Today, ...]:
    """The countdown to one meeting, or to every dated meeting ahead."""
    if id:
        return dossier.ask(today, id)
    return tuple(dossier.ask(today, m) for m in _anchors(dossier))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    chosen = (id,) if id else _anchors(dossier)
    readings = [dossier.ask(today, m) for m in chosen]
    blocks: list[Block] = []
    for reading in readings:
        if len(readings) > 1:
            blocks.append(Heading(opened(dossier.title(reading.countdown.meeting))))
            blocks.append(Paragraph((_verdict(dossier, reading),)))
        blocks += _blocks(dossier, reading)
    title = (
        say("Countdown to {chosen}", chosen=dossier.title(chosen[0]))
        if len(chosen) == 1
        else say("Countdown")
    )
    verdict = _verdict(dossier, readings[0]) if len(readings) == 1 else None
    if not readings:
        verdict = Sentence(say("No meeting ahead has a day from which to count back."))
    basis = together(x.countdown.basis for x in readings)
    return Section(kicker=say("Countdown"), title=title, verdict=verdict, blocks=tuple(blocks), basis=basis)


def _verdict(dossier: Dossier, reading: Today) -> Sentence:
    result = reading.countdown
    trace = (trace_of(dossier, result.meeting, "dates"),)
    if result.refused:
        return Sentence(say("There is no countdown: {refused}", refused=say(result.refused)), traces=trace)
    open_ = sum(not r.done for r in result.rows)
    if not open_:
        days = listed((_away(left) for _, left in _by_end(reading)), "or")
        return Sentence(say("No task is open for {days}.", days=days), traces=trace)
    of = say("Of {opens}", opens=counted(open_, "open task")) if open_ != 1 else say("Of the one open task")
    told: list[str] = []
    for late, left in _by_end(reading):
        begun = say(" should already have begun") if not told else ""
        told.append(
            say(
                "{count}{begun} for {words}",
                count=number(len(late)) if late else say("none"),
                begun=begun,
                words=_away(left),
            )
        )
    return Sentence(f"{of}, {listed(told)}.", traces=trace)


def _away(left: Left) -> str:
    return say(
        "{day} ({days} days or {weekdays} weekdays away)",
        day=day_in_words(left.day),
        days=left.days,
        weekdays=left.weekdays,
    )


def _by_end(reading: Today) -> Iterable[tuple[tuple[str, ...], Left]]:
    """What is late for each end; once where both are one day."""
    if reading.early is not None:
        yield reading.lateness.early, reading.early
    if reading.late is not None and reading.late != reading.early:
        yield reading.lateness.late, reading.late


def _blocks(dossier: Dossier, reading: Today) -> Iterable[Block]:
    result = reading.countdown
    undated = [w for w in (result.window, *result.before) if not w.dated and not result.refused]
    if undated:
        yield Points(tuple(_placed(dossier, w) for w in undated))
    figure = countdown_figure(dossier, reading)
    if figure is not None:
        yield figure
    if result.rows:
        yield _table(dossier, reading)
        yield from forced(dossier, reading)
    for circle in result.circles:
        names = listed(quoted(dossier.title(t)) for t in circle)
        says = say("{names} wait for each other, so that no day can be given for them.", names=opened(names))
        yield Paragraph((Sentence(says, traces=(trace_of(dossier, circle[0], "needs"),)),))
    if len(reading.rivals) > 1:
        yield Heading(say("By dating"))
        yield _rivals(dossier, reading)


def _placed(dossier: Dossier, window: Window) -> Sentence:
    """Where a meeting without a date stands."""
    days = [f"{day_in_words(d, weekday=True)}" for d in dict.fromkeys((window.early, window.late)) if d]
    later = (window.early_chain or window.late_chain)[1:2]
    before = say(", before {later}", later=dossier.title(later[0])) if later else ""
    says = say(
        "{meeting} must be held by {names}{before}.",
        meeting=opened(dossier.title(window.meeting)),
        names=listed(days, "or"),
        before=before,
    )
    return Sentence(says, traces=(trace_of(dossier, window.meeting, "gap"),))


def _table(dossier: Dossier, reading: Today) -> Table:
    hands = {h.task: h for h in reading.in_hand}
    ends = tuple(end for end in ENDS if reading.countdown.window.end(end) is not None)
    if reading.countdown.window.early == reading.countdown.window.late:
        ends = ("early",)
    columns = [
        Column(title=say("Task")),
        Column(title=say("Owner")),
        Column(title=say("Workdays"), counts=True),
    ]
    for end in ends:
        day = reading.countdown.window.end(end)
        assert day is not None
        columns += [
            Column(title=say("Begin by, for {of_year}", of_year=_of_year(dossier, day))),
            Column(title=say("In hand"), counts=True),
        ]
    columns.append(Column(title=say("Needed for")))
    rows = tuple(_row(dossier, r, hands.get(r.task), ends) for r in reading.countdown.rows)
    caption = say(
        "In hand: workdays between the first day on which a task can begin and the last on which it must;"
        " below zero there are too few. LATE: it should have begun before today."
    )
    return Table(columns=tuple(columns), rows=rows, caption=caption, wide=True)


def _of_year(dossier: Dossier, day: date) -> str:
    """A day at the head of a column; without its year, when that is the year of the dossier's day."""
    return day_in_words(day).removesuffix(f" {dossier.day.year}")


def _row(dossier: Dossier, row: TaskRow, hand: InHand | None, ends: tuple[End, ...]) -> tuple[Cell, ...]:
    cells = [
        Cell(text=dossier.title(row.task), origin="drafted", traces=(trace_of(dossier, row.task),)),
        _named(dossier, row),
        _effort(dossier, row),
    ]
    for end in ends:
        cells += _end(dossier, row, hand, end)
    latest = row.early or row.late
    cells.append(_next(dossier, row, latest.chain[1]) if latest and not row.done else Cell())
    return tuple(cells)


def _next(dossier: Dossier, row: TaskRow, next_: str) -> Cell:
    """What the task must be ready for first."""
    if next_ == row.task:
        return Cell(text=say("its own deadline"), traces=(trace_of(dossier, row.task, "due"),))
    return Cell(text=dossier.title(next_), traces=(trace_of(dossier, next_),))


def _named(dossier: Dossier, row: TaskRow) -> Cell:
    if not row.owner:
        return Cell(label=say("NO OWNER"), tag="loss", traces=(trace_of(dossier, row.task),))
    return Cell(text=dossier.title(row.owner), traces=(trace_of(dossier, row.task, "owner"),))


def _effort(dossier: Dossier, row: TaskRow) -> Cell:
    if row.takes is None:
        return Cell(text=say("not said"), tag="blank", traces=(trace_of(dossier, row.task),))
    return Cell(text=str(row.takes), traces=(trace_of(dossier, row.task, "takes"),))


def _end(dossier: Dossier, row: TaskRow, hand: InHand | None, end: End) -> tuple[Cell, Cell]:
    latest = row.at(end)
    if row.done:
        return Cell(label=say("done"), tag="plain", traces=(trace_of(dossier, row.task, "done"),)), Cell()
    if latest is None:
        return Cell(text=say("no day"), tag="blank"), Cell()
    late = latest.start < dossier.day
    days = (hand.early if end == "early" else hand.late) if hand else None
    return (
        Cell(
            text=_short(dossier, latest.start), label="LATE" if late else "",
            tag="loss" if late else "", traces=(trace_of(dossier, row.task),),
        ),
        Cell(text="" if days is None else str(days).replace("-", "−")),
    )  # fmt: skip


def _short(dossier: Dossier, day: date) -> str:
    """A deadline with its weekday; without its year, when that is the year of the dossier's day."""
    words = day_in_words(day, weekday=True)
    return words.removesuffix(f" {dossier.day.year}")


def _rivals(dossier: Dossier, reading: Today) -> Table:
    meeting = reading.countdown.meeting
    columns = (Column(title=say("Dating")), Column(title=say("In words")), Column(title=say("Given by")),
               Column(title=say("Late for its first day"), counts=True),
               Column(title=say("Late for its last day"), counts=True))  # fmt: skip
    rows = []
    for rival in reading.rivals:
        given = rival.given
        trace = (trace_of(dossier, meeting, "dates", given.at),)
        rows.append((
            Cell(text=window_in_words(given), traces=trace),
            Cell(text=given.says, origin="quoted", traces=trace),
            Cell(text=_giver(dossier, given.by, given.source), traces=trace),
            *_counts(rival.late),
        ))  # fmt: skip
    return Table(columns=columns, rows=tuple(rows))


def _giver(dossier: Dossier, by: str, source: tuple[str, ...]) -> str:
    return dossier.title(by or (cited_document(source[0]) if source else ""))


def _counts(late: Lateness) -> tuple[Cell, Cell]:
    first, last = len(late.early), len(late.late)
    return (
        Cell(text=str(first), tag="loss" if first else ""), Cell(text=str(last), tag="loss" if last else "")
    )  # fmt: skip


VIEW = View(
    name="countdown", help="what must begin when for a meeting to be ready, and what is late",
    ids=ids, result=result, section=section,
)  # fmt: skip
