"""The index of a cabinet: one file that can be deleted at any time, and is then made again.

It holds documents in terms, how many documents have each term, the written words behind the terms, and
the lists of names of the volumes. Each document comes and goes in a transaction of its own. What was
taken out leaves no trace: counts are lowered, words nobody else uses go, and freed pages are wiped.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from summitry.archive.search.engine import Engine, Fts5
from summitry.archive.search.entry import Entry, Facts, Piece, packed, unpacked, words_of
from summitry.archive.search.names import Form
from summitry.archive.search.places import Mangled, Places
from summitry.archive.search.ranking import Cabinet
from summitry.archive.search.words import stems
from summitry.dossier.holdings import Named
from summitry.foundation.values import dataclass

VERSION = 1
"""Of the file: one of another version is made again."""

BUSY = 30.0
"""How long to wait, in seconds, for another process that writes the index."""

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (id TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, facts TEXT NOT NULL,
    first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, known INTEGER NOT NULL,
    marking TEXT NOT NULL, kind TEXT NOT NULL, grade TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, place TEXT NOT NULL, printed TEXT NOT NULL,
    subjects TEXT NOT NULL, participants TEXT NOT NULL, section TEXT NOT NULL, access TEXT NOT NULL,
    length INTEGER NOT NULL, windows INTEGER NOT NULL, window_words INTEGER NOT NULL
);
CREATE INDEX entry_document ON entry (document);
CREATE TABLE places (number INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE text (number INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE term (number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL);
CREATE TABLE word (
    word TEXT NOT NULL, term INTEGER NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (word, term)
) WITHOUT ROWID;
CREATE TABLE named (document TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, also TEXT NOT NULL,
    says TEXT NOT NULL);
CREATE INDEX named_document ON named (document);
"""


class Damaged(Exception):
    """The index is not as it was written: it is deleted and made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A document that an index holds: its own entries, and the names its volume lists."""

    id: str
    stamp: str
    """Changes whenever anything of it does that the index holds."""
    entries: Sequence[tuple[Entry, int]]
    """Each document of the volume, and the day (as a count) from which it is known."""
    names: tuple[Named, ...] = ()


class Shelf:
    """An open index. Use it as a context, or `close` it."""

    def __init__(self, path: Path | None, engine: Engine | None = None) -> None:
        """Open the index in the file ``path``, or begin it there; without one, in memory.

        Raises:
            Damaged: when the file is none of ours, or of another version, or harmed.
            OSError, sqlite3.OperationalError: when it cannot be written.
        """
        self.path = path
        self.base = sqlite3.connect(path or ":memory:", timeout=BUSY, isolation_level=None)
        self.engine = engine or Fts5()
        try:
            self._begin()
        except sqlite3.OperationalError:
            self.base.close()
            raise
        except sqlite3.DatabaseError as error:
            self.base.close()
            raise Damaged(str(error)) from None
        self._numbers: dict[str, int] = {}
        self._cabinet: Cabinet | None = None

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.engine.close()
        self.base.close()

    def _begin(self) -> None:
        self.base.execute("PRAGMA page_size=8192")
        self.base.execute("PRAGMA secure_delete=ON")
        if self.path is not None:
            self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=NORMAL")
        self.base.execute("PRAGMA cache_size=-65536")
        ours = f"{VERSION} {sys.byteorder} {self.engine.name}"
        if not self._tables():
            self._make(ours)
        found = self.base.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
        if found is None or found[0] != ours:
            raise sqlite3.DatabaseError("of another version")
        self.engine.open(self.base, self.path)

    def _tables(self) -> int:
        return int(self.base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])

    def _make(self, ours: str) -> None:
        """Make the tables, unless another process has made them meanwhile."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            if not self._tables():
                for statement in _TABLES.split(";"):
                    self.base.execute(statement)
                self.base.execute("INSERT INTO about VALUES ('version', ?)", (ours,))
                self.engine.begin(self.base, self.path)
            self.base.execute("COMMIT")
        except BaseException:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
            raise

    # -- what it holds ------------------------------------------------------------------------

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document that it holds whole."""
        return dict(self.base.execute("SELECT id, stamp FROM document"))

    def known_days(self) -> dict[str, int]:
        """Return the day (as a count) from which each entry is known, by id."""
        return dict(self.base.execute("SELECT id, known FROM entry"))

    def put(self, shelved: Shelved) -> None:
        """Put a document in, in place of what was there under its id, in one transaction."""
        with self._writing():
            there = self.base.execute("SELECT stamp FROM document WHERE id = ?", (shelved.id,)).fetchone()
            if there is not None and there[0] == shelved.stamp:
                return  # another process was quicker
            self._take_out(shelved.id)
            having: Counter[int] = Counter()
            words: Counter[tuple[str, int]] = Counter()
            for entry, known in shelved.entries:
                self._put_entry(entry, known, having)
                words.update((word, self._number(term)) for word, term in entry.words)
            self.base.executemany(
                "UPDATE term SET documents = documents + ? WHERE number = ?",
                [(often, number) for number, often in having.items()],
            )
            self.base.executemany(
                "INSERT INTO word VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET documents = documents + excluded.documents",
                [(word, number, often) for (word, number), often in sorted(words.items())],
            )
            self.base.executemany(
                "INSERT INTO named VALUES (?, ?, ?, ?, ?)",
                [(shelved.id, n.kind, n.name, json.dumps(n.also), n.says) for n in shelved.names],
            )
            self.base.execute("INSERT INTO document VALUES (?, ?)", (shelved.id, shelved.stamp))

    def take_out(self, document: str) -> None:
        """Take a document out, with all its entries, in one transaction."""
        with self._writing():
            self._take_out(document)

    def _writing(self) -> _Writing:
        self._cabinet = None
        return _Writing(self.base, self.engine, self._numbers)

    def _put_entry(self, entry: Entry, known: int, having: Counter[int]) -> None:
        row = [self._number(term.term) for term in entry.row]
        places = Places.of(row, entry.head, entry.windows)
        facts = entry.facts
        cursor = self.base.execute(
            f"INSERT INTO entry VALUES (NULL{', ?' * 21})",
            (
                facts.id, facts.document, json.dumps(asdict(facts), ensure_ascii=False), facts.first_day,
                facts.last_day, known, facts.marking, facts.kind, facts.grade, facts.language,
                *(_as_terms(getattr(facts, name)) for name in FIELDS),
                places.length, len(entry.windows), len(row) - entry.head,
            ),
        )  # fmt: skip
        number = cursor.lastrowid
        assert number is not None
        self.base.execute("INSERT INTO places VALUES (?, ?)", (number, places.packed()))
        self.base.execute("INSERT INTO text VALUES (?, ?)", (number, packed(entry.pieces)))
        having.update(places.numbers)
        self.engine.add(number, facts.document, row)

    def _number(self, term: str) -> int:
        known = self._numbers.get(term)
        if known is None:
            found = self.base.execute("SELECT number FROM term WHERE term = ?", (term,)).fetchone()
            if found is None:
                cursor = self.base.execute("INSERT INTO term VALUES (NULL, ?, 0)", (term,))
                known = cursor.lastrowid or 0
            else:
                known = found[0]
            self._numbers[term] = known
        return known

    def _take_out(self, document: str) -> None:
        gone = self.base.execute("SELECT number FROM entry WHERE document = ?", (document,)).fetchall()
        for (number,) in gone:
            places = self.places(number)
            self.engine.remove(number, places.row())
            self.base.executemany(
                "UPDATE term SET documents = documents - 1 WHERE number = ?", [(n,) for n in places.numbers]
            )
            self._forget_words(number)
            for table in ("entry", "places", "text"):
                self.base.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
        if gone:
            self._numbers.clear()
            self.base.execute("DELETE FROM word WHERE documents < 1")
            self.base.execute("DELETE FROM term WHERE documents < 1")
        self.base.execute("DELETE FROM named WHERE document = ?", (document,))
        self.base.execute("DELETE FROM document WHERE id = ?", (document,))

    def _forget_words(self, number: int) -> None:
        facts, pieces = self.facts((number,))[number], self.pieces(number)
        self.base.executemany(
            "UPDATE word SET documents = documents - 1 WHERE word = ? AND term ="
            " (SELECT number FROM term WHERE term.term = ?)",
            sorted(words_of(facts, pieces)),
        )

    # -- reading ------------------------------------------------------------------------------

    def cabinet(self) -> Cabinet:
        """Return what the ranking knows of the whole: documents, their mean length, and of a passage."""
        if self._cabinet is None:
            documents, words, windows, inside, heads = self.base.execute(
                "SELECT count(*), total(length), total(windows), total(window_words),"
                " total((length - window_words) * windows) FROM entry"
            ).fetchone()
            self._cabinet = Cabinet(
                documents=documents, length=words / documents if documents else 1.0,
                passage=(inside + heads) / windows if windows else 1.0,
            )  # fmt: skip
        return self._cabinet

    def numbers(self, form: Form) -> tuple[int, ...]:
        """Return a form in the numbers of this index; empty when one of its terms occurs nowhere."""
        found = []
        for term in form:
            row = self.base.execute(
                "SELECT number FROM term WHERE term = ? AND documents > 0", (term,)
            ).fetchone()
            if row is None:
                return ()
            found.append(row[0])
        return tuple(found)

    def having(self, number: int) -> int:
        """Return how many documents have a term."""
        row = self.base.execute("SELECT documents FROM term WHERE number = ?", (number,)).fetchone()
        return int(row[0]) if row else 0

    def beginning(self, prefix: str, limit: int = 200) -> tuple[int, ...]:
        """Return the terms of which some written word begins so, the most frequent first."""
        rows = self.base.execute(
            "SELECT term, max(documents) AS often FROM word WHERE word >= ? AND word < ? GROUP BY term"
            " ORDER BY often DESC, min(word) LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        return tuple(row[0] for row in rows)

    def words(self, at_least: int, at_most: int) -> Iterator[tuple[str, int]]:
        """Yield the written words of these lengths, with how many documents have them."""
        yield from self.base.execute(
            "SELECT word, sum(documents) FROM word WHERE length(word) BETWEEN ? AND ? GROUP BY word",
            (at_least, at_most),
        )

    def places(self, number: int) -> Places:
        """Return where the terms stand in one document.

        Raises:
            Damaged: when the index is not as it was written.
        """
        return next(iter(self.many_places((number,))))[1]

    def many_places(self, numbers: Iterable[int]) -> Iterator[tuple[int, Places]]:
        """Yield the same for many documents."""
        for number in numbers:
            row = self.base.execute("SELECT packed FROM places WHERE number = ?", (number,)).fetchone()
            try:
                if row is None:
                    raise Mangled
                yield number, Places.unpacked(row[0])
            except Mangled:
                raise Damaged(f"the places of entry {number}") from None

    def pieces(self, number: int) -> tuple[Piece, ...]:
        """Return the passages of one document.

        Raises:
            Damaged: when the index is not as it was written.
        """
        row = self.base.execute("SELECT packed FROM text WHERE number = ?", (number,)).fetchone()
        try:
            return unpacked(row[0])
        except (ValueError, TypeError, zlib.error):
            raise Damaged(f"the text of entry {number}") from None

    def facts(self, numbers: Sequence[int]) -> dict[int, Facts]:
        """Return what is said of documents beside their texts."""
        found = {}
        for number in numbers:
            row = self.base.execute("SELECT facts FROM entry WHERE number = ?", (number,)).fetchone()
            if row is not None:
                found[number] = _facts(row[0])
        return found

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of entries."""
        base = self.base
        rows = (base.execute("SELECT id FROM entry WHERE number = ?", (n,)).fetchone() for n in numbers)
        return {number: row[0] for number, row in zip(numbers, rows, strict=True) if row}

    def number_of(self, id: str) -> int | None:
        """Return the number of an entry, or ``None``."""
        row = self.base.execute("SELECT number FROM entry WHERE id = ?", (id,)).fetchone()
        return int(row[0]) if row else None

    def named(self, document: str = "") -> tuple[Named, ...]:
        """Return the names listed by a volume, or by all."""
        rows = self.base.execute(
            "SELECT kind, name, also, says FROM named WHERE ? IN ('', document) ORDER BY document, rowid",
            (document,),
        )
        return tuple(
            Named(id="", kind=kind, name=name, also=tuple(json.loads(also)), says=says)
            for kind, name, also, says in rows
        )

    def texts_of(self, number: int) -> str:
        """Return all the text of a document, for tests."""
        return "\n".join(piece.text for piece in self.pieces(number))


FIELDS = ("title", "author", "place", "printed", "subjects", "participants", "section", "access")
"""Facts that are searched as text, each in a column of its own."""


class _Writing:
    """A transaction of base and engine: all of it or nothing."""

    def __init__(self, base: sqlite3.Connection, engine: Engine, numbers: dict[str, int]) -> None:
        self.base, self.engine, self.numbers = base, engine, numbers

    def __enter__(self) -> None:
        self.base.execute("BEGIN IMMEDIATE")
        self.numbers.clear()  # another process may have changed them

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.engine.commit()
            self.base.execute("COMMIT")
        else:
            self.engine.rollback()
            self.numbers.clear()
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")


def _as_terms(value: str | tuple[str, ...]) -> str:
    """A fact as terms between spaces, so that a row of terms is found as a part of it."""
    texts = (value,) if isinstance(value, str) else value
    return "".join(f" {' '.join(stems(text))} " for text in texts)


def _facts(text: str) -> Facts:
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()
    }
    return Facts(**plain)
