"""Sweeps over the feasible states only, fibre by fibre.

``order[r]`` are the states of one side's fibres, fibre after fibre, each from best to worst for it;
``fresh[r]`` tells that a state is worse than the one before it in its fibre, ``starts`` where fibres
begin. ``way[s]`` is the state's pattern of that side's one-way options, read so that bits can only be
set; the side can go from *s* to *t* in its fibre when ``way[s] & ~way[t]`` is empty.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled

INFINITE = np.int32(2**31 - 1)


@compiled
def _note(s, way, worth, patterns, least, count):
    for p in range(count):
        if patterns[p] == way[s]:
            least[p, 0] = min(least[p, 0], worth[s, 0])
            least[p, 1] = min(least[p, 1], worth[s, 1])
            return count
    patterns[count] = way[s]
    least[count, 0] = worth[s, 0]
    least[count, 1] = worth[s, 1]
    return count + 1


@compiled
def _lower(s, way, worth, patterns, least, count):
    changed = False
    for p in range(count):
        if way[s] & ~patterns[p] == 0:
            if least[p, 0] < worth[s, 0]:
                worth[s, 0] = least[p, 0]
                changed = True
            if least[p, 1] < worth[s, 1]:
                worth[s, 1] = least[p, 1]
                changed = True
    return changed


@compiled
def _sweep_oneway(order, fresh, first, last, way, improving, worth):
    """The same for a fibre in which one-way options differ: each pattern keeps the least found in it."""
    patterns = np.empty(last - first, np.uint64)
    least = np.empty((last - first, 2), np.int32)
    count = 0
    changed = False
    begun = first
    for r in range(first, last):
        if not improving:
            count = _note(order[r], way, worth, patterns, least, count)
            continue
        if fresh[r]:
            for b in range(begun, r):
                count = _note(order[b], way, worth, patterns, least, count)
            begun = r
        changed |= _lower(order[r], way, worth, patterns, least, count)
    if not improving:
        for r in range(first, last):
            changed |= _lower(order[r], way, worth, patterns, least, count)
    return changed


@compiled
def sweep_fibres(order, fresh, starts, way, begin, end, improving, worth):
    """Lower each state to the least its side can go to (``improving``: strictly better for it only).

    Fibres ``begin`` to ``end``; both values of a state are swept at once. Returns whether anything
    changed.
    """
    changed = False
    for f in range(begin, end):
        first, last = starts[f], starts[f + 1]
        if last - first < 2:
            continue
        oneway = False
        for r in range(first + 1, last):
            if way[order[r]] != way[order[first]]:
                oneway = True
                break
        if oneway:
            changed |= _sweep_oneway(order, fresh, first, last, way, improving, worth)
            continue
        m0 = m1 = g0 = g1 = INFINITE
        if not improving:
            for r in range(first, last):
                m0 = min(m0, worth[order[r], 0])
                m1 = min(m1, worth[order[r], 1])
        for r in range(first, last):
            s = order[r]
            if improving and fresh[r]:
                m0 = min(m0, g0)
                m1 = min(m1, g1)
            w0, w1 = worth[s, 0], worth[s, 1]
            g0 = min(g0, w0)
            g1 = min(g1, w1)
            if m0 < w0:
                worth[s, 0] = m0
                changed = True
            if m1 < w1:
                worth[s, 1] = m1
                changed = True
    return changed


@compiled
def reach_best(order, starts, way, u, begin, end, best):
    """Set ``best[s]`` to the best worth a side can bring about by itself from *s*, staying included."""
    for f in range(begin, end):
        first, last = starts[f], starts[f + 1]
        for r in range(first, last):
            s = order[r]
            for q in range(first, last):
                if way[s] & ~way[order[q]] == 0:
                    best[s] = u[order[q]]
                    break


@compiled
def count_on(order, starts, way, u, worth, begin, end, top):
    """Set ``top[s]`` to the best that a move can be counted on for, or staying, for both values."""
    for f in range(begin, end):
        first, last = starts[f], starts[f + 1]
        patterns = np.empty(last - first, np.uint64)
        most = np.empty((last - first, 2), np.int32)
        count = 0
        for r in range(first, last):
            s = order[r]
            v0, v1 = min(u[s], worth[s, 0]), min(u[s], worth[s, 1])
            known = False
            for p in range(count):
                if patterns[p] == way[s]:
                    most[p, 0] = max(most[p, 0], v0)
                    most[p, 1] = max(most[p, 1], v1)
                    known = True
                    break
            if not known:
                patterns[count] = way[s]
                most[count, 0] = v0
                most[count, 1] = v1
                count += 1
        for r in range(first, last):
            s = order[r]
            t0 = t1 = np.int32(-1)
            for p in range(count):
                if way[s] & ~patterns[p] == 0:
                    t0 = max(t0, most[p, 0])
                    t1 = max(t1, most[p, 1])
            top[s, 0] = t0
            top[s, 1] = t1
