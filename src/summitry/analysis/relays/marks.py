"""What can be said of one element in one telling."""

from __future__ import annotations

import enum


class Mark(enum.Enum):
    """One judgement on an element in a telling; the value is the word people read."""

    FIRST = "first here"
    SAME = "same words"
    REWORDED = "reworded"
    HARDENED = "hardened"
    SOFTENED = "softened"
    ADDED = "added"
    DROPPED = "dropped"
    BACK = "back again"
    DENIED = "denied"
    VERSIONS_DIFFER = "versions differ"
    CONDITION_LOST = "condition lost"
    CONDITION_MOVED = "condition moved"
    CONDITION_BACK = "condition back"
    CONDITION_ADDED = "condition added"
    REVERSED = "order reversed"
    WITHOUT_CONDITION = "told without its condition"
    NO_WORDS = "no words"


LOSSES = frozenset({Mark.DROPPED, Mark.CONDITION_LOST, Mark.HARDENED, Mark.DENIED, Mark.REVERSED})
"""What a page marks strongest: after these the message is another."""

NO_DIFFERENCE = frozenset({Mark.FIRST, Mark.SAME, Mark.NO_WORDS, Mark.WITHOUT_CONDITION})
"""These say that nothing is known to have changed."""
