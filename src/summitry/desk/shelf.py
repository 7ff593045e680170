"""The dossiers that are served: read from their folders, narrowed for readers, kept while they stand.

A page asks for the value of one reader on one day. It is computed once for all who may see the same, and
dropped when the folder changes, whoever changed it: the desk, an editor, git.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from datetime import date
from functools import lru_cache
from pathlib import Path

from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.narrow import names_of
from summitry.dossier.value import Dossier, Whole
from summitry.folder.load import Reader
from summitry.folder.reading import find_files, signature
from summitry.secretariat.opening import cabinet_of, default_day
from summitry.secretariat.withheld import Sight

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
        self._seen: tuple[tuple[str, tuple[int, ...]], ...] = ()
        self._whole: Dossier | None = None
        self._bases: dict[Grants | None, Dossier] = {}
        self._values: OrderedDict[tuple[Grants | None, date], Dossier] = OrderedDict()
        self._sights: dict[Grants, Sight] = {}

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
        self._sights.clear()
        self.version += 1

    def today(self) -> date:
        """Return the day on which the dossier stands when nobody names one."""
        return default_day(self.whole())

    def value(self, grants: Grants | None, day: date) -> Dossier:
        """Return the dossier of a reader (``None``: everything) as it was known on a day."""
        whole = self.whole()
        found = self._values.get((grants, day))
        if found is None:
            found = self._values[(grants, day)] = self._base(whole, grants).as_of(day)
            if len(self._values) > VALUES_KEPT:
                self._values.popitem(last=False)
        self._values.move_to_end((grants, day))
        return found

    def _base(self, whole: Dossier, grants: Grants | None) -> Dossier:
        """The dossier of a reader, without a limit in time."""
        base = self._bases.get(grants)
        if base is None:
            base = self._bases[grants] = whole if grants is None else whole.narrowed(grants)
        return base

    def sight(self, grants: Grants) -> Sight:
        """Return what a reader may see of records as they stand in the text."""
        whole = self.whole()
        found = self._sights.get(grants)
        if found is None:
            records = self._base(whole, grants).index.records()
            found = self._sights[grants] = Sight(whole.header, grants, frozenset(names_of(records)))
        return found

    def file_for(self, grants: Grants, kind: str) -> str:
        """Return the file that holds most of a kind's records which the reader sees: where a new one goes.

        What the reader may not see does not decide it.
        """
        whole = self.whole()
        counts = Counter(
            home.anchor.file.name for id in self._base(whole, grants).index.ids(kind)
            if (record := whole.index.get(id)) is not None and (home := record.home) is not None
            and home.anchor.file.name.endswith((".yaml", ".yml"))
        )  # fmt: skip
        return min(counts, key=lambda name: (-counts[name], name), default=f"{BY_KIND[kind].plural}.yaml")


def _signed(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The files of the dossier, and for each what changes when it is written."""
    return tuple((file.name, signature(file)) for file in find_files(folder)[0])


@lru_cache(maxsize=64)
def served(slug: str, folder: Path) -> Served:
    """Return the one `Served` of a dossier in this process."""
    return Served(slug, folder)
