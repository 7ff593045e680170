"""The view of clearance: paragraphs by bodies, what is open and why, and the digests to name."""

from __future__ import annotations

from summitry.analysis.clearance import Mark, TextClearance, text_clearance, texts_in_clearance
from summitry.book.blocks import Block, Cell, Column, Heading, Section, Sentence, Table, Tag, Trace, titled
from summitry.book.sections.view import View
from summitry.dossier.kinds import Draft, Line, Paper
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed

_WHY = {
    "never": marked("open"),
    "changed": marked("open: new or changed"),
    "deleted": marked("open: a paragraph was taken out"),
    "edits": marked("open: edits not taken"),
    "void": marked("open: does not count"),
}
_STATES = {
    "counts": "",
    "answered": "",
    "lapsed": marked("has run out"),
    "waiting": marked("waiting for an answer"),
    "overdue": marked("deadline passed"),
    "no rule": marked("silence without a rule"),
    "unbound": marked("names no paragraph"),
    "superseded": marked("made to words since changed"),
}


def result(dossier: Dossier, id: str) -> TextClearance | tuple[TextClearance, ...]:
    """Read one text, or all that are in clearance."""
    if id:
        return dossier.ask(text_clearance, id)
    return tuple(dossier.ask(text_clearance, text) for text in dossier.ask(texts_in_clearance))


def section(dossier: Dossier, id: str) -> Section:
    """The page; of one text with the digests a clearance must name."""
    found = result(dossier, id)
    readings = (found,) if isinstance(found, TextClearance) else found
    blocks: list[Block] = []
    for reading in readings:
        if not id:
            blocks.append(Heading(dossier.title(reading.text)))
        if reading.paragraphs:
            blocks.append(_paragraphs(dossier, reading, digests=bool(id)))
        if reading.answers:
            blocks.append(_answers(dossier, reading))
        if reading.missing:
            blocks.append(_missing(dossier, reading))
    return Section(
        kicker=say("Clearance"), title=dossier.title(id) if id else say("Is this text policy?"),
        verdict=_verdict(dossier, readings), blocks=tuple(blocks),
        basis=together(x.basis for x in readings),
    )  # fmt: skip


def _verdict(dossier: Dossier, readings: tuple[TextClearance, ...]) -> Sentence:
    pending = [r for r in readings if not r.cleared]
    if not pending:
        return Sentence(say("Every text in clearance is cleared by those who must clear it."))
    number, of = counted(len(pending), "text"), len(readings)
    names = listed(f'"{dossier.title(r.text)}"' for r in pending)
    return Sentence(
        say("{number} of {of} not cleared: {names}.", number=number.capitalize(), of=of, names=names),
        traces=tuple(_trace(dossier, r.text) for r in pending),
    )


def _paragraphs(dossier: Dossier, reading: TextClearance, *, digests: bool) -> Table:
    columns = [Column(title=say("Paragraph"))]
    columns += [Column(title=dossier.title(b)) for b in reading.bodies]
    if digests:
        columns.append(Column(title=say("Digest")))
    rows = []
    for state in reading.paragraphs:
        paragraph = state.paragraph
        held = f"({paragraph.marking}) " if paragraph.marking else ""
        label = " / ".join((str(paragraph.number), *paragraph.heading))
        row = [Cell(label=label, text=held + _short(paragraph.text), origin="drafted",
                    traces=(_trace(dossier, reading.text, "text"),))]  # fmt: skip
        row += [_cell(dossier, mark) for mark in state.marks]
        rows.append(tuple([*row, Cell(text=paragraph.digest)] if digests else row))
    return Table(columns=tuple(columns), rows=tuple(rows), wide=len(columns) > 4)


def _cell(dossier: Dossier, mark: Mark) -> Cell:
    traces = (_trace(dossier, mark.clearance),) if mark.clearance else ()
    if mark.state == "open":
        tag: Tag = "blank" if mark.why == "never" else "loss"
        return Cell(label=say(_WHY[mark.why]), tag=tag, traces=traces)
    if mark.state == "objected":
        return Cell(label=say("objects"), text=mark.how, tag="loss", traces=traces)
    label = say("by silence, under a rule") if mark.state == "silent" else say("cleared")
    return Cell(label=label, text=mark.how, tag="plain", traces=traces)


def _answers(dossier: Dossier, reading: TextClearance) -> Table:
    columns = titled("Body", "Says", "On", "Counts")
    rows = tuple(
        (
            Cell(text=dossier.title(a.body), traces=(_trace(dossier, a.clearance),)),
            Cell(text=say(a.stand.replace("-", " ")) or say("nothing yet"), tag="" if a.stand else "blank"),
            Cell(text=in_words(a.on) if a.on is not None else "", tag="" if a.on is not None else "blank"),
            Cell(text=say(_STATES[a.state]) + ("" if a.asked else say(" (not asked)")),
                 tag="plain" if a.state in ("counts", "answered") else "loss"),
        )
        for a in reading.answers
    )  # fmt: skip
    return Table(columns=columns, rows=rows)


def _missing(dossier: Dossier, reading: TextClearance) -> Table:
    """Of a text the dossier does not hold, the bodies without a clearance."""
    rows = tuple(
        (
            Cell(text=dossier.title(b), traces=(_trace(dossier, reading.text),)),
            Cell(label=say("open"), tag="blank"),
        )
        for b in reading.missing
    )
    return Table(columns=titled("Body", "Clearance"), rows=rows,
                 caption=say("The dossier does not hold the text itself."))  # fmt: skip


def _short(text: str, limit: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + " …"


def _trace(dossier: Dossier, id: str, *path: str) -> Trace:
    record = dossier.get(id)
    if record is None:
        return Trace(record=id)
    return Trace(record=id, source=record.source[0] if record.source else "", place=record.where(*path))


def _ids(dossier: Dossier) -> tuple[str, ...]:
    texts = (*dossier.all(Paper), *dossier.all(Draft), *dossier.all(Line))
    extra = dossier.ask(texts_in_clearance)
    return tuple(dict.fromkeys((*extra, *(t.id for t in texts if getattr(t, "text", "")))))


VIEW = View(
    name="clearance", help="which paragraphs of a text are open for whom, with their digests",
    ids=_ids, result=result, section=section,
)  # fmt: skip
