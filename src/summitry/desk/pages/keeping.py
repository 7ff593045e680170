"""What takes long to make for a page, kept as long as nothing it was made from changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Generic, TypeVar

from summitry.desk.access import Seat
from summitry.dossier.header import Grants
from summitry.dossier.value import Dossier
from summitry.foundation.dates import on_its_own_clock

T = TypeVar("T")

_Key = tuple[str, Grants, date, Hashable]


class Kept(Generic[T]):
    """Answers for readers, on a day, of which the ``most`` last asked for are kept."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._answers: OrderedDict[_Key, tuple[Dossier, Hashable, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, here: Seat, about: Hashable, stamp: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for this reader, day and matter; made anew when the dossier or the stamp is
        another."""
        key = (here.served.slug, here.grant.grants, here.day, about)
        with self._lock:
            known = self._answers.get(key)
            if known is not None and known[0] is here.dossier and known[1] == stamp:
                self._answers.move_to_end(key)
                return known[2]
        found = on_its_own_clock(make)
        with self._lock:
            self._answers[key] = (here.dossier, stamp, found)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found
