"""The sparse engine: sweeps over the feasible states only, where they are few among all patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability import dense_kernels as bits
from summitry.analysis.stability import sparse_kernels as kernels
from summitry.analysis.stability.crew import Crew, Told, pieces
from summitry.analysis.stability.formula import Formula
from summitry.analysis.stability.graph import one_way
from summitry.analysis.stability.listing import Vectors, feasible_vectors, true_in
from summitry.analysis.stability.model import Conflict, Preference, Ranking, Statements, Weights, members

MOST_LISTED = 1 << 26
MOST_STEPS = 1 << 38
"""Steps for one-way options beyond which a sweep is refused: at worst about an hour."""
BYTES_A_STATE = 60
BYTES_A_STATE_AND_SIDE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Fibres:
    """The fibres of one side; see ``sparse_kernels``."""

    order: NDArray[np.int64]
    fresh: NDArray[np.bool_]
    starts: NDArray[np.int64]
    way: Vectors


def bytes_needed(states: int, sides: int) -> int:
    """Return about how many bytes a sweep over so many feasible states needs."""
    return states * (BYTES_A_STATE + BYTES_A_STATE_AND_SIDE * sides)


def steps_needed(conflict: Conflict, vectors: Vectors) -> int:
    """Return about how many steps one sweep takes at worst for one-way options: within a fibre, each
    state is held against each pattern of them."""
    forward, back = one_way(conflict)
    total = 0
    for i in range(len(conflict.sides)):
        own = sum(1 << k for k in conflict.owned(i))
        patterns = 1 << (own & (forward | back)).bit_count()
        if patterns > 1:
            _, sizes = np.unique(vectors & ~np.uint64(own), return_counts=True)
            total += int((sizes * np.minimum(sizes, patterns)).sum())
    return total


def states_listed(conflict: Conflict, limit: int = MOST_LISTED) -> Vectors:
    """Return the feasible vectors of a conflict, smallest first; raises ``TooMany`` beyond ``limit``."""
    return feasible_vectors(len(conflict.options), conflict.infeasible, limit)


def worths(conflict: Conflict, vectors: Vectors) -> NDArray[np.int32]:
    """Return what each feasible vector is worth to each side, larger for better."""
    found = np.zeros((len(conflict.sides), vectors.shape[0]), np.int32)
    for i in range(len(conflict.sides)):
        preference = conflict.preference(i)
        if preference is not None:
            found[i] = _worth(preference, conflict, vectors)
    return found


def _worth(preference: Preference, conflict: Conflict, vectors: Vectors) -> NDArray[Any]:
    match preference.order:
        case Statements(statements=statements):
            return _by_statements(statements, vectors)
        case Weights(weights=weights):
            scale = lcm(*(w.denominator for _, w in weights)) if weights else 1
            sums = np.zeros(vectors.shape, np.int64)
            for formula, weight in weights:
                sums += true_in(formula, vectors) * np.int64(int(weight * scale))
            return np.unique(sums, return_inverse=True)[1].reshape(sums.shape)
        case Ranking(tiers=tiers):
            patterns = {s.id: s.pattern for s in conflict.states}
            found = np.zeros(vectors.shape, np.int32)
            for n, tier in enumerate(tiers):
                named = [members(patterns[id])[0] if id in patterns else int(id) for id in tier]
                found[np.searchsorted(vectors, np.array(named, np.uint64))] = len(tiers) - n
            return found


def _by_statements(statements: Sequence[Formula], vectors: Vectors) -> NDArray[Any]:
    """Let each statement outweigh all later ones: 30 at a time, ranked anew in between."""
    key = np.zeros(vectors.shape, np.int64)
    for n, formula in enumerate(statements):
        if n and n % 30 == 0:
            key = np.unique(key, return_inverse=True)[1].reshape(key.shape).astype(np.int64)
        key = key << 1 | true_in(formula, vectors)
    if len(statements) <= 30:
        return key
    return np.unique(key, return_inverse=True)[1].reshape(key.shape)


def fibres_of(conflict: Conflict, side: int, vectors: Vectors, u: NDArray[np.int32]) -> Fibres:
    """Return the fibres of one side, their states from best to worst."""
    mask = np.uint64(sum(1 << k for k in conflict.owned(side)))
    key = vectors & ~mask
    order = np.lexsort((-u.astype(np.int64), key))
    sorted_key, sorted_u = key[order], u[order]
    new = np.ones(order.shape, np.bool_)
    new[1:] = sorted_key[1:] != sorted_key[:-1]
    fresh = new.copy()
    fresh[1:] |= sorted_u[1:] != sorted_u[:-1]
    starts = np.append(np.flatnonzero(new), order.shape[0])
    forward, back = one_way(conflict)
    fixed = np.uint64(sum(1 << k for k in conflict.owned(side)) & (forward | back))
    way = (vectors ^ np.uint64(back)) & fixed
    return Fibres(order=order, fresh=fresh, starts=starts, way=way)


def sweep(
    conflict: Conflict,
    vectors: Vectors,
    u: NDArray[np.int32],
    *,
    concepts: Sequence[str] = ("Nash", "GMR", "SMR", "SEQ", "SSEQ"),
    threads: int = 1,
    told: Told | None = None,
) -> NDArray[np.uint8]:
    """Return under which concepts each feasible state is stable for each side, a bit each."""
    sides, count = u.shape
    crew = Crew(threads, told, 5 * sides)
    fibres = [fibres_of(conflict, i, vectors, u[i]) for i in range(sides)]
    crew.advance(sides)
    wanted = [bool({"GMR", "SMR"} & set(concepts)), bool({"SEQ", "SSEQ"} & set(concepts))]
    verdicts = np.full((sides, count), bits.FEASIBLE, np.uint8)
    for i in range(sides):
        own = fibres[i]
        best = np.empty(count, np.int32)
        for a, b in pieces(own.starts.shape[0] - 1, 1):
            kernels.reach_best(own.order, own.starts, own.way, u[i], a, b, best)
        verdicts[i] |= np.where(best <= u[i], bits.NASH, 0).astype(np.uint8)
        for kind, (one, other) in enumerate(((bits.GMR, bits.SMR), (bits.SEQ, bits.SSEQ))):
            if not wanted[kind]:
                continue
            worth = np.stack([u[i], best], axis=1)
            _settle(fibres, i, worth, kind == 1, crew)
            top = np.empty((count, 2), np.int32)
            jobs = [
                (own.order, own.starts, own.way, u[i], worth, a, b, top)
                for a, b in pieces(own.starts.shape[0] - 1, threads)
            ]
            crew.share(kernels.count_on, jobs, 1)
            verdicts[i] |= np.where(top[:, 0] <= u[i], one, 0).astype(np.uint8)
            verdicts[i] |= np.where(top[:, 1] <= u[i], other, 0).astype(np.uint8)
        crew.advance(2)
    crew.finish()
    return verdicts


def _settle(
    fibres: Sequence[Fibres], side: int, worth: NDArray[np.int32], improving: bool, crew: Crew
) -> None:
    """Sweep the fibres of all rivals until nothing changes."""
    rivals = [f for j, f in enumerate(fibres) if j != side]
    unchanged, k = 0, 0
    while unchanged < len(rivals):
        one = rivals[k]
        jobs = [
            (one.order, one.fresh, one.starts, one.way, a, b, improving, worth)
            for a, b in pieces(one.starts.shape[0] - 1, crew.threads)
        ]
        unchanged = 1 if any(crew.share(kernels.sweep_fibres, jobs, 0)) else unchanged + 1
        k = (k + 1) % len(rivals)
