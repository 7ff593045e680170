"""The marking of a page: the highest of what it holds, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.book.blocks import Trace
from summitry.dossier.handling import handling_at
from summitry.dossier.header import Header
from summitry.dossier.value import Dossier


def rank(header: Header, marking: str) -> str:
    """Say how a marking is drawn: the lowest outlined, the highest solid, between double-ruled."""
    if marking not in header.markings or header.markings.index(marking) == 0:
        return "lowest"
    return "highest" if marking == header.markings[-1] else "between"


def highest_of(header: Header, markings: Iterable[str]) -> str:
    """Return the highest of some markings; one that the header does not know counts as the lowest."""
    known = {name: at for at, name in enumerate(header.markings)}
    return max(markings, key=lambda name: known.get(name, -1), default="")


def marking_rank(dossier: Dossier, traces: Iterable[Trace]) -> int:
    """Return the place, among the header's markings, of the highest of what the traces lead to.

    Parts of a record count by themselves.
    """
    header, highest = dossier.header, 0
    for trace in traces:
        record = dossier.get(trace.record.partition("/")[0])
        if record is not None:
            path = trace.place.path if trace.place is not None else ()
            highest = max(highest, handling_at(header, record, path).rank)
    return max(0, min(highest, len(header.markings) - 1))


def highest_marking(dossier: Dossier, traces: Iterable[Trace]) -> str:
    """Return the highest marking of what the traces lead to."""
    markings = dossier.header.markings
    return markings[marking_rank(dossier, traces)] if markings else ""
