"""The newest entries of the journal, without reading all that was before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summitry.secretariat.journal.chain import FOLDER, Entry, parsed

BLOCK = 64 * 1024


def latest(folder: Path) -> Iterator[Entry]:
    """Yield the entries that can be read, newest first; whoever has seen enough stops."""
    for path in sorted((folder / FOLDER).glob("*.jsonl"), reverse=True):
        for line in _backwards(path):
            try:
                yield parsed(line)
            except ValueError:
                continue


def _backwards(path: Path) -> Iterator[bytes]:
    """Yield a file's lines without their ends, the last first."""
    with open(path, "rb") as file:
        at, rest = file.seek(0, 2), b""
        while at > 0:
            start = max(0, at - BLOCK)
            file.seek(start)
            parts = (file.read(at - start) + rest).split(b"\n")
            rest = parts[0]
            yield from (part for part in reversed(parts[1:]) if part)
            at = start
        if rest:
            yield rest
