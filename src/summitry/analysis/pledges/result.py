"""What is known of a pledge on a day: its clock and state by reading, silences, back-test."""

from __future__ import annotations

from datetime import date
from typing import Literal

from summitry.analysis.pledges.scope import Entry
from summitry.analysis.pledges.spells import Spell
from summitry.dossier.conditions import Holding
from summitry.dossier.happenings import DayIn
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

State = Literal["not yet running", "kept", "broken", "disputed", "lapsed", "not judged"]
"""``not judged``: it names no kind of event, so that no event can show whether it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An undertaking on one reading: the text's own (``by`` empty), a side's, or one being tried.

    ``entry`` is its position among the readings (-1 for the text and for a trial). ``start`` is when
    it begins to run, ``while_`` the condition it hangs on.
    """

    by: str = ""
    says: str = ""
    entries: tuple[Entry, ...] = ()
    while_: str = ""
    start: When | None = None
    entry: int = -1
    tried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Events that are one happening, or may be (nobody has merged them), and the days given for it.

    The first event stands for it. ``days`` has one zone for each day.
    """

    events: tuple[str, ...]
    kind: str
    days: tuple[DayIn, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingState:
    """What became of an undertaking on one reading.

    ``last`` is the last event in its scope, whenever that was; days since are counted from it.
    ``broken_by`` lists events in scope since it runs, ``contested`` those of which the record does
    not say whether they count (the condition is disputed on their day, they fell on the very day it
    began, or a rule asks for what is not on record). ``condition`` is ``None`` without a condition.
    """

    terms: Terms
    state: State
    condition: Holding | None = None
    last: Dated | None = None
    broken_by: tuple[Dated, ...] = ()
    contested: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeState:
    """An undertaking by reading; the text's own comes first. ``differ``: the readings' states do."""

    target: str
    by: str
    given: When | None
    readings: tuple[ReadingState, ...]
    basis: Basis

    @property
    def differ(self) -> bool:
        """Whether the readings give different states."""
        return len({r.state for r in self.readings if not r.terms.tried}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ListClock:
    """Where an undertaking's clock stands by one list alone.

    ``lacks``: the last event on record is not in it. ``claims``: it says that it lists such events.
    """

    series: str
    last: Dated
    lacks: bool
    claims: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A kind of event that the maker has brought about and the scope does not name itself.

    ``through`` are the wider kinds by which alone it is covered (empty when nothing covers it).
    ``named_by`` pairs each reading that does name it with ``in`` or ``out``. ``broke`` names earlier
    undertakings of the maker that an event of this kind broke, ``broke_by`` those events, and
    ``disputed`` those of the undertakings whose readings differed on the kind. ``beside`` are kinds the
    scope names that stand beside it in the tree, ``within`` those that lie below it.
    """

    kind: str
    last: Dated
    through: tuple[str, ...] = ()
    named_by: tuple[tuple[str, str], ...] = ()
    broke: tuple[str, ...] = ()
    broke_by: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silences:
    """The kinds an undertaking is silent on."""

    target: str
    kinds: tuple[Silence, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The rank of the present spell among all since a day, itself included: 2nd ``of`` 31.

    ``ties`` is how many of the others are exactly as long.
    """

    since: date
    rank: int
    of: int
    ties: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A day of the past on which the undertaking would have been broken, and the events."""

    day: date
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTest:
    """A scope laid over the past: when it would have been broken, and the quiet spells between.

    ``unclear`` are events of which the scope or the record does not decide, ``undated`` those dated
    less closely than a day; both are left out of days and spells. ``present`` is the day on which
    the present spell began; ``ranks`` its rank since each start, the longest view first.
    """

    terms: Terms
    struck: tuple[Struck, ...]
    spells: tuple[Spell, ...]
    present: date | None
    ranks: tuple[Rank, ...]
    undated: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesTest:
    """A back-test over one series. ``uncovered``: kinds in scope that it does not claim to list,
    without those that lie below another of them.

    ``refused`` says why there is none.
    """

    series: str
    zone: str
    covers: When | None
    readings: tuple[ReadingTest, ...] = ()
    uncovered: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """The back-tests of an undertaking, a series each, the one that covers most first."""

    target: str
    tests: tuple[SeriesTest, ...]
    basis: Basis
    refused: str = ""
