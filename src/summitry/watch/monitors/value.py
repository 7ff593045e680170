"""An alarm: what, why, since when, what rests on it, whose it is."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from summitry.foundation.values import dataclass

Monitor = Literal[
    "pledge", "test", "indicator", "line", "answer", "clearance", "start", "channel", "duty", "window"
]
"""What was watched: a pledge, a test, a sign, a line to take, an answer that contradicts a line, a clearance,
a latest start, a channel, a duty or deadline, the count of a kind of event over the last days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm of one monitor on one record, as of the dossier's day.

    ``says`` is what is so, ``why`` on what that rests, both in sentences. ``since`` is the day from which it
    has been so, ``None`` where the record does not say. ``rests_on`` are the records that lead to it,
    ``bears_on`` those that rest on what it is about. ``owner`` is blank where nobody is named.
    """

    monitor: Monitor
    about: str
    title: str
    says: str
    why: str
    since: date | None = None
    rests_on: tuple[str, ...] = ()
    bears_on: tuple[str, ...] = ()
    owner: str = ""

    @property
    def key(self) -> str:
        """What it is known by: the same alarm on the next day has the same key, a new cause another."""
        told = "\n".join(
            (self.monitor, self.about, self.since.isoformat() if self.since else "", *self.rests_on)
        )
        return "w-" + hashlib.sha256(told.encode()).hexdigest()[:10]
