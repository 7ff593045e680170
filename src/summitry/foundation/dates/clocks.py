"""On whose clock a time is told: on its own, or on a reader's with its own beside it.

Only a time of day is told on another clock; a day without one is the same day wherever it is read. Whoever
keeps an answer for several readers computes it with `on_its_own_clock`: then no reader's clock stays in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import ParamSpec, TypeVar

from summitry.foundation.dates.zones import known_zone, offset_words, zone_city, zone_of
from summitry.foundation.values import dataclass

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's zone, and the zone on whose clock times stand that name none."""

    zone: str
    unnamed: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """One moment on a reader's clock and on its own, each with what the clock is called."""

    there: datetime
    there_called: str
    own: datetime
    own_called: str


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)
told_to: Callable[[], Reader | None] = _reader.get
"""Who reads; ``None`` when times are told on their own clocks."""


@contextmanager
def on_the_clock_of(zone: str) -> Iterator[None]:
    """Tell times on a reader's clock while the block runs, each with its own beside it."""
    token = _reader.set(Reader(zone if known_zone(zone) else "UTC"))
    try:
        yield
    finally:
        _reader.reset(token)


def unnamed_is(zone: str) -> None:
    """Say on which clock times stand that name none: the dossier's."""
    reader = _reader.get()
    if reader is not None:
        _reader.set(Reader(reader.zone, zone))


def on_its_own_clock(question: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Return an answer in which every time is told on its own clock alone."""
    if _reader.get() is None:
        return question(*args, **named)
    token = _reader.set(None)
    try:
        return question(*args, **named)
    finally:
        _reader.reset(token)


def both_clocks(moment: datetime, zone: str | None) -> Both | None:
    """Return a moment on the reader's clock and its own; ``None`` where they are one, or nobody reads.

    ``zone`` is that of a moment without an offset; without one it stands on the dossier's clock.
    """
    reader = _reader.get()
    name = zone or (reader.unnamed if reader is not None else "")
    if reader is None or (moment.tzinfo is None and not known_zone(name)):
        return None
    own = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone_of(name))
    try:
        there = own.astimezone(zone_of(reader.zone))
    except OverflowError:  # on the first or last day that a calendar has
        return None
    if there.utcoffset() == own.utcoffset():
        return None
    called = offset_words(own.utcoffset()) if moment.tzinfo is not None else zone_city(name)
    return Both(there, zone_city(reader.zone), own, called)
