"""The open findings as a section: what a check found, the gravest first, and what to do about each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from summitry.book.blocks import Block, Cell, Column, Heading, Section, Sentence, Table, Trace
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.wording import counted, listed, opened

TITLES = {
    Severity.GRAVE: "Grave", Severity.SERIOUS: "Serious", Severity.NOTICE: "Worth knowing",
}  # fmt: skip


def open_findings(dossier: Dossier, findings: Sequence[Diagnostic]) -> Section:
    """Return the section; faults of the text are not the reader's business."""
    told = sorted((d for d in findings if not d.is_fault), key=lambda d: d.severity)
    blocks: list[Block] = []
    counts = []
    for severity, group in groupby(told, key=lambda d: d.severity):
        rows = tuple(_row(dossier, found) for found in group)
        counts.append(f"{counted(len(rows), 'finding')} {_WORDS[severity]}")
        columns = (Column(title="Finding"), Column(title="What to do"), Column(title="Rule"))
        blocks += [Heading(TITLES[severity]), Table(columns=columns, rows=rows)]
    return Section(
        kicker="Open findings", title="What a check found, and what would settle it",
        verdict=Sentence(opened(listed(counts)) + "."), blocks=tuple(blocks),
        basis=Basis(method="Every rule was run over this copy on this day; accepted findings are left out."),
    )  # fmt: skip


_WORDS = {Severity.GRAVE: "grave", Severity.SERIOUS: "serious", Severity.NOTICE: "worth knowing"}


def _row(dossier: Dossier, found: Diagnostic) -> tuple[Cell, ...]:
    subject = found.place.record or (found.about[0] if found.about else "")
    record = dossier.get(subject.partition("/")[0])
    place = found.place if found.place.record else (record.where() if record is not None else None)
    source = record.source[0] if record is not None and record.source else ""
    traces = (Trace(record=subject, source=source, place=place),)
    return (
        Cell(text=found.message, traces=traces),
        Cell(text=found.hint, origin="template", traces=traces),
        Cell(text=found.code),
    )
