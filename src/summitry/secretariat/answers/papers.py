"""Papers, drafts and lines in clearance, paragraph by paragraph, as plain values."""

from __future__ import annotations

from typing import Any

from summitry.dossier.value import Dossier
from summitry.foundation.plain import plain
from summitry.secretariat import clearing


def papers(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the papers, drafts and lines in clearance, with the offices asked and how far each is."""
    found = []
    for id in clearing.texts(dossier):
        stands = clearing.standing(dossier, None, id)
        if stands is not None:
            found.append({
                "id": id, "kind": stands.text.kind, "title": dossier.title(id),
                "paragraphs": len(stands.rows),
                "offices": [plain(o) for o in stands.offices],
            })  # fmt: skip
    return found


def standing_of(dossier: Dossier, id: str) -> dict[str, Any] | None:
    """Return how a paper, draft or line stands: each paragraph with its digest and what offices say of it.

    ``None`` when it is none of these. Whether a word was given at the desk under its journal, is not told.
    """
    found = clearing.standing(dossier, None, id)
    if found is None:
        return None
    return {
        "id": id, "kind": found.text.kind, "title": dossier.title(id), "settles": found.owner,
        "offices": [plain(o) for o in found.offices],
        "paragraphs": [
            {"number": row.paragraph.number, "digest": row.paragraph.digest, "written": row.written,
             "heading": list(row.paragraph.heading), "marking": row.paragraph.marking,
             "words": [plain(s) for s in row.stands], "edits": [plain(e) for e in row.edits],
             "clash": row.clash, "reopened": row.reopened}
            for row in found.rows
        ],
    }  # fmt: skip
