"""What we tell the press: cleared lines, and the questions on which there is none."""

from __future__ import annotations

from summitry.analysis.lines import Given, LineState, QuestionReading, line_state, question_reading
from summitry.book.blocks import Sentence, Trace
from summitry.book.brief.head import people
from summitry.book.brief.ours import share
from summitry.book.brief.saying import (
    computed,
    day_of,
    in_quotes,
    listed,
    missing,
    point,
    quoted,
    trace,
    within,
)
from summitry.book.brief.value import MISSING, Point
from summitry.dossier.kinds import Line, Meeting, Question, Statement
from summitry.dossier.sides import body_of
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say

SHORT = 110
"""Words longer than this are named by speaker and day instead of quoted: the page has little room."""


def press(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Give the lines cleared for the questions the press will ask, and name those without one."""
    found: list[Point] = []
    for at, id in enumerate(meeting.press):
        record = dossier.get(id)
        if isinstance(record, Line):
            found.append(_line(dossier, record, trace(meeting, "press", at)))
        elif isinstance(record, Question):
            found.append(_question(dossier, record))
    return tuple(found) or (_open_questions(dossier, meeting),)


def _line(dossier: Dossier, line: Line, named: Trace) -> Point:
    state = dossier.ask(line_state, line.id)
    if state.usable:
        return point(quoted(in_quotes(line.words), trace(line, "words"), named))
    text = say(
        "The line “{title}” may not be used: {why_not}", title=line.title, why_not=_why_not(dossier, state)
    )
    return missing(text, trace(line), named, rank=0)


def _why_not(dossier: Dossier, state: LineState) -> str:
    """Why a line may not be said today, the plainest reason first."""
    if not state.begun:
        return say("its day has not come")
    if state.expired and state.until is not None:
        return say("it ran out on {day}", day=day_of(dossier, state.until))
    if state.replaced_by:
        return say("another has taken its place")
    if state.clearing.objected:
        return say("{names} objects", names=listed(within(dossier, b) for b in state.clearing.objected))
    why = [] if state.clearing.cleared else [say("nobody has cleared it")]
    if state.clearing.waits_for:
        why = [
            say("it waits for {names}", names=listed(within(dossier, b) for b in state.clearing.waits_for))
        ]
    if state.old_since is not None and state.since is not None:
        why.append(say("it is of {day}", day=day_of(dossier, state.since)))
    return say(" and ").join(why) or say("it is not in force")


def _question(dossier: Dossier, question: Question) -> Point:
    reading = dossier.ask(question_reading, question.id)
    for state in reading.usable_lines:
        line = dossier.of(Line, state.line)
        if line is not None:
            text = f"{question.asks} {in_quotes(line.words)}"
            return point(quoted(text, trace(line, "words"), trace(question, "asks")))
    none = computed(say("No line is cleared on “{asks}”", asks=question.asks), trace(question, "asks"))
    return Point(sentences=(none, *_in_force(dossier, reading)), tag=MISSING)


def _in_force(dossier: Dossier, reading: QuestionReading) -> tuple[Sentence, ...]:
    """What our side says in public meanwhile; two answers first."""
    differing = [g for c in (*reading.two_answers, *reading.divided) for g in c.given]
    own = dossier.header.own_side
    given = [g for g in (*differing, *reading.public(own)) if g.side == own]
    by_answer: dict[frozenset[str], Given] = {}
    for each in sorted(given, key=lambda g: g.begins):
        by_answer[each.says] = each
    shown = list(by_answer.values())[-2:]
    statements = [s for g in shown if (s := dossier.of(Statement, g.statement)) is not None]
    if not statements:
        return ()
    said = listed(_said(dossier, s) for s in statements)
    text = (
        say("Two answers stand: {said}", said=said)
        if len(statements) > 1
        else say("In force: {said}", said=said)
    )
    return (quoted(text, *(trace(s, "words") for s in statements)),)


def _said(dossier: Dossier, statement: Statement) -> str:
    day = day_of(dossier, statement.said, statement.zone) if statement.said else ""
    if statement.words and len(statement.words) <= SHORT:
        return f"{in_quotes(statement.words)} ({day})" if day else in_quotes(statement.words)
    return (
        say("{by} on {day}", by=within(dossier, statement.by), day=day)
        if day
        else within(dossier, statement.by)
    )


def _open_questions(dossier: Dossier, meeting: Meeting) -> Point:
    """Name the questions on which the delegation's body owes a line and none may be used."""
    bodies = {body_of(dossier, p) for p in people(dossier, meeting.delegation)}
    owed = [q for q in dossier.all(Question) if not bodies.isdisjoint(q.owed_by)]
    bare = [q for q in owed if not dossier.ask(question_reading, q.id).usable_lines]
    if not bare:
        return missing(say("No line is named for the press"), trace(meeting, "press"))
    text = say(
        "No line is cleared on {share} that {names} must answer",
        share=share(len(bare), len(owed), marked("question"), marked("questions")),
        names=listed(within(dossier, b) for b in sorted(bodies)),
    )
    return missing(text, *(trace(q, "asks") for q in bare))
