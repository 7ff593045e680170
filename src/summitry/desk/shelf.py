"""The dossiers that are served: read from their folders, narrowed for readers, kept while records change.

A page asks for the value of one reader on one day. It is computed once for all who may see the same. When
the folder changes, whoever changed it (the desk, an editor, git), each value takes over what changed of it
when it is next asked for, and its answers stand that read nothing of that.
"""

from __future__ import annotations

import os
import time
from collections import Counter, OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from summitry.book.diary import Entry
from summitry.check.run import Report
from summitry.desk import beside
from summitry.desk.beside import Beside, Made
from summitry.dossier.chronicle import Chronicle, Taken
from summitry.dossier.header import Grants
from summitry.dossier.index import Change
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.narrow import names_of
from summitry.dossier.narrowing import Bare
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier, Whole
from summitry.folder.load import Reader
from summitry.folder.reading import signatures
from summitry.foundation import durable
from summitry.foundation.collecting import keeping
from summitry.foundation.refusals import Refused
from summitry.secretariat.journal import settle
from summitry.secretariat.opening import cabinet_of, default_day
from summitry.secretariat.withheld import Sight

LOOK_EVERY = 0.3
"""Seconds between two looks at a folder."""

READERS_KEPT = 12
"""Of how many sorts of reader what they may see is kept."""

DAYS_KEPT = 2
"""Most days of one sort of reader that are kept."""

PATIENCE = 40
"""A day that nobody asked for while the folder changed so often is let go."""


class Reading:
    """What all who have the same grants may see of one dossier (``None``: everything), on several days."""

    def __init__(self, whole: Dossier, grants: Grants | None, bare: Bare) -> None:
        if grants is None or not _no_id_twice(whole):
            self._chronicle = Chronicle(whole if grants is None else whole.narrowed(grants))
        else:
            self._chronicle = Chronicle.of_reader(whole, grants, bare)
        self._whole = whole
        self._waiting: dict[str, Change] = {}
        self._days: OrderedDict[date, tuple[Session, list[Taken]]] = OrderedDict()

    def note(self, changes: Iterable[Change], whole: Dossier) -> None:
        """Let changes of the whole wait until somebody asks."""
        self._whole = whole
        for old, new in changes:
            record = old or new
            if record is not None:
                self._waiting[record.id] = (self._waiting.get(record.id, (old, old))[0], new)

    def everything(self) -> Dossier:
        """Return what the reader may see, on no day."""
        if self._chronicle.everything.whole is not self._whole.whole:
            self._take_over()
        return self._chronicle.everything

    def _take_over(self) -> None:
        waiting = [(old, new) for old, new in self._waiting.values() if old is not new]
        self._waiting.clear()
        narrowing = self._chronicle.narrowing
        changes = tuple(waiting) if narrowing is None else narrowing.change(waiting, self._whole.index)
        taken = self._chronicle.change(changes, self._whole.whole)
        for day, (_, behind) in list(self._days.items()):
            behind.append(taken)
            if len(behind) > PATIENCE:
                self._days.pop(day)[0].let_go()

    def on(self, day: date) -> Dossier:
        """Return what the reader knew on a day."""
        self.everything()
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = (Session.following(self._chronicle, day), [])
            if len(self._days) > DAYS_KEPT:
                self._days.popitem(last=False)[1][0].let_go()
        self._days.move_to_end(day)
        session, behind = found
        for taken in behind:
            session.follow(taken)
        behind.clear()
        return session.dossier

    def let_go(self) -> None:
        """Let nothing of it hold another any more. It is asked nothing after that."""
        for session, _ in self._days.values():
            session.let_go()
        self._chronicle.let_go()

    def names(self) -> frozenset[str]:
        """Return the names under which the reader finds records and their parts."""
        everything = self.everything()
        narrowing = self._chronicle.narrowing
        return frozenset(names_of(everything.index.records()) if narrowing is None else narrowing.names)


class Served:
    """One dossier as its folder has it now.

    One request at a time asks it: values remember what is being computed.
    """

    def __init__(self, slug: str, folder: Path) -> None:
        self.slug = slug
        self.folder = folder
        self._reader = Reader(folder, cabinet_of)
        self._looked = 0.0
        self._turn = -1
        self._seen: tuple[tuple[str, tuple[int, ...]], ...] = ()
        self._cabinet: tuple[int, ...] = ()
        self._whole: Dossier | None = None
        self._bare = Bare()
        self._readings: OrderedDict[Grants | None, Reading] = OrderedDict()
        self._sights: dict[Grants, Sight] = {}
        self._beside = Beside()

    def whole(self) -> Dossier:
        """Return everything the folder holds now: every act that somebody was told is done, by whichever
        process of the desk, and what others changed up to `LOOK_EVERY` ago."""
        now, turn = time.monotonic(), durable.turn(self.folder)
        if self._whole is None or turn != self._turn or now - self._looked >= LOOK_EVERY:
            self._looked, self._turn = now, turn
            seen = signatures(self.folder)
            if self._whole is None or seen != self._seen:
                self._read(self._whole)
                self._seen = seen
        assert self._whole is not None
        return self._whole

    def look_again(self) -> None:
        """Look at the folder the next time it is asked for, however soon that is."""
        self._looked = 0.0

    def _read(self, before: Dossier | None) -> None:
        """Read what changed in the folder. Where that may be more than records, everything starts over."""
        cabinet = _stands_in_cabinet(self.folder)
        with keeping():
            if before is None:
                self._start(self._reader.read())
            else:
                whole, changes = self._reader.refresh(before.whole)
                same = whole.header == before.header and cabinet == self._cabinet
                if not (same and _no_id_twice(before) and self._took_over(before, whole, changes)):
                    self._start(whole)
        self._cabinet = cabinet
        self._sights.clear()

    def _start(self, whole: Whole) -> None:
        self._whole = Dossier(whole)
        self._whole.index.prepare()
        self._bare = Bare()
        for reading in self._readings.values():
            reading.let_go()
        self._readings.clear()

    def _took_over(self, before: Dossier, whole: Whole, changes: list[Change]) -> bool:
        """Go on from what there was, unless an id has come to stand twice."""
        index = before.index.with_changes(changes)[0] if changes else before.index
        after = Dossier(whole, index=index)
        if not _no_id_twice(after):
            return False
        self._whole = after
        for reading in self._readings.values():
            reading.note(changes, after)
        return True

    def today(self) -> date:
        """Return the day on which the dossier stands when nobody names one."""
        return default_day(self.whole())

    def value(self, grants: Grants | None, day: date) -> Dossier:
        """Return the dossier of a reader (``None``: everything) as it was known on a day."""
        with keeping():
            return self._reading(grants).on(day)

    def _reading(self, grants: Grants | None) -> Reading:
        whole = self.whole()
        found = self._readings.get(grants)
        if found is None:
            found = self._readings[grants] = Reading(whole, grants, self._bare)
            if len(self._readings) > READERS_KEPT:
                self._readings.popitem(last=False)[1].let_go()
        self._readings.move_to_end(grants)
        return found

    def between(self, grants: Grants | None, first: date, last: date) -> Made[Entry]:
        """Return what differs for a reader between the ends of two days."""
        return self._beside.answer(beside.between(self._reading(grants).everything(), first, last))

    def differing(self, grants: Grants | None, first: date, last: date) -> Entry:
        """Return the same, of the dossier as it stands now, however long that takes."""
        return self._beside.now(beside.between(self._reading(grants).everything(), first, last))

    def checked(self, dossier: Dossier) -> Made[Report]:
        """Return what every rule finds in what a reader knew on a day."""
        return self._beside.answer(beside.checked(dossier))

    def report(self, dossier: Dossier) -> Report:
        """Return the same, of the dossier as it stands now, however long that takes."""
        return self._beside.now(beside.checked(dossier))

    def sight(self, grants: Grants) -> Sight:
        """Return what a reader may see of records as they stand in the text."""
        whole, reading = self.whole(), self._reading(grants)
        found = self._sights.get(grants)
        if found is None:
            found = self._sights[grants] = Sight(whole.header, grants, reading.names())
        return found

    def file_for(self, grants: Grants, kind: str) -> str:
        """Return the file that holds most of a kind's records which the reader sees: where a new one goes.

        What the reader may not see does not decide it.
        """
        whole, seen = self.whole(), self._reading(grants).everything()
        counts = Counter(
            home.anchor.file.name for id in seen.index.ids(kind)
            if (record := whole.index.get(id)) is not None and (home := record.home) is not None
            and home.anchor.file.name.endswith((".yaml", ".yml"))
        )  # fmt: skip
        return min(counts, key=lambda name: (-counts[name], name), default=f"{BY_KIND[kind].plural}.yaml")


def _no_id_twice(dossier: Dossier) -> bool:
    return len(dossier.index) == len(dossier.whole.records)


def _stands_in_cabinet(folder: Path) -> tuple[int, ...]:
    """What changes whenever a file comes to the cabinet or leaves it."""
    found = []
    for name in ("archive", "archive/originals", "archive/texts"):
        try:
            found.append(os.stat(folder / name).st_mtime_ns)
        except OSError:
            found.append(0)
    return tuple(found)


@lru_cache(maxsize=64)
def served(slug: str, folder: Path) -> Served:
    """Return the one `Served` of a dossier in this process; an erasure that was cut short is finished."""
    with suppress(Refused):
        settle(folder)
    return Served(slug, folder)
