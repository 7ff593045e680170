"""The view of positions: bodies by options or questions, with dated words; blanks named."""

from __future__ import annotations

from summitry.analysis.positions import Cell as Stance
from summitry.analysis.positions import Grid, items_to_decide, position_grid
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, Tag, Trace
from summitry.book.sections.view import View
from summitry.dossier.kinds import Option, Paper, Question
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import dated, has, listed, opened

LONGEST = 90
"""Letters of a body's words that stand in the grid; longer words stand below it in full."""


def result(dossier: Dossier, id: str) -> Grid | tuple[Grid, ...]:
    """Read one paper's, option's or question's grid, or all that are still to be decided."""
    if id:
        return dossier.ask(position_grid, id)
    return tuple(dossier.ask(position_grid, item) for item in dossier.ask(items_to_decide))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    found = result(dossier, id)
    grids = (found,) if isinstance(found, Grid) else found
    courses = [g for g in grids if not isinstance(dossier.get(g.item), Question)]
    questions = tuple(g for g in grids if isinstance(dossier.get(g.item), Question))
    blocks: list[Block] = []
    for grid in courses:
        if not id:
            blocks.append(Heading(dossier.title(grid.item)))
        blocks += [_table(dossier, (grid,)), *_below(dossier, (grid,), alone=bool(id))]
    if questions:
        if not id:
            blocks.append(Heading(say("Questions")))
        blocks += [_table(dossier, questions), *_below(dossier, questions, alone=bool(id))]
    title = opened(dossier.title(id)) if id else _title()
    basis = together(x.basis for x in grids)
    return Section(
        kicker=say("Positions"),
        title=title,
        verdict=_verdict(dossier, grids),
        blocks=tuple(blocks),
        basis=basis,
    )


def verdict(dossier: Dossier) -> tuple[str, Sentence]:
    """The title and verdict of the page of all that is still to be decided."""
    return _title(), _verdict(
        dossier, tuple(dossier.ask(position_grid, i) for i in dossier.ask(items_to_decide))
    )


def _title() -> str:
    return say("Who has spoken on what")


def _verdict(dossier: Dossier, grids: tuple[Grid, ...]) -> Sentence:
    asked = dict.fromkeys(b for g in grids for b in g.asked())
    blank = [b for b in asked if all(b in g.in_state("blank") for g in grids if b in g.asked())]
    if not blank:
        return Sentence(say("Every body that is asked has spoken on something, or was asked again."))
    who = listed(dossier.title(b) for b in blank)
    return Sentence(
        say("{who} {has} taken no position on what is asked.", who=who, has=has(len(blank))),
        traces=_traces(dossier, blank),
    )


def _table(dossier: Dossier, grids: tuple[Grid, ...]) -> Table:
    bodies = dict.fromkeys(b for g in grids for b in g.bodies)
    columns = [Column(title=say("Body"))]
    columns += [Column(title=dossier.title(c)) for g in grids for c in g.columns]
    rows = []
    for body in bodies:
        row = [Cell(text=opened(dossier.title(body)), traces=_traces(dossier, [body]))]
        for grid in grids:
            cells = grid.row(body)
            row += [_cell(dossier, c) for c in cells] if cells else [Cell() for _ in grid.columns]
        rows.append(tuple(row))
    if len(columns) == 2:
        columns[1] = Column(title=say("What it says"))
    caption = say("Blank: no word of that body on record.")
    if len(grids) > 1:
        caption += say(" Empty: the body is not asked on that question, and has not spoken on it.")
    return Table(columns=tuple(columns), rows=tuple(rows), wide=len(columns) > 4, caption=caption)


def _cell(dossier: Dossier, cell: Stance) -> Cell:
    if cell.current is None:
        when = dated(cell.last_asked) if cell.last_asked is not None else ""
        asked = say("asked {when}", when=when) if when else say("asked")
        if cell.state == "silent":
            return Cell(label=say("no answer"), text=asked, tag="loss")
        if cell.state == "answered":
            return Cell(label=say("answered, no position"), text=asked, tag="plain")
        return Cell(label=say("blank") if cell.asked else say("not asked"), tag="blank")
    word = cell.current
    days = [in_words(word.on)] if word.on is not None else [say("no day on record")]
    days += [say("also {day}", day=in_words(w.on)) for w in cell.beside[:1] if w.on is not None]
    days += [say("before, {day}", day=in_words(w.on)) for w in cell.earlier[:2] if w.on is not None]
    label = say(word.stand.replace("-", " ")) or say("spoke")
    tag: Tag = "change" if cell.changed else "loss" if word.stand == "object" else "plain"
    words = _words(dossier, cell)
    text = "; ".join(days) + (f" “{_cut(words)}”" if words else "")
    return Cell(label=label, text=text, tag=tag, traces=_traces(dossier, [word.source]))


def _words(dossier: Dossier, cell: Stance) -> str:
    """What the body said, of its position's record or of the statement behind it."""
    record = dossier.get(cell.current.source) if cell.current is not None else None
    statement = dossier.get(getattr(record, "statement", "") or "")
    return getattr(record, "words", "") or getattr(statement, "words", "") or ""


def _cut(words: str) -> str:
    """The beginning of long words; the whole of them stands below the grid."""
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;…") + " …"


def _below(dossier: Dossier, grids: tuple[Grid, ...], *, alone: bool = False) -> list[Block]:
    """The words behind the current stands, newest last, and who is blank."""
    lines = []
    for grid in grids:
        for cell in (c for row in grid.rows for c in row):
            said = _says(dossier, cell)
            if said is not None:
                lines.append(said)
    blank = dict.fromkeys(b for g in grids for b in g.in_state("blank"))
    if blank and len(grids) == 1 and not alone:
        who = listed(dossier.title(b) for b in blank)
        lines.append(Sentence(say("Blank: {who}.", who=who), traces=_traces(dossier, list(blank))))
    return [Paragraph(tuple(lines))] if lines else []


def _says(dossier: Dossier, cell: Stance) -> Sentence | None:
    if cell.current is None:
        return None
    record = dossier.get(cell.current.source)
    statement = dossier.get(getattr(record, "statement", "") or "")
    words = _words(dossier, cell)
    if len(words) <= LONGEST or record is None:
        return None
    on = f", {in_words(cell.current.on)}" if cell.current.on is not None else ""
    source = next(iter(record.source or (statement.source if statement is not None else ())), "")
    return Sentence(f"{dossier.title(cell.body)}{on}: “{words}”", origin="quoted",
                    traces=(Trace(record=record.id, source=source, place=record.where()),))  # fmt: skip


def _traces(dossier: Dossier, ids: list[str]) -> tuple[Trace, ...]:
    records = (dossier.get(id) for id in ids)
    return tuple(
        Trace(record=r.id, source=r.source[0] if r.source else "", place=r.where()) for r in records if r
    )


def _ids(dossier: Dossier) -> tuple[str, ...]:
    papers = (p.id for p in dossier.all(Paper) if p.asks or p.options)
    return (*papers, *dossier.ids(Option.kind), *dossier.ids(Question.kind))


VIEW = View(
    name="positions", help="who has spoken on the options and questions, and who has not",
    ids=_ids, result=result, section=section, verdict=verdict,
)  # fmt: skip
