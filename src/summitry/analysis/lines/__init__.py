"""Lines: who answers a question how, what is in force, and what is cleared."""

from summitry.analysis.lines.clearing import clearing, line_state
from summitry.analysis.lines.frame import Voice, changed_since, question_reading, voice
from summitry.analysis.lines.maths import (
    INSIDE,
    PUBLIC,
    UNRECORDED,
    Contrast,
    Given,
    Spell,
    divided_bodies,
    drifts,
    in_force,
    register_contrasts,
    spells,
    surely_before,
    two_answers,
)
from summitry.analysis.lines.phrases import (
    answer_words,
    answered_on,
    answered_then,
    by_body,
    in_register,
    speaker,
)
from summitry.analysis.lines.result import ChangedSince, Clearing, LineState, QuestionReading

__all__ = [
    "INSIDE",
    "PUBLIC",
    "UNRECORDED",
    "ChangedSince",
    "Clearing",
    "Contrast",
    "Given",
    "LineState",
    "QuestionReading",
    "Spell",
    "Voice",
    "answer_words",
    "answered_on",
    "answered_then",
    "by_body",
    "changed_since",
    "clearing",
    "divided_bodies",
    "drifts",
    "in_force",
    "in_register",
    "line_state",
    "question_reading",
    "register_contrasts",
    "speaker",
    "spells",
    "surely_before",
    "two_answers",
    "voice",
]
