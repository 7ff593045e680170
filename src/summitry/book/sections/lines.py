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
    answered_then,
    by_body,
    in_register,
    question_reading,
    speaker,
)
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    Trace,
    titled,
)
from summitry.book.pictures.lines import question_figure
from summitry.book.sections.view import View
from summitry.dossier.kinds import Line, Question, Statement
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import say
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
        blocks += [Heading(say("Who answered what, and what stands")), _answers(dossier, reading)]
    if reading.lines:
        blocks += [Heading(say("Lines")), _lines(dossier, reading)]
    sentences = (*_contrasts(dossier, reading), *_silence(dossier, reading))
    if sentences:
        blocks.append(Paragraph(sentences))
    return Section(
        kicker=say("Lines to take"), title=opened(dossier.title(id)), verdict=_verdict(dossier, reading),
        blocks=tuple(blocks), basis=reading.basis,
    )  # fmt: skip


def _verdict(dossier: Dossier, reading: QuestionReading) -> Sentence:
    own = dossier.header.own_side
    answers = {a for g in reading.current if g.side == own and g.official for a in g.answers}
    if not own:
        answers = {a for g in reading.current if g.official for a in g.answers}
    if not answers:
        says = say("Our side has no answer in force.") if own else say("No answer is in force.")
    elif len(answers) == 1:
        given = f"“{next(iter(answers))}”"
        says = (
            say("Our side gives one answer: {answer}.", answer=given)
            if own
            else say("Those on record give one answer: {answer}.", answer=given)
        )
    else:
        quoted = listed(f"“{a}”" for a in sorted(answers))
        number = counted(len(answers), "answer")
        says = (
            say("Our side gives {answers}, and all stand: {quoted}.", answers=number, quoted=quoted)
            if own
            else say(
                "Those on record give {answers}, and all stand: {quoted}.", answers=number, quoted=quoted
            )
        )
    line = say("A line is cleared.") if reading.usable_lines else say("No line is cleared.")
    return Sentence(f"{says} {line}" if own else says, traces=(_trace(dossier, reading.question),))


# -- one question ---------------------------------------------------------------------------------


def _answers(dossier: Dossier, reading: QuestionReading) -> Table:
    columns = titled("Said", "By", "To", "Answer", "Words", "Today")  # fmt: skip
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
    who = opened(speaker(dossier, given))
    return (
        Cell(text=opened(answered_on(dossier, given))),
        Cell(text=who if who == opened(the(dossier, given.body)) else f"{who}, {body}"),
        Cell(text=in_register(dossier, given.register) or say("not recorded")),
        Cell(text=answer_words(given), tag="change" if len(given.says) > 1 else ""),
        Cell(
            text=f"“{words}”" if words else gist, origin="quoted" if words else "drafted",
            traces=(_trace(dossier, given.statement),),
        ),
        Cell(label=say("in force") if stands else ended(dossier, spell), tag="plain" if stands else ""),
    )  # fmt: skip


def ended(dossier: Dossier, spell: Spell) -> str:
    """Say how an answer ended, and when."""
    if spell.why == "replaced":
        by = dossier.of(Statement, spell.by)
        day = say(" on {day}", day=in_words(by.said)) if by is not None and by.said is not None else ""
        return say("replaced{day}", day=day)
    day = say(" on {day}", day=day_in_words(spell.ends)) if spell.ends is not None else ""
    words = {"until": say("ran out"), "withdrawn": say("withdrawn"), "lapsed": say("not repeated; lapsed")}
    return f"{words.get(spell.why, 'ended')}{day}"


def _lines(dossier: Dossier, reading: QuestionReading) -> Table:
    columns = titled("Line", "Words", "From, until", "Cleared by", "Today")  # fmt: skip
    return Table(columns=columns, rows=tuple(_line(dossier, state) for state in reading.lines))


def _line(dossier: Dossier, state: LineState) -> tuple[Cell, ...]:
    line = dossier.of(Line, state.line)
    words = line.words if line else ""
    since = in_words(state.since) if state.since else say("not said")
    span = say("{since}, until {day}", since=since, day=in_words(state.until)) if state.until else since
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
        return say("may be said")
    if state.replaced_by:
        return "replaced"
    if state.expired:
        return say("RUN OUT")
    if not state.begun:
        return say("not yet")
    if state.clearing.objected:
        return say("OBJECTED TO by {names}", names=listed(dossier.title(b) for b in state.clearing.objected))
    if not state.clearing.cleared:
        waits = listed(dossier.title(b) for b in state.clearing.waits_for)
        return say("NOT CLEARED, waits for {waits}", waits=waits) if waits else say("NOT CLEARED")
    return say("OLD, not renewed")


def _contrasts(dossier: Dossier, reading: QuestionReading) -> tuple[Sentence, ...]:
    found = [
        Sentence(
            say(
                "{side} gives differing answers {in_register}: {by_body}.",
                side=opened(the(dossier, c.side)),
                in_register=in_register(dossier, c.register),
                by_body=by_body(dossier, c.given),
            ),
            traces=_traces(dossier, c.given),
        )
        for c in reading.two_answers
    ]
    found += [
        Sentence(
            say(
                "{among} is divided: {listed}.",
                among=opened(the(dossier, c.among)),
                listed="; ".join(_heard(dossier, g) for g in c.given),
            ),
            traces=_traces(dossier, c.given),
        )
        for c in reading.divided
    ]
    found += [
        Sentence(
            say(
                "{speaker} said {answer_words} {answered_then}; the same post had said {answer_words2}"
                " {answered_then2}.",
                speaker=opened(speaker(dossier, now)),
                answer_words=answer_words(now),
                answered_then=answered_then(dossier, now),
                answer_words2=answer_words(before),
                answered_then2=answered_then(dossier, before),
            ),
            traces=_traces(dossier, (now, before)),
        )
        for before, now in reading.drifts
    ]
    found += [
        Sentence(
            say(
                "{side} says different things to different hearers: {listed}.",
                side=opened(the(dossier, c.side)),
                listed="; ".join(_heard(dossier, g) for g in c.given),
            ),
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
    return (
        Sentence(
            say("No answer on record from {bodies}.", bodies=bodies),
            traces=(_trace(dossier, reading.question),),
        ),
    )


# -- all questions --------------------------------------------------------------------------------


def _overview(dossier: Dossier) -> Section:
    readings = [dossier.ask(question_reading, q) for q in dossier.ids(Question.kind)]
    own = dossier.header.own_side
    columns = (
        Column(title=say("Question")), Column(title=say("In force in public") if own else say("In force")),
        Column(title=say("Answers")), Column(title=say("Line to take")),
    )  # fmt: skip
    apart = sum(bool(r.two_answers or r.divided or r.both) for r in readings)
    cleared = sum(bool(r.usable_lines) for r in readings)
    return Section(
        kicker=say("Lines to take"),
        title=say("Who answers which question how"),
        verdict=Sentence(
            say(
                "{questions}: on {count} differing answers stand; on {count2} a line is cleared.",
                questions=opened(counted(len(readings), "question")),
                count=_of_them(apart),
                count2=_of_them(cleared),
            )
        ),
        blocks=(Table(columns=columns, rows=tuple(_question(dossier, r) for r in readings)),)
        if readings
        else (),
        basis=together(x.basis for x in readings),
    )


def _of_them(number: int) -> str:
    return counted(number, "of them", "of them") if number else say("none of them")


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
        Cell(text=line, label="" if usable else say("MISSING"), tag="plain" if usable else "loss"),
    )


def _state(dossier: Dossier, reading: QuestionReading) -> tuple[str, bool]:
    own = dossier.header.own_side
    mine = [c for c in reading.two_answers if not own or c.side == own]
    divided = [c for c in reading.divided if not own or c.side == own]
    both = [g for g in reading.both if not own or g.side == own]
    words = ([say("TWO ANSWERS")] if mine else []) + ([say("DIVIDED BODY")] if divided else [])
    words += [say("TWO IN ONE STATEMENT")] if both else []
    if words:
        return ", ".join(words), True
    return (say("one answer"), False) if reading.current else ("", False)


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
