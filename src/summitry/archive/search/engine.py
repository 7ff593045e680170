"""Who fetches candidates: documents that have any of the words, the best 100 by plain BM25.

An engine knows terms by their numbers only. It counts documents, finds those that have a form, and
fetches candidates; the ranking proper is `ranking`'s, so that every engine gives the same results.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from summitry.foundation.values import dataclass

CANDIDATES = 100
"""How many documents are fetched to be ranked."""

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look: one volume, or a set of entries; everywhere when both are left out."""

    document: str = ""
    entries: frozenset[int] | None = None


EVERYWHERE = Within()


class Engine(Protocol):
    """What fetches candidates from an index of term numbers."""

    name: str

    def begin(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Begin an empty index beside a new base."""

    def open(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Open what `begin` began."""

    def add(self, number: int, document: str, row: Sequence[int]) -> None:
        """Add an entry, inside the base's transaction."""

    def remove(self, number: int, row: Sequence[int]) -> None:
        """Remove an entry that was added with this row."""

    def commit(self) -> None:
        """Keep what was added and removed; the base commits after."""

    def rollback(self) -> None:
        """Let go of what was added and removed."""

    def close(self) -> None:
        """Close what is open."""

    def best(self, forms: Sequence[Numbers], within: Within, limit: int = CANDIDATES) -> list[int]:
        """Return the entries that have any of the forms, best first by plain BM25."""

    def matching(self, forms: Sequence[Numbers]) -> set[int]:
        """Return every entry that has any of the forms."""

    def count(self, forms: Sequence[Numbers]) -> int:
        """Return how many entries have any of the forms."""


class Fts5:
    """SQLite's own full text search, in the same file and the same transaction.

    Its ``bm25()`` has no weights for words and gives words of more than half the rows next to nothing,
    which does for candidates and not for results.
    """

    name = "fts5"
    base: sqlite3.Connection

    def begin(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Begin an empty table."""
        base.execute("CREATE VIRTUAL TABLE found USING fts5(terms, content='', tokenize='ascii')")

    def open(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Take the table of the base."""
        self.base = base
        base.execute("CREATE TEMP TABLE IF NOT EXISTS allowed (number INTEGER PRIMARY KEY)")

    def add(self, number: int, document: str, row: Sequence[int]) -> None:
        """Add an entry."""
        self.base.execute("INSERT INTO found(rowid, terms) VALUES (?, ?)", (number, _text(row)))

    def remove(self, number: int, row: Sequence[int]) -> None:
        """Remove an entry."""
        self.base.execute(
            "INSERT INTO found(found, rowid, terms) VALUES ('delete', ?, ?)", (number, _text(row))
        )

    def commit(self) -> None:
        """Leave it to the base."""

    def rollback(self) -> None:
        """Leave it to the base."""

    def close(self) -> None:
        """Leave it to the base."""

    def best(self, forms: Sequence[Numbers], within: Within, limit: int = CANDIDATES) -> list[int]:
        """Return the entries that have any of the forms, best first. Ties fall by id.

        The join is CROSS, or the planner would ask the full text once for each row that it may return.
        """
        if not forms:
            return []
        where, more = "", tuple[str, ...]()
        if within.entries is not None:
            self.base.execute("DELETE FROM temp.allowed")
            self.base.executemany("INSERT INTO temp.allowed VALUES (?)", [(n,) for n in within.entries])
            where += " AND entry.number IN temp.allowed"
        if within.document:
            where, more = where + " AND entry.document = ?", (within.document,)
        rows = self.base.execute(
            "SELECT found.rowid FROM found CROSS JOIN entry ON entry.number = found.rowid"
            f" WHERE found MATCH ?{where} ORDER BY rank, entry.id LIMIT ?",
            (_any(forms), *more, limit),
        )
        return [row[0] for row in rows]

    def matching(self, forms: Sequence[Numbers]) -> set[int]:
        """Return every entry that has any of the forms."""
        if not forms:
            return set()
        rows = self.base.execute("SELECT rowid FROM found WHERE found MATCH ?", (_any(forms),))
        return {row[0] for row in rows}

    def count(self, forms: Sequence[Numbers]) -> int:
        """Return how many entries have any of the forms."""
        if not forms:
            return 0
        row = self.base.execute("SELECT count(*) FROM found WHERE found MATCH ?", (_any(forms),)).fetchone()
        return int(row[0])


def _text(row: Sequence[int]) -> str:
    return " ".join(map(str, row))


def _any(forms: Sequence[Numbers]) -> str:
    return " OR ".join(f'"{_text(form)}"' for form in forms)
