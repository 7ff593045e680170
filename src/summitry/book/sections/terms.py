"""The view of terms: what each side means by a word, and where the word stands."""

from __future__ import annotations

from summitry.analysis.terms import SideMeaning, TermReading, term_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Points, Section, Sentence, Table
from summitry.book.sections.view import View
from summitry.book.tracing import traced
from summitry.dossier.kinds import Term
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.labels import say
from summitry.foundation.wording import opened


def result(dossier: Dossier, id: str) -> TermReading | tuple[TermReading, ...]:
    """Read one term, or all."""
    if id:
        return dossier.ask(term_reading, id)
    return tuple(dossier.ask(term_reading, t) for t in dossier.ids(Term.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    ids = (id,) if id else dossier.ids(Term.kind)
    readings = tuple(dossier.ask(term_reading, t) for t in ids)
    blocks: list[Block] = [_table(dossier, readings)] if readings else []
    if id:
        uses = (*readings[0].uses, *readings[0].elsewhere)
        if uses:
            blocks += [Heading(say("Where it stands")), Points(tuple(_use(dossier, u) for u in uses))]
    title = opened(dossier.title(id)) if id else say("Words the sides may understand differently")
    return Section(
        kicker=say("Terms"), title=title,
        verdict=None if id else _verdict(readings), blocks=tuple(blocks),
        basis=together(x.basis for x in readings),
    )  # fmt: skip


def _verdict(readings: tuple[TermReading, ...]) -> Sentence:
    used = [r for r in readings if r.uses]
    undefined = sum(bool(r.undefined) for r in used)
    differ = sum(r.differ for r in used)
    return Sentence(
        say(
            "Terms in use: {count}. A side has not defined {undefined} of them; {differ} are defined in"
            " different words.",
            count=len(used),
            undefined=undefined,
            differ=differ,
        )
        if used
        else say("No term on record is in use.")
    )


def _use(dossier: Dossier, use: str) -> Sentence:
    return Sentence(dossier.title(use), "drafted", traced(dossier, use))


def _sides(readings: tuple[TermReading, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.side for r in readings for m in r.meanings))


def _table(dossier: Dossier, readings: tuple[TermReading, ...]) -> Table:
    sides = _sides(readings)
    rows = []
    for reading in readings:
        given = {m.side: m for m in reading.meanings}
        uses = len(reading.uses) + len(reading.elsewhere)
        rows.append((
            Cell(text=dossier.title(reading.term), traces=traced(dossier, reading.term)),
            *(_cell(dossier, reading, given.get(side)) for side in sides),
            Cell(text=str(uses)),
        ))  # fmt: skip
    columns = (Column(title=say("Term")), *(Column(title=dossier.title(s)) for s in sides))
    return Table(columns=(*columns, Column(title=say("Uses"), counts=True)), rows=tuple(rows), wide=True)


def _cell(dossier: Dossier, reading: TermReading, meaning: SideMeaning | None) -> Cell:
    if meaning is None:
        return Cell()
    if not meaning.words:
        return Cell(text=say("not defined"), tag="loss" if reading.uses else "blank")
    return Cell(
        text=meaning.words, label=say("changed") if meaning.earlier else "",
        tag="change" if reading.differ or meaning.earlier else "plain",
        origin="quoted" if meaning.verbatim else "drafted",
        traces=traced(dossier, reading.term, "meanings", meaning.at),
    )  # fmt: skip


VIEW = View(
    name="terms", help="what each side means by a word, and where the word stands",
    ids=lambda dossier: dossier.ids(Term.kind), result=result, section=section,
)  # fmt: skip
