"""Acts of people on a dossier's text: the same for the command line and the desk.

An act names who does it and what it was based on. It changes the text through the guarded edits of
`summitry.folder.edit`, so a stale one is refused with both texts and nothing is half-written.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summitry.folder import edit
from summitry.folder.edit import Fields, Revision
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the name under which the journal knows them, and by what they act."""

    name: str
    by: str = "desk"


def read(folder: Path, record: str, keys: Iterable[str] = ()) -> Revision:
    """Return fields of a record as they stand in the text, with the digest that an act must name.

    Raises:
        Refused: when there is no such record, or its file cannot be edited.
    """
    return edit.read_fields(folder, record, keys)


def revise(actor: Actor, folder: Path, record: str, fields: Fields, digest: str) -> Revision:
    """Give fields of a record new values.

    Raises:
        StaleText: when one of these fields has changed since it was read.
        Refused: when the text cannot be changed in this way.
        NotWritable: when the folder is read-only or the disk is full.
    """
    del actor
    return edit.set_fields(folder, record, fields, digest)


def record(actor: Actor, folder: Path, kind: str, fields: Fields) -> str:
    """File a new record and return its id.

    Raises:
        Refused: when the id is taken, or the fields cannot be written.
        NotWritable: when the folder is read-only or the disk is full.
    """
    del actor
    return edit.insert(folder, kind, fields)
