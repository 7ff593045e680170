"""What the analysis of a draft says."""

from __future__ import annotations

from summitry.analysis.drafts.clauses import Row
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWords:
    """One alternative between brackets.

    ``by`` are the sides that hold it today (empty when nobody is named), ``since`` since when: the day
    on record, else that of the first version with these words in brackets. ``withdrawn`` are sides
    that have given it up.
    """

    words: str
    by: tuple[str, ...]
    since: When | None
    withdrawn: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One bracket of a draft: its alternatives, and since when it has been open."""

    alternatives: tuple[HeldWords, ...]
    since: When | None

    @property
    def held_by_nobody(self) -> tuple[str, ...]:
        """Alternatives nobody is named for; the blank one (words in or out) needs no name."""
        return tuple(a.words for a in self.alternatives if a.words and not a.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMeasure:
    """How much of one version stands in brackets, in words; Markdown addresses count as words."""

    draft: str
    on: When | None
    words: int
    bracketed: int
    passages: int

    @property
    def share(self) -> float:
        """The share of words in brackets, from 0 to 1."""
        return self.bracketed / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection made to a text.

    ``superseded_by`` is the version that has taken the text's place (blank when it stands), and
    ``asked_again`` a clearance in which the same body speaks of a later version.
    """

    clearance: str
    by: str
    of: str
    superseded_by: str
    asked_again: str

    @property
    def stale(self) -> bool:
        """Whether it was made to a superseded text, and its author has not been asked again."""
        return bool(self.superseded_by) and not self.asked_again


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReading:
    """One version of a text under negotiation.

    ``refused`` says why nothing could be read: the text is not held here. ``versions`` go from the
    first to this one. ``misplaced`` are words somebody is said to hold that stand in no bracket (by
    position under ``held``). ``unpaired`` counts brackets without a partner; ``gaps`` places where the
    text is not known.
    """

    draft: str
    refused: str
    superseded_by: str
    passages: tuple[Passage, ...]
    versions: tuple[VersionMeasure, ...]
    misplaced: tuple[int, ...]
    unpaired: int
    gaps: int
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts clause by clause; ``rows`` point into ``left`` and ``right``."""

    before: str
    after: str
    refused: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    rows: tuple[Row, ...]
    basis: Basis
