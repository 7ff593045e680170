"""What the reading of a question says."""

from __future__ import annotations

from datetime import date

from summitry.analysis.lines.maths import PUBLIC, Contrast, Given, Spell
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """How far a text is cleared: by whom, whom it still waits for, who objects.

    ``on`` is the day of the latest clearance that counts; ``lapsed`` are bodies whose clearance ran out.
    """

    text: str
    cleared_by: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    objected: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    on: date | None = None

    @property
    def cleared(self) -> bool:
        """Whether everybody who must clear it has, and nobody objects."""
        return bool(self.cleared_by) and not self.waits_for and not self.objected


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """A line on the day: whether it may be used yet, has run out, was replaced, or has grown old.

    ``old_since`` is the day from which it counts as old, when that has come.
    """

    line: str
    question: str
    answers: tuple[str, ...]
    clearing: Clearing
    begun: bool = True
    expired: bool = False
    replaced_by: str = ""
    old_since: date | None = None
    since: When | None = None
    until: When | None = None

    @property
    def standing(self) -> bool:
        """Whether it stands: begun, not run out, not replaced."""
        return self.begun and not self.expired and not self.replaced_by

    @property
    def usable(self) -> bool:
        """Whether it may be said today: standing, cleared and not grown old."""
        return self.standing and self.clearing.cleared and self.old_since is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """Where the answers in force to a question differ; each as in `QuestionReading`."""

    drifts: tuple[tuple[Given, Given], ...]
    divided: tuple[Contrast, ...]
    two_answers: tuple[Contrast, ...]
    registers: tuple[Contrast, ...]
    both: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReading:
    """Who answers a question how, on the dossier's day.

    ``spells`` are all answers ever given, in order of time; ``current`` those in force. ``drifts`` are
    pairs of an earlier answer and the differing one of the same post that took its place. ``both`` are
    answers in force that give two answers in one statement. ``raised`` are public statements that bear
    on the question without answering it.
    """

    question: str
    spells: tuple[Spell, ...]
    current: tuple[Given, ...]
    drifts: tuple[tuple[Given, Given], ...]
    divided: tuple[Contrast, ...]
    two_answers: tuple[Contrast, ...]
    registers: tuple[Contrast, ...]
    both: tuple[Given, ...]
    lines: tuple[LineState, ...]
    raised: tuple[str, ...]
    silent: tuple[str, ...]
    basis: Basis

    @property
    def usable_lines(self) -> tuple[LineState, ...]:
        """The lines that may be said today."""
        return tuple(line for line in self.lines if line.usable)

    def public(self, side: str) -> tuple[Given, ...]:
        """Return what a side says of it in public, as far as that is in force."""
        return tuple(g for g in self.current if g.side == side and g.register == PUBLIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """What has changed on a question since a day: answers and lines that came, and that went."""

    question: str
    day: date
    came: tuple[Given, ...]
    went: tuple[Spell, ...]
    lines_came: tuple[str, ...]
    lines_went: tuple[str, ...]
    basis: Basis
