"""Pledges: their clocks and states by reading, what they are silent on, and back-tests."""

from __future__ import annotations

from summitry.analysis.pledges.backtest import back_test
from summitry.analysis.pledges.clock import clock_by_list, pledge_state
from summitry.analysis.pledges.result import (
    BackTest,
    Dated,
    ListClock,
    PledgeState,
    Rank,
    ReadingState,
    ReadingTest,
    SeriesTest,
    Silence,
    Silences,
    State,
    Struck,
    Terms,
)
from summitry.analysis.pledges.silent import silences
from summitry.analysis.pledges.terms import Reach, Reaches, Trial, pledges_naming, reaches_of
from summitry.analysis.pledges.timeline import KindLane, Timeline, timeline

__all__ = [
    "BackTest",
    "Dated",
    "KindLane",
    "ListClock",
    "PledgeState",
    "Rank",
    "Reach",
    "Reaches",
    "ReadingState",
    "ReadingTest",
    "SeriesTest",
    "Silence",
    "Silences",
    "State",
    "Struck",
    "Terms",
    "Timeline",
    "Trial",
    "back_test",
    "clock_by_list",
    "pledge_state",
    "pledges_naming",
    "reaches_of",
    "silences",
    "timeline",
]
