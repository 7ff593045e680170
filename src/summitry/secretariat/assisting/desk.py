"""What an assistant sits at: one folder, one reader's grants, one day; read anew when the folder changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from summitry.check.run import Report
from summitry.dossier.header import Grants
from summitry.dossier.narrow import names_of
from summitry.dossier.value import Dossier
from summitry.folder.load import Reader
from summitry.folder.reading import signatures
from summitry.secretariat.checking import check
from summitry.secretariat.opening import cabinet_of, default_day, grants_of
from summitry.secretariat.withheld import Sight


class Desk:
    """A folder as one reader may see it. Without a reader: all of it; without a day: the present one."""

    def __init__(self, folder: Path, reader: str = "", day: date | None = None) -> None:
        """Open the folder.

        Raises:
            Unreadable: when there is no dossier in it.
            UnknownReader: when the header does not name the reader.
        """
        self.folder, self.reader, self._day = folder, reader, day
        self._source = Reader(folder, cabinet_of)
        self._seen: object = None
        self._whole: Dossier | None = None
        self._kept: Dossier | None = None
        self.dossier()

    def dossier(self) -> Dossier:
        """Return the dossier, narrowed first and then limited to the day; read again when the folder changed.

        Raises:
            UnknownReader: when the header does not name the reader any more.
        """
        seen = signatures(self.folder)
        if self._kept is None or seen != self._seen:
            whole = self._whole = Dossier(self._source.read())
            grants = self._grants(whole)
            base = whole if grants is None else whole.narrowed(grants)
            self._kept = base.as_of(self._day or default_day(whole))
            self._seen = seen
        return self._kept

    def report(self) -> Report:
        """Return what the check finds in it."""
        return self.dossier().ask(check)

    def _grants(self, whole: Dossier) -> Grants | None:
        return grants_of(whole.header, self.reader) if self.reader else None

    @property
    def today(self) -> date:
        """The dossier's present day."""
        self.dossier()
        assert self._whole is not None
        return default_day(self._whole)

    @property
    def past(self) -> bool:
        """Whether the day is not the present one: then nothing may be written."""
        return self._day is not None and self._day != self.today

    def sight(self) -> Sight | None:
        """Return what the reader may see of records as they stand in the text; ``None`` for everything."""
        self.dossier()
        assert self._whole is not None
        grants = self._grants(self._whole)
        if grants is None:
            return None
        records = self._whole.narrowed(grants).index.records()
        return Sight(self._whole.header, grants, frozenset(names_of(records)))

    def taken(self, id: str) -> bool:
        """Whether a record, seen or not, is called so: for choosing an id, never for telling."""
        self.dossier()
        assert self._whole is not None
        return self._whole.index.get(id) is not None
