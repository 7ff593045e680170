"""The documents that are held: which there are, what they say, what is filed from them."""

from __future__ import annotations

from typing import Any

from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.plain import plain
from summitry.secretariat.answers.paging import Page, paged
from summitry.secretariat.capturing import counted, filed_from, paper_of
from summitry.secretariat.capturing.paper import Paper, Shown, shown


def documents(dossier: Dossier, page: Page) -> dict[str, Any]:
    """Return the documents of which the file cabinet holds the text, a page of them.

    Raises:
        BadCursor: when the page's cursor is none.
    """
    held = [id for id in sorted(dossier.ids(Document.kind)) if _parts(dossier, id)]

    def answer(id: str) -> dict[str, Any]:
        parts = _parts(dossier, id)
        return {
            "name": id, "title": dossier.title(id),
            **({"parts": parts} if len(parts) > 1 else {}),
        }  # fmt: skip

    found: dict[str, Any] = paged(held, page, lambda id: id, answer)
    return found


def _parts(dossier: Dossier, id: str) -> list[str]:
    held = dossier.held(id)
    if held is None or not held.passages:
        return []
    return [f"{id}/{p.id}" if p.id else id for p in held.parts if p.kind == "document"] or [id]


def passages(dossier: Dossier, name: str, page: Page) -> dict[str, Any] | None:
    """Return a held document as it is read: passages in sentences, each with its address, and what is filed
    from it. ``None`` when no such document is held.

    Raises:
        BadCursor: when the page's cursor is none.
    """
    paper = paper_of(dossier, name)
    if paper is None:
        return None
    said = shown(paper, 0, len(paper.passages))
    filed = filed_from(dossier, paper)
    head: dict[str, Any] = {"name": paper.name, "title": paper.title, "document": paper.document.id}
    if paper.date:
        head["date"] = paper.date
    found: dict[str, Any] = paged(said, page, lambda each: f"{each.number:08}", lambda e: _passage(paper, e))
    first, last = (found["items"][0]["number"], found["items"][-1]["number"]) if found["items"] else (0, -1)
    return {
        **head, **found,
        "filed": [plain(m) for m in filed if first <= m.passage <= last],
        "filed_in_parts": counted(dossier, paper) if len(paper.held.parts) > 1 and not paper.part.id else {},
    }  # fmt: skip


def _passage(paper: Paper, each: Shown) -> dict[str, Any]:
    return {"id": paper.held.passage_id(each.number), **plain(each)}
