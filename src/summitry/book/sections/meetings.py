"""The view of meetings: each with its day or window, who gave it, who goes, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.meetings import MeetingReading, meeting_reading
from summitry.book.blocks import Block, Cell, Heading, Points, Section, Sentence, Table, Tag, titled
from summitry.book.sections.view import View
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingwords import window_in_words
from summitry.dossier.record import cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import counted, listed, of_them, opened

_STATES: dict[str, tuple[str, Tag]] = {
    "held": (marked("held"), "plain"), "called off": (marked("CALLED OFF"), "loss"),
    "fixed": (marked("fixed"), "plain"), "not agreed": (marked("NOT AGREED"), "change"),
    "window": (marked("NOT FIXED"), "loss"), "follows": (marked("NO DATE OF ITS OWN"), "change"),
    "no day": (marked("NO DATE"), "loss"), "day passed": (marked("DAY PASSED"), "loss"),
}  # fmt: skip


def result(dossier: Dossier, id: str) -> MeetingReading | tuple[MeetingReading, ...] | None:
    """One meeting's reading, or all."""
    if id:
        return dossier.ask(meeting_reading, id)
    return _all(dossier)


def _all(dossier: Dossier) -> tuple[MeetingReading, ...]:
    return tuple(r for m in dossier.ids(Meeting.kind) if (r := dossier.ask(meeting_reading, m)) is not None)


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    one = dossier.ask(meeting_reading, id) if id else None
    readings = (one,) if one is not None else () if id else _all(dossier)
    blocks: list[Block] = [_table(dossier, readings)] if readings else []
    for reading in readings:
        points = tuple(_points(dossier, reading))
        if points:
            blocks += [Heading(opened(dossier.title(reading.meeting))), Points(points)]
    title = opened(dossier.title(id)) if id else say("Meetings")
    basis = together(x.basis for x in readings)
    return Section(
        kicker=say("Meetings"), title=title, verdict=_verdict(readings), blocks=tuple(blocks), basis=basis
    )


def _verdict(readings: tuple[MeetingReading, ...]) -> Sentence | None:
    ahead = [r for r in readings if r.ours and r.standing not in ("held", "called off")]
    if not readings:
        return Sentence(say("No meeting is on record."))
    fixed = sum(r.standing == "fixed" for r in ahead)
    return Sentence(
        say_many(
            fixed or 1,
            "{meetings} of ours ahead; {some} has a fixed and agreed day.",
            "{meetings} of ours ahead; {some} have a fixed and agreed day.",
            meetings=opened(counted(len(ahead), "meeting")),
            some=of_them(fixed),
        )
    )


def _table(dossier: Dossier, readings: Iterable[MeetingReading]) -> Table:
    columns = titled("Meeting", "Level", "When", "State", "For us", "With")  # fmt: skip
    return Table(columns=columns, rows=tuple(_row(dossier, r) for r in readings))


def _row(dossier: Dossier, reading: MeetingReading) -> tuple[Cell, ...]:
    meeting = dossier.of(Meeting, reading.meeting)
    assert meeting is not None
    label, tag = _STATES[reading.standing]
    when = day_in_words(reading.held) if reading.held else window_in_words(reading.window)
    trace = (trace_of(dossier, meeting.id),)
    if reading.ours:
        us = _people(dossier, meeting.id, "delegation", meeting.delegation)
        them = _people(dossier, meeting.id, "with", meeting.with_)
    else:
        us = Cell(text=say("not our meeting"), tag="plain")
        them = _people(dossier, meeting.id, "between", meeting.between)
    return (
        Cell(text=opened(meeting.title), traces=trace),
        Cell(text=say(reading.level) or say("not said"), tag="" if reading.level else "blank"),
        Cell(text=when, traces=(trace_of(dossier, meeting.id, "held" if reading.held else "dates"),)),
        Cell(label=say(label), tag=tag, traces=trace), us, them,
    )  # fmt: skip


def _people(dossier: Dossier, meeting: str, field: str, ids: tuple[str, ...]) -> Cell:
    if not ids:
        return Cell(text=say("not said"), tag="blank", traces=(trace_of(dossier, meeting),))
    return Cell(text=listed(dossier.title(i) for i in ids), traces=(trace_of(dossier, meeting, field),))


def _points(dossier: Dossier, reading: MeetingReading) -> Iterable[Sentence]:
    """Its datings side by side, what hangs on it, what comes before it and what clashes."""
    id = reading.meeting
    for given in reading.window.given:
        by = dossier.title(given.by or (cited_document(given.source[0]) if given.source else ""))
        says = f', "{given.says}"' if given.says else ""
        trace = (trace_of(dossier, id, "dates", given.at),)
        words = opened(window_in_words(given))
        yield Sentence(f"{words}{f': {by}' if by else ''}{says}.", traces=trace)
    chain = reading.window.early_chain or reading.window.late_chain
    if len(chain) > 1:
        yield Sentence(
            say(
                "Its day follows from {chain}: {window_in_words}.",
                chain=dossier.title(chain[-1]),
                window_in_words=window_in_words(reading.window),
            ),
            traces=(trace_of(dossier, chain[-1], "dates"), trace_of(dossier, id, "gap")),
        )
    if reading.hanging:
        names = listed(dossier.title(m) for m in reading.hanging)
        number = len(reading.hanging)
        yield Sentence(
            say_many(number, "{names} hangs on its day.", "{names} hang on its day.", names=opened(names)),
            traces=(trace_of(dossier, id, "after"),),
        )
    for low in reading.lower:
        state = say("is fixed") if low.fixed else say("is not fixed")
        yield Sentence(
            say(
                "Before it, at a lower level: {meeting}, which {state}.",
                meeting=dossier.title(low.meeting),
                state=state,
            ),
            traces=(trace_of(dossier, low.meeting),),
        )
    for clash in reading.clashes:
        why = (
            say("is dated no earlier")
            if clash.why == "order"
            else say("leaves fewer than {gap} workdays", gap=clash.gap)
        )
        yield Sentence(
            say(
                "{meeting} must come before it and {why}.",
                meeting=opened(dossier.title(clash.meeting)),
                why=why,
            ),
            traces=(trace_of(dossier, id, "after"), trace_of(dossier, clash.meeting, "dates")),
        )


VIEW = View(
    name="meetings", help="each meeting's day or window, who goes, and what hangs on it",
    ids=lambda dossier: dossier.ids(Meeting.kind), result=result, section=section,
)  # fmt: skip
