"""By paragraph: a text goes round, each office speaks of what it read, an edit reopens just that."""

from summitry.dossier.signing import CLEARS, EDITS, OBJECTS, Cleared
from summitry.secretariat.clearing.acting import (
    count_silence,
    moment_for,
    noun_of,
    send_round,
    settle,
    sign,
)
from summitry.secretariat.clearing.returning import take_back, take_change_back, take_round_back
from summitry.secretariat.clearing.standing import Edit, Office, Row, Standing, Stands, standing, texts
from summitry.secretariat.clearing.value import Changed, Moved, NotCleared, Round, Settled, Signed, Word

__all__ = [
    "CLEARS", "EDITS", "OBJECTS", "Changed", "Cleared", "Edit", "Moved", "NotCleared", "Office", "Round",
    "Row", "Settled", "Signed", "Standing", "Stands", "Word", "count_silence", "moment_for", "noun_of",
    "send_round", "settle", "sign", "standing", "take_back", "take_change_back", "take_round_back", "texts",
]  # fmt: skip
