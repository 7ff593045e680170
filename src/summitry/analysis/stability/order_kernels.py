"""Putting the cells of each fibre in order, from best to worst for the side that owns the axis.

Shapes and words are those of ``dense_kernels``.
"""

from __future__ import annotations

import numpy as np

from summitry.analysis.stability.compiling import compiled


@compiled
def sort_fibre(keys, spots, count, spare_keys, spare_spots, digits, most):
    """Sort ``count`` keys, with their spots, from largest to smallest; equal ones keep their order."""
    if count <= 24:
        for r in range(1, count):
            key, spot, at = keys[r], spots[r], r
            while at > 0 and keys[at - 1] < key:
                keys[at] = keys[at - 1]
                spots[at] = spots[at - 1]
                at -= 1
            keys[at] = key
            spots[at] = spot
        return
    shift = 0
    while most >> shift:
        digits[:] = 0
        for r in range(count):
            digits[(keys[r] >> shift) & 255] += 1
        total = 0
        for d in range(255, -1, -1):
            here = digits[d]
            digits[d] = total
            total += here
        for r in range(count):
            d = (keys[r] >> shift) & 255
            to = digits[d]
            digits[d] = to + 1
            spare_keys[to] = keys[r]
            spare_spots[to] = spots[r]
        for r in range(count):
            keys[r] = spare_keys[r]
            spots[r] = spare_spots[r]
        shift += 8


@compiled
def order_fibres(u, shift, width, begin, end, order, filled, first, most):
    """Order the cells of the fibres ``begin`` to ``end`` of one axis, best first for its owner.

    ``u`` is the owner's row; ``first`` the mark of a cell worse than the one before.
    """
    size = 1 << width
    low = (1 << shift) - 1
    keys = np.empty(size, np.int32)
    spots = np.empty(size, np.int32)
    spare_keys = np.empty(size, np.int32)
    spare_spots = np.empty(size, np.int32)
    digits = np.empty(256, np.int32)
    for f in range(begin, end):
        cell = ((f >> shift) << (shift + width)) | (f & low)
        count = 0
        for k in range(size):
            value = u[cell + (k << shift)]
            if value >= 0:
                keys[count] = value
                spots[count] = k
                count += 1
        sort_fibre(keys, spots, count, spare_keys, spare_spots, digits, most)
        filled[f] = count
        at = f << width
        for r in range(count):
            if r == 0 or keys[r] != keys[r - 1]:
                order[at + r] = spots[r] | first
            else:
                order[at + r] = spots[r]
