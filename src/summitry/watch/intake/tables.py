"""Tables of events: the archived sets (GDELT, ICEWS, UCDP, CNS, CSIS), and any CSV with a column of days."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

from summitry.watch.intake import sets
from summitry.watch.intake.lines import lines_in
from summitry.watch.value import Item, Unread

MOST_TOLD = 20
"""How many rows that cannot be read are told one by one; of the rest, how many."""

Row = Mapping[str, str]


def rows(stream: BinaryIO, name: str) -> Iterator[Item | Unread]:
    """Yield the rows of a table of events, by its own form where it is one that is known."""
    told = _Told()
    lines = _whole(stream, told)
    first = next(lines, "")
    if first.count("\t") == len(sets.GDELT) - 1:
        found: Iterator[Item | None] = _each(_again(first, lines), sets.GDELT, "\t", sets.gdelt, told)
    else:
        delimiter = (
            "\t"
            if first.count("\t") > first.count(",")
            else ";"
            if first.count(";") > first.count(",")
            else ","
        )
        header = tuple(
            h.strip().removeprefix("\ufeff") for h in next(csv.reader([first], delimiter=delimiter), [])
        )
        read = sets.reader_for(header, name)
        if read is None:
            yield Unread(why="none of its columns is headed as one of days (date, day, event_date ...)")
            return
        found = _each(lines, header, delimiter, read, told)
    for item in found:
        if item is not None:
            yield item
        yield from told.new()
    yield from told.rest()


class _Told:
    """Rows that could not be read."""

    def __init__(self) -> None:
        self._new: list[Unread] = []
        self._all = 0

    def add(self, at: int, why: str) -> None:
        self._all += 1
        if self._all <= MOST_TOLD:
            self._new.append(Unread(why=why, at=f"row {at}"))

    def new(self) -> Iterator[Unread]:
        yield from self._new
        self._new.clear()

    def rest(self) -> Iterator[Unread]:
        yield from self.new()
        if self._all > MOST_TOLD:
            yield Unread(why=f"{self._all - MOST_TOLD:,} more of its rows cannot be read")


def _whole(stream: BinaryIO, told: _Told) -> Iterator[str]:
    for number, line, whole in lines_in(stream):
        if whole:
            yield line.replace("\0", "")
        else:
            told.add(number, "it is longer than a million letters")


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _each(
    lines: Iterable[str],
    header: Sequence[str],
    delimiter: str,
    read: Callable[[Row], Item | None],
    told: _Told,
) -> Iterator[Item | None]:
    """Read each row; ``None`` for one of which something is to be told."""
    quotes = None if delimiter == "\t" else '"'
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quotes, quoting=quoting)
    headed = header is not sets.GDELT
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            told.add(reader.line_num + headed, "its cells cannot be told apart")
            yield None
            continue
        if not any(cells):
            continue
        if len(cells) != len(header):
            told.add(reader.line_num + headed, f"it has {len(cells)} cells, and {len(header)} are headed")
            yield None
            continue
        item = read(dict(zip(header, cells, strict=True)))
        if item is None:
            told.add(reader.line_num + headed, "it bears no day that can be read")
        if item is not sets.NOTHING:
            yield item
