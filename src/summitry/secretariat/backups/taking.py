"""Taking a backup: each dossier as it stands between two acts, while people go on reading and soon writing.

What acts change (text, journal, keys) is taken while no act is at work, the documents after that: they are
never written twice. Databases that lie in a dossier are taken before it, so that none speaks of a record
that the text does not hold yet.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.version import __version__
from summitry.secretariat.backups.erasures import chain_of, erasures_of, plain_of
from summitry.secretariat.backups.packing import Packing, packed
from summitry.secretariat.journal import chain, keys, verify

STATE = "desk"
DOSSIERS = "dossiers"
SECRET = f"{STATE}/secret"

_LEFT_OUT = re.compile(
    rf"(?:^|/)\.git(?:/|$)|(?:^|/)\.[^/]*\.new$|(?:^|/)[^/]*\.sqlite3?-(?:wal|shm|journal)$"
    rf"|^{re.escape(durable.OWN)}/(?:lock|[\w-]+\.lock|journal/lock|pending/.*|search/.*|likeness\.sqlite)$"
)
"""git's history, which may hold what was erased; what is made anew from the rest, and may hold it too; locks;
and what a kill left half-written."""

_SLUG = re.compile(r"[^a-z0-9]+")

Share = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Named:
    """A dossier in a backup: the word it has there, and its folder."""

    slug: str
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken: how many files and bytes, the seal of each dossier's journal, and links that lead out
    of their dossier, which were not."""

    files: int
    size: int
    seals: Mapping[str, str]
    left_out: tuple[str, ...] = ()


def named(folders: Iterable[Path], there: Iterable[Named] = ()) -> tuple[Named, ...]:
    """Give each folder a word of its own, besides those that have one."""
    found = {each.folder: each.slug for each in there}
    for folder in (each.resolve() for each in folders):
        word = base = _SLUG.sub("-", folder.name.casefold()).strip("-") or "dossier"
        more = 1
        while folder not in found and word in found.values():
            more += 1
            word = f"{base}-{more}"
        found.setdefault(folder, word)
    return tuple(Named(slug, folder) for folder, slug in found.items())


def back_up(
    dossiers: Iterable[Named], out: Path, at: datetime, *, state: Mapping[str, Path] | None = None,
    database: str = "", keys_to: Path | None = None, told: Share | None = None,
) -> Taken:  # fmt: skip
    """Write a backup. ``state`` are files of the desk by their names, ``database`` says what sort its
    database is; with ``keys_to`` the dossiers' keys and the desk's secret go to that file instead.

    Raises:
        Refused: when something cannot be read or written; then there is no backup.
    """
    listed = tuple(sorted(dossiers, key=lambda each: each.slug))
    whole = sum(path.lstat().st_size for each in listed for _, path in walk(each.folder)) or 1
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        if told is not None:
            told(min(1.0, done / whole))

    made = at.isoformat(timespec="seconds")
    with ExitStack() as stack:
        packing = stack.enter_context(packed(out, count))
        apart = stack.enter_context(packed(keys_to, count)) if keys_to is not None else packing
        for name, path in sorted((state or {}).items()):
            (apart if f"{STATE}/{name}" == SECRET else packing).add(f"{STATE}/{name}", path)
        told_of = {each.slug: _take(packing, apart, each) for each in listed}
        says: dict[str, Any] = {
            "dossiers": told_of, "state": state is not None, "database": database,
            "keys_apart": keys_to is not None,
        }  # fmt: skip
        of = packing.close(made, __version__, says)
        if apart is not packing:
            apart.close(made, __version__, {"keys_of": of})
        seals = {slug: str(said["journal"]["seal"]) for slug, said in told_of.items()}
        files = {**packing.members, **apart.members}
    out_of = tuple(
        str(path) for each in listed for _, path in walk(each.folder) if _leads_out(each.folder, path)
    )
    return Taken(files=len(files), size=done, seals=seals, left_out=out_of)


def walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder that belong in a backup, in order of their names."""
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in (*files, *(f for f in folders if (Path(base) / f).is_symlink())):
            path = Path(base) / name
            inside = path.relative_to(folder).as_posix()
            if not _LEFT_OUT.search(inside) and (path.is_symlink() or path.is_file()):
                found.append((inside, path))
    yield from sorted(found)


def _leads_out(folder: Path, path: Path) -> bool:
    """Whether a file is a link out of the folder, or by an address that holds on this machine alone."""
    if not path.is_symlink():
        return False
    target = os.readlink(path)
    inside = os.path.normpath(path.parent / target)
    return os.path.isabs(target) or not Path(inside).is_relative_to(folder)


def _take(packing: Packing, apart: Packing, each: Named) -> dict[str, Any]:
    """Take one dossier, and return what the list says of it."""
    folder, before = each.folder, f"{DOSSIERS}/{each.slug}/"
    try:
        databases = {
            name for name, path in walk(folder) if name.endswith(".sqlite3") and not path.is_symlink()
        }
        for name in sorted(databases):
            with tempfile.NamedTemporaryFile(suffix=".sqlite3") as copy:
                copy_database(folder / name, Path(copy.name))
                packing.add(before + name, Path(copy.name))
        with chain.locked(folder), durable.writing(folder):
            there = [
                (name, path) for name, path in walk(folder)
                if name not in databases and not _leads_out(folder, path)
            ]  # fmt: skip
            last = chain.last(folder / chain.FOLDER).file
            later = [item for item in there if _stays(item[0], last)]
            for name, path in there:
                if not _stays(name, last):
                    (apart if name.startswith(f"{keys.FOLDER}/") else packing).add(before + name, path)
            journal = verify(folder)
            said = {
                "folder": str(folder), "chain": chain_of(folder), "erased": plain_of(erasures_of(folder)),
                "journal": {"entries": journal.entries, "seal": journal.seal, "whole": journal.whole},
            }  # fmt: skip
        for name, path in later:
            packing.add(before + name, path)
    except OSError as error:
        raise Refused(f"{folder} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None
    return said


def _stays(name: str, last: str) -> bool:
    """Whether a file is never written again: a document, or a file of the journal before the last."""
    if name.startswith(f"{chain.FOLDER}/") and name.endswith(".jsonl"):
        return name.rpartition("/")[2] != last
    return name.startswith(("archive/originals/", "archive/texts/"))


def copy_database(path: Path, to: Path) -> None:
    """Copy an SQLite database as it stands between two writes, while others write.

    Raises:
        Refused: when it is no database.
    """
    try:
        there = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=20)
        with closing(there) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise Refused(f"{path} cannot be copied: {error}.") from None
