"""What is said of people: experience, delegations, experts."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """One person's dealings with one counterpart.

    ``grade`` is *none*, *single*, *several* (all within a year) or *years*. ``counts`` are
    encounters by depth, deepest first. ``first`` and ``last`` are blank where no encounter is dated.
    """

    person: str
    counterpart: str
    grade: str
    counts: tuple[tuple[str, int], ...] = ()
    first: When | None = None
    last: When | None = None
    encounters: tuple[str, ...] = ()
    basis: Basis

    @property
    def sustained(self) -> bool:
        """Whether the dealings lie over a year or more."""
        return self.grade == "years"

    @property
    def number(self) -> int:
        """How many encounters there were."""
        return len(self.encounters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Whether two people have met: the encounters (and meetings held) at which both were."""

    one: str
    other: str
    at: tuple[str, ...] = ()

    @property
    def never(self) -> bool:
        """Whether no encounter of the two is known."""
        return not self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A meeting's delegation, judged by its members' experience with those they meet.

    ``grade`` is that of its most experienced member. ``empty_posts`` are posts named in the
    delegation that nobody fills. ``principals`` are the first named of each side, with whether they
    have met; ``None`` where one side names nobody.
    """

    meeting: str
    counterparts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    empty_posts: tuple[str, ...] = ()
    experience: tuple[Experience, ...] = ()
    grade: str = "none"
    principals: Met | None = None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertReading:
    """An expert on a day: experience, and whether and when the person was asked.

    ``state`` is *not asked*, *asked* (no answer yet) or *answered*. ``last_asked`` is the latest day.
    """

    expert: str
    person: str
    knows: str = ""
    experience: tuple[Experience, ...] = ()
    sustained: bool = False
    state: str = "not asked"
    last_asked: When | None = None
    basis: Basis
