"""The marking of a page: the highest of what it holds, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.header import Header
from summitry.dossier.value import Dossier


def rank(header: Header, marking: str) -> str:
    """Say how a marking is drawn: the lowest outlined, the highest solid, between double-ruled."""
    if marking not in header.markings or header.markings.index(marking) == 0:
        return "lowest"
    return "highest" if marking == header.markings[-1] else "between"


def highest_marking(dossier: Dossier, ids: Iterable[str]) -> str:
    """Return the highest marking of the records named (parts count with their records)."""
    markings = dossier.header.markings
    found = dossier.header.lowest_marking
    for id in ids:
        record = dossier.get(id.partition("/")[0])
        own = record.marking if record is not None else ""
        if own in markings and (found not in markings or markings.index(own) > markings.index(found)):
            found = own
    return found
