"""What a diary says of a day: learned, found, moved; frozen, for every page and program to use.

An `Entry` tells what differs between the end of one day and the end of another; a `Diary` is one entry
for each day that passes. All sentences are ready to read, with day counts filled in: those of what went
as on the earlier day, those of what came as on the later.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Literal

from summitry.foundation.dates import When
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass

FindingHow = Literal["appeared", "went", "changed", "accepted", "no longer accepted"]
ClockKind = Literal["pledge", "condition", "task", "meeting", "event", "deadline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record with the words a reader knows it by."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A record, or a part of one known before, that was learned.

    ``title`` is the record's, ``by`` who said or did it, ``what`` the part in words (empty for a record
    as a whole), ``path`` the way to it. ``on`` is when it was said or happened, ``known`` the day on which
    it was learned, ``source`` where it says so.
    """

    kind: str
    record: str
    title: str
    by: str = ""
    what: str = ""
    path: tuple[str | int, ...] = ()
    on: When | None = None
    known: date
    source: tuple[str, ...] = ()
    place: Place = field(compare=False, metadata={"plain": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of a list of events (a series) that were learned: how many, from when to when, of which kinds."""

    series: str
    title: str
    count: int
    first: date | None
    last: date | None
    kinds: tuple[tuple[str, int], ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why something moved: the records learned on which it rests, or that a day passed.

    Of many records a few are named and ``more`` counts the others. ``accepted`` is the reason given by
    who accepted a finding.
    """

    records: tuple[Named, ...] = ()
    more: int = 0
    day_passed: bool = False
    accepted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMove:
    """A finding that appeared, went, or came to say something else; or was accepted.

    ``before`` and ``after`` are its words on the two days, ``about`` the records it is about.
    """

    how: FindingHow
    code: str
    severity: str
    before: str = ""
    after: str = ""
    hint: str = ""
    about: tuple[str, ...] = ()
    why: Why = field(default=Why(), compare=False)
    place: Place = field(compare=False, metadata={"plain": False})

    @property
    def says(self) -> str:
        """What it says, or said."""
        return self.after or self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMove:
    """A clock that moved: a pledge, a condition, a task, the days of a meeting or event, a deadline.

    ``about`` is the record or part, ``before`` and ``after`` the states, ``on`` the day concerned.
    ``late_for`` says, of a task that turned late, for what: the first day of a meeting.
    """

    kind: ClockKind
    about: str
    title: str
    says: str
    before: str = ""
    after: str = ""
    on: date | None = None
    late_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMove:
    """An answer in force that came, changed or ended; or a line to take that did.

    ``about`` is the question of an answer (``post`` and ``register`` say whose and to whom), or the line.
    ``before`` and ``after`` are the answers, or the line's state.
    """

    kind: Literal["answer", "line"]
    about: str
    title: str
    says: str
    post: str = ""
    register: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What differs between the end of the day ``since`` and the end of ``day``.

    ``unlearned`` and ``unlisted`` are filled only where ``since`` is the later of the two: what was
    known then and was not known yet.
    """

    since: date
    day: date
    learned: tuple[Learned, ...] = ()
    rows: tuple[Rows, ...] = ()
    findings: tuple[FindingMove, ...] = ()
    clocks: tuple[ClockMove, ...] = ()
    lines: tuple[LineMove, ...] = ()
    unlearned: tuple[Learned, ...] = ()
    unlisted: tuple[Rows, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing changed."""
        return not any(
            (self.learned, self.rows, self.findings, self.clocks, self.lines, self.unlearned, self.unlisted)
        )

    def of(self, *how: FindingHow) -> tuple[FindingMove, ...]:
        """Return the findings that moved in one of these ways."""
        return tuple(f for f in self.findings if f.how in how)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """A dossier day by day, from the first day to the last, both included.

    The first entry tells what differs from the evening before the first day.
    """

    dossier: str
    zone: str
    first: date
    last: date
    narrowed: bool
    entries: tuple[Entry, ...]

    @property
    def quiet_days(self) -> tuple[date, ...]:
        """The days on which nothing changed."""
        return tuple(e.day for e in self.entries if e.quiet)
