"""Simultaneous sanctioning: what the rivals do from a cell, put together with what the side itself does.

Shapes and words are those of ``dense_kernels``.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled
from summitry.analysis.stability.dense_kernels import SIM


@compiled
def _answers(
    u, i, here, place, mark, shift, width, rivals, order, order_at, filled, filled_at, first, mask, ways,
    ways_at, seen, found,
):  # fmt: skip
    """List the cells of a slice that the rivals reach from ``here`` by improvements. Returns how many."""
    low = (1 << shift[i]) - 1
    above = shift[i] + width[i]
    count = 0
    next_one = -1
    while next_one < count:
        c = here if next_one < 0 else found[next_one]
        g = (c & low) | (place << shift[i]) | ((c >> shift[i]) << above)
        for r in range(rivals.shape[0]):
            a = rivals[r]
            f = ((g >> (shift[a] + width[a])) << shift[a]) | (g & ((1 << shift[a]) - 1))
            k = (g >> shift[a]) & ((1 << width[a]) - 1)
            at = order_at[a] + (f << width[a])
            for n in range(filled[filled_at[a] + f]):
                to = order[at + n] & mask
                cell = g ^ ((k ^ to) << shift[a])
                if u[a, cell] <= u[a, g]:
                    break
                if ways[ways_at[a] + k] & ~ways[ways_at[a] + to]:
                    continue
                c2 = ((cell >> above) << shift[i]) | (cell & low)
                if seen[c2] != mark:
                    seen[c2] = mark
                    found[count] = c2
                    count += 1
        next_one += 1
    return count


@compiled
def simultaneous(
    u, i, begin, end, shift, width, rivals, order, order_at, filled, filled_at, first, ways, ways_at, stop,
    verdict,
):  # fmt: skip
    """Add ``SIM`` to the verdicts of the cells ``begin`` to ``end`` for side *i*, which is also its axis.

    From each cell all that the rivals reach by improvements is listed; put together with each
    improvement of the side's own, something among it must be no better than the cell.
    """
    above = shift[i] + width[i]
    low = (1 << shift[i]) - 1
    size = 1 << width[i]
    cells = u.shape[1] >> width[i]
    seen = np.zeros(cells, np.int32)
    found = np.empty(cells, np.int64)
    mask = first - 1
    for g in range(begin, end):
        if stop[0]:
            return
        value = u[i, g]
        if value < 0:
            continue
        place = (g >> shift[i]) & (size - 1)
        here = ((g >> above) << shift[i]) | (g & low)
        listed = False
        count = 0
        holds = True
        for k in range(size):
            own = (g & ~((size - 1) << shift[i])) | (k << shift[i])
            if u[i, own] <= value or ways[ways_at[i] + place] & ~ways[ways_at[i] + k]:
                continue
            if not listed:
                listed = True
                count = _answers(
                    u, i, here, place, g + 1, shift, width, rivals, order, order_at, filled, filled_at, first,
                    mask, ways, ways_at, seen, found,
                )  # fmt: skip
            deterred = False
            for n in range(count):
                c = found[n]
                there = (c & low) | (k << shift[i]) | ((c >> shift[i]) << above)
                if 0 <= u[i, there] <= value:
                    deterred = True
                    break
            if not deterred:
                holds = False
                break
        if holds:
            verdict[g] |= SIM
