"""What can be said of one element in one telling."""

from __future__ import annotations

import enum

from summitry.foundation.labels import marked


class Mark(enum.Enum):
    """One judgement on an element in a telling; the value is the word people read."""

    FIRST = marked("first here")
    SAME = marked("same words")
    REWORDED = marked("reworded")
    HARDENED = marked("hardened")
    SOFTENED = marked("softened")
    ADDED = marked("added")
    DROPPED = marked("dropped")
    BACK = marked("back again")
    DENIED = marked("denied")
    VERSIONS_DIFFER = marked("versions differ")
    CONDITION_LOST = marked("condition lost")
    CONDITION_MOVED = marked("condition moved")
    CONDITION_BACK = marked("condition back")
    CONDITION_ADDED = marked("condition added")
    REVERSED = marked("order reversed")
    WITHOUT_CONDITION = marked("told without its condition")
    NO_WORDS = marked("no words")


LOSSES = frozenset({Mark.DROPPED, Mark.CONDITION_LOST, Mark.HARDENED, Mark.DENIED, Mark.REVERSED})
"""What a page marks strongest: after these the message is another."""

NO_DIFFERENCE = frozenset({Mark.FIRST, Mark.SAME, Mark.NO_WORDS, Mark.WITHOUT_CONDITION})
"""These say that nothing is known to have changed."""
