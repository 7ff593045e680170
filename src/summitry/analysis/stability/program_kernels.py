"""Working out statements for 64 vectors of choices at once.

A program is a row of steps: the number of an option, or one of the signs below.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled

NOT, AND, OR, THEN, SAME, TRUE, FALSE = -1, -2, -3, -4, -5, -6, -7
DEEPEST = 64


@compiled
def work_out(code, begin, end, block, held):
    """Return one statement's values, a bit each, for the 64 vectors from number ``64 * block`` on."""
    top = 0
    for at in range(begin, end):
        step = code[at]
        if step >= 6:
            held[top] = ~np.uint64(0) if (block >> (step - 6)) & 1 else np.uint64(0)
            top += 1
        elif step == 0:
            held[top] = np.uint64(0xAAAAAAAAAAAAAAAA)
            top += 1
        elif step == 1:
            held[top] = np.uint64(0xCCCCCCCCCCCCCCCC)
            top += 1
        elif step == 2:
            held[top] = np.uint64(0xF0F0F0F0F0F0F0F0)
            top += 1
        elif step == 3:
            held[top] = np.uint64(0xFF00FF00FF00FF00)
            top += 1
        elif step == 4:
            held[top] = np.uint64(0xFFFF0000FFFF0000)
            top += 1
        elif step == 5:
            held[top] = np.uint64(0xFFFFFFFF00000000)
            top += 1
        elif step == NOT:
            held[top - 1] = ~held[top - 1]
        elif step == TRUE:
            held[top] = ~np.uint64(0)
            top += 1
        elif step == FALSE:
            held[top] = np.uint64(0)
            top += 1
        else:
            top -= 1
            if step == AND:
                held[top - 1] &= held[top]
            elif step == OR:
                held[top - 1] |= held[top]
            elif step == THEN:
                held[top - 1] = ~held[top - 1] | held[top]
            else:
                held[top - 1] = ~(held[top - 1] ^ held[top])
    return held[0]


@compiled
def add_worth(code, ends, weights, begin, end, cells, worth):
    """Write into ``worth`` the sum of the weights of all statements that hold in each vector.

    ``begin`` and ``end`` count blocks of 64 vectors; there are ``cells`` vectors in all.
    """
    held = np.empty(DEEPEST, np.uint64)
    sums = np.empty(64, np.int64)
    for block in range(begin, end):
        sums[:] = 0
        start = 0
        for k in range(ends.shape[0]):
            values = work_out(code, start, ends[k], block, held)
            start = ends[k]
            weight = weights[k]
            for lane in range(64):
                sums[lane] += np.int64((values >> np.uint64(lane)) & np.uint64(1)) * weight
        base = block * 64
        for lane in range(min(64, cells - base)):
            worth[base + lane] = sums[lane]


@compiled
def exclude(code, ends, begin, end, cells, u):
    """Write -1 into every row of ``u`` where one of the statements holds."""
    held = np.empty(DEEPEST, np.uint64)
    for block in range(begin, end):
        start = 0
        bad = np.uint64(0)
        for k in range(ends.shape[0]):
            bad |= work_out(code, start, ends[k], block, held)
            start = ends[k]
        if bad:
            base = block * 64
            for lane in range(min(64, cells - base)):
                if (bad >> np.uint64(lane)) & np.uint64(1):
                    for i in range(u.shape[0]):
                        u[i, base + lane] = -1
