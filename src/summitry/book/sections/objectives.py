"""The view of objectives: for each meeting what we want, how one will know, and what is still open."""

from __future__ import annotations

from summitry.analysis.objectives import ASKED, ObjectiveRow, ObjectivesReading, objectives_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Points, Section, Sentence, Table, Tag
from summitry.book.sections.view import View
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Meeting, Objective
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import listed, number, opened

_HEADS = {
    "met_when": marked("Met when"),
    "expected_reply": marked("Reply to expect"),
    "our_response": marked("Our response"),
    "if_refused": marked("If refused"),
    "owner": marked("Owner"),
    "what": marked("About"),
}
_RESULTS: dict[str, tuple[str, Tag]] = {
    "met": (marked("met"), "plain"),
    "partly": (marked("partly met"), "change"),
    "not raised": (marked("NOT RAISED"), "loss"),
    "refused": (marked("REFUSED"), "loss"),
}


def ids(dossier: Dossier) -> tuple[str, ...]:
    """The meetings that have objectives."""
    return tuple(dict.fromkeys(o.meeting for o in dossier.all(Objective) if o.meeting))


def _readings(dossier: Dossier, id: str) -> tuple[ObjectivesReading, ...]:
    chosen = (id,) if id else tuple(m for m in dossier.ids(Meeting.kind) if m in ids(dossier))
    return tuple(r for m in chosen if (r := dossier.ask(objectives_reading, m)) is not None)


def result(dossier: Dossier, id: str) -> ObjectivesReading | tuple[ObjectivesReading, ...] | None:
    """The objectives of one meeting, or of all."""
    return dossier.ask(objectives_reading, id) if id else _readings(dossier, "")


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    readings = _readings(dossier, id)
    blocks: list[Block] = []
    for reading in readings:
        if not id:
            blocks.append(Heading(opened(dossier.title(reading.meeting))))
        if reading.rows:
            blocks.append(_table(dossier, reading))
        if reading.theirs:
            blocks.append(Heading(say("What the other side wants")))
            blocks.append(Points(tuple(_says(dossier, o) for o in reading.theirs)))
    title = say("Objectives of {id}", id=dossier.title(id)) if id else say("Objectives")
    basis = together(x.basis for x in readings)
    return Section(
        kicker=say("Objectives"), title=title, verdict=_verdict(readings), blocks=tuple(blocks), basis=basis
    )


def _verdict(readings: tuple[ObjectivesReading, ...]) -> Sentence:
    rows = [r for reading in readings for r in reading.rows]
    if not rows:
        return Sentence(say("No objective of ours is on record."))
    lacking, every = sum("met_when" in r.blanks for r in rows), number(len(rows))
    if len(rows) == 1:
        one = "The one objective on record says how one will know that it is met."
        none = "The one objective on record does not say how one will know that it is met."
        return Sentence(say(none) if lacking else say(one))
    if not lacking:
        return Sentence(
            say("Each objective on record ({every}) says how one will know that it is met.", every=every)
        )
    if lacking == len(rows):
        return Sentence(
            say("No objective on record ({every}) says how one will know that it is met.", every=every)
        )
    return Sentence(
        say_many(
            lacking,
            "Of {every} objectives, {some} does not say how one will know that it is met.",
            "Of {every} objectives, {some} do not say how one will know that it is met.",
            every=every,
            some=number(lacking),
        )
    )


def _table(dossier: Dossier, reading: ObjectivesReading) -> Table:
    heads = [Column(title=say("Objective")), *(Column(title=say(_HEADS[f])) for f in ASKED)]
    if reading.held is not None:
        heads.append(Column(title=say("Result")))
    return Table(columns=tuple(heads), rows=tuple(_row(dossier, r, reading) for r in reading.rows), wide=True)


def _row(dossier: Dossier, row: ObjectiveRow, reading: ObjectivesReading) -> tuple[Cell, ...]:
    objective = dossier.of(Objective, row.objective)
    assert objective is not None
    cells = [_cell(dossier, objective, "says", objective.says)]
    for field in ASKED:
        value = getattr(objective, field)
        if field in ("owner", "what"):
            value = listed(dossier.title(t) for t in ((value,) if isinstance(value, str) else value) if t)
        cells.append(_cell(dossier, objective, field, value))
    if reading.held is not None:
        label, tag = _RESULTS.get(row.result, (marked("NO OUTCOME"), "loss"))
        cells.append(Cell(label=say(label), tag=tag, traces=(trace_of(dossier, objective.id, "outcomes"),)))
    return tuple(cells)


def _cell(dossier: Dossier, objective: Objective, field: str, value: str) -> Cell:
    if not value:
        return Cell(label=say("MISSING"), tag="loss", traces=(trace_of(dossier, objective.id),))
    return Cell(text=value, origin="drafted", traces=(trace_of(dossier, objective.id, field),))


def _says(dossier: Dossier, id: str) -> Sentence:
    return Sentence(dossier.title(id), "drafted", (trace_of(dossier, id, "says"),))


VIEW = View(
    name="objectives", help="what each meeting must achieve, how one will know, what is still open",
    ids=ids, result=result, section=section,
)  # fmt: skip
