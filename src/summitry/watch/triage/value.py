"""What triage proposes: reports of one happening, why they are together, how they differ, what they touch."""

from __future__ import annotations

from datetime import date

from summitry.foundation.values import dataclass
from summitry.watch.inbox import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Something of the dossier that a happening touches, and why, in a sentence."""

    target: str
    kind: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words in quotation marks beside the name of somebody on record: a statement that may be proposed."""

    by: str
    words: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report in a proposal, and why it is there, in a sentence (blank for the first)."""

    entry: Entry
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Reports that may tell of one happening. ``id`` is that of the oldest, with ``h-`` before it.

    ``first`` and ``last`` are the days on which it can have happened by all of them together. ``differ`` says
    where they disagree, in sentences. ``record`` is what one of them was accepted into already.
    """

    id: str
    title: str
    first: date
    last: date
    reports: tuple[Report, ...]
    differ: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    said: tuple[Said, ...] = ()
    record: str = ""

    @property
    def unread(self) -> tuple[Report, ...]:
        """The reports of which nobody has said anything yet."""
        return tuple(r for r in self.reports if r.entry.state == "unread")
