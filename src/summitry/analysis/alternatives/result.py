"""What the analysis of the other side's alternatives says."""

from __future__ import annotations

from typing import Literal

from summitry.analysis.alternatives.maths import Mark
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

Readiness = Literal["none", "not ready", "not said", "ready"]
"""Whether our response to an alternative is there: none written, not ready, nobody says, ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeReading:
    """One thing the other side may do, and how ready we are for it.

    ``owner`` is who carries the response out, blank when nobody is named. ``watched`` and
    ``unwatched`` are the indicators for or against it, by whether somebody watches for them.
    """

    alternative: str
    by: str
    response: Readiness
    owner: str
    watched: tuple[str, ...]
    unwatched: tuple[str, ...]
    basis: Basis

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that speaks for or against it."""
        return (*self.watched, *self.unwatched)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """What one indicator says of each alternative, in the order of the matrix's columns."""

    indicator: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMatrix:
    """The alternatives of one side against the indicators that tell them apart.

    ``left_out`` are indicators that say the same of every alternative; ``alike`` the pairs of
    alternatives that no indicator tells apart.
    """

    by: str
    alternatives: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]
    left_out: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move of either side that is recent enough to matter.

    ``side`` is the party that made it. ``foreseen_by`` are alternatives, ``answered_by`` events,
    statements and decisions of anybody else; ``answers`` what it answers itself; ``opens`` that its
    record says it answers nothing. ``at_us`` is false for what was done together with somebody else, or
    whose ``about`` names others and nobody of ours.
    """

    event: str
    side: str
    ours: bool
    foreseen_by: tuple[str, ...]
    answered_by: tuple[str, ...]
    answers: tuple[str, ...]
    opens: bool
    at_us: bool


def is_unforeseen(move: Move) -> bool:
    """Whether a move is theirs and no alternative foresees it."""
    return not move.ours and not move.foreseen_by


def is_unanswered(move: Move) -> bool:
    """Whether a move is towards us, answers nothing itself, and nobody has answered it."""
    return move.at_us and not move.answered_by and not move.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Who moves and who reacts: the recent moves of a counterpart and of our own side, by date."""

    side: str
    days: int
    theirs: tuple[Move, ...]
    ours: tuple[Move, ...]
    basis: Basis
