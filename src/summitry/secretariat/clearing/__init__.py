"""By paragraph: a paper goes round, each office speaks of what it read, an edit reopens just that."""

from summitry.secretariat.clearing.acting import (
    CLEARS,
    EDITS,
    OBJECTS,
    Moved,
    NotCleared,
    Signed,
    Word,
    count_silence,
    moment_for,
    send_round,
    settle,
    sign,
    take_back,
)
from summitry.secretariat.clearing.standing import Edit, Office, Row, Standing, Stands, standing, texts

__all__ = [
    "CLEARS", "EDITS", "OBJECTS", "Edit", "Moved", "NotCleared", "Office", "Row", "Signed", "Standing",
    "Stands", "Word", "count_silence", "moment_for", "send_round", "settle", "sign", "standing",
    "take_back", "texts",
]  # fmt: skip
