"""The other side's alternatives: are we ready for them, would we see them, who sets the pace?"""

from summitry.analysis.alternatives.moves import initiative, move, moves_of_note, our_moves_of_note
from summitry.analysis.alternatives.reading import (
    alternative_reading,
    alternatives_by_side,
    evidence_matrix,
)
from summitry.analysis.alternatives.result import (
    AlternativeReading,
    EvidenceMatrix,
    EvidenceRow,
    Initiative,
    Move,
    is_unanswered,
    is_unforeseen,
)

__all__ = [
    "AlternativeReading",
    "EvidenceMatrix",
    "EvidenceRow",
    "Initiative",
    "Move",
    "alternative_reading",
    "alternatives_by_side",
    "evidence_matrix",
    "initiative",
    "is_unanswered",
    "is_unforeseen",
    "move",
    "moves_of_note",
    "our_moves_of_note",
]
