"""Is this text policy? Who has cleared which paragraph, and what an edit has reopened."""

from summitry.analysis.clearance.frame import (
    asking_for_clearance,
    spoken_of,
    text_clearance,
    texts_in_clearance,
)
from summitry.analysis.clearance.result import (
    Answer,
    Mark,
    ParagraphState,
    TextClearance,
    with_signatures,
)

__all__ = [
    "Answer",
    "Mark",
    "ParagraphState",
    "TextClearance",
    "asking_for_clearance",
    "spoken_of",
    "text_clearance",
    "texts_in_clearance",
    "with_signatures",
]
