"""The inbox: every item that ever came, and what people did with it. Nothing is taken out of it.

``.summitry/watch/inbox.sqlite3`` in the dossier's folder, readable by its owner alone. Each act of a person
is a row that is added; the latest counts. What a reader may not see is not handed out, and not counted.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from summitry.dossier.header import Grants, Header
from summitry.foundation.durable import OWN
from summitry.foundation.refusals import NotWritable
from summitry.foundation.values import dataclass
from summitry.watch.intake.apart import item_as, item_from
from summitry.watch.value import Item

PLACE = f"{OWN}/watch/inbox.sqlite3"

State = Literal["unread", "ignored", "accepted"]

_TABLES = """
CREATE TABLE IF NOT EXISTS items (
  id TEXT PRIMARY KEY, item TEXT NOT NULL, came TEXT NOT NULL, file TEXT NOT NULL, marking TEXT NOT NULL,
  access TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  digest TEXT NOT NULL, marking TEXT NOT NULL, access TEXT NOT NULL, name TEXT NOT NULL, came TEXT NOT NULL,
  items INTEGER NOT NULL, finished INTEGER NOT NULL, PRIMARY KEY (digest, marking, access)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unread (
  digest TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (digest, at, why)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS acts (
  n INTEGER PRIMARY KEY, item TEXT NOT NULL, state TEXT NOT NULL, record TEXT NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL, because TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS noted (
  n INTEGER PRIMARY KEY, alarm TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS acts_of ON acts (item);
CREATE TABLE IF NOT EXISTS links (
  n INTEGER PRIMARY KEY, one TEXT NOT NULL, other TEXT NOT NULL, how TEXT NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item in the inbox. ``came`` is the day on which it was taken in, ``record`` what it was accepted
    into."""

    id: str
    item: Item
    came: str
    file: str
    marking: str = ""
    access: tuple[str, ...] = ()
    state: State = "unread"
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A person said that two items are one happening (``together``) or are not (``apart``)."""

    one: str
    other: str
    how: Literal["together", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file as the inbox knows it: how many of its items were put, and whether that was all."""

    items: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Items of one file, the next in its order; ``unread`` says where and why something was not read."""

    digest: str
    name: str
    items: tuple[Item, ...]
    unread: tuple[tuple[str, str], ...] = ()
    finished: bool = True


class Inbox:
    """The inbox of one dossier. Use it in a ``with`` statement of `opened`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    # -- what comes in --------------------------------------------------------------------------

    def arrived(self, digest: str, marking: str, access: tuple[str, ...]) -> Arrived:
        """Return what is known of a file that came with these marks."""
        found = self._database.execute(
            "SELECT items, finished FROM files WHERE digest = ? AND marking = ? AND access = ?",
            (digest, marking, _listed(access)),
        ).fetchone()
        return Arrived(items=found[0], finished=bool(found[1])) if found else Arrived()

    def put(self, parcels: Iterable[Parcel], came: str, marking: str, access: tuple[str, ...]) -> list[int]:
        """Put the items of some files, all or none; return how many of each were new."""
        new: list[int] = []
        marks = (marking, _listed(access))
        with self._writing() as database:
            for parcel in parcels:
                rows = [(i.id, _written(i), came, parcel.name, *marks) for i in parcel.items]
                before = database.total_changes
                database.executemany("INSERT OR IGNORE INTO items VALUES (?, ?, ?, ?, ?, ?)", rows)
                new.append(database.total_changes - before)
                database.execute(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                    " items = items + excluded.items, finished = excluded.finished",
                    (parcel.digest, *marks, parcel.name, came, len(rows), int(parcel.finished)),
                )
                database.executemany(
                    "INSERT OR IGNORE INTO unread VALUES (?, ?, ?)",
                    [(parcel.digest, at, why) for at, why in parcel.unread],
                )
        return new

    # -- what people did ------------------------------------------------------------------------

    def mark(
        self, items: Iterable[str], state: State, who: str, at: str, record: str = "", because: str = ""
    ) -> None:
        """Add that somebody ignored, accepted or took up again some items."""
        with self._writing() as database:
            database.executemany(
                "INSERT INTO acts (item, state, record, who, at, because) VALUES (?, ?, ?, ?, ?, ?)",
                [(item, state, record, who, at, because) for item in items],
            )

    def link(self, links: Iterable[Link], who: str, at: str) -> None:
        """Add what a person said of pairs of items."""
        with self._writing() as database:
            database.executemany(
                "INSERT INTO links (one, other, how, who, at) VALUES (?, ?, ?, ?, ?)",
                [(*sorted((link.one, link.other)), link.how, who, at) for link in links],
            )

    def acknowledge(self, alarm: str, who: str, at: str) -> None:
        """Add that somebody took note of an alarm."""
        with self._writing() as database:
            database.execute("INSERT INTO noted (alarm, who, at) VALUES (?, ?, ?)", (alarm, who, at))

    def acknowledged(self) -> dict[str, str]:
        """Return the alarms somebody took note of, each with who did so last."""
        return dict(self._database.execute("SELECT alarm, who FROM noted ORDER BY n"))

    def acknowledged_by(self, day: str) -> frozenset[str]:
        """Return the alarms somebody had taken note of by the end of a day."""
        found = self._database.execute("SELECT alarm FROM noted WHERE substr(at, 1, 10) <= ?", (day,))
        return frozenset(alarm for (alarm,) in found)

    # -- what is there --------------------------------------------------------------------------

    def entries(
        self, header: Header, grants: Grants | None = None, until: str = "", since: str = ""
    ) -> Iterator[Entry]:
        """Yield what a reader may see, in order of ids; only what came from one day on, by another, if named.

        What people did with an item counts whenever it was done: a reading of a past day shows what was
        there, sorted as it is sorted now.
        """
        states = {
            item: (state, record)
            for item, state, record in self._database.execute(
                "SELECT item, state, record FROM acts ORDER BY n"
            )
        }
        found = self._database.execute(
            "SELECT id, item, came, file, marking, access FROM items"
            " WHERE came >= ? AND came <= ? ORDER BY id",
            (since, until or "9999-12-31"),
        )
        for id, item, came, file, marking, access in found:
            groups = tuple(json.loads(access))
            if grants is not None and not header.allows(grants, marking, groups):
                continue
            state, record = states.get(id, ("unread", ""))
            yield Entry(
                id=id, item=item_from(json.loads(item)), came=came, file=file, marking=marking, access=groups,
                state=state, record=record,
            )  # fmt: skip

    def links(self) -> tuple[Link, ...]:
        """Return what people said of pairs, the latest word on each."""
        rows = self._database.execute("SELECT one, other, how FROM links ORDER BY n")
        latest = {(one, other): how for one, other, how in rows}
        return tuple(Link(one=one, other=other, how=how) for (one, other), how in sorted(latest.items()))

    def unread(self) -> tuple[tuple[str, str, str], ...]:
        """Return what could not be read: the file's name, where in it, and why. For readers of the whole."""
        return tuple(
            self._database.execute(
                "SELECT DISTINCT f.name, u.at, u.why FROM unread u JOIN files f ON f.digest = u.digest"
                " ORDER BY 1, 2, 3"
            )
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._database:
                yield self._database
        except sqlite3.OperationalError as error:
            raise NotWritable(f"The inbox could not be written: {error}. Nothing was changed.") from None


@contextmanager
def opened(folder: Path) -> Iterator[Inbox]:
    """Open the inbox of a dossier; it is made when it is missing.

    Raises:
        NotWritable: when it cannot be opened or made.
    """
    path = folder / PLACE
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        database = sqlite3.connect(path, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise NotWritable(f"The inbox in {folder} could not be opened: {error}.") from None
    try:
        try:
            database.execute("PRAGMA synchronous = FULL")
            database.executescript(_TABLES)
        except sqlite3.Error as error:
            raise NotWritable(f"The inbox in {folder} cannot be read: {error}.") from None
        yield Inbox(database)
    finally:
        database.close()


def there(folder: Path) -> bool:
    """Whether a dossier has an inbox."""
    return (folder / PLACE).is_file()


def _written(item: Item) -> str:
    return json.dumps(item_as(item), ensure_ascii=True, separators=(",", ":"))


def _listed(access: tuple[str, ...]) -> str:
    return json.dumps(sorted(access))
