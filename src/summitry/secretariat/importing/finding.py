"""Which files are meant: names, folders with all below them, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from summitry.secretariat.importing.value import Incoming, NotImported

MOST = 100_000
"""Most files of one import."""


def found_files(words: Iterable[str]) -> Iterator[Incoming]:
    """Yield the files that names, folders and patterns stand for, each once, in order.

    Of a folder all below it is meant, but nothing whose name begins with a dot, and no link.

    Raises:
        NotImported: when a name stands for nothing.
    """
    seen: set[str] = set()
    for word in words:
        for path in _meant(word):
            key = os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                if len(seen) > MOST:
                    raise NotImported(f"These are more than {MOST:,} files. Import them folder by folder.")
                yield Incoming(path=path, shown=str(path))


def _meant(word: str) -> Iterator[Path]:
    path = Path(word)
    if path.is_dir():
        yield from _below(path)
    elif path.exists() or path.is_symlink():
        yield path
    else:
        matched = sorted(glob.glob(word, recursive=True))
        if not matched:
            raise NotImported(f"There is no file {word}.")
        for name in matched:
            yield from _below(Path(name)) if Path(name).is_dir() else (Path(name),)


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and not path.is_symlink():
                yield path
