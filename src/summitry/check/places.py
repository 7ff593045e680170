"""The places a finding points at: of one record by its id, and of several with a word on each."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related
from summitry.foundation.origin import Place


def place_of(dossier: Dossier, target: str, *path: str | int) -> Place:
    """Return the place of a field of a record (or of the record that holds a part); of one that is not
    there, its id."""
    record = dossier.get(target.partition("/")[0])
    return record.where(*path) if record is not None else Place(target)


def places_of(dossier: Dossier, ids: Iterable[str], says: str = "", *path: str | int) -> tuple[Related, ...]:
    """Return the same field of several records, each with what it shows; those not there are left out."""
    found = []
    for id in ids:
        record = dossier.get(id)
        if record is not None:
            found.append(Related(record.where(*path), says))
    return tuple(found)
