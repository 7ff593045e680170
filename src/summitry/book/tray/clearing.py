"""The lines at the foot of a memo: who has cleared it, who drafted it, who lets it go."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.clearance import TextClearance, text_clearance
from summitry.book.blocks import Block, Cell, Column, Facts, Heading, Sentence, Space, Table
from summitry.book.brief.saying import computed, trace
from summitry.book.tracing import traced
from summitry.book.tray import words as w
from summitry.book.tray.matter import Matter
from summitry.book.tray.saying import fact
from summitry.dossier.kinds import Paper
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import listed, opened

PENS = 3
"""Empty rows for bodies that nobody has named."""


def cleared(dossier: Dossier, matter: Matter) -> Iterator[Block]:
    """Yield the bodies that must clear the paper with their stand; empty rows where none is named."""
    paper = matter.paper
    if paper is None or not paper.clear:
        yield Space(lines=PENS, label=say(w.CLEARANCES), columns=(say(w.BODY), say(w.STAND_INITIALS)))
        return
    reading = dossier.ask(text_clearance, paper.id)
    columns = tuple(Column(title=say(title)) for title in (w.BODY, w.STAND, w.INITIALS))
    yield Heading(say(w.CLEARANCES))
    yield Table(columns=columns, rows=tuple(_row(dossier, reading, paper, body) for body in paper.clear))


def _row(dossier: Dossier, reading: TextClearance, paper: Paper, body: str) -> tuple[Cell, ...]:
    answers = [a for a in reading.answers if a.body == body]
    asked = traced(dossier, paper.id, "clear")
    named = Cell(text=opened(dossier.title(body)), traces=asked)
    if not answers:
        return (named, Cell(label=say("not asked"), tag="blank", traces=asked), Cell())
    last = answers[-1]
    stand = say(last.stand.replace("-", " ") or "no answer yet")
    traces = traced(dossier, last.clearance)
    day = in_words(last.on) if last.on is not None else ""
    return (named, Cell(label=stand, text=day, tag="plain", traces=traces), Cell())


def drafting(dossier: Dossier, matter: Matter) -> Facts:
    """Return the lines for the drafter and for who lets it go."""
    paper = matter.paper
    by: tuple[Sentence, ...] = ()
    if paper is not None and paper.by:
        text = listed(dossier.title(b) for b in paper.by)
        if paper.on is not None:
            text = say("{who}, {day}", who=text, day=in_words(paper.on))
        by = (computed(text, trace(paper, "by")),)
    return Facts(rows=(fact(w.DRAFTED_BY, *by), fact(w.APPROVED_BY)))
