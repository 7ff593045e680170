"""Who has dealt with the counterpart, how deep and for how long; who has met whom."""

from summitry.analysis.people.frame import delegation, experience, expert_reading, have_met
from summitry.analysis.people.names import people_by_name
from summitry.analysis.people.result import Delegation, Experience, ExpertReading, Met
from summitry.analysis.people.words import experience_in_words

__all__ = [
    "Delegation",
    "Experience",
    "ExpertReading",
    "Met",
    "delegation",
    "experience",
    "experience_in_words",
    "expert_reading",
    "have_met",
    "people_by_name",
]
