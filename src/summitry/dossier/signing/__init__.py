"""Sign-offs of texts: who must clear one, what was said of it, and which paragraphs that leaves open."""

from summitry.dossier.signing.maths import CLEARS, EDITS, OBJECTS, SILENT, Mark, Sign, state
from summitry.dossier.signing.signs import overdue, signs_on, spoken
from summitry.dossier.signing.texts import (
    CLEARED,
    Cleared,
    field_of,
    must_clear,
    out_of_clearance,
    paragraphs_of,
    words_of,
)

__all__ = [
    "CLEARED", "CLEARS", "EDITS", "OBJECTS", "SILENT", "Cleared", "Mark", "Sign", "field_of",
    "must_clear", "out_of_clearance", "overdue", "paragraphs_of", "signs_on", "spoken", "state", "words_of",
]  # fmt: skip
