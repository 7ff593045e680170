"""Which files there are, and how each is read: told by what they hold before what they are called."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from summitry.watch.intake import feeds, letters, pages, tables
from summitry.watch.value import Item, Unread

MOST_UNPACKED = 1024**3
"""Most bytes that are unpacked from a packed table."""

_FEED = re.compile(
    rb"(?is)\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!doctype[^>]*>\s*|<\?[^>]*>\s*)*<(?:\w+:)?(?:rss|feed|rdf)\b"
)
_ENTITIES = re.compile(
    rb"(?is)\A[^<]{0,64}(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<!doctype[^\[>]{0,400}\[.{0,4000}?<!entity"
)
_PAGE = re.compile(rb"(?i)<(?:!doctype html|html|head|body|article|meta|p|div)\b")
_HEADS = re.compile(
    rb"(?im)^(?:from|received|return-path|message-id|date|subject|mime-version|delivered-to)\s*:"
)
_TABLE = (".csv", ".tsv", ".tab")
_MAILDIR = ("cur", "new")


def files_in(path: Path) -> Iterator[Path]:
    """Yield the files of a Maildir or folder (not those that begin with a dot), or the file itself."""
    if not path.is_dir():
        yield path
        return
    if all((path / name).is_dir() for name in _MAILDIR):
        inner = [each for name in _MAILDIR for each in sorted((path / name).iterdir())]
    else:
        inner = sorted(path.iterdir())
    for each in inner:
        if each.name.startswith(".") or each.is_symlink():
            continue
        if each.is_dir():
            yield from files_in(each)
        else:
            yield each


def read(stream: BinaryIO, name: str) -> Iterator[Item | Unread]:
    """Yield what a file holds."""
    head = stream.read(8192)
    stream.seek(0)
    low = name.casefold()
    if head[:2] == b"\x1f\x8b":
        yield from _unpacked(stream, name.removesuffix(".gz"))
    elif not head.strip():
        yield Unread(why="it is empty")
    elif head.startswith(b"From "):
        yield from letters.letters(stream)
    elif _ENTITIES.search(head):
        yield Unread(why="it defines signs of its own (entities), as is done to fill the memory of a reader")
    elif _FEED.match(head):
        yield from feeds.entries(stream)
    elif low.endswith((".html", ".htm", ".xhtml")):
        yield from pages.page(stream, name)
    elif low.endswith(_TABLE) or head.count(b"\t") > 200:
        yield from tables.rows(stream, name)
    elif b"\0" in head:
        yield Unread(why="it is no text; a paper is taken in with summitry import")
    elif low.endswith(".eml") or len(_HEADS.findall(head)) >= 3:
        yield _letter(stream)
    elif _PAGE.search(head):
        yield from pages.page(stream, name)
    else:
        yield from pages.text(stream, name)


def _letter(stream: BinaryIO) -> Item | Unread:
    content = stream.read(letters.MOST + 1)
    if len(content) > letters.MOST:
        return Unread(why=f"it is larger than {letters.MOST // 1024**2} MB")
    return letters.letter(content)


def _unpacked(stream: BinaryIO, name: str) -> Iterator[Item | Unread]:
    """A packed table; nothing else is unpacked, and not without end."""
    try:
        with gzip.GzipFile(fileobj=stream) as packed:
            yield from tables.rows(cast(BinaryIO, _Bounded(packed)), name)
    except (OSError, EOFError, zlib.error):
        yield Unread(why="it is packed, and damaged")


class _Bounded:
    """The lines of a packed file, up to a bound."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed
        self._left = MOST_UNPACKED

    def readline(self, most: int) -> bytes:
        if self._left <= 0:
            return b""
        line = self._packed.readline(most)
        self._left -= len(line)
        return line
