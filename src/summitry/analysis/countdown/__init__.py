"""What must begin when, so that a meeting is ready; and what is already late."""

from summitry.analysis.countdown.frame import (
    anchor_of,
    countdown,
    if_moved,
    lateness,
    rival_datings,
    today,
    workdays_in_hand,
)
from summitry.analysis.countdown.result import (
    Countdown,
    InHand,
    Lateness,
    Latest,
    Left,
    Rival,
    Shift,
    TaskRow,
    Today,
)

__all__ = [
    "Countdown",
    "InHand",
    "Lateness",
    "Latest",
    "Left",
    "Rival",
    "Shift",
    "TaskRow",
    "Today",
    "anchor_of",
    "countdown",
    "if_moved",
    "lateness",
    "rival_datings",
    "today",
    "workdays_in_hand",
]
