"""What is said of a meeting."""

from __future__ import annotations

from datetime import date
from typing import Literal

from summitry.dossier.meetingdays import Window
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

Standing = Literal["held", "called off", "fixed", "not agreed", "window", "follows", "no day", "day passed"]
"""Held; called off; one agreed day; one day not agreed; several possible days; placed by another meeting;
no day at all; its last possible day has passed and nothing says that it was held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lower:
    """A meeting of a lower level before a leaders' meeting, and whether it is fixed."""

    meeting: str
    fixed: bool
    dated: bool
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A meeting that should come first and cannot: by its ``order``, or by the workdays of its ``gap``."""

    meeting: str
    why: Literal["order", "gap"]
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReading:
    """How a meeting stands on a day.

    ``ours`` is false for a meeting of others. ``agreed`` is ``None`` when nobody said. ``hanging`` are
    undated meetings whose day follows from this one's. ``lower`` is filled for leaders' meetings only.
    ``circle`` names meetings that wait for each other, this one among them.
    """

    meeting: str
    level: str
    ours: bool
    window: Window
    standing: Standing
    agreed: bool | None
    held: date | None
    hanging: tuple[str, ...]
    lower: tuple[Lower, ...]
    clashes: tuple[Clash, ...]
    circle: tuple[str, ...]
    basis: Basis
