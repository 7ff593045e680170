"""How well reports are gathered, beside a plain baseline: the same day and a shared name."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from summitry.testing.watching.labelled import Labelled, headlines, launches, sentences
from summitry.watch.triage.maths import b_cubed, gather
from summitry.watch.triage.signs import signal, squeezed
from summitry.watch.value import Item

SETS: tuple[tuple[str, Callable[[Path], Iterator[Labelled]]], ...] = (
    ("launches", launches), ("headlines", headlines), ("sentences", sentences),
)  # fmt: skip
_NAME = re.compile(r"[^\W\d_]{4,}")


def measured(data: Path) -> dict[str, tuple[float, float, int]]:
    """Return F1 by B-cubed of ours and of the baseline, and how many reports, by set and for ``all`` of them.

    Measured on the half of the happenings that was not looked at when the threshold was chosen.
    """
    found: dict[str, tuple[float, float, int]] = {}
    every: list[Labelled] = []
    for name, made in SETS:
        kept = [each for each in made(data) if zlib.crc32(each[1].encode()) % 2]
        every += kept
        found[name] = _measure(kept)
    found["all"] = _measure(every)
    return found


def _measure(labelled: Sequence[Labelled]) -> tuple[float, float, int]:
    true = {f"{n:06}": label for n, (_, label) in enumerate(labelled)}
    items = {f"{n:06}": item for n, (item, _) in enumerate(labelled)}
    signals = [signal(item, id, item.said_to or date.max, {}) for id, item in items.items()]
    ours = {j.id: n for n, group in enumerate(gather(signals)) for j in group}
    return b_cubed(ours, true)[2], b_cubed(baseline(items), true)[2], len(true)


def baseline(items: dict[str, Item]) -> dict[str, str]:
    """Return groups as the plain rule makes them: reports of one day that share a name are one happening."""
    above = {id: id for id in items}

    def top(id: str) -> str:
        while above[id] != id:
            id = above[id]
        return id

    seen: dict[tuple[str, str], str] = {}
    for id, item in items.items():
        names = {squeezed(n) for n in (*item.names, *item.place.split(",")[:1]) if n}
        names |= {squeezed(w) for w in _NAME.findall(item.title) if w[0].isupper()}
        for name in names:
            other = seen.setdefault((item.said[:10], name), id)
            above[top(id)] = top(other)
    return {id: top(id) for id in items}
