"""Records by kind and by id, as plain values."""

from __future__ import annotations

from typing import Any

from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.dossier.tree import as_tree
from summitry.dossier.value import Dossier
from summitry.secretariat.answers.paging import Page, paged

NAMED_BY = 200
"""Most records that are told to name one."""


def kinds(dossier: Dossier) -> list[dict[str, Any]]:
    """Return every kind of record, with how many of it this copy holds."""
    return [
        {"kind": kind.kind, "plural": kind.plural, "records": len(dossier.ids(kind.kind))}
        for kind in BY_KIND.values()
    ]


def record_answer(dossier: Dossier, record: Record) -> dict[str, Any]:
    """Return a record: what it is, the words it is known by, and its fields as written."""
    return {
        "id": record.id, "kind": record.kind, "title": dossier.title(record.id), "fields": as_tree(record),
    }  # fmt: skip


def brief(dossier: Dossier, id: str) -> dict[str, Any]:
    """Return a record by its id, kind and title."""
    found = dossier.get(id)
    return {"id": id, "kind": found.kind if found is not None else "", "title": dossier.title(id)}


def naming(dossier: Dossier, id: str) -> list[dict[str, Any]]:
    """Return the records that name a record."""
    found = [r for r in dossier.naming(id, Record) if not getattr(r, "series", "")]
    return [brief(dossier, r.id) for r in found[:NAMED_BY]]


def listing(dossier: Dossier, kind: type[Record], page: Page) -> dict[str, Any]:
    """Return the records of a kind in the order of their ids, a page of them.

    Raises:
        BadCursor: when the page's cursor is none.
    """
    ids = sorted(dossier.ids(kind.kind))

    def answer(id: str) -> dict[str, Any]:
        record = dossier.get(id)
        assert record is not None
        return record_answer(dossier, record)

    found: dict[str, Any] = paged(ids, page, lambda id: id, answer)
    return found
