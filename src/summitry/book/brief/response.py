"""What we answer them, and what we tell the press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.book.blocks import Trace
from summitry.book.brief.head import people
from summitry.book.brief.ours import number, objectives_of, written
from summitry.book.brief.saying import (
    day_of,
    drafted,
    in_quotes,
    listed,
    missing,
    point,
    quoted,
    trace,
)
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Alternative, Line, Meeting, Question, Risk
from summitry.dossier.sides import body_of, the, theirs
from summitry.dossier.value import Dossier


def our_response(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Say what we answer: as written for this page, else for its objectives; then the way out."""
    found = list(written(meeting, "response", meeting.response))
    every = objectives_of(dossier, meeting)
    for o in every:
        rank = 3 if found and meeting.response else 0
        if o.our_response:
            heard = f"If they say “{o.expected_reply.rstrip('.')}”: " if o.expected_reply else ""
            found.append(
                point(drafted(heard + _lower(o.our_response, heard), trace(o, "our_response")), rank=rank)
            )
        if o.if_refused:
            text = f"If they refuse to {_lower(o.says, 'x').rstrip('.')}: {_lower(o.if_refused, 'x')}"
            found.append(point(drafted(text, trace(o, "if_refused")), rank=max(rank, 1)))
    found += _prepared(dossier)
    bare = [o for o in every if not (o.our_response or o.if_refused)]
    if bare:
        which = "any of the" if len(bare) == len(every) else f"{number(len(bare))} of the"
        text = f"No answer and no fallback are written for {which} {number(len(every))} objectives"
        found.append(missing(text, *(trace(o, "our_response") for o in bare)))
    found += _failure(dossier, meeting)
    return tuple(found)


def _lower(text: str, before: str) -> str:
    """Return a text that continues a sentence: without its capital, unless it is a name's."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].lower() + text[1:] if before and first.lower() in _BEGINNINGS else text


_BEGINNINGS = frozenset({
    "we", "the", "a", "an", "ask", "say", "tell", "leave", "propose", "confirm", "convey", "establish",
    "request", "codify", "test", "agree", "explore", "call", "obtain", "make", "end", "stop", "give", "take",
    "go", "no", "repeat", "offer", "return", "each",
})  # fmt: skip


def _prepared(dossier: Dossier) -> Iterator[Point]:
    """What is prepared for what they may do, and for what nothing is."""
    every = [a for a in dossier.all(Alternative) if theirs(dossier, a.by)]
    bare = []
    for option in every:
        if option.response is None or not option.response.says:
            bare.append(option)
            continue
        unready = " (not ready)" if option.response.ready is False else ""
        text = f"{option.says.rstrip('.')}: {option.response.says.rstrip('.')}{unready}"
        yield point(drafted(text, trace(option, "response", "says", of=option.response)), rank=4)
    if bare:
        text = (
            f"No response is prepared to {number(len(bare))} of the {number(len(every))} things they may do"
        )
        yield missing(text, *(trace(a, "response") for a in bare), rank=2)


def _failure(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    risks = [r for r in dossier.naming(meeting.id, Risk) if r.meeting == meeting.id]
    out = [r for r in risks if r.way_out]
    for risk in out:
        text = f"If {_lower(risk.says, 'x').rstrip('.')}: {_lower(risk.way_out, 'x')}"
        yield point(drafted(text, trace(risk, "way_out")), rank=1)
    if not out:
        traces = [trace(r, "way_out") for r in risks] or [trace(meeting)]
        yield missing("This meeting has no failure plan: no way out is written for any risk", *traces, rank=1)


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


def _open_questions(dossier: Dossier, meeting: Meeting) -> Point:
    """Name the questions on which the delegation's body owes a line and none may be used."""
    bodies = {body_of(dossier, p) for p in people(dossier, meeting.delegation)}
    owed = [q for q in dossier.all(Question) if not bodies.isdisjoint(q.owed_by)]
    bare = [q for q in owed if not _usable(dossier, q)]
    if not bare:
        return missing("No line is named for the press", trace(meeting, "press"))
    text = f"No line is cleared on {number(len(bare))} of {number(len(owed))} questions that"
    text += f" {listed(the(dossier, b) for b in sorted(bodies))} must answer"
    return missing(text, *(trace(q, "asks") for q in bare))


def _line(dossier: Dossier, line: Line, named: Trace) -> Point:
    if not _current(dossier, line):
        return missing(f"The line “{line.title}” may not be used on this day", named, trace(line, "until"))
    return point(quoted(in_quotes(line.words), trace(line, "words"), named))


def _current(dossier: Dossier, line: Line) -> bool:
    begun = line.since is None or dossier.passed(line.since, line.zone)
    over = line.until is not None and line.until.latest != date.max
    return begun and not (over and line.until is not None and line.until.latest < dossier.limit)


def _question(dossier: Dossier, question: Question) -> Point:
    usable = _usable(dossier, question)
    if usable:
        line = usable[-1]
        day = f", since {day_of(dossier, line.since, line.zone)}" if line.since else ""
        text = f"{question.asks} {in_quotes(line.words)}{day}"
        return point(quoted(text, trace(line, "words"), trace(question, "asks")))
    return missing(f"No line is cleared on this: {question.asks}", trace(question, "asks"))


def _usable(dossier: Dossier, question: Question) -> list[Line]:
    lines = [ln for ln in dossier.naming(question.id, Line) if ln.question == question.id and ln.words]
    return [ln for ln in lines if _current(dossier, ln)]
