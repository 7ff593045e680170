"""From texts and clearances to what is open for whom."""

from __future__ import annotations

from summitry.analysis.clearance.result import Answer, Mark, ParagraphState, TextClearance
from summitry.dossier.kinds import Clearance, Draft, Line, Paper
from summitry.dossier.signing import (
    CLEARS,
    OBJECTS,
    SILENT,
    Sign,
    must_clear,
    out_of_clearance,
    overdue,
    paragraphs_of,
    signs_on,
    spoken,
    state,
)
from summitry.dossier.signing import Mark as Found
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import replace

ASSUMPTIONS = (
    "A clearance that names no paragraph is bound to none.",
    "A clearance on edits clears the edited paragraphs when they stand in the text word for word, and"
    " the other paragraphs it names once all its edits do.",
    "Where a clearance does not say which paragraphs the text then had, those it names are taken for"
    " all its signer had seen.",
)


def text_clearance(dossier: Dossier, text: str) -> TextClearance:
    """Which paragraphs of a paper, draft, line or statement are open for which body?"""
    record = dossier.get(text)
    bodies, parts = must_clear(record), paragraphs_of(dossier, record)
    digests = [p.digest for p in parts]
    signs = signs_on(dossier, record, parts)
    answers = [
        _answer(dossier, given, sign, bodies, set(digests))
        for given, sign in zip(spoken(dossier, text), signs, strict=record is not None)
    ]  # fmt: skip
    answers = [_since_answered(a, signs) for a in answers]
    states = state(digests, bodies, signs)
    return TextClearance(
        text=text, bodies=bodies, answers=tuple(answers),
        paragraphs=tuple(
            ParagraphState(paragraph=p, marks=tuple(_mark(m) for m in marks))
            for p, marks in zip(parts, states, strict=True)
        ),
        missing=() if parts else _missing(bodies, answers),
        basis=Basis(
            method="Each paragraph's digest against those named by each body's clearances; the latest word"
            " of a body on a paragraph counts.",
            assumptions=ASSUMPTIONS, rests_on=(text, *(a.clearance for a in answers)),
            cannot_say=("Who typed a recorded clearance; only a signed one is the body's own act.",),
        ),
    )  # fmt: skip


def texts_in_clearance(dossier: Dossier) -> tuple[str, ...]:
    """The texts that somebody must clear or has spoken of, in order: papers, drafts, lines, statements."""
    asked = (id for kind in (Paper, Draft, Line) for id in dossier.each(asking_for_clearance, kind))
    return tuple(dict.fromkeys((*asked, *dossier.each(spoken_of, Clearance))))


def asking_for_clearance(dossier: Dossier, text: str) -> str:
    """The text that somebody must clear; blank when nobody must, or it is out of clearance."""
    record = dossier.get(text)
    return (
        record.id
        if record is not None and must_clear(record) and not out_of_clearance(dossier, record)
        else ""
    )


def spoken_of(dossier: Dossier, clearance: str) -> str:
    """The text of which a clearance speaks; blank when there is none, or it is out of clearance."""
    given = dossier.of(Clearance, clearance)
    record = dossier.get(given.of) if given is not None else None
    return record.id if record is not None and not out_of_clearance(dossier, record) else ""


def _answer(
    dossier: Dossier, clearance: Clearance, sign: Sign, bodies: tuple[str, ...], standing: set[str]
) -> Answer:
    return Answer(
        clearance=clearance.id, body=sign.body, stand=clearance.stand,
        state=_answer_state(dossier, clearance, sign, standing), asked=not bodies or sign.body in bodies,
        on=clearance.on, covers=sign.covers,
    )  # fmt: skip


def _since_answered(answer: Answer, signs: tuple[Sign, ...]) -> Answer:
    """A request as it stands once the body it was made to has spoken: it waits no longer."""
    asked = next(s for s in signs if s.id == answer.clearance)
    if answer.state not in ("waiting", "overdue") or asked.stand:
        return answer
    spoke = any(s.body == asked.body and s.stand and s.counts and s.order >= asked.order for s in signs)
    return replace(answer, state="answered") if spoke else answer


def _answer_state(dossier: Dossier, clearance: Clearance, sign: Sign, standing: set[str]) -> str:
    if not clearance.stand:
        return "overdue" if overdue(dossier, clearance) else "waiting"
    if dossier.over(clearance.until):
        return "lapsed"
    if clearance.stand == SILENT and not sign.counts:
        named = clearance.rule.strip() and clearance.deadline is not None
        return "waiting" if named else "no rule"
    if clearance.stand == OBJECTS:
        return "superseded" if sign.covers and standing and not standing & set(sign.covers) else "counts"
    if not sign.covers and not sign.wanted and standing:
        return "unbound"
    return "counts"


def _missing(bodies: tuple[str, ...], answers: list[Answer]) -> tuple[str, ...]:
    """Of a text the dossier does not hold: the bodies whose latest word is no clearance that counts."""
    cleared = {
        a.body for a in answers if a.state == "counts" and a.stand in (CLEARS, SILENT)
    }  # fmt: skip
    return tuple(b for b in bodies if b not in cleared)


def _mark(mark: Found) -> Mark:
    how = "recorded" if mark.sign and mark.state != "open" else ""
    return Mark(body=mark.body, state=mark.state, why=mark.why, clearance=mark.sign, how=how)
