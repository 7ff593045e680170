"""What sweeps are measured against, and payoffs in random order: for benchmarks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

LONG = 3 << 24
"""Numbers in each of the three arrays."""


def minimum_of_arrays() -> Callable[[], None]:
    """Return a call that writes the lesser of two arrays of ``LONG`` numbers into a third, made before."""
    dice = np.random.default_rng(1)
    a, b = dice.random(LONG, np.float32), dice.random(LONG, np.float32)
    c = np.zeros_like(a)

    def once() -> None:
        np.minimum(a, b, out=c)

    return once


def shuffled(u: NDArray[np.int32], seed: int) -> None:
    """Put the feasible states of each side into a random strict order, in place."""
    dice = np.random.default_rng(seed)
    for row in u:
        feasible = row >= 0
        row[feasible] = dice.permutation(int(np.count_nonzero(feasible))).astype(np.int32)


def in_many_orders(u: NDArray[np.int32], models: int) -> NDArray[np.int32]:
    """Return the payoffs of many models, the states of each shifted in worth against each other."""
    found = np.repeat(u[None], models, axis=0)
    for m in range(models):
        found[m] = np.where(u >= 0, (u * (2 * m + 1)) % 65521, -1)
    return found
