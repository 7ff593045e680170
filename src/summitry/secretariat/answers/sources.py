"""Where words come from: a citation followed to its passage, a record's quotations held against them."""

from __future__ import annotations

from typing import Any

from summitry.archive.forms import UnknownDocument, in_full
from summitry.archive.proofs import proofs
from summitry.dossier.value import Dossier
from summitry.foundation.plain import plain

LONGEST = 300
"""Characters of a citation that are read."""


class NotCited(LookupError):
    """A citation names no document of the dossier."""


def cited(dossier: Dossier, citation: str) -> dict[str, Any]:
    """Return a citation in full, with the passages it leads to.

    Raises:
        NotCited: when it names no document of the dossier.
    """
    asked = " ".join(citation[:LONGEST].split())
    if not asked:
        raise NotCited(citation)
    try:
        found = in_full(dossier, asked)
    except UnknownDocument:
        raise NotCited(citation) from None
    return {"cites": asked, "held": False, "passages": [], **plain(found)}


def quoted(dossier: Dossier, record: str) -> list[dict[str, Any]]:
    """Return how each quotation of a record stands against the documents it cites."""
    return [plain(proof) for proof in proofs(dossier, record)]
