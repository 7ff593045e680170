"""Feasible vectors as an array: found option by option, without trying all patterns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability.feasible import TooMany, components
from summitry.analysis.stability.formula import (
    And,
    Constant,
    Formula,
    IfThen,
    Not,
    Or,
    Same,
    Taken,
    options_of,
)

Vectors = NDArray[np.uint64]
SPARE = 3
"""How many times more partial vectors than asked for are borne while they are being completed."""


def true_in(formula: Formula, vectors: Vectors) -> NDArray[np.bool_]:
    """Return in which of the vectors a statement holds."""
    match formula:
        case Taken(option):
            bit: NDArray[np.bool_] = (vectors >> np.uint64(option) & np.uint64(1)).astype(np.bool_)
            return bit
        case Not(inner):
            denied: NDArray[np.bool_] = ~true_in(inner, vectors)
            return denied
        case And(parts) | Or(parts):
            found = np.full(vectors.shape, isinstance(formula, And))
            for part in parts:
                if isinstance(formula, And):
                    found &= true_in(part, vectors)
                else:
                    found |= true_in(part, vectors)
            return found
        case IfThen(when, then):
            either: NDArray[np.bool_] = ~true_in(when, vectors) | true_in(then, vectors)
            return either
        case Same(left, right):
            alike: NDArray[np.bool_] = true_in(left, vectors) == true_in(right, vectors)
            return alike
        case Constant(value):
            return np.full(vectors.shape, value)


def feasible_vectors(options: int, infeasible: Sequence[Formula], limit: int) -> Vectors:
    """Return all vectors that can be, smallest first.

    Raises ``TooMany`` when there are more than ``limit``, or when completing them takes many more.
    """
    found = np.zeros(1, np.uint64)
    for group, patterns in components(options, infeasible):
        part = _group(group, patterns, limit)
        if part.shape[0] * found.shape[0] > limit:
            raise TooMany(limit)
        found = (found[:, None] | part[None, :]).reshape(-1)
    found.sort()
    return found


def _group(group: Sequence[int], patterns: Sequence[Formula], limit: int) -> Vectors:
    """Return the choices over one group of options in which no pattern holds."""
    found = np.zeros(1, np.uint64)
    left = [(set(options_of(f)), f) for f in patterns]
    undecided = set(group)
    if any(not about for about, _ in left):
        return found[:0]
    while undecided:
        option = _next(undecided, [about for about, _ in left])
        undecided.discard(option)
        found = np.concatenate([found, found | np.uint64(1 << option)])
        for about, formula in left:
            if not about & undecided:
                found = found[~true_in(formula, found)]
        left = [(about, f) for about, f in left if about & undecided]
        if found.shape[0] > limit * SPARE:
            raise TooMany(limit)
    return found


def _next(undecided: set[int], about: Sequence[set[int]]) -> int:
    """Return the option to decide next: one of the pattern that has the fewest options left."""
    open_ones = [a & undecided for a in about]
    nearest = min((a for a in open_ones if a), key=lambda a: (len(a), sorted(a)), default=undecided)
    return max(nearest, key=lambda k: (sum(k in a for a in open_ones), -k))
