"""How wide words are: near enough to set them without a font at hand, never too narrow."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'|!()[] -")
_BROAD = frozenset("mwMW@%—…")


def cells(text: str) -> int:
    """Return how many columns of a terminal a line takes: two for a wide letter, none for an accent."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)  # fmt: skip


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of sans type of a size, in the unit of the size.

    >>> width("ill", 10) < width("mmm", 10)
    True
    """
    ems = sum(_ems(char) for char in text)
    return ems * size * (1.08 if bold else 1.0)


def _ems(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.31
    if char in _BROAD:
        return 0.9
    return 0.66 if char.isupper() else 0.56


def wrapped(text: str, room: float, size: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Break words into at most so many lines that fit into ``room``; what is left over ends in dots.

    >>> wrapped("Intercontinental missile tests", 30, 3)
    ('Intercontinental', 'missile tests')
    """
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines:
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}", size, bold=bold) <= room:
            line = f"{line} {rest.pop(0)}"
        found.append(line)
    if rest and found:
        found[-1] = f"{found[-1]} {' '.join(rest)}"
    return tuple(shortened(line, room, size, bold=bold) for line in found)


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a line cut to the room it has."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
