"""CSV tables: each row a passage, its columns named in a first passage."""

from __future__ import annotations

import csv
import io

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import run_together
from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.source import Source

READ_BY = "table 1"

csv.field_size_limit(1_000_000)


def read(source: Source) -> Reading:
    """Return the rows of a table."""
    text, said = decoded(source.content())
    composer = Composer(source.limits)
    if said:
        composer.reading.trouble.append(said)
    for at, row in enumerate(rows(text)):
        try:
            composer.add("head" if at == 0 else "body", run_together(" ".join(row)), label="row")
        except TooMuch:
            composer.reading.trouble.append("It has more rows than are kept; the rest was left.")
            break
    return composer.finish()


def rows(text: str) -> list[list[str]]:
    """Return the rows of a table, whichever sign parts its columns."""
    first = text.partition("\n")[0]
    sign = max(",;\t|", key=first.count)
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return found
        except csv.Error:
            continue
        if any(cell.strip() for cell in row):
            found.append(row)
