"""Where each term stands in one document: what the ranking reads of it, packed into a row of numbers.

The document is one row of terms: its head first, then text and notes, cut into passages of some 150
words. Packed in the machine's own order of bytes, since an index is made where it is used.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Positions = Sequence[int]

NOWHERE: Positions = ()


class Mangled(ValueError):
    """A packed row that is not as it was written."""


class Places:
    """The places of terms (by their numbers) in one document.

    The first ``head`` places are those of the head, which counts twice. ``windows`` holds where each
    passage begins; the head belongs to none of them.
    """

    __slots__ = ("_numbers", "_offsets", "_spots", "head", "length", "windows")

    def __init__(
        self, numbers: Positions, offsets: Positions, spots: Positions, head: int, windows: Positions
    ) -> None:
        self._numbers, self._offsets, self._spots = numbers, offsets, spots
        self.head = head
        self.windows = windows
        self.length = len(spots) + head
        """In words, the head counted twice."""

    @classmethod
    def of(cls, row: Sequence[int], head: int, windows: Sequence[int]) -> Places:
        """Return the places of the terms in a row of term numbers."""
        where: dict[int, list[int]] = {}
        for at, number in enumerate(row):
            where.setdefault(number, []).append(at)
        numbers = array("I", sorted(where))
        offsets, spots = array("I", [0]), array("I")
        for number in numbers:
            spots.extend(where[number])
            offsets.append(len(spots))
        return cls(numbers, offsets, spots, head, array("I", windows))

    def packed(self) -> bytes:
        """Return the bytes that `unpacked` reads."""
        sizes = array("I", (self.head, len(self._numbers), len(self._spots), len(self.windows)))
        body = b"".join(
            bytes(array("I", p)) for p in (self._numbers, self._offsets, self._spots, self.windows)
        )
        return bytes(array("I", (zlib.crc32(body),))) + bytes(sizes) + body

    @classmethod
    def unpacked(cls, content: bytes) -> Places:
        """Read what `packed` wrote.

        Raises:
            Mangled: when a byte of it has changed.
        """
        if len(content) < 20 or len(content) % 4:
            raise Mangled
        all = memoryview(content).cast("I")
        check, head, terms, spots, windows = all[:5]
        if len(all) != 5 + terms + terms + 1 + spots + windows or zlib.crc32(content[20:]) != check:
            raise Mangled
        first, second = 5 + terms, 5 + 2 * terms + 1
        return cls(all[5:first], all[first:second], all[second : second + spots], head, all[second + spots :])

    def row(self) -> list[int]:
        """Return the row of term numbers again."""
        row = [0] * len(self._spots)
        for n, number in enumerate(self._numbers):
            for at in self._spots[self._offsets[n] : self._offsets[n + 1]]:
                row[at] = number
        return row

    @property
    def numbers(self) -> Positions:
        """The terms that occur, in order of their numbers."""
        return self._numbers

    def of_term(self, number: int) -> Positions:
        """Return where a term stands, in order."""
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return NOWHERE
        return self._spots[self._offsets[at] : self._offsets[at + 1]]

    def of_form(self, form: Sequence[int]) -> Positions:
        """Return where a row of terms begins to stand word by word."""
        if len(form) == 1:
            return self.of_term(form[0])
        rows = [self.of_term(number) for number in form]
        if not all(rows):
            return NOWHERE
        rarest = min(range(len(form)), key=lambda n: len(rows[n]))
        found = [at - rarest for at in rows[rarest]]
        for n, row in enumerate(rows):
            if n != rarest and found:
                there = set(row) if len(row) < 64 else None
                found = [at for at in found if (at + n in there if there is not None else _has(row, at + n))]
        return [at for at in found if at >= 0]

    def window_of(self, at: int) -> int:
        """Return the passage a place lies in, counted from 0; -1 for the head."""
        return -1 if at < self.head else bisect_right(self.windows, at) - 1

    def window_length(self, window: int) -> int:
        """Return the words of a passage without the head."""
        end = self.windows[window + 1] if window + 1 < len(self.windows) else self.length - self.head
        return int(end - self.windows[window])


def _has(row: Positions, at: int) -> bool:
    found = bisect_left(row, at)
    return found < len(row) and row[found] == at
