"""The cabinet as a dossier asks it: texts by file or digest, read from disk when first wanted.

It answers alike for the life of the value: kept texts never change, and which file has which digest
is decided when it is first asked for. Texts that were not asked for lately are let go.
"""

from __future__ import annotations

import importlib
import os
import threading
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from summitry.archive import store
from summitry.archive.heldtext import Damaged, from_lines
from summitry.dossier.holdings import Held

ROOM = 192 * 1024 * 1024
"""Memory for texts that are held at once, in bytes, by estimate."""

SHORTEST = 16
"""Fewest letters of a digest by which a file is known."""


class Cabinet:
    """What stands under ``archive/`` of one dossier's folder."""

    def __init__(self, folder: str | Path, *, room: int = ROOM) -> None:
        self.folder = Path(folder)
        self._room = room
        self._used = 0
        self._texts: OrderedDict[str, tuple[Held | None, int]] = OrderedDict()
        self._digests: dict[str, str] = {}
        self._lock = threading.RLock()

    def held(self, file: str) -> Held | None:
        """Return the text of a file under ``archive/`` (as a document record names it), or ``None``."""
        with self._lock:
            digest = self._digests.get(file)
            if digest is None:
                digest = self._digests[file] = self._digest(file)
            found = self._text(digest, file) if digest else None
        return found if found is None or found.original == file else replace(found, original=file)

    def by_digest(self, digest: str) -> Held | None:
        """Return the text of the file with this digest (or its first 16 letters or more), or ``None``."""
        if len(digest) < SHORTEST:
            return None
        with self._lock:
            at = bisect_left(self._kept, digest)
            full = self._kept[at] if at < len(self._kept) else ""
            return self._text(full, "") if full.startswith(digest) else None

    @cached_property
    def _kept(self) -> list[str]:
        """The digests of all that is kept, in order."""
        found = {name.partition(".")[0] for name in self._names(store.ORIGINALS)}
        found |= {name.partition(".")[0] for name in self._names(store.TEXTS)}
        return sorted(name for name in found if len(name) == 64)

    def _names(self, folder: str) -> list[str]:
        try:
            return os.listdir(self.folder / folder)
        except OSError:
            return []

    def _digest(self, file: str) -> str:
        path = store.inside(self.folder, file)
        if path is None or not path.is_file():
            return ""
        try:
            return store.digest_in(file) or store.digest_of(path)
        except store.NotKept:
            return ""

    def _text(self, digest: str, file: str) -> Held | None:
        known = self._texts.get(digest)
        if known is None:
            found, cost = self._from_disk(digest)
            if found is None:
                found, cost = self._again(digest, file), ROOM // 100
            known = self._texts[digest] = (found, cost)
            self._used += cost
            while self._used > self._room and len(self._texts) > 1:
                self._used -= self._texts.popitem(last=False)[1][1]
        else:
            self._texts.move_to_end(digest)
        return known[0]

    def _from_disk(self, digest: str) -> tuple[Held | None, int]:
        content = store.kept_text(self.folder, digest)
        if content is None:
            return None, 0
        try:
            held = from_lines(content)
        except Damaged:
            return None, 0
        # a letter takes a byte or two, and a passage some 500 for its fields
        return (held, 2 * len(content) + 500 * len(held.passages)) if held.digest == digest else (None, 0)

    def _again(self, digest: str, file: str) -> Held | None:
        """Read a file whose text is missing. It is seldom: what reads files is loaded only for it."""
        name = file or store.original_name(self.folder, digest)
        reading = importlib.import_module("summitry.archive.reading")
        found: Held | None = reading.read_again(self.folder, name, digest) if name else None
        return found
