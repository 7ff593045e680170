"""From statements, posts, lines and clearances to who answers a question how."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.lines.clearing import line_state
from summitry.analysis.lines.maths import (
    INSIDE,
    PUBLIC,
    UNRECORDED,
    Given,
    Spell,
    divided_bodies,
    drifts,
    register_contrasts,
    spells,
    two_answers,
)
from summitry.analysis.lines.result import ChangedSince, Contrasts, LineState, QuestionReading
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Line, Person, Question, Statement
from summitry.dossier.posts import posts_held
from summitry.dossier.sides import body_of, side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

METHOD = (
    "Per post and register an answer is in force from the day it was given until the same post's next"
    " answer there; a public answer that nobody repeats lapses after"
    " as many days as `line_life` in the header says."
)
ASSUMPTIONS = (
    "A speaker speaks for the post held that day; who holds none speaks for nobody else.",
    "Two answers of one day whose hours are not both known are both in force.",
)
CANNOT_SAY = ("Whether a difference is meant.", "What was said and is not on record.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in a statement, for whom, to whom, and when; ``None`` dates for what was never said."""

    post: str
    body: str
    side: str
    official: bool
    registers: tuple[str, ...]
    said: When | None
    zone: str
    ended: date | None


def voice(dossier: Dossier, statement_id: str) -> Voice | None:
    """Return whose voice a statement is; ``None`` when it was never said, or is not dated or not known."""
    statement = dossier.of(Statement, statement_id)
    if statement is None or statement.said is None or not dossier.passed(statement.said, statement.zone):
        return None
    states = [s for s in statement.states if s.on is None or dossier.passed(s.on, statement.zone)]
    if states and all(s.is_ == "drafted" for s in states):
        return None
    day = dossier.civil_day(statement.said, statement.zone)
    taken_back = [
        dossier.civil_day(s.on) if s.on else day for s in states if s.is_ in ("withdrawn", "denied")
    ]
    person = dossier.of(Person, statement.by) is not None
    held = posts_held(dossier, statement.by, day) if person else ()
    side = side_of(dossier, statement.by)
    return Voice(
        post=held[0].id if held else statement.by,
        body=held[0].of if held else body_of(dossier, statement.by, day),
        side=side, official=bool(held) or not person,
        registers=_registers(dossier, statement, side), said=statement.said, zone=statement.zone,
        ended=min(taken_back, default=None),
    )  # fmt: skip


def question_reading(dossier: Dossier, question_id: str) -> QuestionReading:
    """Return who answers a question how today, where that differs, and which lines are cleared."""
    question = dossier.of(Question, question_id)
    found, apart = dossier.ask(spells_on, question_id), dossier.ask(contrasts_on, question_id)
    lines = lines_on(dossier, question_id)
    owed = question.owed_by if question else ()
    spoken = dossier.ask(speakers_on, question_id) if owed else ()
    return QuestionReading(
        question=question_id, spells=found,
        current=tuple([s.given for s in dossier.ask(spells_now, question_id)]),
        drifts=apart.drifts, divided=apart.divided, two_answers=apart.two_answers,
        registers=apart.registers, both=apart.both, lines=lines,
        raised=dossier.each_naming(question_id, raised_in, Statement, question_id),
        silent=tuple(b for b in owed if b not in spoken),
        basis=Basis(
            method=METHOD, assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY,
            rests_on=(*dict.fromkeys(s.given.statement for s in found), *(line.line for line in lines)),
        ),
    )  # fmt: skip


@shared
def contrasts_on(dossier: Dossier, question_id: str) -> Contrasts:
    """Return where the answers in force to a question differ.

    A question of its own, since most of what is said on a question changes nothing in it.
    """
    now = dossier.ask(spells_now, question_id)
    current = tuple([s.given for s in now])
    return Contrasts(
        drifts=drifts(dossier.ask(spells_on, question_id), now), divided=divided_bodies(current),
        two_answers=two_answers(current), registers=register_contrasts(current),
        both=tuple([g for g in current if len(g.answers) > 1 and len(g.says) > 1]),
    )  # fmt: skip


def lines_on(dossier: Dossier, question_id: str) -> tuple[LineState, ...]:
    """Return how the lines on a question stand."""
    stands = dossier.each_naming(question_id, line_state, Line)
    return tuple([state for state in stands if state.question == question_id])


def changed_since(dossier: Dossier, question_id: str, day: date) -> ChangedSince:
    """Return what has changed on a question between the end of ``day`` and the dossier's own day."""
    found = dossier.ask(spells_on, question_id)
    came, went = [], []
    for spell in found:
        before = spell.begins <= day and (spell.ends is None or day < spell.ends)
        now = _in_force(dossier, spell)
        if now and not before:
            came.append(spell.given)
        elif before and not now:
            went.append(spell)
    lines_came, lines_went = _changed_lines(dossier, question_id, day)
    said = (*(g.statement for g in came), *(s.given.statement for s in went))
    return ChangedSince(
        question=question_id, day=day, came=tuple(came), went=tuple(went),
        lines_came=lines_came, lines_went=lines_went,
        basis=Basis(
            method=METHOD, cannot_say=CANNOT_SAY,
            rests_on=(question_id, *said, *lines_came, *lines_went),
        ),
    )  # fmt: skip


def _changed_lines(dossier: Dossier, question_id: str, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    came, went = [], []
    for line in dossier.naming(question_id, Line):
        state = dossier.ask(line_state, line.id)
        first = dossier.civil_day(line.since, line.zone) if line.since else date.min
        over = line.until is not None and line.until.latest < day
        if state.standing and first > day:
            came.append(line.id)
        elif not state.standing and state.begun and first <= day and not over:
            went.append(line.id)
    return tuple(came), tuple(went)


def spells_on(dossier: Dossier, question_id: str) -> tuple[Spell, ...]:
    """Return the answers given to a question with the days they are in force."""
    answers = dossier.each_naming(question_id, given_in, Statement, question_id)
    return spells((one for given in answers for one in given), dossier.header.line_life)


def spells_now(dossier: Dossier, question_id: str) -> tuple[Spell, ...]:
    """Return those of them that are in force today."""
    return tuple([s for s in dossier.ask(spells_on, question_id) if _in_force(dossier, s)])


def speakers_on(dossier: Dossier, question_id: str) -> frozenset[str]:
    """Return who has ever answered a question: posts, bodies and sides."""
    found = (spell.given for spell in dossier.ask(spells_on, question_id))
    return frozenset(who for given in found for who in (given.body, given.post, given.side))


def given_in(dossier: Dossier, statement_id: str, question_id: str) -> tuple[Given, ...]:
    """Return the answers that one statement gives to a question: one for each register."""
    statement = dossier.of(Statement, statement_id)
    answers = dict(statement.answers).get(question_id) if statement is not None else None
    speaker = dossier.ask(voice, statement_id) if answers else None
    if statement is None or not answers or speaker is None or speaker.said is None:
        return ()
    until = statement.until.latest if statement.until else None
    return tuple(
        Given(
            statement=statement.id, post=speaker.post, body=speaker.body, side=speaker.side,
            official=speaker.official, register=register, answers=answers,
            first=speaker.said.earliest, last=speaker.said.latest,
            begins=dossier.civil_day(speaker.said, speaker.zone),
            at=speaker.said.instant(speaker.zone or dossier.header.zone),
            until=until if until != date.max else None, ended=speaker.ended,
        )
        for register in speaker.registers
    )  # fmt: skip


def _in_force(dossier: Dossier, spell: Spell) -> bool:
    return spell.ends is None or not dossier.passed(spell.ends)


def raised_in(dossier: Dossier, statement_id: str, question_id: str) -> str:
    """Return a public statement about a question, recent enough to count, that does not answer it."""
    statement = dossier.of(Statement, statement_id)
    if statement is None or question_id in dict(statement.answers) or question_id not in statement.about:
        return ""
    speaker = dossier.ask(voice, statement.id)
    if speaker is None or speaker.said is None or PUBLIC not in speaker.registers:
        return ""
    day = dossier.civil_day(speaker.said, speaker.zone)
    return "" if dossier.passed(day + timedelta(days=dossier.header.line_life + 1)) else statement.id


def _registers(dossier: Dossier, statement: Statement, side: str) -> tuple[str, ...]:
    found = []
    for hearer in statement.to:
        if hearer == PUBLIC:
            found.append(PUBLIC)
            continue
        other = side_of(dossier, hearer)
        found.append(INSIDE if other and other == side else other or hearer)
    return tuple(dict.fromkeys(found)) or (UNRECORDED,)
