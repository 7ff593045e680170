"""What is said of a meeting's objectives."""

from __future__ import annotations

from datetime import date

from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRow:
    """One objective of ours.

    ``blanks`` names the fields left blank among those a negotiator needs; ``result`` is the latest outcome,
    empty when there is none; ``unproven`` the positions of outcomes that claim a result without words;
    ``written_after`` that the objective itself was learned only after the meeting; ``overtaken`` the records
    it is about that no longer stand, each with what became of it.
    """

    objective: str
    blanks: tuple[str, ...]
    result: str
    unproven: tuple[int, ...]
    written_after: bool
    overtaken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesReading:
    """Our objectives at a meeting, and theirs as far as known."""

    meeting: str
    held: date | None
    rows: tuple[ObjectiveRow, ...]
    theirs: tuple[str, ...]
    basis: Basis

    def blank(self, *fields: str) -> tuple[str, ...]:
        """Return the objectives that leave one of ``fields`` blank."""
        return tuple(r.objective for r in self.rows if any(f in r.blanks for f in fields))
