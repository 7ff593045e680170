"""What differs between two days, remembered with the later one."""

from __future__ import annotations

from datetime import date

from summitry.book.diary import Entry
from summitry.dossier.value import Dossier
from summitry.secretariat.replaying import difference


def since(dossier: Dossier, day: date) -> Entry:
    """Return what differs between the end of ``day`` and the dossier's own; ask it with ``ask``.

    One session is moved from the one day to the other, so that only what came up between them is looked
    at twice; the answer is kept as long as the dossier stands as it does.
    """
    return difference(dossier, day, dossier.limit)
