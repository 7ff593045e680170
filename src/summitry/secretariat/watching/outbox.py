"""The outbox: each letter to each reader once, by a key; what became of it; and what was sent to whom.

``.summitry/watch/outbox.sqlite3`` in the dossier's folder, readable by its owner alone. A letter is put
before it is sent and marked after the relay took it: when the process dies between, it is sent again with
the same Message-ID, so that the relay or the reader's mail program sees one letter.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from summitry.foundation.durable import OWN
from summitry.foundation.refusals import NotWritable
from summitry.foundation.values import dataclass

PLACE = f"{OWN}/watch/outbox.sqlite3"

Sort = Literal["digest", "notice"]
State = Literal["waiting", "sent", "refused"]

WAITS = (60, 300, 900, 3600, 3600 * 3)
"""Seconds until a letter that was not taken is tried again; the last for all further times."""

_TABLES = """
CREATE TABLE IF NOT EXISTS letters (
  key TEXT PRIMARY KEY, sort TEXT NOT NULL, reader TEXT NOT NULL, address TEXT NOT NULL, day TEXT NOT NULL,
  about TEXT NOT NULL, message BLOB NOT NULL, put REAL NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
  tries INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL DEFAULT 0, at REAL NOT NULL DEFAULT 0,
  why TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS waiting ON letters (state, next);
CREATE INDEX IF NOT EXISTS told ON letters (about, day, address);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in the outbox. ``about`` is the alarm's key for a notice; ``at`` when it was last tried, in
    seconds of the epoch; ``why`` what the relay or the line said when it was not taken."""

    key: str
    sort: Sort
    reader: str
    address: str
    day: str
    about: str = ""
    message: bytes = b""
    state: State = "waiting"
    tries: int = 0
    at: float = 0.0
    why: str = ""


def key_of(sort: Sort, reader: str, address: str, day: str, about: str = "") -> str:
    """Return what a letter is known by: the same letter to the same reader has the same key, whoever asks."""
    told = "\n".join((sort, reader, address, day, about))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


class Outbox:
    """The outbox of one dossier. Use it in a ``with`` statement of `opened`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def has(self, key: str) -> bool:
        """Whether a letter was put already."""
        return self._database.execute("SELECT 1 FROM letters WHERE key = ?", (key,)).fetchone() is not None

    def waits(self, key: str) -> bool:
        """Whether a letter is still to be sent."""
        found = "SELECT 1 FROM letters WHERE key = ? AND state = 'waiting'"
        return self._database.execute(found, (key,)).fetchone() is not None

    def told(self, address: str, day: str, about: str) -> bool:
        """Whether an alarm was put for an address on a day, whoever reads there, and was not refused."""
        found = self._database.execute(
            "SELECT 1 FROM letters WHERE sort = 'notice' AND address = ? AND day = ? AND about = ?"
            " AND state != 'refused'",
            (address, day, about),
        )
        return found.fetchone() is not None

    def put(self, letter: Letter, now: float) -> bool:
        """Put a letter, unless it is there; return whether it was new."""
        with self._database as database:
            added = database.execute(
                "INSERT OR IGNORE INTO letters (key, sort, reader, address, day, about, message, put)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (letter.key, letter.sort, letter.reader, letter.address, letter.day, letter.about,
                 letter.message, now),
            )  # fmt: skip
            return added.rowcount == 1

    def make_again(self, letter: Letter, same: Callable[[bytes, bytes], bool]) -> None:
        """Give a letter that still waits the text it has now, unless it says the same."""
        found = f"SELECT {_COLUMNS} FROM letters WHERE state = 'waiting' AND key = ?"
        row = self._database.execute(found, (letter.key,)).fetchone()
        if row is not None and not same(_letter(row).message, letter.message):
            change = "message = CASE state WHEN 'waiting' THEN ? ELSE message END"
            self._mark(letter.key, change, letter.message)

    def due(self, now: float) -> tuple[Letter, ...]:
        """Return the letters to send now, the oldest first."""
        found = self._database.execute(
            f"SELECT {_COLUMNS} FROM letters WHERE state = 'waiting' AND next <= ? ORDER BY put, key", (now,)
        )
        return tuple(map(_letter, found))

    def waiting(self) -> int:
        """Return how many letters are still to be sent, now or later."""
        row = self._database.execute("SELECT count(*) FROM letters WHERE state = 'waiting'").fetchone()
        return int(row[0])

    def sent(self, key: str, now: float) -> None:
        """Note that the relay took a letter. Its text is let go: the record is of what was sent to whom."""
        self._mark(key, "state = 'sent', tries = tries + 1, at = ?, why = '', message = x''", now)

    def refused(self, key: str, now: float, why: str) -> None:
        """Note that the relay will not take a letter; it is not tried again."""
        self._mark(key, "state = 'refused', tries = tries + 1, at = ?, why = ?", now, why)

    def withdraw(self, key: str, now: float, why: str) -> None:
        """Note that a letter is not sent any more, and let its text go."""
        self._mark(key, "state = 'refused', at = ?, why = ?, message = x''", now, why)

    def later(self, key: str, now: float, tries: int, why: str) -> None:
        """Note that a letter was not taken this time, and when it is tried again."""
        wait = WAITS[min(tries, len(WAITS) - 1)]
        self._mark(key, "tries = tries + 1, next = ?, at = ?, why = ?", now + wait, now, why)

    def _mark(self, key: str, change: str, *values: object) -> None:
        with self._database as database:
            database.execute(f"UPDATE letters SET {change} WHERE key = ?", (*values, key))

    def again(self, key: str) -> None:
        """Let a letter that was refused wait once more."""
        with self._database as database:
            database.execute(
                "UPDATE letters SET state = 'waiting', tries = 0, next = 0"
                " WHERE key = ? AND state = 'refused'",
                (key,),
            )

    def record(self) -> tuple[Letter, ...]:
        """Return every letter without its text, the latest last: what was sent to whom, and what was not."""
        columns = _COLUMNS.replace("message", "x'' AS message")
        return tuple(map(_letter, self._database.execute(f"SELECT {columns} FROM letters ORDER BY put, key")))

    def last_day(self, reader: str, address: str) -> str:
        """Return the day of the last digest that was put for somebody; blank when there is none."""
        row = self._database.execute(
            "SELECT max(day) FROM letters WHERE sort = 'digest' AND reader = ? AND address = ?",
            (reader, address),
        ).fetchone()
        return row[0] or ""


_COLUMNS = "key, sort, reader, address, day, about, message, state, tries, at, why"


def _letter(row: tuple[object, ...]) -> Letter:
    named = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return Letter(**named)  # type: ignore[arg-type]


@contextmanager
def opened(folder: Path) -> Iterator[Outbox]:
    """Open the outbox of a dossier; it is made when it is missing.

    Raises:
        NotWritable: when it cannot be opened, made or written.
    """
    path = folder / PLACE
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        database = sqlite3.connect(path, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise NotWritable(f"The outbox in {folder} could not be opened: {error}.") from None
    try:
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(_TABLES)
        yield Outbox(database)
    except sqlite3.Error as error:
        raise NotWritable(f"The outbox in {folder} could not be used: {error}.") from None
    finally:
        database.close()
