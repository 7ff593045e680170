"""What is said of a decision."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One entry on who took part: ``part`` is *present*, *consulted* or *dissent*.

    ``there`` is false where the report says that this one was not. ``in_time`` is false for somebody
    consulted after the decision. ``index`` points at the entry in its list.
    """

    who: str
    part: str
    index: int
    there: bool = True
    in_time: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """Why a body has a stake, as (reason, id): *touched*, *asked* by a paper it rests on, owner of a
    *task* that follows, holder of an *answer* or line on a question it touches."""

    body: str
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReading:
    """A decision on the day.

    ``state`` is *requested*, *no answer*, *made*, *held*, *withdrawn*, *replaced*, or blank before any.
    ``recorded`` says whether anything is on record on who took part. ``not_asked`` are bodies with a
    stake neither present nor consulted (empty where nothing is recorded: then nobody can say).
    ``differ`` names people whom one report has taking part and another has not. ``unsound`` is what it
    rests on and no longer holds, as (id, why). ``leads_to`` what follows from it: tasks, papers.
    """

    decision: str
    state: str = ""
    since: When | None = None
    recorded: bool = False
    seats: tuple[Seat, ...] = ()
    stakes: tuple[Stake, ...] = ()
    not_asked: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    unsound: tuple[tuple[str, str], ...] = ()
    leads_to: tuple[str, ...] = ()
    basis: Basis

    @property
    def stands(self) -> bool:
        """Whether it has been made and still holds."""
        return self.state in ("made", "held")
