"""Opening a dossier: for whom, and as of which day."""

from __future__ import annotations

import importlib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from summitry.dossier.header import Grants, Header
from summitry.dossier.holdings import NO_HOLDINGS, Holdings
from summitry.dossier.value import Dossier
from summitry.folder import load as folder_load


class UnknownReader(LookupError):
    """The header knows no reader of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        if not self.known:
            return f'The dossier names no readers, so nothing can be shown for "{self.name}".'
        return f'The dossier has no reader called "{self.name}". Its readers: {", ".join(self.known)}.'


def load(path: str | Path) -> Dossier:
    """Read a dossier's folder, with what its file cabinet holds.

    Whatever an author wrote wrong is in ``dossier.faults``; everything else is loaded. Limit it with
    ``as_of`` and ``narrowed`` before analysing.

    Raises:
        Unreadable: when there is no folder, or no ``dossier.yaml`` in it, or its format is unknown.
    """
    return folder_load.load(path, cabinet_of)


def cabinet_of(folder: Path) -> Holdings:
    """Return the file cabinet of a folder; a dossier without documents does not even load the package."""
    if not (folder / "archive").is_dir():
        return NO_HOLDINGS
    found: Holdings = importlib.import_module("summitry.archive.cabinet").Cabinet(folder)
    return found


def open_dossier(folder: str | Path, *, as_of: date | None = None, reader: str = "") -> Dossier:
    """Return the dossier in ``folder`` as ``reader`` may see it, as it was known on ``as_of``.

    Without a day: the cutoff of its header, else today in the dossier's own zone. Without a reader:
    all of it.

    Raises:
        Unreadable: when there is no dossier in the folder.
        UnknownReader: when the header does not name the reader.
    """
    dossier = load(folder)
    return copy_for(dossier, reader).as_of(as_of or default_day(dossier))


def copy_for(whole: Dossier, reader: str) -> Dossier:
    """Return the copy of a reader that the header names; blank: everything.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    return whole.narrowed(grants_of(whole.header, reader)) if reader else whole


def grants_of(header: Header, reader: str) -> Grants:
    """Return what a reader may see.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    found = header.reader(reader)
    if found is None:
        raise UnknownReader(reader, tuple(name for name, _ in header.readers))
    return found


def default_day(dossier: Dossier, now: datetime | None = None) -> date:
    """Return the day as of which a dossier is read when nobody says: its cutoff, else today."""
    if dossier.header.cutoff is not None:
        return dossier.civil_day(dossier.header.cutoff)
    zone = ZoneInfo(dossier.header.zone)
    return (now.astimezone(zone) if now is not None else datetime.now(zone)).date()
