"""What a meeting must achieve, and how one will know."""

from summitry.analysis.objectives.frame import ASKED, objectives_reading
from summitry.analysis.objectives.result import ObjectiveRow, ObjectivesReading

__all__ = [
    "ASKED",
    "ObjectiveRow",
    "ObjectivesReading",
    "objectives_reading",
]
