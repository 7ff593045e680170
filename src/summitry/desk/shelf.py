"""The dossiers that are served: read from their folders, narrowed for readers, kept while they stand.

A page asks for the value of one reader on one day. It is computed once for all who may see the same, and
dropped when the folder changes, whoever changed it: the desk, an editor, git.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from datetime import date
from functools import lru_cache
from pathlib import Path

from summitry.dossier.header import Grants
from summitry.dossier.value import Dossier, Whole
from summitry.folder.load import Reader
from summitry.secretariat.opening import cabinet_of, default_day

LOOK_EVERY = 0.3
"""Seconds between two looks at a folder."""

VALUES_KEPT = 24
"""Most values (of a reader, on a day) that are kept of one dossier."""


class Served:
    """One dossier as its folder has it now."""

    def __init__(self, slug: str, folder: Path) -> None:
        self.slug = slug
        self.folder = folder
        self.version = 0
        self._reader = Reader(folder, cabinet_of)
        self._looked = 0.0
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._whole: Dossier | None = None
        self._bases: dict[Grants | None, Dossier] = {}
        self._values: OrderedDict[tuple[Grants | None, date], Dossier] = OrderedDict()

    def whole(self) -> Dossier:
        """Return everything the folder holds now."""
        now = time.monotonic()
        if self._whole is None or now - self._looked >= LOOK_EVERY:
            self._looked = now
            seen = _signed(self.folder)
            if self._whole is None or seen != self._seen:
                self._take(self._reader.read())
                self._seen = seen
        assert self._whole is not None
        return self._whole

    def look_again(self) -> None:
        """Look at the folder the next time it is asked for, however soon that is."""
        self._looked = 0.0

    def _take(self, whole: Whole) -> None:
        self._whole = Dossier(whole)
        self._bases.clear()
        self._values.clear()
        self.version += 1

    def today(self) -> date:
        """Return the day on which the dossier stands when nobody names one."""
        return default_day(self.whole())

    def value(self, grants: Grants | None, day: date) -> Dossier:
        """Return the dossier of a reader (``None``: everything) as it was known on a day."""
        whole = self.whole()
        found = self._values.get((grants, day))
        if found is None:
            base = self._bases.get(grants)
            if base is None:
                base = self._bases[grants] = whole if grants is None else whole.narrowed(grants)
            found = self._values[(grants, day)] = base.as_of(day)
            if len(self._values) > VALUES_KEPT:
                self._values.popitem(last=False)
        self._values.move_to_end((grants, day))
        return found


def _signed(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The files of a folder with their times and sizes: what changes when any of them does."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith((".", "_")) for part in name.split("/")) or name.startswith("archive/"):
            continue
        try:
            about = path.stat()
        except OSError:
            continue
        found.append((name, about.st_mtime_ns, about.st_size))
    return tuple(found)


@lru_cache(maxsize=64)
def served(slug: str, folder: Path) -> Served:
    """Return the one `Served` of a dossier in this process."""
    return Served(slug, folder)
