"""Remembered answers: what each computed answer had read, so that only what changed is recomputed.

A question (a plain function of a dossier and some ids) is asked through ``Dossier.ask``. While a
`Memory` keeps reads, each answer knows the records, kinds and namings it looked at, the other
answers it rests on, and the next day on which the mere passing of time could change it. After a
change, answers that may be touched by it are only doubted. A doubted answer is looked at again when
somebody asks: what it read is gone through in the order in which it was read, and only if something
there really came out different is the answer computed anew. A one-off run keeps no reads and pays
nothing for them.

One question asked of every record of a list is a `Gathering`: it knows which of its answers are doubted
and which records came or went, and looks at no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date
from typing import Any

from summitry.dossier.gathering import Answer, Gathering, Listing, within
from summitry.foundation.values import dataclass

Key = tuple[Any, ...]
"""What was read: ``("id", id)``, ``("all", kind)``, ``("naming", id, kind)``, ``("citing", id)``,
``("month", kind, (year, month))`` or ``("q", function, args)``."""


EACH = object()
"""Stands where a question stands in the key of a gathering."""


@dataclass(slots=True)
class Frame:
    """The reads of one answer while it is being computed, in order."""

    reads: dict[Key, None] = field(default_factory=dict)
    wake: date = date.max


class Memory:
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value.
    ``compute`` answers a question's key for the dossier as it now is, ``listed`` gives the ids on a list
    of it; the dossier sets both.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        self.tracking = tracking
        self.answers: dict[Key, Answer] = {}
        self.frames: list[Frame] = []
        self.compute: Callable[[Key], Any] = _nothing
        self.listed: Callable[[Listing], tuple[str, ...]] = _nothing
        self._turn = 0
        self._changed: dict[Key, int] = {}
        self._readers: defaultdict[Key, set[Key]] = defaultdict(set)
        self._wakes: defaultdict[date, set[Key]] = defaultdict(set)
        self._news: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)

    def ask(self, key: Key, compute: Callable[[], Any]) -> Any:
        """Return the remembered answer to ``key``, computing it when there is none that holds."""
        if self.frames:
            self.frames[-1].reads[key] = None
        if not self.tracking:
            found = self.answers.get(key)
            if found is None:
                found = self.answers[key] = Answer(compute(), (), date.max)
            return found.value
        return self._answer(key, compute).value

    def gather(self, key: Key) -> tuple[Any, ...]:
        """Return the answers that are not blank to one question asked of each record of a list.

        ``key`` is ``("q", EACH, (question, listing, args))``.
        """
        if self.frames:
            self.frames[-1].reads[key] = None
        found = self.answers.get(key)
        if found is None or found.doubted:
            found = self._gathered(key)
        value: tuple[Any, ...] = found.value
        return value

    def look(self, key: Key, own: Key, compute: Callable[[], Any]) -> Any:
        """Return what ``compute`` gives, remembering it only when it read more than ``own``.

        For those who compute again by themselves whenever ``own`` changes.
        """
        if not self.tracking:
            return compute()
        before = self.answers.get(key)
        if before is not None and self._holds(before):
            return before.value
        value, frame = self._framed(compute)
        if before is not None or frame.wake != date.max or frame.reads.keys() - {own}:
            self._keep(key, value, frame)
        return value

    def read(self, key: Key) -> None:
        """Note that the answer being computed looked at ``key``."""
        if self.frames:
            self.frames[-1].reads[key] = None

    def wake(self, day: date) -> None:
        """Note that the answer being computed may change on ``day``."""
        if self.frames and day < self.frames[-1].wake:
            self.frames[-1].wake = day

    def doubt(
        self, keys: Iterable[Key], day: date | None, touched: Iterable[tuple[str, str]] = ()
    ) -> set[Key]:
        """Begin a turn in which ``keys`` changed and ``day`` came; return the answers now doubted.

        ``touched`` are the records, with their kinds, that came, changed or went.
        """
        self._turn += 1
        for id, kind in touched:
            self._news[kind].append((self._turn, id))
        todo: list[Key] = []
        doubted: set[Key] = set()
        if day is not None:
            for wake in [w for w in self._wakes if w <= day]:
                for key in self._wakes.pop(wake):
                    self.answers[key].over = True
                    self._doubt(key, doubted, todo)
        for key in keys:
            self._changed[key] = self._turn
            for reader in self._readers.get(key, ()):
                self._doubt(reader, doubted, todo)
        while todo:
            below = todo.pop()
            for reader in self._readers.get(below, ()):
                self._doubt(reader, doubted, todo, below)
        return doubted

    def _doubt(self, key: Key, doubted: set[Key], todo: list[Key], below: Key = ()) -> None:
        answer = self.answers[key]
        if below and isinstance(answer, Gathering):
            answer.pending.add(below[2][0])
        if key not in doubted:
            doubted.add(key)
            if not answer.doubted:
                todo.append(key)
            answer.doubted = True

    def differing(self, key: Key) -> set[Key]:
        """Return what came out different this turn among all that the answer to ``key`` rests on.

        Records and namings, not answers. Empty when only the passing of time changed it.
        """
        found: set[Key] = set()
        seen: set[Key] = set()
        todo = [key]
        while todo:
            answer = self.answers.get(todo.pop())
            for read in answer.reads if answer is not None else ():
                if read[0] != "q":
                    if self._changed.get(read) == self._turn:
                        found.add(read)
                elif read not in seen and read in self.answers:
                    seen.add(read)
                    if self.answers[read].changed == self._turn:
                        todo.append(read)
        return found

    # -- answers ------------------------------------------------------------------------------

    def _answer(self, key: Key, compute: Callable[[], Any]) -> Answer:
        if key[1] is EACH:
            return self._gathered(key)
        found = self.answers.get(key)
        if found is not None and self._holds(found):
            return found
        return self._keep(key, *self._framed(compute))

    def _holds(self, answer: Answer) -> bool:
        """Whether an answer still holds: nothing it read has come out different since it was sure."""
        if not answer.doubted:
            return True
        if answer.over:
            return False
        sure, answers = answer.sure, self.answers
        for key in answer.reads:
            if key[0] == "q":
                below = answers.get(key)
                if below is None:
                    return False
                if below.doubted:
                    below = self._answer(key, lambda key=key: self.compute(key))  # type: ignore[misc]
                if below.changed > sure:
                    return False
            elif self._changed.get(key, 0) > sure:
                return False
        answer.doubted, answer.sure = False, self._turn
        return True

    def _gathered(self, key: Key) -> Answer:
        """Ask again only those of a gathering's records that came, changed, went or are doubted."""
        question, listing, args = key[2]
        found, ids = self.answers.get(key), self.listed(listing)
        if not self.tracking:
            if found is None:
                asked = (self._member(question, id, args) for id in ids)
                found = self.answers[key] = Answer(tuple(v for a in asked if (v := a.value)), (), date.max)
            return found
        if isinstance(found, Gathering):
            todo: Iterable[str] = self._in_doubt(found, listing)
        else:
            found, todo = Gathering((), (), date.max, self._turn), ids
            self.answers[key] = found
            self._readers[listing].add(key)
        other: list[str] = []
        self.frames.append(Frame())
        try:
            for id in todo:
                value = None
                if todo is ids or within(ids, id):
                    value = self._member(question, id, args).value
                    self._readers[("q", question, (id, *args))].add(key)
                if found.put(id, value):
                    other.append(id)
        finally:
            self.frames.pop()
        if other:
            found.value, found.changed = found.together(), self._turn
            found.reads = tuple(k for id in other for k in (("id", id), ("q", question, (id, *args))))
        found.doubted, found.sure, found.pending = False, self._turn, set()
        return found

    def _member(self, question: Callable[..., Any], id: str, args: tuple[Any, ...]) -> Answer:
        key = ("q", question, (id, *args))
        if self.tracking:
            return self._answer(key, lambda: self.compute(key))
        found = self.answers.get(key)
        if found is None:
            found = self.answers[key] = Answer(self.compute(key), (), date.max)
        return found

    def _in_doubt(self, found: Gathering, listing: Listing) -> set[str]:
        """The records of a gathering to ask again: doubted, or touched where the list itself changed."""
        ids = set(found.pending)
        if self._changed.get(listing, 0) > found.sure:
            for turn, id in reversed(self._news[listing[1] if listing[0] != "naming" else listing[2]]):
                if turn <= found.sure:
                    break
                ids.add(id)
        return ids

    def _framed(self, compute: Callable[[], Any]) -> tuple[Any, Frame]:
        frame = Frame()
        self.frames.append(frame)
        try:
            return compute(), frame
        finally:
            self.frames.pop()

    def _keep(self, key: Key, value: Any, frame: Frame) -> Answer:
        before = self.answers.get(key)
        answer = Answer(value, tuple(frame.reads), frame.wake, self._turn, self._turn)
        old: tuple[Key, ...] = ()
        if before is not None:
            old = before.reads
            if before.value == value:
                answer.value, answer.changed = before.value, before.changed
            if before.wake != answer.wake and before.wake in self._wakes:
                self._wakes[before.wake].discard(key)
        self.answers[key] = answer
        if old != answer.reads:
            known = dict.fromkeys(old)
            for read in old:
                if read not in frame.reads:
                    self._readers[read].discard(key)
            for read in answer.reads:
                if read not in known:
                    self._readers[read].add(key)
        if answer.wake != date.max:
            self._wakes[answer.wake].add(key)
        return answer


def _nothing(key: Key) -> Any:
    raise LookupError(key)
