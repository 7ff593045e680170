"""Sweeps over all vectors of choices, seen as a tensor with one axis for each side.

Shapes and words used throughout: ``n`` cells, one for each vector; ``u[i, g]`` is the worth of cell *g*
to side *i*, larger is better, -1 where the vector cannot be. Axis *a* occupies ``width[a]`` bits of the
cell's number from bit ``shift[a]`` on. A *fibre* of an axis are the cells that differ only there. A
*slice* of an axis are the cells in which its own bits are fixed: what the other sides can reach from a
cell lies in its slice.

``order`` holds, fibre by fibre, the feasible cells from best to worst for the axis's owner; ``FIRST``
marks a cell that is worse than the one before it. ``filled`` says how many there are.

A one-way option is counted so that the bit can only be set: ``oneway[a]`` are those bits of the axis,
``turned[a]`` those to be read the other way round.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled

INFINITE = np.int32(2**31 - 1)
LANES = 8
NASH, GMR, SMR, SEQ, SSEQ, FEASIBLE, SIM = 1, 2, 4, 8, 16, 32, 64


@compiled
def improve_fibre(tile, lane, order, at, count, first):
    """Lower each cell of a fibre to the least among cells strictly better for the mover.

    Both values of a cell are swept at once. Returns whether anything changed.
    """
    changed = False
    m0 = m1 = g0 = g1 = INFINITE
    mask = first - 1
    for r in range(count):
        entry = order[at + r]
        if entry & first:
            m0 = min(m0, g0)
            m1 = min(m1, g1)
        k = entry & mask
        w0 = tile[lane, k, 0]
        w1 = tile[lane, k, 1]
        g0 = min(g0, w0)
        g1 = min(g1, w1)
        if m0 < w0:
            tile[lane, k, 0] = m0
            changed = True
        if m1 < w1:
            tile[lane, k, 1] = m1
            changed = True
    return changed


@compiled
def lower_subsets(least, pattern, value, which):
    """Note a value at every pattern from which ``pattern`` can be reached by setting bits."""
    if value >= least[pattern, which]:
        return
    part = pattern
    while True:
        if value < least[part, which]:
            least[part, which] = value
        if part == 0:
            return
        part = (part - 1) & pattern


@compiled
def improve_oneway(tile, lane, order, at, count, first, ways, least, patterns):
    """The same as ``improve_fibre`` where some options of the mover can be changed one way only.

    ``ways[k]`` is the pattern of the one-way options of the fibre's *k*-th cell.
    """
    changed = False
    mask = first - 1
    for p in range(patterns):
        least[p, 0] = INFINITE
        least[p, 1] = INFINITE
    begun = 0
    for r in range(count):
        entry = order[at + r]
        if entry & first:
            for b in range(begun, r):
                k = order[at + b] & mask
                lower_subsets(least, ways[k], tile[lane, k, 0], 0)
                lower_subsets(least, ways[k], tile[lane, k, 1], 1)
            begun = r
        k = entry & mask
        way = ways[k]
        if least[way, 0] < tile[lane, k, 0]:
            tile[lane, k, 0] = least[way, 0]
            changed = True
        if least[way, 1] < tile[lane, k, 1]:
            tile[lane, k, 1] = least[way, 1]
            changed = True
    return changed


@compiled
def level_fibre(tile, lane, order, at, count, first, ways, least, patterns):
    """Lower each cell of a fibre to the least among all that the mover can go to."""
    changed = False
    mask = first - 1
    if patterns == 1:
        m0 = m1 = INFINITE
        for r in range(count):
            k = order[at + r] & mask
            m0 = min(m0, tile[lane, k, 0])
            m1 = min(m1, tile[lane, k, 1])
        for r in range(count):
            k = order[at + r] & mask
            if m0 < tile[lane, k, 0] or m1 < tile[lane, k, 1]:
                changed = True
            tile[lane, k, 0] = m0
            tile[lane, k, 1] = m1
        return changed
    for p in range(patterns):
        least[p, 0] = INFINITE
        least[p, 1] = INFINITE
    for r in range(count):
        k = order[at + r] & mask
        least[ways[k], 0] = min(least[ways[k], 0], tile[lane, k, 0])
        least[ways[k], 1] = min(least[ways[k], 1], tile[lane, k, 1])
    bit = 1
    while bit < patterns:
        for p in range(patterns):
            if not p & bit:
                least[p, 0] = min(least[p, 0], least[p | bit, 0])
                least[p, 1] = min(least[p, 1], least[p | bit, 1])
        bit <<= 1
    for r in range(count):
        k = order[at + r] & mask
        if least[ways[k], 0] < tile[lane, k, 0] or least[ways[k], 1] < tile[lane, k, 1]:
            changed = True
            tile[lane, k, 0] = least[ways[k], 0]
            tile[lane, k, 1] = least[ways[k], 1]
    return changed


@compiled
def sweep(
    worth, own, place, shift, width, a, order, order_at, filled, filled_at, first, improving, ways,
    ways_at, patterns, least, tile,
):  # fmt: skip
    """Sweep one axis over one slice. Returns whether anything changed.

    ``worth`` are the two values of each cell of the slice, ``own`` the axis whose bits are fixed at
    ``place``. Fibres are taken eight at a time, those that lie side by side, so that each line of
    memory is read once.
    """
    size = 1 << width[a]
    inner = shift[a] if shift[a] < shift[own] else shift[a] - width[own]
    stride = 1 << inner
    cells = worth.shape[0]
    lanes = min(LANES, stride)
    low_own = (1 << shift[own]) - 1
    low_axis = (1 << shift[a]) - 1
    start_of_ways = ways_at[a]
    start_of_order = order_at[a]
    start_of_filled = filled_at[a]
    many = patterns[a]
    changed = False
    for high in range(cells >> (inner + width[a])):
        for low in range(0, stride, lanes):
            base = (high << (inner + width[a])) | low
            for k in range(size):
                row = base + (k << inner)
                for lane in range(lanes):
                    tile[lane, k, 0] = worth[row + lane, 0]
                    tile[lane, k, 1] = worth[row + lane, 1]
            touched = False
            for lane in range(lanes):
                c = base + lane
                g = (c & low_own) | (place << shift[own]) | ((c >> shift[own]) << (shift[own] + width[own]))
                f = ((g >> (shift[a] + width[a])) << shift[a]) | (g & low_axis)
                at = start_of_order + (f << width[a])
                count = filled[start_of_filled + f]
                if improving:
                    if many == 1:
                        hit = improve_fibre(tile, lane, order, at, count, first)
                    else:
                        hit = improve_oneway(
                            tile, lane, order, at, count, first, ways[start_of_ways:], least, many
                        )
                else:
                    hit = level_fibre(tile, lane, order, at, count, first, ways[start_of_ways:], least, many)
                touched |= hit
            if touched:
                changed = True
                for k in range(size):
                    row = base + (k << inner)
                    for lane in range(lanes):
                        worth[row + lane, 0] = tile[lane, k, 0]
                        worth[row + lane, 1] = tile[lane, k, 1]
    return changed


@compiled
def settle(
    worth, own, place, shift, width, rivals, order, order_at, filled, filled_at, first, improving, once,
    ways, ways_at, patterns, least, tile,
):  # fmt: skip
    """Sweep the axes of all rivals over one slice until nothing changes.

    With ``once`` each axis is swept a single time: enough where their moves do not hinder each other.
    """
    count = rivals.shape[0]
    if count == 0:
        return
    unchanged = 0
    k = 0
    swept = 0
    while unchanged < count:
        hit = sweep(
            worth, own, place, shift, width, rivals[k], order, order_at, filled, filled_at, first,
            improving, ways, ways_at, patterns, least, tile,
        )  # fmt: skip
        swept += 1
        if once and swept == count:
            return
        # Sweeping an axis twice running changes nothing, for one can go at once where one goes in two.
        unchanged = 1 if hit else unchanged + 1
        k = (k + 1) % count


@compiled
def best_reach(u, shift, width, way_of, best, begin, end):
    """Set ``best[way, c]``, for *c* from ``begin`` to ``end``, to the best worth to a side over its own
    cells with that one-way pattern; -1 where none can be."""
    low = (1 << shift) - 1
    size = 1 << width
    for p in range(best.shape[0]):
        for c in range(begin, end):
            best[p, c] = -1
    for c0 in range(begin, end, 16):
        for k in range(size):
            way = way_of[k]
            for c in range(c0, min(c0 + 16, end)):
                value = u[((c >> shift) << (shift + width)) | (k << shift) | (c & low)]
                if value > best[way, c]:
                    best[way, c] = value


@compiled
def turn_out(u, shift, width, begin, end, by_place):
    """Copy the cells ``begin`` to ``end`` of every slice of one axis so that each slice lies together."""
    low = (1 << shift) - 1
    for c0 in range(begin, end, 16):
        for k in range(1 << width):
            for c in range(c0, min(c0 + 16, end)):
                by_place[k, c] = u[((c >> shift) << (shift + width)) | (k << shift) | (c & low)]


@compiled
def spread_up(best):
    """Let each one-way pattern have the best of all patterns that can be reached from it."""
    patterns = best.shape[0]
    bit = 1
    while bit < patterns:
        for p in range(patterns):
            if not p & bit:
                for c in range(best.shape[1]):
                    if best[p | bit, c] > best[p, c]:
                        best[p, c] = best[p | bit, c]
        bit <<= 1


@compiled
def take_slices(
    u, by_place, own, places, stop, shift, width, rivals, order, order_at, filled, filled_at, first, once,
    ways, ways_at, patterns, best, top, wanted,
):  # fmt: skip
    """Settle the slices of one side at the given places, and note what its moves there would be worth.

    ``u`` is the side's own row; ``by_place`` the same turned out, or empty where its slices lie well.
    ``top[q, way, c]`` becomes the best that a move to one-way pattern ``way`` can be counted on for: the
    lesser of what it brings at once and of what the rivals leave of it, with *q* for GMR, SMR, SEQ and
    SSEQ. ``wanted`` tells whether the first two, and the last two, are asked for.
    """
    cells = 1
    for a in range(shift.shape[0]):
        if a != own:
            cells <<= width[a]
    widest = 1
    most = 1
    for r in range(rivals.shape[0]):
        widest = max(widest, 1 << width[rivals[r]])
        most = max(most, patterns[rivals[r]])
    worth = np.empty((cells, 2), np.int32)
    mine = np.empty(0 if by_place.shape[0] else cells, np.int32)
    tile = np.empty((LANES, widest, 2), np.int32)
    least = np.empty((most, 2), np.int32)
    low = (1 << shift[own]) - 1
    above = shift[own] + width[own]
    for n in range(places.shape[0]):
        if stop[0]:
            return
        place = places[n]
        way = ways[ways_at[own] + place]
        if by_place.shape[0]:
            mine = by_place[place]
        else:
            for c in range(cells):
                mine[c] = u[(c & low) | (place << shift[own]) | ((c >> shift[own]) << above)]
        for kind in range(2):
            if not wanted[kind]:
                continue
            for c in range(cells):
                worth[c, 0] = mine[c]
                worth[c, 1] = best[way, c]
            settle(
                worth, own, place, shift, width, rivals, order, order_at, filled, filled_at, first,
                kind == 1, once and kind == 0, ways, ways_at, patterns, least, tile,
            )  # fmt: skip
            for c in range(cells):
                value = mine[c]
                if value < 0:
                    continue
                left = min(value, worth[c, 0])
                if left > top[2 * kind, way, c]:
                    top[2 * kind, way, c] = left
                left = min(value, worth[c, 1])
                if left > top[2 * kind + 1, way, c]:
                    top[2 * kind + 1, way, c] = left


@compiled
def judge(u, begin, end, shift, width, way_of, best, top, wanted, verdict):
    """Write for the cells ``begin`` to ``end`` under which concepts they are stable for a side."""
    low = (1 << shift) - 1
    inside = (1 << width) - 1
    for g in range(begin, end):
        value = u[g]
        if value < 0:
            verdict[g] = 0
            continue
        c = ((g >> (shift + width)) << shift) | (g & low)
        way = way_of[(g >> shift) & inside]
        found = FEASIBLE
        if best[way, c] <= value:
            found |= NASH
        if wanted[0]:
            if top[0, way, c] <= value:
                found |= GMR
            if top[1, way, c] <= value:
                found |= SMR
        if wanted[1]:
            if top[2, way, c] <= value:
                found |= SEQ
            if top[3, way, c] <= value:
                found |= SSEQ
        verdict[g] = found
