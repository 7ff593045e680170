"""Where a sentence or cell leads back to: a field of a record, and the source that stands there."""

from __future__ import annotations

from summitry.book.blocks import Trace
from summitry.dossier.value import Dossier


def trace_of(dossier: Dossier, id: str, *path: str | int) -> Trace:
    """Return the trace to a field of a record; to its id alone when the reader has no such record."""
    record = dossier.get(id)
    if record is None:
        return Trace(record=id)
    return Trace(record=id, source=record.source[0] if record.source else "", place=record.where(*path))
