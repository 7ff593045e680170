"""The lines of a text by number and by offset, counted in blocks instead of listed.

A text is asked for a few dozen of its thousands of lines.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

_BLOCK = 4096


class Lines:
    """Line numbers, from 0, of the offsets of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = (text.count("\n", at, at + _BLOCK) for at in range(0, len(text), _BLOCK))
        self._before = [0, *accumulate(ends)]
        """How many lines end before each block, and in the whole text."""

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line an offset is on, and where that line begins."""
        block = min(offset // _BLOCK, len(self._before) - 1)
        line = self._before[block] + self._text.count("\n", block * _BLOCK, offset)
        return line, self._text.rfind("\n", 0, offset) + 1

    def text(self, line: int) -> str:
        """Return a line without its end; empty when there is no such line."""
        if not 0 <= line <= self._before[-1]:
            return ""
        start = 0
        if line:
            block = bisect_right(self._before, line - 1) - 1
            start = block * _BLOCK
            for _ in range(line - self._before[block]):
                start = self._text.index("\n", start) + 1
        end = self._text.find("\n", start)
        return self._text[start : len(self._text) if end < 0 else end]
