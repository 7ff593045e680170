"""Changing stretches of a text and nothing else: line ends, byte-order marks and all the rest stay.

Places are found in the text as the loader reads it (line ends as ``\\n``, no byte-order mark); the
changes are made in the bytes as they stand in the file.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """The characters from ``start`` to ``end`` become ``text``."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text after some changes; none may overlap another."""
    done, at = [], 0
    for splice in sorted(splices):
        if splice.start < at:
            raise ValueError("Two changes overlap.")
        done += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*done, text[at:]])


def spliced_bytes(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return a file's bytes after changes whose places count in the text as the loader reads it.

    New lines end as most lines of the file do.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    raw = data[len(mark) :].decode("utf-8")
    pairs = _pairs(raw)
    ending = "\r\n" if len(pairs) * 2 > raw.count("\n") else "\n"
    moved = [
        Splice(_moved(pairs, s.start), _moved(pairs, s.end), s.text.replace("\n", ending)) for s in splices
    ]
    return mark + spliced(raw, moved).encode("utf-8")


def _pairs(raw: str) -> list[int]:
    """The places of two-character line ends, counted in the text in which each is one character."""
    found: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = raw.find("\r\n", at + 2)
    return found


def _moved(pairs: list[int], at: int) -> int:
    return at + bisect_left(pairs, at)
