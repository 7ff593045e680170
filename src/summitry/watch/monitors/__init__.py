"""Monitors: what was written down beforehand is held against the day; each alarm can be replayed."""

from summitry.watch.monitors.backtest import MonitorTest, ReadingRow, back_test_of
from summitry.watch.monitors.days import SOON
from summitry.watch.monitors.past import PastRow, PastTest, past_of, why_not
from summitry.watch.monitors.run import alarms
from summitry.watch.monitors.spells import PastSpell
from summitry.watch.monitors.value import Alarm

__all__ = [
    "SOON", "Alarm", "MonitorTest", "PastRow", "PastSpell", "PastTest", "ReadingRow", "alarms",
    "back_test_of", "past_of", "why_not",
]  # fmt: skip
