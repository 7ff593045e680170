"""What triage proposes: reports of one happening, why they are together, how they differ, what they touch."""

from __future__ import annotations

from datetime import date

from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed
from summitry.watch.inbox import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Something of the dossier that a happening touches, and why, in a sentence.

    ``told`` is by what a report shows it: stems of words, or words in a row; blank for a name.
    """

    target: str
    kind: str
    title: str
    why: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Something on which reports of one happening disagree: each value with who gives it."""

    what: str
    told: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def says(self) -> str:
        """The same as a sentence."""
        return f"{self.what}: {'; '.join(f'{value} in {listed(by)}' for value, by in self.told)}."


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

    ``first`` and ``last`` are the days on which it can have happened by all of them together.
    ``differing`` is where they disagree, ``record`` what one of them was accepted into already.
    """

    id: str
    title: str
    first: date
    last: date
    reports: tuple[Report, ...]
    differing: tuple[Differing, ...] = ()
    touches: tuple[Touch, ...] = ()
    said: tuple[Said, ...] = ()
    record: str = ""

    @property
    def differ(self) -> tuple[str, ...]:
        """Where the reports disagree, in sentences."""
        return tuple(each.says for each in self.differing)

    @property
    def came(self) -> str:
        """The day on which the first of what is unread came; of all, when nothing is."""
        return min(r.entry.came for r in self.unread or self.reports)

    @property
    def unread(self) -> tuple[Report, ...]:
        """The reports of which nobody has said anything yet."""
        return tuple(r for r in self.reports if r.entry.state == "unread")
