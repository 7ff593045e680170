"""The view of lines: who answers which question how, what stands today, and what is cleared."""

from __future__ import annotations

from summitry.analysis.lines import (
    PUBLIC,
    Given,
    LineState,
    QuestionReading,
    Spell,
    answer_words,
    answered_on,
    by_body,
    in_register,
    question_reading,
    speaker,
)
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, Trace
from summitry.book.pictures.lines import question_figure
from summitry.book.sections.view import View
from summitry.dossier.kinds import Line, Question, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.wording import clause, counted, listed, opened


def result(dossier: Dossier, id: str) -> QuestionReading | tuple[QuestionReading, ...]:
    """Read one question, or all."""
    if id:
        return dossier.ask(question_reading, id)
    return tuple(dossier.ask(question_reading, q) for q in dossier.ids(Question.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page of one question; of all, one row each."""
    if not id:
        return _overview(dossier)
    reading = dossier.ask(question_reading, id)
    blocks: list[Block] = []
    figure = question_figure(dossier, reading)
    blocks += [figure] if figure is not None else []
    if reading.spells:
        blocks += [Heading("Who answered what, and what stands"), _answers(dossier, reading)]
    if reading.lines:
        blocks += [Heading("Lines"), _lines(dossier, reading)]
    sentences = (*_contrasts(dossier, reading), *_silence(dossier, reading))
    if sentences:
        blocks.append(Paragraph(sentences))
    return Section(
        kicker="Lines to take", title=opened(dossier.title(id)), verdict=_verdict(dossier, reading),
        blocks=tuple(blocks), basis=reading.basis,
    )  # fmt: skip


def _verdict(dossier: Dossier, reading: QuestionReading) -> Sentence:
    own = dossier.header.own_side
    answers = {a for g in reading.current if g.side == own and g.official for a in g.answers}
    who = "Our side" if own else "Those on record"
    if not own:
        answers = {a for g in reading.current if g.official for a in g.answers}
    if not answers:
        says = f"{who} has no answer in force." if own else "No answer is in force."
    elif len(answers) == 1:
        says = f"{who} {'gives' if own else 'give'} one answer: “{next(iter(answers))}”."
    else:
        quoted = listed(f"“{a}”" for a in sorted(answers))
        says = (
            f"{who} {'gives' if own else 'give'} {counted(len(answers), 'answer')}, and all stand: {quoted}."
        )
    line = "A line is cleared." if reading.usable_lines else "No line is cleared."
    return Sentence(f"{says} {line}" if own else says, traces=(_trace(dossier, reading.question),))


# -- one question ---------------------------------------------------------------------------------


def _answers(dossier: Dossier, reading: QuestionReading) -> Table:
    columns = (
        Column(title="Said"), Column(title="By"), Column(title="To"), Column(title="Answer"),
        Column(title="Words"), Column(title="Today"),
    )  # fmt: skip
    standing = {(g.statement, g.register) for g in reading.current}
    rows = tuple(
        _answer(dossier, s, (s.given.statement, s.given.register) in standing) for s in reading.spells
    )
    return Table(columns=columns, rows=rows)


def _answer(dossier: Dossier, spell: Spell, stands: bool) -> tuple[Cell, ...]:
    given = spell.given
    statement = dossier.of(Statement, given.statement)
    words = statement.words if statement else ""
    gist = statement.says if statement else ""
    body = dossier.title(given.body)
    who = speaker(dossier, given)
    return (
        Cell(text=opened(answered_on(dossier, given))),
        Cell(text=who if who == body else f"{who}, {body}"),
        Cell(text=in_register(dossier, given.register) or "not recorded"),
        Cell(text=answer_words(given), tag="change" if len(given.says) > 1 else ""),
        Cell(
            text=f"“{words}”" if words else gist, origin="quoted" if words else "drafted",
            traces=(_trace(dossier, given.statement),),
        ),
        Cell(label="in force" if stands else ended(dossier, spell), tag="plain" if stands else ""),
    )  # fmt: skip


def ended(dossier: Dossier, spell: Spell) -> str:
    """Say how an answer ended, and when."""
    if spell.why == "replaced":
        by = dossier.of(Statement, spell.by)
        day = f" on {in_words(by.said)}" if by is not None and by.said is not None else ""
        return f"replaced{day}"
    day = f" on {day_in_words(spell.ends)}" if spell.ends is not None else ""
    words = {"until": "ran out", "withdrawn": "withdrawn", "lapsed": "not repeated; lapsed"}
    return f"{words.get(spell.why, 'ended')}{day}"


def _lines(dossier: Dossier, reading: QuestionReading) -> Table:
    columns = (
        Column(title="Line"), Column(title="Words"), Column(title="From, until"),
        Column(title="Cleared by"), Column(title="Today"),
    )  # fmt: skip
    return Table(columns=columns, rows=tuple(_line(dossier, state) for state in reading.lines))


def _line(dossier: Dossier, state: LineState) -> tuple[Cell, ...]:
    line = dossier.of(Line, state.line)
    words = line.words if line else ""
    since = in_words(state.since) if state.since else "not said"
    span = f"{since}, until {in_words(state.until)}" if state.until else since
    cleared = listed(dossier.title(b) for b in state.clearing.cleared_by)
    why = line_today(dossier, state)
    return (
        Cell(text=clause(dossier.title(state.line)), traces=(_trace(dossier, state.line),)),
        Cell(text=f"“{words}”" if words else "", origin="quoted"),
        Cell(text=span),
        Cell(text=cleared or "nobody", tag="" if cleared else "blank"),
        Cell(label=why, tag="plain" if state.usable else "loss"),
    )


def line_today(dossier: Dossier, state: LineState) -> str:
    """Say in a few words whether a line may be said today."""
    if state.usable:
        return "may be said"
    if state.replaced_by:
        return "replaced"
    if state.expired:
        return "RUN OUT"
    if not state.begun:
        return "not yet"
    if state.clearing.objected:
        return f"OBJECTED TO by {listed(dossier.title(b) for b in state.clearing.objected)}"
    if not state.clearing.cleared:
        waits = listed(dossier.title(b) for b in state.clearing.waits_for)
        return f"NOT CLEARED, waits for {waits}" if waits else "NOT CLEARED"
    return "OLD, not renewed"


def _contrasts(dossier: Dossier, reading: QuestionReading) -> tuple[Sentence, ...]:
    found = [
        Sentence(
            f"{opened(dossier.title(c.side))} gives differing answers {in_register(dossier, c.register)}:"
            f" {by_body(dossier, c.given)}.",
            traces=_traces(dossier, c.given),
        )
        for c in reading.two_answers
    ]  # fmt: skip
    found += [
        Sentence(
            f"{opened(dossier.title(c.among))} is divided: {'; '.join(_heard(dossier, g) for g in c.given)}.",
            traces=_traces(dossier, c.given),
        )
        for c in reading.divided
    ]
    found += [
        Sentence(
            f"{speaker(dossier, now)} said {answer_words(now)} on {answered_on(dossier, now)}; the same post"
            f" had said {answer_words(before)} on {answered_on(dossier, before)}.",
            traces=_traces(dossier, (now, before)),
        )
        for before, now in reading.drifts
    ]
    found += [
        Sentence(
            f"{opened(dossier.title(c.side))} says different things to different hearers:"
            f" {'; '.join(_heard(dossier, g) for g in c.given)}.",
            traces=_traces(dossier, c.given),
        )
        for c in reading.registers
    ]
    return tuple(found)


def _heard(dossier: Dossier, given: Given) -> str:
    who = f"{speaker(dossier, given)}, {answered_on(dossier, given)}"
    return f"{in_register(dossier, given.register)} {answer_words(given)} ({who})".strip()


def _silence(dossier: Dossier, reading: QuestionReading) -> tuple[Sentence, ...]:
    if not reading.silent:
        return ()
    bodies = listed(dossier.title(b) for b in reading.silent)
    return (Sentence(f"No answer on record from {bodies}.", traces=(_trace(dossier, reading.question),)),)


# -- all questions --------------------------------------------------------------------------------


def _overview(dossier: Dossier) -> Section:
    readings = [dossier.ask(question_reading, q) for q in dossier.ids(Question.kind)]
    own = dossier.header.own_side
    columns = (
        Column(title="Question"), Column(title="In force in public" if own else "In force"),
        Column(title="Answers"), Column(title="Line to take"),
    )  # fmt: skip
    apart = sum(bool(r.two_answers or r.divided or r.both) for r in readings)
    cleared = sum(bool(r.usable_lines) for r in readings)
    return Section(
        kicker="Lines to take", title="Who answers which question how",
        verdict=Sentence(
            f"{opened(counted(len(readings), 'question'))}: on {_of_them(apart)} differing answers stand;"
            f" on {_of_them(cleared)} a line is cleared."
        ),
        blocks=(Table(columns=columns, rows=tuple(_question(dossier, r) for r in readings)),) if readings
        else (),
        basis=together(x.basis for x in readings),
    )  # fmt: skip


def _of_them(number: int) -> str:
    return counted(number, "of them", "of them") if number else "none of them"


def _question(dossier: Dossier, reading: QuestionReading) -> tuple[Cell, ...]:
    own = dossier.header.own_side
    shown = [g for g in reading.current if not own or (g.side == own and g.register == PUBLIC)]
    state, lost = _state(dossier, reading)
    usable = reading.usable_lines
    line = f"“{_words(dossier, usable[0])}”" if usable else ""
    return (
        Cell(text=opened(dossier.title(reading.question)), traces=(_trace(dossier, reading.question),)),
        Cell(text=by_body(dossier, shown), tag="" if shown else "blank", traces=_traces(dossier, shown)),
        Cell(label=state, tag="loss" if lost else "plain" if state else ""),
        Cell(text=line, label="" if usable else "MISSING", tag="plain" if usable else "loss"),
    )


def _state(dossier: Dossier, reading: QuestionReading) -> tuple[str, bool]:
    own = dossier.header.own_side
    mine = [c for c in reading.two_answers if not own or c.side == own]
    divided = [c for c in reading.divided if not own or c.side == own]
    both = [g for g in reading.both if not own or g.side == own]
    words = (["TWO ANSWERS"] if mine else []) + (["DIVIDED BODY"] if divided else [])
    words += ["TWO IN ONE STATEMENT"] if both else []
    if words:
        return ", ".join(words), True
    return ("one answer", False) if reading.current else ("", False)


def _words(dossier: Dossier, state: LineState) -> str:
    line = dossier.of(Line, state.line)
    return line.words or line.title if line is not None else state.line


def _traces(dossier: Dossier, found: tuple[Given, ...] | list[Given]) -> tuple[Trace, ...]:
    return tuple(_trace(dossier, id) for id in list(dict.fromkeys(g.statement for g in found))[:2])


def _trace(dossier: Dossier, id: str) -> Trace:
    record = dossier.get(id)
    source = record.source[0] if record is not None and record.source else ""
    return Trace(record=id, source=source, place=record.where() if record is not None else None)


VIEW = View(
    name="lines", help="who answers which question how, what stands today, and what is cleared",
    ids=lambda dossier: dossier.ids(Question.kind), result=result, section=section,
)  # fmt: skip
