"""The inbox: every item that ever came, and what people did with it. Nothing is taken out of it.

``.summitry/watch/inbox.sqlite3`` in the dossier's folder, readable by its owner alone. Each act of a person
is a row that is added; the latest counts. What a reader may not see is not handed out, and not counted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal

from summitry.dossier.header import Grants, Header
from summitry.foundation.durable import OWN
from summitry.foundation.refusals import NotWritable
from summitry.foundation.values import dataclass
from summitry.watch.intake.apart import item_as, item_from
from summitry.watch.schema import TABLES
from summitry.watch.value import Item

PLACE = f"{OWN}/watch/inbox.sqlite3"

State = Literal["unread", "ignored", "accepted"]
_STATES: dict[str, State] = {"unread": "unread", "ignored": "ignored", "accepted": "accepted"}
_COLUMNS = "i.id, i.item, i.came, i.file, i.marking, i.access"
_LATEST = "SELECT * FROM acts WHERE n IN (SELECT max(n) FROM acts GROUP BY item)"


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
class Done:
    """What somebody did with some items at once, which still holds: they were ignored or accepted."""

    state: State
    who: str
    at: str
    because: str
    record: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A person said that two items are one happening (``together``) or are not (``apart``), or took back what
    was said of them (``free``)."""

    one: str
    other: str
    how: Literal["together", "apart", "free"]


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

    def put(
        self, parcels: Iterable[Parcel], came: str, marking: str, access: tuple[str, ...],
        header: Header | None = None,
    ) -> list[int]:  # fmt: skip
        """Put the items of some files, all or none; return how many of each were new.

        With a ``header``: an item that is there already, but not for all who may see it with these marks, is
        put as a copy of its own. They see what they brought, and nobody learns of the other.
        """
        new: list[int] = []
        marks = (marking, _listed(access))
        with self._writing() as database:
            narrower = () if header is None else self._narrower(header, marking, access)
            for parcel in parcels:
                rows = [(i.id, _written(i), came, parcel.name, *marks) for i in parcel.items]
                before = database.total_changes
                if narrower:
                    rows = [self._copied(row, narrower) for row in rows]
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

    def _narrower(self, header: Header, marking: str, access: tuple[str, ...]) -> frozenset[tuple[str, str]]:
        """The marks of items that some of those who may see these marks may not see."""
        rank = {name: at for at, name in enumerate(header.markings)}
        own = rank.get(marking or header.lowest_marking, 0)

        def open_to_them(other: str, groups: set[str]) -> bool:
            known = rank.get(other or header.lowest_marking, len(rank)) <= own
            return known and (not groups or (bool(access) and groups >= set(access)))

        return frozenset(
            (other, groups) for other, groups in self._marks()
            if not open_to_them(other, set(_groups(groups)))
        )  # fmt: skip

    def _copied(
        self, row: tuple[str, str, str, str, str, str], narrower: frozenset[tuple[str, str]]
    ) -> tuple[str, str, str, str, str, str]:
        there = self._database.execute("SELECT marking, access FROM items WHERE id = ?", (row[0],)).fetchone()
        if there is None or tuple(there) not in narrower:
            return row
        other = hashlib.sha256("\n".join((row[0], *row[4:])).encode()).hexdigest()[:16]
        return (other, *row[1:])

    def _marks(self) -> list[tuple[str, str]]:
        return list(self._database.execute("SELECT DISTINCT marking, access FROM files"))

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

    def acknowledged(self, until: str = "") -> dict[str, str]:
        """Return the alarms somebody took note of, each with who did so last; with ``until`` by that day."""
        rows = self._database.execute("SELECT alarm, who, at FROM noted ORDER BY n")
        return {alarm: who for alarm, who, at in rows if not until or at[:10] <= until}

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
        which, given = self._which(header, grants, until, since)
        query = f"SELECT {_COLUMNS} FROM items i WHERE {which} ORDER BY i.id"
        for row in self._database.execute(query, given):
            state, record = states.get(row[0], ("unread", ""))
            yield _entry(row, state, record)

    def waiting(
        self, header: Header, grants: Grants | None, until: str, stands: Callable[[str], bool], most: int,
        since: str = "",
    ) -> tuple[list[Entry], int]:  # fmt: skip
        """Return the unread items a reader may see, those that came first, and how many more there are.

        ``since`` is a day: then only items that came on it or later.
        ``stands`` says whether the reader's dossier holds a record: what was accepted into one that is not
        there is unread, and remains so until somebody does something with it.
        """
        which, given = self._which(header, grants, until, since)
        self._database.create_function("stands", 1, lambda record: int(stands(record)))
        unread = f"""FROM items i LEFT JOIN ({_LATEST}) a ON a.item = i.id WHERE {which} AND
            (a.state IS NULL OR a.state = 'unread' OR (a.state = 'accepted' AND NOT stands(a.record)))"""
        query = f"SELECT {_COLUMNS} {unread} ORDER BY i.came, i.id LIMIT ?"
        found = [_entry(row) for row in self._database.execute(query, (*given, most + 1))]
        if len(found) <= most:
            return found, 0
        (every,) = self._database.execute(f"SELECT count(*) {unread}", given).fetchone()
        return found[:most], every - most

    def done(
        self, header: Header, grants: Grants | None, until: str, stands: Callable[[str], bool], most: int,
        since: str = "",
    ) -> tuple[Done, ...]:  # fmt: skip
        """Return what people did that still holds, with the items a reader may see, the latest act first.

        ``since`` is a day: then only items that came on it or later.
        """
        which, given = self._which(header, grants, until, since)
        query = f"""SELECT {_COLUMNS}, a.state, a.record, a.who, a.at, a.because
            FROM items i JOIN ({_LATEST}) a ON a.item = i.id
            WHERE {which} AND a.state != 'unread' ORDER BY a.n DESC, i.id LIMIT ?"""
        acts: dict[tuple[str, ...], list[Entry]] = {}
        for row in self._database.execute(query, (*given, most)):
            state, record, who, at, because = row[6:]
            if state == "ignored" or stands(record):
                acts.setdefault((state, who, at, because, record), []).append(_entry(row, state, record))
        return tuple(
            Done(state=_STATES[s], who=who, at=at, because=why, record=record, entries=tuple(entries))
            for (s, who, at, why, record), entries in acts.items()
        )  # fmt: skip

    def _which(
        self, header: Header, grants: Grants | None, until: str, since: str = ""
    ) -> tuple[str, tuple[str, ...]]:  # fmt: skip
        """The condition for what a reader may see; it is the database that passes over the rest."""
        told, given = ["1"], []
        if until or since:
            told, given = ["i.came >= ?", "i.came <= ?"], [since, until or "9999-12-31"]
        if grants is not None:
            seen = [
                marks for marks in self._marks()
                if header.allows(grants, marks[0], _groups(marks[1]))
            ]  # fmt: skip
            told.append(
                f"(i.marking, i.access) IN (VALUES {', '.join(['(?, ?)'] * len(seen))})" if seen else "0"
            )
            given += [each for marks in seen for each in marks]
        return " AND ".join(told), tuple(given)

    def links(self) -> tuple[Link, ...]:
        """Return what people said of pairs, the latest word on each."""
        rows = self._database.execute("SELECT one, other, how FROM links ORDER BY n")
        latest = {(one, other): how for one, other, how in rows}
        return tuple(
            Link(one=one, other=other, how=how)
            for (one, other), how in sorted(latest.items())
            if how != "free"
        )

    def unread(
        self, header: Header | None = None, grants: Grants | None = None
    ) -> tuple[tuple[str, str, str], ...]:  # fmt: skip
        """Return what could not be read of the files a reader may see: the file's name, where, and why."""
        which, given = ("1", ()) if header is None else self._which(header, grants, "")
        return tuple(
            self._database.execute(
                "SELECT DISTINCT i.name, u.at, u.why FROM unread u JOIN files i ON i.digest = u.digest"
                f" WHERE {which} ORDER BY 1, 2, 3",
                given,
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
            database.executescript(TABLES)
        except sqlite3.Error as error:
            raise NotWritable(f"The inbox in {folder} cannot be read: {error}.") from None
        yield Inbox(database)
    finally:
        database.close()


def stamp(folder: Path) -> tuple[int, ...]:
    """Return what is another after each change of the inbox; nothing when there is none."""
    path = folder / PLACE
    try:
        with open(path, "rb") as file:
            head = file.read(28)
        status = path.stat()
    except OSError:
        return ()
    # the database counts its changes there
    return (status.st_mtime_ns, status.st_size, int.from_bytes(head[24:28]))


def there(folder: Path) -> bool:
    """Whether a dossier has an inbox."""
    return (folder / PLACE).is_file()


@lru_cache(maxsize=256)
def _groups(access: str) -> tuple[str, ...]:
    return tuple(json.loads(access))


def _entry(row: Sequence[str], state: str = "unread", record: str = "") -> Entry:
    id, item, came, file, marking, access = row[:6]
    return Entry(
        id=id, item=item_from(json.loads(item)), came=came, file=file, marking=marking,
        access=_groups(access), state=_STATES[state], record=record,
    )  # fmt: skip


def _written(item: Item) -> str:
    return json.dumps(item_as(item), ensure_ascii=True, separators=(",", ":"))


def _listed(access: tuple[str, ...]) -> str:
    return json.dumps(sorted(access))
