"""Answers, what they looked at, and one question asked of every record of a list.

Each is one object for as long as a `Memory` lasts, and they hold each other: to doubt an answer and
those that rest on it is to walk from object to object.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

Key = tuple[Any, ...]
"""What was read: ``("id", id)``, ``("all", kind)``, ``("ids", kind)``, ``("naming", id, kind)``,
``("citing", id, kind)``, ``("month", kind, (year, month))`` or ``("q", question, args)``. The kind is blank
where any is meant."""
Listing = tuple[Any, ...]
"""A list of records by what was read: ``("all", kind)``, ``("naming", id, kind)``,
``("citing", id, kind)`` or ``("month", kind, (year, month))``."""


C = TypeVar("C", bound=Callable[..., Any])


def shared(question: C) -> C:
    """Mark a question on whose answer much rests, and which mostly comes out equal.

    It is settled in the turn that doubts it, whether or not somebody asks; where it comes out equal, nothing
    that rests on it is doubted. It must have an answer even when what it asks about is gone.
    """
    question.shared = True  # type: ignore[attr-defined]
    return question


UNREAD: Any = object()
"""Stands where what was found will stand."""


class Seen:
    """A record, list or naming that some answers looked at; ``changed`` is the turn in which it last did.

    ``found`` is the record or the records that were found, until something of it changes.
    """

    __slots__ = ("changed", "found", "key", "readers")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.changed = 0
        self.readers: dict[Answer, None] = {}
        self.found: Any = UNREAD


NOBODY: list[Any] = []
"""The suspects of an answer that is not doubted; never added to."""


class Answer:
    """A computed answer, what it read in order, and the first day on which it may differ.

    ``changed`` is the turn in which it last came out different, ``sure`` the last in which it was
    known to hold. ``doubted`` when something below it changed since: ``suspects`` are those of its
    reads that did or may have; ``over`` when its day has come. ``fresh`` until it is first computed.
    Doubt ``stops`` at the answer to a shared question until it has come out different.
    """

    gathers = False
    __slots__ = (
        "changed", "doubted", "fresh", "key", "over", "readers", "reads", "stops", "sure", "suspects",
        "value", "wake",
    )  # fmt: skip

    def __init__(self, key: Key) -> None:
        self.key = key
        self.value: Any = None
        self.reads: tuple[Seen | Answer, ...] = ()
        self.readers: dict[Answer, None] = {}
        self.suspects: list[Seen | Answer] = NOBODY
        self.wake = date.max
        self.changed = self.sure = 0
        self.doubted = self.fresh = True
        self.over = False
        self.stops = hasattr(key[1], "shared")


class Gathering(Answer):
    """The answers that are not blank to one question about each record of a list, in order of ids.

    ``pending`` are the records whose answers are doubted. ``reads`` holds only what last came out
    different: nobody goes through the answers that did not.
    """

    gathers = True
    __slots__ = ("ids", "pending", "values")

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.value = ()
        self.ids: list[str] = []
        self.values: list[Any] = []
        self.pending: set[str] = set()

    def put(self, id: str, value: Any) -> bool:
        """Take over the answer about one record, blank when it is not listed; return if it differs."""
        ids, values = self.ids, self.values
        at = bisect_left(ids, id)
        if at < len(ids) and ids[at] == id:
            old = values[at]
            if value:
                values[at] = value
                return value is not old and bool(value != old)
            del ids[at], values[at]
            return True
        if not value:
            return False
        ids.insert(at, id)
        values.insert(at, value)
        return True


class First(Answer):
    """The first answer that is not blank to one question about each record of a list, in order of ids.

    ``id`` is that of its record, blank when every answer is blank. ``pending`` are the records whose answers
    are doubted, be they before it or after it.
    """

    gathers = True
    __slots__ = ("id", "pending")

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.id = ""
        self.pending: set[str] = set()


def within(ids: Sequence[str], id: str) -> bool:
    """Whether an id is in an ordered list of ids."""
    at = bisect_left(ids, id)
    return at < len(ids) and ids[at] == id
