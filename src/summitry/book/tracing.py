"""Where a sentence or cell leads back to: a field of a record, and the source that stands there."""

from __future__ import annotations

from summitry.book.blocks import Cell, Trace
from summitry.dossier.record import Record
from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier


def trace_of(dossier: Dossier, id: str, *path: str | int) -> Trace:
    """Return the trace to a field of a record; to its id alone when the reader has no such record."""
    record = dossier.get(id)
    if record is None:
        return Trace(record=id)
    return Trace(record=id, source=record.source[0] if record.source else "", place=record.where(*path))


def traced(dossier: Dossier, target: str, *path: str | int) -> tuple[Trace, ...]:
    """Return the trace to a record, a part of it (``record/part``), or one of its fields.

    Empty when the reader has no such record. The first citation standing there is named.
    """
    head, _, tail = target.partition("/")
    record = dossier.get(head)
    if record is None:
        return ()
    if tail:
        path = next((p for p, part in every_part(record) if part.id == tail), path)
    return (Trace(record=record.id, source=_source(record, path), place=record.where(*path)),)


def _source(record: Record, path: tuple[str | int, ...]) -> str:
    inner = [part for p, part in every_part(record) if p and path[: len(p)] == p]
    return next((part.source[0] for part in reversed([record, *inner]) if part.source), "")


def blank_or(text: str, blank: str, **more: object) -> Cell:
    """Return a cell with ``text``, or one marked blank that says what is missing."""
    return Cell(text=text, **more) if text else Cell(text=blank, tag="blank", **more)  # type: ignore[arg-type]
