"""What the documents that match have in common: by volume, kind, year, author, marking, compartment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from summitry.archive.search.result import Tally
from summitry.archive.search.shelf import Shelf

SHOWN = 8
"""Values shown of each facet."""


def tallies(shelf: Shelf, matching: Iterable[int], groups: tuple[str, ...]) -> tuple[Tally, ...]:
    """Count documents by facet; a facet that would keep every one of them is left out.

    Only the reader's own compartments are counted.
    """
    counts: dict[str, Counter[str]] = {}
    total = 0
    wanted = frozenset(matching)
    rows = shelf.base.execute("SELECT number, document, kind, grade, first_day, marking, facts FROM entry")
    for number, document, kind, grade, first_day, marking, facts in rows:
        if number not in wanted:
            continue
        total += 1
        plain = json.loads(facts)
        year = str(date.fromordinal(first_day).year) if first_day else ""
        values = [("in", document), ("kind", kind), ("kind", grade), ("date", year), ("marking", marking)]
        values.append(("author", plain["author"]))
        values += [("compartment", group) for group in plain["access"] if group in groups]
        for facet, value in values:
            if value:
                counts.setdefault(facet, Counter())[value] += 1
    return tuple(
        Tally(facet=facet, value=value, documents=often, asks=_asks(facet, value))
        for facet, counter in sorted(counts.items())
        for value, often in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
        if often < total
    )


def _asks(facet: str, value: str) -> str:
    quoted = f'"{value}"' if any(not (c.isalnum() or c in "-.~/_") for c in value) else value
    return f"{facet}:{quoted}"
