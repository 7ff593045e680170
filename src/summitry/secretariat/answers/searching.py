"""Search, as plain values."""

from __future__ import annotations

from typing import Any

from summitry.dossier.value import Dossier
from summitry.foundation.plain import plain
from summitry.secretariat.searching import NoEngine, NotADate, search

LONGEST = 500
"""Characters of a question that are read."""


class NotSearched(ValueError):
    """The question could not be asked; the message says why."""


def searched(dossier: Dossier, question: str, limit: int) -> dict[str, Any]:
    """Return documents and records that a question finds, best first, and what counted.

    Raises:
        NotSearched: when the question holds a date that is none.
    """
    asked = " ".join(question[:LONGEST].split())
    if not asked:
        raise NotSearched("Say what to search for.")
    try:
        found: dict[str, Any] = plain(search(dossier, asked, limit=limit))
    except NotADate as wrong:
        raise NotSearched(f"{wrong} {wrong.hint}".strip()) from None
    except NoEngine as missing:
        raise NotSearched(f"{missing} is not installed.") from None
    return {"question": asked, "documents": 0, "hits": [], "records": [], **found}
