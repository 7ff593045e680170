"""From texts and clearances to what is open for whom."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.clearance import maths
from summitry.analysis.clearance.result import Answer, Mark, ParagraphState, TextClearance
from summitry.dossier.kinds import Clearance, Draft, Line, Paper, Statement
from summitry.dossier.paragraphs import Paragraph, normal, paragraphs
from summitry.dossier.record import Record
from summitry.dossier.sides import body_of
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

SECONDS = 24 * 60 * 60
"""Of a day."""


def text_clearance(dossier: Dossier, text: str) -> TextClearance:
    """Which paragraphs of a paper, draft, line or statement are open for which body?"""
    record = dossier.get(text)
    bodies = _bodies(record)
    parts = paragraphs(_words(record), dossier.header.markings)
    digests = [p.digest for p in parts]
    signs, answers = [], []
    for clearance in dossier.naming(text, Clearance):
        if clearance.of != text or not _given(dossier, clearance):
            continue
        sign = _sign(dossier, clearance, bodies, parts)
        signs.append(sign)
        answers.append(_answer(dossier, clearance, sign, bodies, set(digests)))
    answers = [_since_answered(a, signs) for a in answers]
    states = maths.state(digests, bodies, signs)
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
    return record.id if record is not None and _bodies(record) and not _kept(record) else ""


def spoken_of(dossier: Dossier, clearance: str) -> str:
    """The text of which a clearance speaks; blank when there is none, or it is out of clearance."""
    given = dossier.of(Clearance, clearance)
    record = dossier.get(given.of) if given is not None else None
    return record.id if record is not None and not _kept(record) else ""


def _kept(record: Record) -> bool:
    """Whether a text is out of clearance: kept from earlier days, or withdrawn."""
    return isinstance(record, Paper) and record.status in ("cabinet", "withdrawn")


def _bodies(record: Record | None) -> tuple[str, ...]:
    return record.clear if isinstance(record, (Paper, Draft, Line)) else ()


def _words(record: Record | None) -> str:
    if isinstance(record, (Paper, Draft)):
        return record.text
    return record.words if isinstance(record, (Line, Statement)) else ""


def _given(dossier: Dossier, clearance: Clearance) -> bool:
    return clearance.on is None or dossier.passed(clearance.on, clearance.zone)


def _sign(
    dossier: Dossier, clearance: Clearance, bodies: tuple[str, ...], parts: tuple[Paragraph, ...]
) -> maths.Sign:
    return maths.Sign(
        id=clearance.id, body=_for(dossier, clearance.by, bodies, clearance), stand=clearance.stand,
        order=_order(dossier, clearance), covers=tuple(d.strip().casefold() for d in clearance.paragraphs),
        stood=tuple(d.strip().casefold() for d in clearance.stood),
        wanted=_wanted(dossier, clearance, parts),
        counts=clearance.stand in (maths.CLEARS, maths.EDITS, maths.OBJECTS, maths.SILENT)
        and not _lapsed(dossier, clearance) and not _without_rule(dossier, clearance),
    )  # fmt: skip


def _order(dossier: Dossier, clearance: Clearance) -> int:
    """Its place in time, in seconds. An objection without a time of day counts as the last word of its day,
    anything else without one as the first."""
    given = clearance.on or (clearance.deadline if clearance.stand == maths.SILENT else None)
    if given is None:
        return 0
    day = dossier.civil_day(given, clearance.zone).toordinal() * SECONDS
    moment = given.instant(clearance.zone or dossier.header.zone)
    if moment is None:
        return day + (SECONDS - 1 if clearance.stand == maths.OBJECTS else 0)
    moment = moment.astimezone(dossier.tzinfo)
    return moment.toordinal() * SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def _for(dossier: Dossier, by: str, bodies: tuple[str, ...], clearance: Clearance) -> str:
    """The body on whose behalf somebody cleared: one of those asked where that fits."""
    if by in bodies:
        return by
    day = dossier.civil_day(clearance.on, clearance.zone) if clearance.on is not None else None
    body = body_of(dossier, by, day)
    return body if body in bodies else by


def _wanted(dossier: Dossier, clearance: Clearance, parts: tuple[Paragraph, ...]) -> tuple[str, ...]:
    """The digests of the paragraphs asked for; one without a heading may stand under any."""
    if clearance.stand != maths.EDITS:
        return ()
    found = []
    for asked in paragraphs(clearance.edits, dossier.header.markings):
        same = next((p for p in parts if not asked.heading and _same(p, asked)), None)
        found.append(same.digest if same is not None else asked.digest)
    return tuple(found)


def _same(one: Paragraph, other: Paragraph) -> bool:
    return one.marking == other.marking and normal(one.text) == normal(other.text)


def _lapsed(dossier: Dossier, clearance: Clearance) -> bool:
    end = clearance.until
    return end is not None and end.latest != date.max and dossier.passed(end.latest + timedelta(days=1))


def _without_rule(dossier: Dossier, clearance: Clearance) -> bool:
    """Whether silence does not count: no named rule, no deadline, or a deadline that has not passed."""
    if clearance.stand != maths.SILENT:
        return False
    return not clearance.rule.strip() or clearance.deadline is None or not _overdue(dossier, clearance)


def _overdue(dossier: Dossier, clearance: Clearance) -> bool:
    end = clearance.deadline
    return end is not None and end.latest != date.max and dossier.passed(end.latest + timedelta(days=1))


def _answer(
    dossier: Dossier, clearance: Clearance, sign: maths.Sign, bodies: tuple[str, ...], standing: set[str]
) -> Answer:
    return Answer(
        clearance=clearance.id, body=sign.body, stand=clearance.stand,
        state=_answer_state(dossier, clearance, sign, standing), asked=not bodies or sign.body in bodies,
        on=clearance.on, covers=sign.covers,
    )  # fmt: skip


def _since_answered(answer: Answer, signs: list[maths.Sign]) -> Answer:
    """A request as it stands once the body it was made to has spoken: it waits no longer."""
    asked = next(s for s in signs if s.id == answer.clearance)
    if answer.state not in ("waiting", "overdue") or asked.stand:
        return answer
    spoke = any(s.body == asked.body and s.stand and s.counts and s.order >= asked.order for s in signs)
    return replace(answer, state="answered") if spoke else answer


def _answer_state(dossier: Dossier, clearance: Clearance, sign: maths.Sign, standing: set[str]) -> str:
    if not clearance.stand:
        return "overdue" if _overdue(dossier, clearance) else "waiting"
    if _lapsed(dossier, clearance):
        return "lapsed"
    if clearance.stand == maths.SILENT and not sign.counts:
        named = clearance.rule.strip() and clearance.deadline is not None
        return "waiting" if named else "no rule"
    if clearance.stand == maths.OBJECTS:
        return "superseded" if sign.covers and standing and not standing & set(sign.covers) else "counts"
    if not sign.covers and not sign.wanted and standing:
        return "unbound"
    return "counts"


def _missing(bodies: tuple[str, ...], answers: list[Answer]) -> tuple[str, ...]:
    """Of a text the dossier does not hold: the bodies whose latest word is no clearance that counts."""
    cleared = {
        a.body for a in answers if a.state == "counts" and a.stand in (maths.CLEARS, maths.SILENT)
    }  # fmt: skip
    return tuple(b for b in bodies if b not in cleared)


def _mark(mark: maths.Mark) -> Mark:
    how = "recorded" if mark.sign and mark.state != "open" else ""
    return Mark(body=mark.body, state=mark.state, why=mark.why, clearance=mark.sign, how=how)
