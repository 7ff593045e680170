"""The view of alternatives: what the other side may do, what would show it, what we then do."""

from __future__ import annotations

from typing import Any

from summitry.analysis.alternatives import (
    AlternativeReading,
    EvidenceMatrix,
    Initiative,
    Move,
    alternative_reading,
    alternatives_by_side,
    evidence_matrix,
    initiative,
)
from summitry.analysis.indicators import IndicatorReading, indicator_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Section, Sentence, Table, Tag
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Alternative, Event
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, has, of_them

_STATES: dict[str, tuple[str, Tag]] = {
    "none": (marked("NONE"), "loss"),
    "not ready": (marked("NOT READY"), "loss"),
    "not said": (marked("not said"), "blank"),
    "ready": (marked("ready"), "plain"),
}


def result(dossier: Dossier, id: str) -> Any:
    """Read one alternative; or every side's alternatives, evidence and moves."""
    if id:
        return dossier.ask(alternative_reading, id)
    return tuple(
        (
            tuple(dossier.ask(alternative_reading, a) for a in ids),
            dossier.ask(evidence_matrix, side),
            dossier.ask(initiative, side) if side in dossier.header.counterparts else None,
        )
        for side, ids in dossier.ask(alternatives_by_side)
    )


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    if id:
        reading = dossier.ask(alternative_reading, id)
        seen = tuple(dossier.ask(indicator_reading, i) for i in reading.indicators)
        one: list[Block] = [_responses(dossier, (reading,))]
        one += [_indicators(dossier, seen)] if seen else []
        return Section(
            kicker=say("Alternatives"), title=dossier.title(id), blocks=tuple(one), basis=reading.basis
        )
    blocks: list[Block] = []
    every: list[AlternativeReading] = []
    sides = dict(dossier.ask(alternatives_by_side))
    for side in dict.fromkeys((*sides, *dossier.header.counterparts)):
        readings = tuple(dossier.ask(alternative_reading, a) for a in sides.get(side, ()))
        every += readings
        blocks += _side(dossier, side, readings)
    indicators = tuple(dossier.ask(indicator_reading, i) for i in dossier.ids("indicator"))
    if indicators:
        blocks += [Heading(say("Indicators")), _indicators(dossier, indicators)]
    return Section(
        kicker=say("Alternatives"),
        title=say("What the other side may do"),
        verdict=_verdict(every),
        blocks=tuple(blocks),
        basis=together(x.basis for x in every),
    )


def _side(dossier: Dossier, side: str, readings: tuple[AlternativeReading, ...]) -> list[Block]:
    blocks: list[Block] = []
    if readings:
        blocks += [Heading(dossier.title(side)), _responses(dossier, readings)]
        matrix = dossier.ask(evidence_matrix, side)
        if matrix.rows:
            blocks += [Heading(say("What tells them apart")), _matrix(dossier, matrix)]
    if side in dossier.header.counterparts:
        moves = dossier.ask(initiative, side)
        if moves.theirs or moves.ours:
            blocks += [Heading(say("Moves of the last {days} days", days=moves.days)), _moves(dossier, moves)]
    return blocks


def _verdict(readings: list[AlternativeReading]) -> Sentence:
    if not readings:
        return Sentence(say("Nothing is written down of what the other side may do."))
    ready = sum(r.response == "ready" for r in readings)
    watched = sum(bool(r.watched) for r in readings)
    return Sentence(
        say(
            "Of {alternatives}, {count} {has} a response that is ready, and {count2} an indicator that"
            " somebody watches for.",
            alternatives=counted(len(readings), "alternative"),
            count=of_them(ready),
            has=has(ready),
            count2=of_them(watched),
        )
    )


def _responses(dossier: Dossier, readings: tuple[AlternativeReading, ...]) -> Table:
    columns = (say("Alternative"), say("Our response"), say("Owner"), say("State"), say("Watched by"))
    rows = []
    for reading in readings:
        record = dossier.of(Alternative, reading.alternative)
        response = record.response if record is not None else None
        label, tag = _STATES[reading.response]
        watchers = dict.fromkeys(
            dossier.ask(indicator_reading, i).watcher for i in reading.watched
        )  # fmt: skip
        rows.append((
            Cell(text=dossier.title(reading.alternative), origin="drafted", about=reading.alternative,
                 traces=traced(dossier, reading.alternative)),
            blank_or(response.says if response else "", say("none"), origin="drafted",
                     traces=traced(dossier, reading.alternative, "response")),
            blank_or(dossier.title(reading.owner) if reading.owner else "", say("nobody")),
            Cell(label=say(label), tag=tag),
            blank_or(", ".join(dossier.title(w) for w in watchers), say("nobody")),
        ))  # fmt: skip
    return Table(columns=tuple(Column(title=c) for c in columns), rows=tuple(rows), wide=True)


def _matrix(dossier: Dossier, matrix: EvidenceMatrix) -> Table:
    rows = []
    for row in matrix.rows:
        marks = (Cell(label=say(mark), tag="plain" if mark == "for" else "change" if mark else "blank")
                 for mark in row.marks)  # fmt: skip
        rows.append((Cell(text=dossier.title(row.indicator), traces=traced(dossier, row.indicator)), *marks))
    left_out = ""
    if matrix.left_out:
        left_out = say(" Left out, as they say the same of all: {count}.", count=len(matrix.left_out))
    return Table(
        columns=(
            Column(title=say("Indicator")),
            *(Column(title=dossier.title(a)) for a in matrix.alternatives),
        ),
        rows=tuple(rows),
        caption=say("What each indicator says when it is seen. No probability is computed.") + left_out,
        wide=True,
    )


def _moves(dossier: Dossier, moves: Initiative) -> Table:
    columns = (say("Move"), say("By"), say("Day"), say("Answers"), say("Answered by"), say("Foreseen"))
    return Table(
        columns=tuple(Column(title=c) for c in columns),
        rows=tuple(_move(dossier, m) for m in _in_order(dossier, moves)), wide=True,
    )  # fmt: skip


def _in_order(dossier: Dossier, moves: Initiative) -> list[Move]:
    def key(move: Move) -> tuple[Any, ...]:
        event = dossier.of(Event, move.event)
        return (event.on.sort_key(), move.event) if event is not None and event.on is not None else ((), "")

    return sorted((*moves.theirs, *moves.ours), key=key)


def _move(dossier: Dossier, move: Move) -> tuple[Cell, ...]:
    event = dossier.of(Event, move.event)
    answers = ", ".join(dossier.title(a) for a in move.answers)
    answered = ", ".join(dossier.title(a) for a in move.answered_by)
    foreseen = ", ".join(dossier.title(a) for a in move.foreseen_by)
    unforeseen = Cell() if move.ours else Cell(label=say("NOT FORESEEN"), tag="loss")
    return (
        Cell(text=dossier.title(move.event), traces=traced(dossier, move.event)),
        Cell(text=dossier.title(move.side)),
        Cell(text=in_words(event.on) if event is not None and event.on is not None else ""),
        blank_or(answers, say("nothing") if move.opens else say("not said")),
        Cell(text=answered) if answered or move.ours else Cell(text=say("nothing"), tag="blank"),
        Cell(text=foreseen) if foreseen else unforeseen,
    )


def _indicators(dossier: Dossier, readings: tuple[IndicatorReading, ...]) -> Table:
    columns = (say("Indicator"), say("Threshold"), say("Sources"), say("Watched by"), say("State"))
    return Table(
        columns=tuple(Column(title=c) for c in columns),
        rows=tuple(_indicator(dossier, r) for r in readings), wide=True,
    )  # fmt: skip


def _indicator(dossier: Dossier, reading: IndicatorReading) -> tuple[Cell, ...]:
    tag: Tag = {"seen": "change", "not seen": "plain"}.get(reading.state, "blank")  # type: ignore[assignment]
    state = say(reading.state) + (f", {in_words(reading.looked)}" if reading.looked is not None else "")
    if reading.rule_met is False:
        state += say("; sources: {separate} of {wanted}", separate=reading.separate, wanted=reading.wanted)
    return (
        Cell(
            text=dossier.title(reading.indicator),
            traces=traced(dossier, reading.indicator),
            about=reading.indicator,
        ),
        blank_or(reading.threshold, say("not fixed")),
        blank_or(reading.source_rule, say("not fixed")),
        blank_or(dossier.title(reading.watcher) if reading.watcher else "", say("nobody")),
        Cell(text=state, tag=tag, traces=traced(dossier, reading.indicator, "seen")),
    )


VIEW = View(
    name="alternatives", help="what the other side may do, what would show it, who sets the pace",
    ids=lambda dossier: dossier.ids(Alternative.kind), result=result, section=section,
)  # fmt: skip
