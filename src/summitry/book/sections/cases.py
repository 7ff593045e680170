"""The view of cases: who is held, since when, and when anybody last saw them."""

from __future__ import annotations

from summitry.analysis.cases import CaseReading, case_reading
from summitry.book.blocks import Block, Cell, Column, Section, Sentence, Table
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Case
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import days_since
from summitry.foundation.labels import say


def result(dossier: Dossier, id: str) -> tuple[CaseReading, ...] | CaseReading:
    """Read one case, or all that the reader may know of."""
    if id:
        return dossier.ask(case_reading, id)
    return tuple(dossier.ask(case_reading, c) for c in dossier.ids(Case.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    ids = (id,) if id else dossier.ids(Case.kind)
    readings = tuple(dossier.ask(case_reading, c) for c in ids)
    blocks: tuple[Block, ...] = (_table(dossier, readings),) if readings else ()
    return Section(
        kicker=say("Cases"), title=dossier.title(id) if id else say("Those held"),
        verdict=None if id else _verdict(dossier, readings), blocks=blocks,
        basis=together(x.basis for x in readings),
    )  # fmt: skip


def _verdict(dossier: Dossier, readings: tuple[CaseReading, ...]) -> Sentence:
    """A copy without access reads as a dossier without cases does."""
    if not readings:
        return Sentence(say("No case is on record."))
    held = [r for r in readings if r.unsettled]
    lost = sum(not r.recent for r in held)
    return Sentence(
        say(
            "Held or missing: {count}. Without contact in the last {channel_life} days: {lost}.",
            count=len(held),
            channel_life=dossier.header.channel_life,
            lost=lost,
        )
    )


def _table(dossier: Dossier, readings: tuple[CaseReading, ...]) -> Table:
    columns = (
        say("Person"),
        say("State"),
        say("Since"),
        say("Last contact"),
        say("By"),
        say("Days without contact"),
        say("We ask"),
    )
    return Table(
        columns=tuple(Column(title=c, counts=c.startswith("Days")) for c in columns),
        rows=tuple(_row(dossier, r) for r in readings),
        caption=say("Days are counted from the last possible day of contact: at least so many."),
        wide=True,
    )


def _row(dossier: Dossier, reading: CaseReading) -> tuple[Cell, ...]:
    record = dossier.of(Case, reading.case)
    assert record is not None
    lost = reading.unsettled and not reading.recent
    days = days_since(reading.contact_day) if reading.contact_day is not None else ""
    return (
        Cell(text=record.person, traces=traced(dossier, reading.case)),
        Cell(label=reading.state, tag="plain"),
        blank_or(in_words(reading.since) if reading.since is not None else "", say("not known")),
        blank_or(in_words(reading.contact) if reading.contact is not None else "", say("none on record"),
                 traces=traced(dossier, reading.case, "contacts")),
        Cell(text=dossier.title(reading.contact_by) if reading.contact_by else ""),
        Cell(text=days, tag="loss" if lost else ""),
        blank_or(record.asks, say("not said"), origin="drafted"),
    )  # fmt: skip


VIEW = View(
    name="cases", help="who is held, since when, and when anybody last saw them",
    ids=lambda dossier: dossier.ids(Case.kind), result=result, section=section,
)  # fmt: skip
