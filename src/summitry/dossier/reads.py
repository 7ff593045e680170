"""Remembered answers: what each computed answer had read, so that only what changed is recomputed.

A question (a plain function of a dossier and some ids) is asked through ``Dossier.ask``. While a
`Memory` keeps reads, each answer knows the records, kinds and namings it looked at, the other
answers it rests on, and the next day on which the mere passing of time could change it. A check, a
replayed day or an edit then recomputes only answers whose reads changed. A one-off run keeps no
reads and pays nothing for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Key = tuple[Any, ...]
"""What was read: ``("id", id)``, ``("all", kind)``, ``("naming", id, kind)`` or ``("q", function, args)``."""


@dataclass(slots=True)
class Frame:
    """The reads of one answer while it is being computed."""

    reads: set[Key] = field(default_factory=set)
    wake: date = date.max


@dataclass(slots=True)
class Answer:
    """A computed answer, what it read, and the first day on which it may differ."""

    value: Any
    reads: frozenset[Key]
    wake: date


class Memory:
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        self.tracking = tracking
        self.answers: dict[Key, Answer] = {}
        self.frames: list[Frame] = []
        self._readers: defaultdict[Key, set[Key]] = defaultdict(set)
        self._wakes: defaultdict[date, set[Key]] = defaultdict(set)

    def ask(self, key: Key, compute: Callable[[], Any]) -> Any:
        """Return the remembered answer to ``key``, computing it when there is none."""
        found = self.answers.get(key)
        if found is None:
            found = self._compute(key, compute)
        if self.frames:
            self.frames[-1].reads.add(key)
        return found.value

    def read(self, key: Key) -> None:
        """Note that the answer being computed looked at ``key``."""
        if self.frames:
            self.frames[-1].reads.add(key)

    def wake(self, day: date) -> None:
        """Note that the answer being computed may change on ``day``."""
        if self.frames and day < self.frames[-1].wake:
            self.frames[-1].wake = day

    def forget(self, keys: Iterable[Key], day: date | None) -> set[Key]:
        """Drop every answer that read one of ``keys`` or wakes by ``day``; return what was dropped."""
        dropped: set[Key] = set()
        todo = list(keys)
        if day is not None:
            for wake in [w for w in self._wakes if w <= day]:
                for key in self._wakes.pop(wake):
                    self._drop(key, dropped, todo)
        while todo:
            for reader in tuple(self._readers.get(todo.pop(), ())):
                self._drop(reader, dropped, todo)
        return dropped

    def _compute(self, key: Key, compute: Callable[[], Any]) -> Answer:
        if not self.tracking:
            answer = Answer(compute(), frozenset(), date.max)
            self.answers[key] = answer
            return answer
        frame = Frame()
        self.frames.append(frame)
        try:
            value = compute()
        finally:
            self.frames.pop()
        answer = Answer(value, frozenset(frame.reads), frame.wake)
        self.answers[key] = answer
        for read in answer.reads:
            self._readers[read].add(key)
        if answer.wake is not date.max:
            self._wakes[answer.wake].add(key)
        return answer

    def _drop(self, key: Key, dropped: set[Key], todo: list[Key]) -> None:
        answer = self.answers.pop(key, None)
        if answer is None:
            return
        dropped.add(key)
        todo.append(key)
        for read in answer.reads:
            self._readers[read].discard(key)
        if answer.wake in self._wakes:
            self._wakes[answer.wake].discard(key)
