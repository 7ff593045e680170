"""The scene-setter: what the sides did and decided before the day, in the order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, Trace
from summitry.book.brief.saying import ended
from summitry.dossier.kinds import Decision, Event, Meeting, Statement
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When, day_in_words, in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import clause, counted, listed, opened

if TYPE_CHECKING:
    from summitry.book.volume.plan import Order

LOOKS_BACK = timedelta(days=70)
"""How far back the scene-setter goes."""


def scene(order: Order) -> Iterator[Section]:
    """Yield the scene-setter, if anything happened."""
    dossier = order.dossier
    first = dossier.limit - LOOKS_BACK
    done = sorted((*_happened(dossier, first), *_decided(dossier, first)), key=lambda row: row[:2])
    words = sorted(_said(dossier, first), key=lambda row: row[:2])
    blocks: list[Block] = list(_ahead(order))
    if done:
        blocks += [Heading(say("What happened")), _table(say("What happened"), [r[2] for r in done])]
    if words:
        blocks += [Heading(say("What was said")), _table(say("In whose words"), [r[2] for r in words])]
    if not done and not words:
        return
    text = say(
        "Since {day}: {events}, {statements} on record.",
        day=day_in_words(first),
        events=counted(len(done), "event or decision", "events and decisions"),
        statements=counted(len(words), "statement"),
    )
    yield Section(
        kicker=say("Scene-setter"),
        title=say("What led here"),
        verdict=Sentence(text),
        blocks=tuple(blocks),
        basis=Basis(
            method=marked("Events, decisions and statements of the last ten weeks, by day."),
            cannot_say=(marked("What is not on record is not told."),),
        ),
    )


def _ahead(order: Order) -> Iterable[Block]:
    sentences = []
    for id in order.meetings:
        meeting = order.dossier.of(Meeting, id)
        if meeting is None:
            continue
        with_ = listed(order.dossier.title(p) for p in meeting.with_)
        ours = listed(order.dossier.title(p) for p in meeting.delegation)
        text = opened(clause(meeting.title))
        text += (
            say(": {ours} and {with_}", ours=ours, with_=with_)
            if ours and with_
            else say(": with {with_}", with_=with_)
            if with_
            else ""
        )
        sentences.append(Sentence(ended(text), traces=(_trace(meeting),)))
    if sentences:
        yield Paragraph(tuple(sentences))


Row = tuple[str, str, tuple[Cell, ...]]


def _happened(dossier: Dossier, first: date) -> Iterator[Row]:
    for event in dossier.all(Event):
        if event.on is not None and _since(dossier, event.on, first):
            text = event.says or event.title
            by = listed(dossier.title(p) for p in event.by)
            yield _row(dossier, event, event.on, opened(clause(text)), by)


def _decided(dossier: Dossier, first: date) -> Iterator[Row]:
    for decision in dossier.all(Decision):
        if decision.on is not None and _since(dossier, decision.on, first):
            yield _row(
                dossier,
                decision,
                decision.on,
                ended(say("Decided {id}", id=clause(dossier.title(decision.id)))),
                "",
            )


def _said(dossier: Dossier, first: date) -> Iterator[Row]:
    for statement in dossier.all(Statement):
        if statement.said is not None and statement.words and _since(dossier, statement.said, first):
            words = " ".join(statement.words.split())
            text = f"“{words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"
            by = dossier.title(statement.by) if statement.by else ""
            yield _row(dossier, statement, statement.said, text, by, origin="quoted")


_LONGEST = 420


def _since(dossier: Dossier, on: When, first: date) -> bool:
    return dossier.passed(on) and dossier.civil_day(on) >= first


def _row(dossier: Dossier, record: Record, on: When, text: str, by: str, origin: str = "drafted") -> Row:
    cells = (
        Cell(text=in_words(on).removesuffix(f" {dossier.limit.year}"), traces=(_trace(record),)),
        Cell(text=by),
        Cell(text=text, origin="quoted" if origin == "quoted" else "drafted", traces=(_trace(record),)),
    )
    return (dossier.civil_day(on).isoformat(), record.id, cells)


def _trace(record: Record) -> Trace:
    return Trace(record=record.id, source=record.source[0] if record.source else "", place=record.where())


def _table(what: str, rows: list[tuple[Cell, ...]]) -> Table:
    columns = (Column(title=say("Day")), Column(title=say("Who")), Column(title=what))
    return Table(columns=columns, rows=tuple(rows))
