"""What is said of channels."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a channel: who fills it. ``state`` is *filled*, or that of its post."""

    id: str
    side: str = ""
    state: str = "filled"
    since: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReading:
    """A channel on the day.

    ``reasons`` say why it is not live (see `summitry.analysis.channels.maths.Life`); empty: live.
    ``last_use`` is the latest use known, ``life`` the days it counts for. ``untested`` when nobody
    ever tried it. ``fallback`` is blank when nothing is said, and ``none`` when there is none.
    """

    channel: str
    ends: tuple[End, ...] = ()
    reasons: tuple[str, ...] = ()
    last_use: When | None = None
    life: int = 0
    untested: bool = True
    last_sent: When | None = None
    fallback: str = ""
    leaning: tuple[str, ...] = ()
    basis: Basis

    @property
    def live(self) -> bool:
        """Whether it can be counted on today."""
        return not self.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whether a counterpart can be reached directly: the channels to it, and those that are live.

    ``through_others`` are channels that end at the counterpart but not with us.
    """

    counterpart: str
    channels: tuple[ChannelReading, ...] = ()
    through_others: tuple[ChannelReading, ...] = ()
    basis: Basis

    @property
    def live(self) -> tuple[ChannelReading, ...]:
        """The channels that are live."""
        return tuple(c for c in self.channels if c.live)
