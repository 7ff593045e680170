"""Who decided, on what basis, and who was not asked."""

from summitry.analysis.decisions.frame import decision_reading
from summitry.analysis.decisions.result import DecisionReading, Seat, Stake

__all__ = ["DecisionReading", "Seat", "Stake", "decision_reading"]
