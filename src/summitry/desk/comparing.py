"""What differs between two days, made while the reader waits or, of a large dossier, beside the pages.

To compare two days every rule looks at both. Of some thousand records that takes no time; of many more it
takes a second or two, which no page can wait for at each change. Then what was last made is shown until the
next is, and the first page says that it is being made.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from datetime import date
from typing import Any

from summitry.book.diary import Entry
from summitry.desk import turns
from summitry.dossier.header import Grants
from summitry.dossier.reads import Memory
from summitry.dossier.value import Dossier
from summitry.foundation.collecting import without_collecting
from summitry.foundation.dates import on_its_own_clock
from summitry.foundation.values import dataclass
from summitry.secretariat.replaying import difference

AT_ONCE = 4_000
"""Most records of which a page waits for the comparison."""

KEPT = 48
"""Most comparisons of one dossier that are kept."""

REST = 4.0
"""For how many times as long as a comparison took the next one is let wait, so that pages come first."""

SWITCH = 0.0005
"""Seconds for which the thread beside the pages computes before it lets a page go on."""

Asked = tuple[Grants | None, date, date]


@dataclass(frozen=True, slots=True)
class Made:
    """What differs between two days (``None``: it is being made); ``old``: the dossier has changed since."""

    entry: Entry | None
    old: bool = False


class _Answers(dict[Any, Any]):
    """Answers of which each, once computed, lets a page come first."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        turns.give_way()


class _Beside(Memory):
    """The answers of a dossier that is looked at beside the pages."""

    def __init__(self) -> None:
        super().__init__()
        self.known = _Answers()


class Comparisons:
    """The comparisons of two days of one dossier."""

    def __init__(self) -> None:
        self._made: OrderedDict[Asked, tuple[Dossier, Entry]] = OrderedDict()
        self._waiting: OrderedDict[Asked, Dossier] = OrderedDict()
        self._lock = threading.Lock()
        self._busy = False
        self._at: tuple[Asked, Dossier] | None = None
        """What is being made, of which dossier."""

    def between(self, everything: Dossier, first: date, last: date) -> Made:
        """Return what differs for a reader of ``everything`` between the ends of two days."""
        asked = (everything.grants, first, last)
        with self._lock:
            found = self._made.get(asked)
        if found is not None and found[0].index is everything.index:
            return Made(found[1])
        if len(everything) <= AT_ONCE:
            return Made(self._make(asked, everything, Memory))
        with self._lock:
            if self._at is None or self._at[0] != asked or self._at[1].index is not everything.index:
                self._waiting[asked] = everything
            if not self._busy:
                self._busy = True
                sys.setswitchinterval(SWITCH)
                threading.Thread(target=self._work, name="comparing", daemon=True).start()
        return Made(found[1], old=True) if found is not None else Made(None)

    def now(self, everything: Dossier, first: date, last: date) -> Entry:
        """Return what differs as the dossier stands, for those who wait for it."""
        asked = (everything.grants, first, last)
        with self._lock:
            found = self._made.get(asked)
        if found is not None and found[0].index is everything.index:
            return found[1]
        return self._make(asked, everything, Memory)

    def _make(self, asked: Asked, everything: Dossier, memory: type[Memory]) -> Entry:
        entry = on_its_own_clock(
            difference, everything.remembering(memory()), asked[1], asked[2], memory
        )  # fmt: skip
        with self._lock:
            self._made[asked] = (everything, entry)
            self._made.move_to_end(asked)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        return entry

    def _work(self) -> None:
        """Make what waits, those first that nobody has seen yet, until nothing waits."""
        while True:
            with self._lock:
                asked = next((a for a in self._waiting if a not in self._made), None)
                asked = asked or next(iter(self._waiting), None)
                if asked is None:
                    self._busy = False
                    return
                everything, new = self._waiting.pop(asked), asked not in self._made
                self._at = asked, everything
            began = time.thread_time()
            try:
                with without_collecting():  # it would go through all that is computed here
                    self._make(asked, everything, _Beside)
            except BaseException:
                self._busy, self._at = False, None
                raise
            self._at = None
            time.sleep(0 if new else REST * (time.thread_time() - began))
