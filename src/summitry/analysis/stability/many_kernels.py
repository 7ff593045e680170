"""Many models of one shape, one after the other without a return to the interpreter.

Shapes and words are those of ``dense_kernels``.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled
from summitry.analysis.stability.dense_kernels import (
    best_reach,
    judge,
    spread_up,
    take_slices,
)
from summitry.analysis.stability.order_kernels import order_fibres


@compiled
def judge_many(
    us, begin, end, shift, width, rivals, order_at, fibres, filled_at, first, once, ways, ways_at,
    patterns, wanted, stop, order, verdicts,
):  # fmt: skip
    """Write the verdicts of the models ``begin`` to ``end``; ``us[m, i, g]`` are their payoffs.

    ``rivals[i]`` are the axes of all sides but *i*; ``order`` is room for one model's orders.
    """
    sides, cells = us.shape[1], us.shape[2]
    filled = np.empty(fibres.sum(), np.int32)
    nothing = np.empty((0, 0), np.int32)
    for m in range(begin, end):
        if stop[0]:
            return
        u = us[m]
        for i in range(sides):
            order_fibres(
                u[i], shift[i], width[i], 0, fibres[i], order[order_at[i] :], filled[filled_at[i] :],
                first, u[i].max(),
            )  # fmt: skip
        for i in range(sides):
            size = cells >> width[i]
            way = ways[ways_at[i] : ways_at[i] + (1 << width[i])]
            best = np.empty((patterns[i], size), np.int32)
            best_reach(u[i], shift[i], width[i], way, best, 0, size)
            spread_up(best)
            top = np.full((4, patterns[i], size), np.int32(-1))
            take_slices(
                u[i], nothing, i, np.arange(1 << width[i]), stop, shift, width, rivals[i], order, order_at,
                filled, filled_at, first, once[i], ways, ways_at, patterns, best, top, wanted,
            )  # fmt: skip
            for q in range(4):
                spread_up(top[q])
            judge(u[i], 0, cells, shift[i], width[i], way, best, top, wanted, verdicts[m, i])
