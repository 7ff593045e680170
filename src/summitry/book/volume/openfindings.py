"""The open findings as a section: what a check found, the gravest first, and what to do about each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from summitry.book.blocks import Block, Cell, Heading, Section, Sentence, Table, Trace, titled
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed, opened

TITLES = {
    Severity.GRAVE: marked("Grave"),
    Severity.SERIOUS: marked("Serious"),
    Severity.NOTICE: marked("Worth knowing"),
}


def open_findings(dossier: Dossier, findings: Sequence[Diagnostic]) -> Section:
    """Return the section; faults of the text are not the reader's business."""
    told = sorted((d for d in findings if not d.is_fault), key=lambda d: d.severity)
    blocks: list[Block] = []
    counts = []
    for severity, group in groupby(told, key=lambda d: d.severity):
        rows = tuple(_row(dossier, found) for found in group)
        number = counted(len(rows), "finding")
        counts.append(say("{findings} {severity}", findings=number, severity=say(_WORDS[severity])))
        columns = titled("Finding", "What to do", "Rule")
        blocks += [Heading(say(TITLES[severity])), Table(columns=columns, rows=rows)]
    return Section(
        kicker=say("Open findings"),
        title=say("What a check found, and what would settle it"),
        verdict=Sentence(opened(listed(counts)) + "."),
        blocks=tuple(blocks),
        basis=Basis(
            method=marked("Every rule was run over this copy on this day; accepted findings are left out.")
        ),
    )


_WORDS = {
    Severity.GRAVE: marked("grave"),
    Severity.SERIOUS: marked("serious"),
    Severity.NOTICE: marked("worth knowing"),
}


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
