"""Where each office stands on a text in clearance: one word for each, and why it is open."""

from __future__ import annotations

from summitry.analysis.clearance import Answer, Mark, TextClearance, text_clearance
from summitry.dossier.kinds import Clearance
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed

REOPENED, OBJECTS, CHANGES = marked("reopened"), marked("objects"), marked("asks for changes")
SILENT, WAITING, NOT_ASKED = marked("silent"), marked("no answer yet"), marked("not asked")
BY_RULE, CLEARED, UNBOUND = marked("cleared by silence"), marked("cleared"), marked("without effect")
ORDER = (REOPENED, OBJECTS, CHANGES, UNBOUND, SILENT, WAITING, NOT_ASKED, BY_RULE, CLEARED)
"""Stands in the order of the page: reopened first, those in order last."""

OPEN = (REOPENED, OBJECTS, CHANGES, UNBOUND, SILENT, WAITING, NOT_ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeStand:
    """One office's stand on the whole text.

    ``paragraphs`` are the numbers it concerns, ``why`` says more in words, ``answer`` is the record it
    rests on. ``listed`` is false for an office that spoke and is not among those who must clear.
    """

    body: str
    stand: str
    paragraphs: tuple[int, ...] = ()
    why: str = ""
    answer: Answer | None = None
    listed: bool = True


def stands(dossier: Dossier, reading: TextClearance) -> tuple[OfficeStand, ...]:
    """Return every office's stand, reopened first; those who were not to be asked come last."""
    found = [_stand(dossier, reading, body) for body in reading.bodies]
    others = dict.fromkeys(a.body for a in reading.answers if a.body not in reading.bodies)
    found.sort(key=lambda s: ORDER.index(s.stand))
    return (*found, *(_stand(dossier, reading, body, listed=False) for body in others))


def _stand(dossier: Dossier, reading: TextClearance, body: str, *, listed: bool = True) -> OfficeStand:
    answers = [a for a in reading.answers if a.body == body]
    if not answers:
        return OfficeStand(body=body, stand=NOT_ASKED, listed=listed)
    last = max(answers, key=lambda a: a.on.sort_key() if a.on is not None else ())
    marks = [(p.paragraph.number, m) for p in reading.paragraphs for m in p.marks if m.body == body]
    stand, numbers, why = _of_marks(marks, last, cleared=body not in reading.missing and not marks)
    told = why or _counts(dossier, last)
    return OfficeStand(body=body, stand=stand, paragraphs=numbers, why=told, answer=last, listed=listed)


def _of_marks(
    marks: list[tuple[int, Mark]], last: Answer, *, cleared: bool
) -> tuple[str, tuple[int, ...], str]:
    """The stand that a body's marks on the paragraphs amount to, the gravest first."""

    def numbers(*why: str) -> tuple[int, ...]:
        return tuple(n for n, m in marks if m.state == "open" and m.why in why)

    objected = tuple(n for n, m in marks if m.state == "objected")
    if again := numbers("changed", "deleted"):
        return REOPENED, again, _why_again(marks, again)
    if objected or (last.stand == "objects" and last.state == "counts"):
        return OBJECTS, objected, ""
    if edits := numbers("edits"):
        return CHANGES, edits, say("the words asked for are not in the text")
    if last.state in ("overdue", "no rule"):
        return SILENT, numbers("never", "void"), ""
    if last.state == "waiting":
        return WAITING, numbers("never", "void"), ""
    if last.state in ("lapsed", "unbound", "superseded"):
        return UNBOUND, numbers("never", "void"), ""
    if open_ := numbers("never", "void"):
        return WAITING, open_, say("has not spoken of every paragraph")
    silent = bool(marks) and all(m.state == "silent" for _, m in marks)
    return (BY_RULE if silent or last.stand == "silent" else CLEARED), tuple(n for n, _ in marks), ""


def _why_again(marks: list[tuple[int, Mark]], numbers: tuple[int, ...]) -> str:
    gone = any(m.why == "deleted" for n, m in marks if n in numbers)
    changed = [n for n, m in marks if n in numbers and m.why == "changed"]
    parts = [say("{numbers} new or changed since it cleared", numbers=paragraphs(changed))] if changed else []
    parts += [say("a paragraph it had seen was taken out")] if gone else []
    return "; ".join(parts)


_STATES = {
    "lapsed": marked("it has run out"), "unbound": marked("it names no paragraph"),
    "superseded": marked("made to words since changed"),
    "no rule": marked("no rule makes silence an answer"),
}  # fmt: skip


def _counts(dossier: Dossier, answer: Answer) -> str:
    record = dossier.of(Clearance, answer.clearance)
    if answer.state == "overdue" and record is not None and record.deadline is not None:
        return say("the deadline, {day}, has passed", day=in_words(record.deadline))
    if answer.state == "waiting" and record is not None and record.deadline is not None:
        return say("asked for by {day}", day=in_words(record.deadline))
    return say(_STATES[answer.state]) if answer.state in _STATES else ""


def in_short(dossier: Dossier, text: str) -> str:
    """Say how far a text is cleared, and who has not, by why: ``4 of 6 cleared. Joint Staff silent``.

    Blank where nobody is named who must clear it.
    """
    must = [s for s in stands(dossier, dossier.ask(text_clearance, text)) if s.listed]
    if not must:
        return ""
    done = [s for s in must if s.stand not in OPEN]
    head = say("{done} of {all} cleared.", done=len(done), all=len(must))
    told = []
    for stand in OPEN:
        names = listed(dossier.title(s.body) for s in must if s.stand == stand)
        if names:
            told.append(say("{offices} {stand}", offices=names, stand=say(stand)))
    return f"{head} {', '.join(told)}" if told else head


def paragraphs(numbers: list[int] | tuple[int, ...]) -> str:
    """Write ``paragraph 3`` or ``paragraphs 1, 2 and 5``."""
    told = listed(str(n) for n in numbers)
    if len(numbers) == 1:
        return say("paragraph {numbers}", numbers=told)
    return say("paragraphs {numbers}", numbers=told)
