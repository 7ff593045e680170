"""What we answer them, and the way out."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.book.brief.ours import objectives_of, share, written
from summitry.book.brief.saying import (
    drafted,
    missing,
    point,
    trace,
)
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Alternative, Meeting, Risk
from summitry.dossier.sides import theirs
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import number


def our_response(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Say what we answer: as written for this page, else for its objectives; then the way out."""
    found = list(written(meeting, "response", meeting.response))
    every = objectives_of(dossier, meeting)
    for o in every:
        rank = 3 if found and meeting.response else 0
        if o.our_response:
            heard = (
                say("If they say “{expected_reply}”: ", expected_reply=o.expected_reply.rstrip("."))
                if o.expected_reply
                else ""
            )
            found.append(
                point(drafted(heard + _lower(o.our_response, heard), trace(o, "our_response")), rank=rank)
            )
        if o.if_refused:
            text = say(
                "If they refuse to {says}: {then}",
                says=_continued(o.says).rstrip("."),
                then=_lower(o.if_refused, "x"),
            )
            found.append(point(drafted(text, trace(o, "if_refused")), rank=max(rank, 1)))
    found += _failure(dossier, meeting)
    found += _prepared(dossier)
    bare = [o for o in every if not (o.our_response or o.if_refused)]
    if bare:
        text = say(
            "No answer and no fallback are written for {share}",
            share=share(len(bare), len(every), marked("objective"), marked("objectives")),
        )
        found.append(missing(text, *(trace(o, "our_response") for o in bare), rank=2))
    return tuple(found)


def _lower(text: str, before: str) -> str:
    """Return a text that continues a sentence: without its capital, unless it is a name's."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text[:1].lower() + text[1:] if before and first.lower() in _BEGINNINGS else text


def _continued(does: str) -> str:
    """Return what is to be done as it continues "refuse to": it begins with a verb, never with a name."""
    return does[:1].lower() + does[1:] if does[1:2].islower() else does


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
        unready = say(" (not ready)") if option.response.ready is False else ""
        text = f"{option.says.rstrip('.')}: {option.response.says.rstrip('.')}{unready}"
        yield point(drafted(text, trace(option, "response", "says", of=option.response)), rank=4)
    if bare:
        text = say(
            "No response is prepared to {count} of the {count2} things they may do",
            count=number(len(bare)),
            count2=number(len(every)),
        )
        yield missing(text, *(trace(a, "response") for a in bare), rank=2)


def _failure(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    risks = [r for r in dossier.naming(meeting.id, Risk) if r.meeting == meeting.id]
    out = [r for r in risks if r.way_out]
    for risk in out:
        then = _lower(risk.way_out, "x")
        if risk.says:
            text = say("If {says}: {then}", says=_lower(risk.says, "x").rstrip("."), then=then)
        else:
            text = say("If this meeting fails: {then}", then=then)
        yield point(drafted(text, trace(risk, "way_out")), rank=1)
    if not out:
        traces = [trace(r, "way_out") for r in risks] or [trace(meeting)]
        yield missing(
            say("This meeting has no failure plan: no way out is written for any risk"), *traces, rank=1
        )
