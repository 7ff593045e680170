"""What every rule has to look at, made while the reader waits or, of a large dossier, beside the pages.

To compare two days, or to check one, every rule looks at the dossier. Of some thousand records that takes
no time; of many more it takes a second or two, which no page can wait for at each change. Then what was last
made is shown until the next is, and the first page says that it is being made.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from summitry.book.diary import Entry
from summitry.check.run import Report
from summitry.desk import turns
from summitry.dossier.reads import Memory
from summitry.dossier.value import Dossier
from summitry.foundation.collecting import without_collecting
from summitry.foundation.dates import on_its_own_clock
from summitry.foundation.values import dataclass
from summitry.secretariat.checking import check
from summitry.secretariat.replaying import difference

T = TypeVar("T")

AT_ONCE = 4_000
"""Most records of which a page waits."""

KEPT = 48
"""Most answers about one dossier that are kept."""

REST = 4.0
"""For how many times as long as an answer took the next one is let wait, so that pages come first."""

SWITCH = 0.0005
"""Seconds for which the thread beside the pages computes before it lets a page go on."""

Make = Callable[[Dossier, type[Memory]], T]
"""What is made of a dossier, with the sort of memory that it is to use."""


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made (``None``: it is being made); ``old``: the dossier has changed since."""

    value: T | None
    old: bool = False


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked of a dossier as it is now; whoever asks the same of it later has the same ``key``."""

    key: Hashable
    dossier: Dossier
    make: Make[T]

    def made(self, memory: type[Memory]) -> T:
        """Make it, for readers in whatever zone."""
        return on_its_own_clock(self.make, self.dossier.remembering(memory()), memory)

    def is_of(self, dossier: Dossier) -> bool:
        """Whether it was asked of the same records."""
        return self.dossier.index is dossier.index


def between(everything: Dossier, first: date, last: date) -> Question[Entry]:
    """Ask what differs for a reader of ``everything`` between the ends of two days."""
    return Question((everything.grants, first, last), everything, partial(_differing, first, last))


def checked(dossier: Dossier) -> Question[Report]:
    """Ask what every rule finds in a dossier on its day."""
    return Question((dossier.grants, dossier.limit), dossier, _checked)


def _differing(first: date, last: date, everything: Dossier, memory: type[Memory]) -> Entry:
    return difference(everything, first, last, memory)


def _checked(dossier: Dossier, memory: type[Memory]) -> Report:
    found = check(dossier)
    dossier.memory.let_go()
    return found


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


class Beside:
    """What was made of one dossier."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[Question[Any], Any]] = OrderedDict()
        self._waiting: OrderedDict[Hashable, Question[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._busy = False
        self._at: Question[Any] | None = None
        """What is being made."""

    def answer(self, asked: Question[T]) -> Made[T]:
        """Return what was made of it, now or earlier."""
        with self._lock:
            found = self._made.get(asked.key)
        if found is not None and found[0].is_of(asked.dossier):
            return Made(found[1])
        if len(asked.dossier) <= AT_ONCE:
            return Made(self._make(asked, Memory))
        with self._lock:
            if self._at is None or self._at.key != asked.key or not self._at.is_of(asked.dossier):
                self._waiting[asked.key] = asked
            if not self._busy:
                self._busy = True
                sys.setswitchinterval(SWITCH)
                threading.Thread(target=self._work, name="beside", daemon=True).start()
        return Made(found[1], old=True) if found is not None else Made(None)

    def now(self, asked: Question[T]) -> T:
        """Return it for those who wait for it, of the dossier as it stands. Pages are made meanwhile."""
        with self._lock:
            found = self._made.get(asked.key)
        if found is not None and found[0].is_of(asked.dossier):
            made: T = found[1]
            return made
        if len(asked.dossier) <= AT_ONCE:
            return self._make(asked, Memory)
        with turns.aside(), without_collecting():
            return self._make(asked, _Beside)

    def _make(self, asked: Question[T], memory: type[Memory]) -> T:
        made = asked.made(memory)
        with self._lock:
            self._made[asked.key] = (asked, made)
            self._made.move_to_end(asked.key)
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made

    def _work(self) -> None:
        """Make what waits, those first that nobody has seen yet, until nothing waits."""
        while True:
            with self._lock:
                key = next((k for k in self._waiting if k not in self._made), None)
                if key is None:
                    key = next(iter(self._waiting), None)
                if key is None:
                    self._busy = False
                    return
                asked, new = self._waiting.pop(key), key not in self._made
                self._at = asked
            began = time.thread_time()
            try:
                with without_collecting():  # it would go through all that is computed here
                    self._make(asked, _Beside)
            except BaseException:
                self._busy, self._at = False, None
                raise
            self._at = None
            time.sleep(0 if new else REST * (time.thread_time() - began))
