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


class Frame:
    """The reads of one answer while it is being computed, in order."""

    __slots__ = ("reads", "wake")

    def __init__(self) -> None:
        self.reads: dict[Seen | Answer, None] = {}
        self.wake = date.max


class Memory:
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value, and
    are ``known`` by question and arguments, with nothing beside them.
    ``compute`` answers a question's key for the dossier as it now is, ``listed`` gives the ids on a list
    of it; the dossier sets both.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        self.tracking = tracking
        self.known: dict[tuple[Any, ...], Any] = {}
        self.answers: dict[Key, Answer] = {}
        self.frames: list[Frame] = []
        self.compute: Callable[[Key], Any] = _nothing
        self.listed: Callable[[Listing], tuple[str, ...]] = _nothing
        self._turn = 0
        self._news: Mapping[Key, Iterable[str]] = {}
        self._seen: dict[Key, Seen] = {}
        self._wakes: dict[date, set[Answer]] = {}
        self._days: list[date] = []

    def ask(self, key: Key) -> Any:
        """Return the answer to ``key``: ``("q", question, args)``, or ``("q", EACH, (question, listing,
        args))`` for the answers that are not blank to one question asked of each record of a list."""
        found = self.answers.get(key)
        if found is None or found.doubted:
            found = self.settled(found, key)
        if self.frames:
            self.note(found)
        return found.value

    def note(self, found: Answer) -> None:
        """Note that the answer being computed rests on another."""
        self.frames[-1].reads[found] = None

    def look(self, key: Key, own: Key, compute: Callable[[], Any]) -> Any:
        """Return what ``compute`` gives, remembering it only when it read more than ``own``.

        For those who compute again by themselves whenever ``own`` changes.
        """
        if not self.tracking:
            return compute()
        found = self.answers.get(key)
        if found is not None and self._holds(found):
            return found.value
        frame = Frame()
        self.frames.append(frame)
        try:
            value = compute()
        finally:
            self.frames.pop()
        if found is not None:
            self._keep(found, value, frame)
        elif frame.wake != date.max or frame.reads.keys() - {self._seen.get(own)}:
            self.answers[key] = found = Answer(key)
            self._keep(found, value, frame)
        return value

    def read(self, key: Key) -> None:
        """Note that the answer being computed looked at ``key``."""
        if self.frames:
            seen = self._seen.get(key)
            if seen is None:
                seen = self._seen[key] = Seen(key)
            self.frames[-1].reads[seen] = None

    def wake(self, day: date) -> None:
        """Note that the answer being computed may change on ``day``."""
        if self.frames and day < self.frames[-1].wake:
            self.frames[-1].wake = day

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
            seen = self._seen.get(key)
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

    def differing(self, key: Key) -> set[Key]:
        """Return what came out different this turn among all that the answer to ``key`` rests on.

        Records and namings, not answers. Empty when only the passing of time changed it.
        """
        found: set[Key] = set()
        start = self.answers.get(key)
        todo = [start] if isinstance(start, Answer) else []
        seen = set(todo)
        while todo:
            for read in todo.pop().reads:
                if isinstance(read, Seen):
                    if read.key in self._news:
                        found.add(read.key)
                elif read.changed == self._turn and read not in seen:
                    seen.add(read)
                    todo.append(read)
        return found

    # -- answers ------------------------------------------------------------------------------

    def settled(self, found: Answer | None, key: Key) -> Answer:
        """Return an answer that holds now, computing it when there is none."""
        if key[1] is EACH:
            return self._gathered(found, key)
        if found is None:
            found = self.answers[key] = Answer(key)
        if not self._holds(found):
            frame = Frame()
            self.frames.append(frame)
            try:
                value = self.compute(key)
            finally:
                self.frames.pop()
            self._keep(found, value, frame)
        return found

    def _holds(self, answer: Answer) -> bool:
        """Whether an answer still holds: nothing it read has come out different since it was sure."""
        if not answer.doubted:
            return True
        if answer.over or answer.fresh:
            return False
        suspects, sure = answer.suspects, answer.sure
        if len(suspects) > 1:
            among = set(suspects)
            suspects = [read for read in answer.reads if read in among]
        for read in suspects:
            if isinstance(read, Seen):
                return False
            if read.doubted:
                self.settled(read, read.key)
            if read.changed > sure:
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
            self._seen.setdefault(listing, Seen(listing)).readers[found] = None
        other: list[str] = []
        self.frames.append(Frame())
        try:
            for id in todo:
                value = None
                if todo is ids or within(ids, id):
                    member = self._member(("q", question, (id, *args)))
                    value = member.value
                    member.readers[found] = None
                if found.put(id, value):
                    other.append(id)
        finally:
            self.frames.pop()
        self._keep_gathered(found, other)
        return found

    def _keep_gathered(self, found: Gathering, other: list[str]) -> None:
        if other:
            question, _, args = found.key[2]
            members = (self.answers.get(("q", question, (id, *args))) for id in other)
            owns = (self._seen.setdefault(key, Seen(key)) for key in (("id", id) for id in other))
            found.reads = (*owns, *(m for m in members if m is not None))
            found.value, found.changed = found.together(), self._turn
        found.doubted, found.fresh, found.sure = False, False, self._turn
        found.pending, found.suspects = set(), []

    def _member(self, key: Key) -> Answer:
        found = self.answers.get(key)
        return self.settled(found, key) if found is None or found.doubted else found

    def _keep(self, answer: Answer, value: Any, frame: Frame) -> None:
        if answer.fresh or answer.value != value:
            answer.value, answer.changed = value, self._turn
        if answer.wake != frame.wake or answer.over:
            self._wake_again(answer, frame.wake)
        reads = tuple(frame.reads)
        if reads != answer.reads:
            known = frame.reads
            for read in answer.reads:
                if read not in known:
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
