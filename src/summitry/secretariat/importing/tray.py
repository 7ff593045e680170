"""What one import knows while it runs: the dossier, what it holds, what is still to be read and written."""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from dataclasses import field
from pathlib import Path

from summitry.archive import store
from summitry.archive.cabinet import Cabinet
from summitry.archive.likeness import Likeness, LikenessError
from summitry.dossier.holdings import Held
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.folder.reading import HEADER
from summitry.foundation.values import dataclass
from summitry.secretariat.importing.value import Arrival, NotImported, Wishes
from summitry.secretariat.opening import copy_for


@dataclass(slots=True)
class Waiting:
    """A file that was read, and whose record is not written yet."""

    shown: str
    wanted: str
    held: Held
    came_with: str


@dataclass(slots=True)
class Tray:
    """What one import knows: the dossier, which files it holds, what is still to be read and written."""

    folder: Path
    wishes: Wishes
    whole: Dossier
    seen: Dossier
    by_digest: dict[str, str]
    """Digest: the document, of those the reader may see and of those imported now."""
    taken: set[str]
    waiting: list[Waiting] = field(default_factory=list)
    ready: deque[Arrival] = field(default_factory=deque)
    inside: deque[tuple[store.Original, str, str]] = field(default_factory=deque)
    """Attachments that were kept and not read: the file, its name, the digest of what it came with."""
    reading: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Digest: what is shown of it, and the digest of what it came with."""
    since: float = 0.0
    file: str = ""
    """The file that holds most of the documents' records; blank when there is none yet."""
    likeness: Likeness | None = None
    titles: dict[str, str] = field(default_factory=dict)
    """The titles of documents that were imported now."""

    def text_of(self, digest: str) -> Held | None:
        """The text of a file, as it is kept now."""
        return Cabinet(self.folder).by_digest(digest) if has_text(self.folder, digest) else None


def begin_import(folder: str | Path, wishes: Wishes, dossier: Dossier | None = None) -> Tray:
    """Look at the dossier and at what is wished for.

    Raises:
        Unreadable: when there is no dossier.
        NotImported: when the wishes cannot be met.
        UnknownReader: when the header does not name the reader.
    """
    path = Path(folder)
    whole = seen = dossier or load(path)
    if wishes.reader:
        seen = copy_for(whole, wishes.reader)
    elif wishes.grants is not None:
        seen = whole.narrowed(wishes.grants)
    _refuse(whole, seen, wishes)
    taken = {r.id for r in whole.index.records()} | {w for r in whole.index.records() for w in r.was}
    held = {d.file: d.id for d in reversed(seen.all(Document)) if d.file}
    by_digest = {digest: id for name, id in held.items() if (digest := _digest(path, name))}
    tray = Tray(path, wishes, whole, seen, by_digest, taken, file=wishes.file or _file_of_most(whole))
    if not wishes.dry_run:
        with contextlib.suppress(LikenessError):
            noted = Likeness(path, tray.text_of)
            noted.catch_up(d for f in _files(whole) if (d := store.digest_in(f)))
            tray.likeness = noted
    return tray


def _file_of_most(dossier: Dossier) -> str:
    found = Counter(d.where().origin.file for d in dossier.all(Document))
    for name, _ in found.most_common():
        if name.endswith((".yaml", ".yml")) and name != HEADER:
            return name
    return ""


def _files(dossier: Dossier) -> list[str]:
    return [d.file for d in dossier.all(Document) if d.file]


def _refuse(whole: Dossier, seen: Dossier, wishes: Wishes) -> None:
    header = whole.header
    if wishes.marking and wishes.marking not in header.markings:
        raise NotImported(
            f'dossier.yaml lists no marking "{wishes.marking}". Its markings: {", ".join(header.markings)}.'
        )
    for group in wishes.access:
        if group not in header.groups:
            listed = ", ".join(header.groups) or "none yet"
            raise NotImported(f'dossier.yaml lists no group "{group}". Its groups: {listed}.')
    there = whole.get(wishes.id) if wishes.id else None
    if there is not None and seen.get(wishes.id) is None:
        raise NotImported(f'The id "{wishes.id}" cannot be used. Choose another.')
    if there is not None and not isinstance(there, Document):
        raise NotImported(f'"{wishes.id}" is already the id of another record: {there.known_as}.')


def _digest(folder: Path, name: str) -> str:
    if found := store.digest_in(name):
        return found
    path = store.inside(folder, name)
    try:
        return store.digest_of(path) if path is not None else ""
    except store.NotKept:
        return ""


def has_text(folder: Path, digest: str) -> bool:
    path = folder / store.text_name(digest)
    return path.is_file() or path.with_name(f"{path.name}.gz").is_file()
