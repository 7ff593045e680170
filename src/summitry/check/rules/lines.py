"""LIN: are we saying one thing, and may it be said?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.lines import (
    Contrast,
    Contrasts,
    Given,
    answer_words,
    answered_on,
    answered_then,
    by_body,
    contrasts_on,
    in_register,
    speaker,
)
from summitry.check.places import place_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Line, Meeting, Question, Statement
from summitry.dossier.meetingdays import is_ahead
from summitry.dossier.record import Record
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Fix, Related, Severity
from summitry.foundation.origin import Place
from summitry.foundation.suggest import nearest
from summitry.foundation.wording import clause, opened


def _asks(question: Question) -> str:
    return f"“{clause(question.asks)}”"


def _answer_place(dossier: Dossier, question: Question, given: Given) -> Place:
    return place_of(dossier, given.statement, "answers", question.id)


def _said(dossier: Dossier, question: Question, found: Iterable[Given]) -> tuple[Related, ...]:
    return tuple(
        Related(_answer_place(dossier, question, g), f"{opened(speaker(dossier, g))}: {answer_words(g)}")
        for g in found
    )


def _about(question: Question, found: Iterable[Given]) -> tuple[str, ...]:
    return (question.id, *dict.fromkeys(g.statement for g in found))


def _for_us(dossier: Dossier, side: str) -> bool:
    """Whether a side's coherence is our own concern; a mediator watches every side's."""
    own = dossier.header.own_side
    return side == own if own else True


def _side(dossier: Dossier, side: str) -> str:
    return "Our side" if side == dossier.header.own_side else opened(the(dossier, side))


def _where(dossier: Dossier, contrast: Contrast) -> str:
    words = in_register(dossier, contrast.register)
    return f" {words}" if words else ""


@rule("LIN001", "two-answers", Severity.SERIOUS, Question)
def two_answers(dossier: Dossier, question: Question) -> Iterable[Found]:
    """Bodies of one side answer one question differently, and all answers stand.

    The other side will hear the answer that suits it, and hold us to it. Settle on one, and have it said
    again by whoever said another. It is grave where a meeting ahead names the question among what the
    press will ask there: then the meeting itself may turn on it.
    """
    apart = dossier.ask(contrasts_on, question.id)
    for contrast in apart.two_answers:
        if _for_us(dossier, contrast.side):
            divided = {d.among for d in apart.divided if d.register == contrast.register}
            yield Found(
                message=f"{_side(dossier, contrast.side)} gives differing answers{_where(dossier, contrast)}"
                f" to {_asks(question)}. {by_body(dossier, contrast.given, divided)}. All of them stand.",
                at=question.where("asks"), about=_about(question, contrast.given),
                hint="Settle on one answer, clear it as a line, and have it said where another was said.",
                related=_said(dossier, question, contrast.given),
                severity=Severity.GRAVE if _asked_at_a_meeting(dossier, question) else None,
            )  # fmt: skip


def _asked_at_a_meeting(dossier: Dossier, question: Question) -> bool:
    return any(question.id in m.press and is_ahead(dossier, m) for m in dossier.naming(question.id, Meeting))


@rule("LIN002", "divided-body", Severity.SERIOUS, Question)
def divided_body(dossier: Dossier, question: Question) -> Iterable[Found]:
    """Posts of one body answer one question differently, and all answers stand.

    A body that contradicts itself has no line. Ask it which of its answers counts.
    """
    apart = dossier.ask(contrasts_on, question.id)
    for contrast in apart.divided:
        if _for_us(dossier, contrast.side):
            said = "; ".join(
                f"{answer_words(g)} ({speaker(dossier, g)}, {answered_on(dossier, g)})"
                for g in contrast.given
            )
            yield Found(
                message=f"{opened(the(dossier, contrast.among))} answers {_asks(question)} differently"
                f"{_where(dossier, contrast)}: {said}. All of them stand.",
                at=question.where("asks"), about=_about(question, contrast.given),
                hint=f"Ask {the(dossier, contrast.among)} which of them counts.",
                related=_said(dossier, question, contrast.given),
            )  # fmt: skip


@rule("LIN003", "drift", Severity.NOTICE, Question)
def drift(dossier: Dossier, question: Question) -> Iterable[Found]:
    """One post has changed its answer.

    It may be a new policy or a slip; those who heard the old answer may still count on it. Say which,
    and tell them.
    """
    apart = dossier.ask(contrasts_on, question.id)
    for before, now in apart.drifts:
        if not _for_us(dossier, now.side):
            continue
        yield Found(
            message=f"{opened(_who(dossier, now))} answered {_asks(question)}"
            f"{_to(dossier, now)} {answered_then(dossier, now)} with {answer_words(now)}; the answer"
            f" {answered_then(dossier, before)} was {answer_words(before)}.",
            at=_answer_place(dossier, question, now), about=_about(question, (now, before)),
            hint="Say whether policy has changed, and tell those who heard the earlier answer.",
            related=_said(dossier, question, (before,)),
        )  # fmt: skip


def _who(dossier: Dossier, given: Given) -> str:
    """Who gave an answer, with the post; a body that answers under its own name is named once."""
    name = speaker(dossier, given)
    return name if name == the(dossier, given.post) else f"{name} ({dossier.title(given.post)})"


def _to(dossier: Dossier, given: Given) -> str:
    words = in_register(dossier, given.register)
    return f" {words}" if words else ""


@rule("LIN004", "one-statement-two-answers", Severity.SERIOUS, Question)
def one_statement_two_answers(dossier: Dossier, question: Question) -> Iterable[Found]:
    """One statement gives two answers to one question.

    Each hearer takes the half that suits. Decide which half is meant, and have it said alone.
    """
    apart = dossier.ask(contrasts_on, question.id)
    for given in dict.fromkeys(g for g in apart.both if _for_us(dossier, g.side)):
        statement = dossier.of(Statement, given.statement)
        words = f": “{' '.join(statement.words.split())}”" if statement and statement.words else ""
        yield Found(
            message=f"What {speaker(dossier, given)} said {answered_then(dossier, given)} answers"
            f" {_asks(question)} with {answer_words(given)} at once{words}.",
            at=_answer_place(dossier, question, given), about=(question.id, given.statement),
            hint="Decide which of the two is meant, and have it said alone.",
        )  # fmt: skip


@rule("LIN009", "unlisted-answer", Severity.FAULT, Record, on_whole=True, needs=("answers", "answer"))
def unlisted_answer(dossier: Dossier, record: Record) -> Iterable[Found]:
    """An answer is not among those that its question tells apart.

    Answers are compared word for word; a misspelt one looks like a second answer. Use one of the
    question's answers, or add the new one to the question.
    """
    for asked, path, answer in _answers(record):
        question = dossier.of(Question, asked)
        if question is None or not question.answers or answer in question.answers:
            continue
        near = nearest(answer, question.answers)
        yield Found(
            message=f'"{answer}" is none of the answers to {_asks(question)}',
            at=record.where(*path), about=(record.id, question.id),
            hint=f'Did you mean "{near}"?' if near
            else f"Write one of: {'; '.join(question.answers)}. Or add it to the question.",
            fix=Fix(f'Write "{near}".', record.id, path, answer, near) if near else None,
        )  # fmt: skip


def _answers(record: Record) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Each answer a statement or line gives: to which question, where it stands, what it is."""
    if isinstance(record, Statement):
        for asked, answers in record.answers:
            for index, answer in enumerate(answers):
                yield asked, ("answers", asked, index), answer
    elif isinstance(record, Line) and record.question:
        for index, answer in enumerate(record.answer):
            yield record.question, ("answer", index), answer


@rule("LIN011", "registers-differ", Severity.NOTICE, Question)
def registers_differ(dossier: Dossier, question: Question) -> Iterable[Found]:
    """A side says one thing to one hearer, and the opposite to another.

    It may be policy. If it is, those who speak must know it; if not, it will come out.
    """
    apart = dossier.ask(contrasts_on, question.id)
    for contrast in apart.registers:
        by_register: dict[str, list[str]] = {}
        for given in contrast.given:
            words = f"{answer_words(given)} ({speaker(dossier, given)}, {answered_on(dossier, given)})"
            by_register.setdefault(given.register, []).append(words)
        told = "; ".join(f"{in_register(dossier, r)} {', '.join(w)}" for r, w in by_register.items())
        yield Found(
            message=f"{_side(dossier, contrast.side)} answers {_asks(question)} differently to"
            f" different hearers: {told}.",
            at=question.where("asks"), about=_about(question, contrast.given),
            hint="Make sure that everybody who speaks knows what was said to whom.",
            related=_said(dossier, question, contrast.given),
        )  # fmt: skip


@rule("LIN012", "their-answers-differ", Severity.NOTICE, Question)
def their_answers_differ(dossier: Dossier, question: Question) -> Iterable[Found]:
    """Another side gives differing answers to one question.

    It may be an opening, or a division. Ask whoever speaks for that side which answer counts.
    """
    if not dossier.header.own_side:
        return
    apart = dossier.ask(contrasts_on, question.id)
    for contrast in _theirs(dossier, apart):
        yield Found(
            message=f"{_side(dossier, contrast.side)} gives differing answers{_where(dossier, contrast)} to"
            f" {_asks(question)}. {by_body(dossier, contrast.given)}.",
            at=question.where("asks"), about=_about(question, contrast.given),
            hint="Ask which of them counts, at the next occasion.",
            related=_said(dossier, question, contrast.given),
        )  # fmt: skip


def _theirs(dossier: Dossier, apart: Contrasts) -> Iterator[Contrast]:
    """The differing answers of other sides; of a divided body only where bodies do not differ."""
    shown = set()
    for contrast in (*apart.two_answers, *apart.divided):
        if not _for_us(dossier, contrast.side) and (contrast.side, contrast.register) not in shown:
            shown.add((contrast.side, contrast.register))
            yield contrast


RULES = (
    two_answers,
    divided_body,
    drift,
    one_statement_two_answers,
    unlisted_answer,
    registers_differ,
    their_answers_differ,
)
