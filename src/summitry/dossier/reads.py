"""Remembered answers: what each computed answer had read, so that only what changed is recomputed.

A question (a plain function of a dossier and some ids) is asked through ``Dossier.ask``. While a
`Memory` keeps reads, each answer knows the records, kinds and namings it looked at, the other
answers it rests on, and the next day on which the mere passing of time could change it. After a
change, answers that may be touched by it are only doubted. A doubted answer is looked at again when
somebody asks: what it read and may have changed is gone through in the order in which it was read, and
only if something there really came out different is the answer computed anew. A one-off run keeps no
reads and pays nothing for them.

One question asked of every record of a list is a `Gathering`: it knows which of its answers are doubted
and which records came or went, and looks at no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from heapq import heappop, heappush
from typing import Any

from summitry.dossier.answers import Answer, Gathering, Key, Listing, Seen, within

EACH = object()
"""Stands where a question stands in the key of a gathering."""


Reading = dict[Seen | Answer, None]
"""What an answer being computed looked at so far, in order."""


class _Things(dict[Key, Seen]):
    """What stands for each thing that was read."""

    def __missing__(self, key: Key) -> Seen:
        found = self[key] = Seen(key)
        return found


class Memory:
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value, and
    are ``known`` by question and arguments, with nothing beside them.
    ``compute`` answers a question's key for the dossier as it now is, ``listed`` gives the ids on a list
    of it; the dossier sets both. While an answer is computed, ``reading`` has what it looked at so far, in
    order, and ``waking`` the first day on which it may differ.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        self.tracking = tracking
        self.known: dict[tuple[Any, ...], Any] = {}
        self.answers: dict[Key, Answer] = {}
        self.seen = _Things()
        self.reading: Reading | None = None
        self.waking = date.max
        self.compute: Callable[[Key], Any] = _nothing
        self.listed: Callable[[Listing], tuple[str, ...]] = _nothing
        self._turn = 0
        self._news: Mapping[Key, Iterable[str]] = {}
        self._wakes: dict[date, set[Answer]] = {}
        self._days: list[date] = []

    def ask(self, key: Key) -> Any:
        """Return the answer to ``key``: ``("q", question, args)``, or ``("q", EACH, (question, listing,
        args))`` for the answers that are not blank to one question asked of each record of a list."""
        found = self.answers.get(key)
        if found is None or found.doubted:
            found = self.settled(found, key)
        if self.reading is not None:
            self.reading[found] = None
        return found.value

    def look(self, id: str, names: Iterable[str], look: Callable[[str], None]) -> list[str]:
        """Look at a record in several ways, each by its name, and remember of each what it had read.

        The record itself counts as read, but who reads nothing else is not remembered: he is to look
        again by himself whenever it changes. Return the names of those that are: they hold until
        ``holds`` says otherwise of ``("look", name, id)``. A blank ``id`` is no record.
        """
        kept: list[str] = []
        own: Reading = {self.seen["id", id]: None} if id else {}
        reading: Reading | None = None
        try:
            for name in names:
                if reading is None:
                    self.reading = reading = own.copy()
                    self.waking = date.max
                look(name)
                if len(reading) > 1 or self.waking is not date.max or not id:
                    kept.append(name)
                    key = ("look", name, id)
                    found = self.answers.get(key)
                    if found is None:
                        found = self.answers[key] = Answer(key)
                    self._keep(found, None, reading, self.waking)
                    reading = None
        finally:
            self.reading = None
        return kept

    def read_by(self, look: Callable[[], Any]) -> Iterable[Seen | Answer]:
        """Return what a look reads, without remembering it."""
        reading: Reading = {}
        self.reading = reading
        try:
            look()
        finally:
            self.reading = None
        return reading

    def forget(self, key: Key) -> None:
        """Remember an answer or a look no longer."""
        found = self.answers.pop(key, None)
        if found is not None:
            self._wake_again(found, date.max)
            for read in found.reads:
                read.readers.pop(found, None)

    def read(self, key: Key) -> None:
        """Note that the answer being computed looked at ``key``."""
        if self.reading is not None:
            self.reading[self.seen[key]] = None

    def wake(self, day: date) -> None:
        """Note that the answer being computed may change on ``day``."""
        if day < self.waking:
            self.waking = day

    def doubt(self, news: Mapping[Key, Iterable[str]], day: date | None) -> list[Key]:
        """Begin a turn in which ``news`` changed and ``day`` came; return the answers now doubted.

        ``news`` holds, for each thing that can be read, the ids of the records that came to it, changed
        in it or left it.
        """
        self._turn += 1
        self._news = news
        found: list[Answer] = []
        while day is not None and self._days and self._days[0] <= day:
            for answer in self._wakes.pop(heappop(self._days)):
                answer.over = True
                if not answer.doubted:
                    answer.doubted = True
                    found.append(answer)
        for key, ids in news.items():
            seen = self.seen.get(key)
            if seen is None:
                continue
            seen.changed = self._turn
            for reader in seen.readers:
                if reader.gathers:
                    reader.pending.update(ids)  # type: ignore[attr-defined]
                reader.suspects.append(seen)
                if not reader.doubted:
                    reader.doubted = True
                    found.append(reader)
        for answer in found:  # grows on the way
            for reader in answer.readers:
                if reader.gathers:
                    reader.pending.add(answer.key[2][0])  # type: ignore[attr-defined]
                reader.suspects.append(answer)
                if not reader.doubted:
                    reader.doubted = True
                    found.append(reader)
        return [answer.key for answer in found]

    def differing(self, reads: Iterable[Seen | Answer]) -> set[Key]:
        """Return what came out different this turn among all that something rests on which read this.

        Records and namings, not answers. Empty when only the passing of time changed it.
        """
        found: set[Key] = set()
        todo = [reads]
        seen: set[Answer] = set()
        while todo:
            for read in todo.pop():
                if isinstance(read, Seen):
                    if read.key in self._news:
                        found.add(read.key)
                elif read.changed == self._turn and read not in seen:
                    seen.add(read)
                    todo.append(read.reads)
        return found

    # -- answers ------------------------------------------------------------------------------

    def settled(self, found: Answer | None, key: Key) -> Answer:
        """Return an answer that holds now, computing it when there is none."""
        if key[1] is EACH:
            return self._gathered(found, key)
        if found is None:
            found = self.answers[key] = Answer(key)
        elif self.holds(found):
            return found
        outer, waking = self.reading, self.waking
        reading: Reading = {}
        self.reading, self.waking = reading, date.max
        try:
            self._keep(found, self.compute(key), reading, self.waking)
        finally:
            self.reading, self.waking = outer, waking
        return found

    def holds(self, answer: Answer) -> bool:
        """Whether an answer still holds: nothing it read has come out different since it was sure."""
        if not answer.doubted:
            return True
        if answer.over or answer.fresh:
            return False
        suspects, sure = answer.suspects, answer.sure
        for read in suspects:
            if read.changed > sure:
                return False
        if len(suspects) > 1:  # in the order in which they were read: what comes later may hang on it
            among = set(suspects)
            suspects = [read for read in answer.reads if read in among]
        for read in suspects:
            if isinstance(read, Answer) and read.doubted and self.settled(read, read.key).changed > sure:
                return False
        answer.doubted, answer.sure = False, self._turn
        answer.suspects = []
        return True

    def _gathered(self, found: Answer | None, key: Key) -> Answer:
        """Ask again only those of a gathering's records that came, changed, went or are doubted."""
        question, listing, args = key[2]
        ids = self.listed(listing)
        if isinstance(found, Gathering):
            todo: Iterable[str] = found.pending
        else:
            self.answers[key] = found = Gathering(key)
            todo = ids
            self.seen[listing].readers[found] = None
        other: list[str] = []
        for id in todo:
            value = None
            if todo is ids or within(ids, id):
                asked = ("q", question, (id, *args))
                member = self.answers.get(asked)
                if member is None or member.doubted:
                    member = self.settled(member, asked)
                value = member.value
                member.readers[found] = None
            if found.put(id, value):
                other.append(id)
        self._keep_gathered(found, other)
        return found

    def _keep_gathered(self, found: Gathering, other: list[str]) -> None:
        if other:
            question, _, args = found.key[2]
            members = (self.answers.get(("q", question, (id, *args))) for id in other)
            owns = (self.seen["id", id] for id in other)
            found.reads = (*owns, *(m for m in members if m is not None))
            found.value, found.changed = found.together(), self._turn
        found.doubted, found.fresh, found.sure = False, False, self._turn
        found.pending, found.suspects = set(), []

    def _keep(self, answer: Answer, value: Any, reading: Reading, wake: date) -> None:
        if answer.fresh or answer.value != value:
            answer.value, answer.changed = value, self._turn
        if answer.wake != wake or answer.over:
            self._wake_again(answer, wake)
        reads = tuple(reading)
        if reads != answer.reads:
            for read in answer.reads:
                if read not in reading:
                    read.readers.pop(answer, None)
            for read in reads:
                read.readers[answer] = None
            answer.reads = reads
        answer.doubted = answer.fresh = answer.over = False
        answer.suspects = []
        answer.sure = self._turn

    def _wake_again(self, answer: Answer, day: date) -> None:
        """Have an answer doubted on ``day``, and no longer on the day it waited for."""
        if answer.wake in self._wakes:
            self._wakes[answer.wake].discard(answer)
        answer.wake = day
        if day == date.max:
            return
        if day not in self._wakes:
            self._wakes[day] = set()
            heappush(self._days, day)
        self._wakes[day].add(answer)


def _nothing(key: Key) -> Any:
    raise LookupError(key)
