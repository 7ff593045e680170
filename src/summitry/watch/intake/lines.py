"""Lines of a file of which no one knows how long they are."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

MOST = 1_000_000
"""Longest line that is read, in bytes."""


def lines_in(stream: BinaryIO) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with its number and whether it is whole; of a line too long nothing is held.

    What is not UTF-8 is read as Windows-1252, letter by letter.
    """
    number, over = 0, False
    while True:
        raw = stream.readline(MOST)
        if not raw:
            return
        ended = raw.endswith(b"\n") or len(raw) < MOST
        if over:
            over = not ended
            continue
        number += 1
        if not ended:
            over = True
            yield number, "", False
            continue
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        yield number, _decoded(raw), True


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
