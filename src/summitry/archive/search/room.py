"""Where indexes stand, and how they mend themselves.

``.summitry/search/`` of a dossier's folder holds a file for each distinct (marking, groups), and a few
for days on which less was known. All may be deleted at any time. One that is harmed, of another version
or cut short by a kill is made again, or gone on with, by whoever asks next. Where nothing can be written
an index is made in memory for the one question.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from summitry.archive.search.engine import Engine, Fts5
from summitry.archive.search.searcher import Searcher
from summitry.archive.search.shelf import Damaged, Shelf
from summitry.archive.search.wanted import Wanted, own_names, shelved, wanted
from summitry.dossier.value import Dossier

T = TypeVar("T")

FOLDER = ".summitry/search"
LARGE = 60_000_000
"""Bytes of kept text (some 200,000 passages) from which tantivy is used where it is installed."""
OTHER_DAYS = 6
"""How many indexes of days on which less was known are kept; the one not used for longest goes."""
ENGINES = ("fts5", "tantivy")


class NoEngine(Exception):
    """The engine asked for is not installed."""


def answering(dossier: Dossier, folder: Path, question: Callable[[Searcher], T], engine: str = "") -> T:
    """Return ``question(searcher)`` on an index that holds what this reader knows on this day.

    Raises:
        NoEngine: when ``engine`` is named and not installed.
    """
    wants = wanted(dossier, folder)
    chosen = engine or _chosen(wants)
    rooms = (folder, folder, None) if wants else (None,)
    for room in rooms:  # once more after harm; in memory where nothing can be written, or nothing is held
        opened: list[Path] = []
        try:
            with _shelf(dossier, wants, room, chosen, opened) as shelf:
                return question(Searcher(shelf, own_names(dossier), dossier.header.groups))
        except Damaged:
            for path in opened:
                discard(path)
        except sqlite3.OperationalError:
            if room is None:
                raise
        except sqlite3.DatabaseError:
            for path in opened:
                discard(path)
        except OSError:
            if room is None:
                raise
    raise Damaged("an index in memory")


@contextlib.contextmanager
def _shelf(
    dossier: Dossier, wants: tuple[Wanted, ...], folder: Path | None, engine: str, opened: list[Path]
) -> Iterator[Shelf]:
    """Open the index of what this reader knows on this day."""
    base = _named(dossier, folder, engine, "", opened)
    with Shelf(base, _engine(engine)) as shelf:
        _keep(shelf, dossier, wants)
        ids = _known(shelf, dossier)
        if ids is None:
            yield shelf
            return
    day = hashlib.sha256("\n".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    path = _named(dossier, folder, engine, day, opened)
    if path is not None:
        _make_room(path)
    with Shelf(path, _engine(engine)) as shelf:
        _keep(shelf, dossier, wants, ids)
        yield shelf


def _keep(
    shelf: Shelf, dossier: Dossier, wants: tuple[Wanted, ...], only: frozenset[str] | None = None
) -> None:
    """Bring an index up to date: take out what is not wanted, put in what is missing or has changed."""
    documents = None if only is None else {id.partition("/")[0] for id in only}
    stamps = {w.record.id: w.stamp for w in wants if documents is None or w.record.id in documents}
    held = shelf.stamps()
    for id in held:
        if id not in stamps:
            shelf.take_out(id)
    for want in wants:
        stamp = stamps.get(want.record.id)
        if stamp is not None and held.get(want.record.id) != stamp:
            shelf.put(shelved(dossier, want, only))


def _known(shelf: Shelf, dossier: Dossier) -> frozenset[str] | None:
    """Return the ids of the entries that are known on the dossier's day; ``None`` when all are."""
    days = shelf.known_days()
    limit = dossier.limit.toordinal() if dossier.has_day else None
    present = frozenset(dossier.ids("document"))
    known = frozenset(
        id for id, day in days.items() if (limit is None or day <= limit) and id.partition("/")[0] in present
    )
    return None if len(known) == len(days) else known


def _chosen(wants: tuple[Wanted, ...]) -> str:
    large = sum(want.bytes for want in wants) > LARGE
    return "tantivy" if large and importlib.util.find_spec("tantivy") is not None else "fts5"


def _engine(name: str) -> Engine:
    if name == "fts5":
        return Fts5()
    if importlib.util.find_spec("tantivy") is None:
        raise NoEngine("tantivy")
    found: Engine = importlib.import_module("summitry.archive.search.fast").Tantivy()
    return found


def _named(dossier: Dossier, folder: Path | None, engine: str, day: str, opened: list[Path]) -> Path | None:
    """Return the file of an index: named for who may see it, by a digest, since names of groups tell."""
    if folder is None:
        return None
    grants = dossier.grants
    who = "all" if grants is None else json.dumps([grants.marking, sorted(grants.groups)])
    name = hashlib.sha256(who.encode()).hexdigest()[:16] if grants is not None else who
    place = folder / FOLDER
    if not place.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        (place / ".gitignore").write_text("*\n", encoding="utf-8")  # it is made again wherever it is missing
    path = place / f"{name}{'-' + day if day else ''}-{engine}.db"
    opened.append(path)
    return path


def _make_room(path: Path) -> None:
    """Let go of the indexes of other days that were not used for longest."""
    if path.exists():
        os.utime(path)
        return
    others = [p for p in path.parent.glob("*-*-*.db") if p != path]
    for old in sorted(others, key=lambda p: p.stat().st_mtime, reverse=True)[OTHER_DAYS - 1 :]:
        discard(old)


def discard(path: Path) -> None:
    """Delete an index with all that stands beside it."""
    for beside in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")):
        beside.unlink(missing_ok=True)
    shutil.rmtree(path.with_suffix(".tantivy"), ignore_errors=True)
