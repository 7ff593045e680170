"""Remembered answers: what each computed answer had read, so that only what changed is recomputed.

A question (a plain function of a dossier and some ids) is asked through ``Dossier.ask``. While a
`Memory` keeps reads, each answer knows the records, kinds and namings it looked at, the other
answers it rests on, and the next day on which the mere passing of time could change it. After a
change, answers that may be touched by it are only doubted. A doubted answer is looked at again when
somebody asks: what it read is gone through in the order in which it was read, and only if something
there really came out different is the answer computed anew. A one-off run keeps no reads and pays
nothing for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date
from typing import Any

from summitry.foundation.values import dataclass

Key = tuple[Any, ...]
"""What was read: ``("id", id)``, ``("all", kind)``, ``("naming", id, kind)``, ``("citing", id)``,
``("month", kind, (year, month))`` or ``("q", function, args)``."""


@dataclass(slots=True)
class Frame:
    """The reads of one answer while it is being computed, in order."""

    reads: dict[Key, None] = field(default_factory=dict)
    wake: date = date.max


@dataclass(slots=True)
class Answer:
    """A computed answer, what it read in order, and the first day on which it may differ.

    ``changed`` is the turn in which it last came out different, ``sure`` the last in which it was
    known to hold. ``doubted`` when something below it changed since; ``over`` when its day has come.
    """

    value: Any
    reads: tuple[Key, ...]
    wake: date
    changed: int = 0
    sure: int = 0
    doubted: bool = False
    over: bool = False


class Memory:
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value.
    ``compute`` answers a question's key for the dossier as it now is; the dossier sets it.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        self.tracking = tracking
        self.answers: dict[Key, Answer] = {}
        self.frames: list[Frame] = []
        self.compute: Callable[[Key], Any] = _nothing
        self._turn = 0
        self._changed: dict[Key, int] = {}
        self._readers: defaultdict[Key, set[Key]] = defaultdict(set)
        self._wakes: defaultdict[date, set[Key]] = defaultdict(set)

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

    def doubt(self, keys: Iterable[Key], day: date | None) -> set[Key]:
        """Begin a turn in which ``keys`` changed and ``day`` came; return the answers now doubted."""
        self._turn += 1
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
            for reader in self._readers.get(todo.pop(), ()):
                self._doubt(reader, doubted, todo)
        return doubted

    def _doubt(self, key: Key, doubted: set[Key], todo: list[Key]) -> None:
        answer = self.answers[key]
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
