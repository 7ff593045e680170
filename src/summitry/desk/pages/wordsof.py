"""What records are called that have no words of their own: a clearance by its office and its text."""

from __future__ import annotations

from summitry.dossier.kinds import Clearance
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say

_SAID = {
    "clears": marked("{office} clears {title}"),
    "clears-with-edits": marked("{office} clears {title} with edits"),
    "objects": marked("{office} objects to {title}"),
    "silent": marked("{office} is silent on {title}"),
    "": marked("{office} is asked to clear {title}"),
}


def called(dossier: Dossier, record: Record) -> str:
    """Return the words by which a reader knows a record."""
    if not isinstance(record, Clearance) or record.stand not in _SAID:
        return record.known_as
    office, title = dossier.title(record.by), dossier.title(record.of)
    return say(_SAID[record.stand], office=office, title=title)
