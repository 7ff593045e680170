"""Candidates from tantivy, for cabinets of more than some 100,000 passages; the extra `fast`.

Its index is a folder beside the base. It is committed just before the base is; where a kill falls
between the two, the next opening finds the counts unlike and fills it again from the base.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy

from summitry.archive.search.engine import CANDIDATES, Numbers, Within
from summitry.archive.search.places import Mangled, Places

HEAP = 256_000_000
"""Memory of the writer, in bytes; it is let go after each transaction."""


class Tantivy:
    """Full text search by tantivy, on the numbers of terms."""

    name = "tantivy"

    def __init__(self) -> None:
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._searcher: tantivy.Searcher | None = None

    def begin(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Begin an empty index."""
        if path is not None:
            shutil.rmtree(_folder(path), ignore_errors=True)

    def open(self, base: sqlite3.Connection, path: Path | None) -> None:
        """Open the index; fill it from the base when the two do not agree."""
        self._base = base
        self.schema = _schema()
        self._index = self._opened(path)
        if self._held() != base.execute("SELECT count(*) FROM entry").fetchone()[0]:
            self._fill()

    def _opened(self, path: Path | None) -> tantivy.Index:
        if path is None:
            return tantivy.Index(self.schema)
        folder = _folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return tantivy.Index(self.schema, path=str(folder))
        except ValueError:  # harmed, or of another version
            shutil.rmtree(folder)
            folder.mkdir()
            return tantivy.Index(self.schema, path=str(folder))

    def _held(self) -> int:
        self._index_now.reload()
        self._searcher = self._index_now.searcher()
        return int(self._searcher.num_docs)

    @property
    def _index_now(self) -> tantivy.Index:
        assert self._index is not None
        return self._index

    def _fill(self) -> None:
        writer = self._writing()
        writer.delete_all_documents()
        rows = self._base.execute(
            "SELECT number, document, packed FROM entry JOIN places USING (number) ORDER BY number"
        )
        try:
            for number, document, content in rows:
                self.add(number, document, Places.unpacked(content).row())
        except Mangled:
            self.rollback()
            raise sqlite3.DatabaseError("the places of an entry") from None
        self.commit()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index_now.writer(heap_size=HEAP, num_threads=1)
        return self._writer

    def add(self, number: int, document: str, row: Sequence[int]) -> None:
        """Add an entry."""
        writer = self._writing()
        writer.delete_documents_by_term("number", number)
        added = tantivy.Document()
        added.add_unsigned("number", number)
        added.add_text("document", document)
        added.add_text("terms", " ".join(map(str, row)))
        writer.add_document(added)

    def remove(self, number: int, row: Sequence[int]) -> None:
        """Remove an entry."""
        self._writing().delete_documents_by_term("number", number)

    def commit(self) -> None:
        """Keep what was added and removed."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._held()

    def rollback(self) -> None:
        """Let go of what was added and removed."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def close(self) -> None:
        """Let go of the index."""
        self._writer = self._searcher = self._index = None

    def best(self, forms: Sequence[Numbers], within: Within, limit: int = CANDIDATES) -> list[int]:
        """Return the entries that have any of the forms, best first."""
        if not forms:
            return []
        query = self._any(forms)
        musts = []
        if within.document:
            musts.append(tantivy.Query.term_query(self.schema, "document", within.document, "basic"))
        if within.entries is not None:
            musts.append(tantivy.Query.term_set_query(self.schema, "number", sorted(within.entries)))
        if musts:
            parts = [(tantivy.Occur.Must, tantivy.Query.const_score_query(must, 0.0)) for must in musts]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *parts])
        return self._found(query, limit)

    def matching(self, forms: Sequence[Numbers]) -> set[int]:
        """Return every entry that has any of the forms."""
        assert self._searcher is not None
        return set(self._found(self._any(forms), max(1, self._searcher.num_docs))) if forms else set()

    def count(self, forms: Sequence[Numbers]) -> int:
        """Return how many entries have any of the forms."""
        assert self._searcher is not None
        if not forms:
            return 0
        found: Any = self._searcher.search(self._any(forms), limit=1)  # its types leave `count` out
        return int(found.count or 0)

    def _found(self, query: tantivy.Query, limit: int) -> list[int]:
        searcher = self._searcher
        assert searcher is not None
        hits = searcher.search(query, limit=limit, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return [int(number) for number in numbers if number is not None]

    def _any(self, forms: Sequence[Numbers]) -> tantivy.Query:
        should = [(tantivy.Occur.Should, self._one(form)) for form in forms]
        return should[0][1] if len(should) == 1 else tantivy.Query.boolean_query(should)

    def _one(self, form: Numbers) -> tantivy.Query:
        words: list[str | tuple[int, str]] = [str(number) for number in form]
        if len(words) == 1:
            return tantivy.Query.term_query(self.schema, "terms", str(form[0]), "freq")
        return tantivy.Query.phrase_query(self.schema, "terms", words)


def _folder(path: Path) -> Path:
    return path.with_suffix(".tantivy")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("document", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="position")
    return builder.build()
