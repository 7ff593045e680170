"""Large conflicts: the dense or the sparse engine, chosen from the model; refused when too large.

Only what can be swept comes here (see ``plan.why_not_swept``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability import dense, sparse
from summitry.analysis.stability.crew import Told
from summitry.analysis.stability.feasible import TooMany
from summitry.analysis.stability.model import Conflict, State, StateId, letters
from summitry.analysis.stability.plan import (
    MOST_DENSE,
    MOST_STEPS,
    Plan,
    bytes_needed,
    plan_of,
    steps_needed,
)
from summitry.analysis.stability.result import Engine, Stable

FEW = 16
"""The feasible states are few when there are fewer than one in so many patterns."""
ALWAYS_DENSE = 1 << 16
"""Patterns up to which all are swept, however few can be."""
_TOO_LONG = (
    "One side has so many options that can be changed one way only that the analysis could take hours. "
    "Exclude more patterns, or let some of them be undone."
)


class TooLarge(Exception):
    """The conflict needs more memory than there is; the sentence gives the estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """The verdicts of a sweep: ``vectors`` are the feasible vectors, smallest first, unless they are too
    many to list; ``verdicts[i]`` those of side *i*, for each listed vector, or for each cell."""

    engine: Engine
    vectors: NDArray[np.uint64] | None
    verdicts: NDArray[np.uint8]


def in_words(size: int) -> str:
    """Return a number of bytes as people say it.

    >>> in_words(8_100_000_000), in_words(620_000_000)
    ('8.1 GB', '620 MB')
    """
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"


def swept(
    conflict: Conflict,
    concepts: Sequence[str],
    *,
    memory: int,
    threads: int,
    listed: int,
    told: Told | None = None,
    wanted: str = "",
) -> Swept:
    """Sweep a conflict by the engine that suits it; ``wanted`` names one (``dense``, ``sparse``).

    ``memory`` are the bytes that may be used. Raises ``TooLarge`` before anything is laid out.
    """
    plan = plan_of(conflict)
    vectors = None
    if wanted != "dense" and (plan.cells > ALWAYS_DENSE or wanted == "sparse"):
        vectors = _few(conflict, plan, memory, wanted == "sparse")
    if vectors is not None:
        return _sparse(conflict, plan, vectors, concepts, memory, threads, told)
    if wanted == "sparse":
        raise TooLarge("The feasible states are too many to be listed in the memory there is.")
    return _dense(conflict, plan, concepts, memory, threads, listed, told)


def _few(conflict: Conflict, plan: Plan, memory: int, wanted: bool) -> NDArray[np.uint64] | None:
    """Return the feasible vectors when they are few among all patterns; ``None`` when they are not."""
    room = memory // sparse.bytes_needed(1, plan.sides)
    limit = min(sparse.MOST_LISTED, room)
    if not wanted and plan.bits <= MOST_DENSE and bytes_needed(plan, 1) <= memory:
        limit = min(limit, plan.cells // FEW)
    try:
        return sparse.states_listed(conflict, limit)
    except TooMany:
        return None


def _sparse(
    conflict: Conflict,
    plan: Plan,
    vectors: NDArray[np.uint64],
    concepts: Sequence[str],
    memory: int,
    threads: int,
    told: Told | None,
) -> Swept:
    count = vectors.shape[0]
    need = sparse.bytes_needed(count, plan.sides)
    if need > memory:
        raise TooLarge(_too_large(f"{count:,} feasible states", need, memory))
    if sparse.steps_needed(conflict, vectors) > sparse.MOST_STEPS:
        raise TooLarge(_TOO_LONG)
    u = sparse.worths(conflict, vectors)
    verdicts = sparse.sweep(conflict, vectors, u, concepts=concepts, threads=threads, told=told)
    engine = Engine(
        kind="sparse",
        why=f"{count:,} states can be, few among {plan.cells:,} patterns.",
        states=count,
        patterns=plan.cells,
        bytes_estimated=need,
    )
    return Swept(engine=engine, vectors=vectors, verdicts=verdicts)


def _dense(
    conflict: Conflict,
    plan: Plan,
    concepts: Sequence[str],
    memory: int,
    threads: int,
    listed: int,
    told: Told | None,
) -> Swept:
    need = bytes_needed(plan, threads)
    if plan.bits > MOST_DENSE or need > memory:
        raise TooLarge(_too_large(f"{plan.cells:,} patterns", need, memory))
    if steps_needed(plan) > MOST_STEPS:
        raise TooLarge(_TOO_LONG)
    u = dense.payoffs(conflict, plan, threads)
    verdicts = dense.sweep(u, plan, concepts=concepts, threads=threads, told=told)
    feasible = int(np.count_nonzero(verdicts[0]))
    engine = Engine(
        kind="dense",
        why=f"Each side moves only its own options, and {feasible:,} of {plan.cells:,} patterns can be.",
        states=feasible,
        patterns=plan.cells,
        bytes_estimated=need,
    )
    if feasible > listed:
        return Swept(engine=engine, vectors=None, verdicts=verdicts)
    cells = np.flatnonzero(verdicts[0])
    vectors = np.zeros(cells.shape, np.uint64)
    for k, at in enumerate(plan.bit_of):
        vectors |= (cells >> at & 1).astype(np.uint64) << np.uint64(k)
    order = np.argsort(vectors)
    return Swept(engine=engine, vectors=vectors[order], verdicts=verdicts[:, cells[order]])


def _too_large(what: str, need: int, memory: int) -> str:
    return (
        f"The analysis of {what} needs about {in_words(need)} of memory, and {in_words(memory)} may be used. "
        "Exclude more patterns, drop options, or use a larger machine."
    )


def named(conflict: Conflict, found: Swept) -> tuple[State, ...]:
    """Return the states of a sweep under the model's names; empty when they are too many to list."""
    if found.vectors is None:
        return ()
    count = len(conflict.options)
    names = {s.pattern: s for s in conflict.states}
    states = []
    for n, vector in enumerate(found.vectors.tolist()):
        pattern = letters(vector, count)
        id: StateId = vector
        if conflict.numbering == "rank":
            id = n + 1
        elif conflict.numbering == "letters":
            id = pattern
        states.append(names.get(pattern) or State(id=id, pattern=pattern))
    return tuple(states)


def stable_of(
    conflict: Conflict, found: Swept, concepts: Sequence[str], states: Sequence[State], listed: int
) -> tuple[Stable, ...]:
    """Return the verdicts concept by concept, counted, and listed where they are no more than ``listed``."""
    result = []
    names = [s.name for s in conflict.sides]
    for concept in concepts:
        bit = dense.CONCEPT_BITS[concept]
        for_all = np.full(found.verdicts.shape[1], True)
        by_side, counts = [], []
        for name, row in zip(names, found.verdicts, strict=True):
            holds = (row & bit) != 0
            for_all &= holds
            counts.append((name, int(np.count_nonzero(holds))))
            by_side.append((name, _ids(states, holds) if states and len(states) <= listed else ()))
        total = int(np.count_nonzero(for_all))
        counts.append(("", total))
        result.append(
            Stable(
                concept=concept,
                by_side=tuple(by_side) if len(states) <= listed and states else (),
                equilibria=_ids(states, for_all) if states and total <= listed else (),
                counts=tuple(counts),
            )
        )
    return tuple(result)


def _ids(states: Sequence[State], holds: NDArray[np.bool_]) -> tuple[StateId, ...]:
    return tuple(states[n].id for n in np.flatnonzero(holds).tolist())
