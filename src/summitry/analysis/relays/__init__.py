"""Relays: what was really said, hop by hop."""

from summitry.analysis.relays.frame import relay_reading
from summitry.analysis.relays.marks import LOSSES, NO_DIFFERENCE, Mark
from summitry.analysis.relays.phrases import account, hop_place, quoted, said_by, teller
from summitry.analysis.relays.result import (
    Cell,
    Condition,
    Confirmation,
    Departure,
    Heading,
    LostCondition,
    RelayReading,
    Row,
    Silence,
)
from summitry.analysis.relays.wording import Rewording, count_words, reworded

__all__ = [
    "LOSSES",
    "NO_DIFFERENCE",
    "Cell",
    "Condition",
    "Confirmation",
    "Departure",
    "Heading",
    "LostCondition",
    "Mark",
    "RelayReading",
    "Rewording",
    "Row",
    "Silence",
    "account",
    "count_words",
    "hop_place",
    "quoted",
    "relay_reading",
    "reworded",
    "said_by",
    "teller",
]
