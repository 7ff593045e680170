"""How a meeting stands: its day, what hangs on it, and what comes before it."""

from summitry.analysis.meetings.frame import is_fixed, meeting_reading
from summitry.analysis.meetings.result import Clash, Lower, MeetingReading, Standing

__all__ = ["Clash", "Lower", "MeetingReading", "Standing", "is_fixed", "meeting_reading"]
