"""Many arrangements of statements swept at once: payoffs laid out for all, some thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability import dense
from summitry.analysis.stability.cluster import sweep_many_on
from summitry.analysis.stability.formula import moved
from summitry.analysis.stability.graph import states_of
from summitry.analysis.stability.many import Arrangement, Client, Equilibria, Model, Told
from summitry.analysis.stability.model import Conflict, Statements, members
from summitry.analysis.stability.plan import plan_of
from summitry.analysis.stability.program import program_of
from summitry.analysis.stability.program_kernels import add_worth

AT_ONCE = 1 << 24
"""Payoffs laid out at once, over all models, sides and vectors."""


def equilibria(
    conflict: Conflict,
    models: Sequence[Model],
    concepts: Sequence[str],
    threads: int,
    told: Told | None,
    client: Client | None = None,
) -> Iterator[Equilibria]:
    """Yield the equilibria of each model; see ``many.equilibria_of``."""
    plan = plan_of(conflict)
    base = dense.payoffs(conflict, plan, threads)
    cannot_be = base[0] < 0
    cells = np.array([plan.cell_of(members(s.pattern)[0]) for s in states_of(conflict)])
    truth = {i: _truth(conflict, i) for i in sorted({i for model in models for i in model})}
    size = max(1, AT_ONCE // (plan.cells * plan.sides))
    for begin in range(0, len(models), size):
        batch = models[begin : begin + size]
        us = np.repeat(base[None], len(batch), axis=0)
        for i, holds in truth.items():
            which = [n for n, model in enumerate(batch) if i in model]
            us[which, i] = _arranged(holds, [batch[n][i] for n in which])
        us[:, :, cannot_be] = -1
        if client is None:
            verdicts = dense.sweep_many(us, plan, concepts=concepts, threads=threads)
        else:
            verdicts = sweep_many_on(client, us, plan, concepts=tuple(concepts))
        held = np.bitwise_and.reduce(verdicts[:, :, cells], axis=1)
        by_concept = [_as_sets(held & dense.CONCEPT_BITS[c] != 0) for c in concepts]
        yield from zip(*by_concept, strict=True)
        if told is not None:
            told(min(1.0, (begin + len(batch)) / len(models)))


def _as_sets(held: NDArray[np.bool_]) -> list[int]:
    packed = np.packbits(held, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _truth(conflict: Conflict, side: int) -> NDArray[np.int32]:
    """Return for each statement of a side 1 at each cell where it holds, 0 elsewhere."""
    preference = conflict.preference(side)
    assert preference is not None and isinstance(preference.order, Statements)
    plan = plan_of(conflict)
    statements = preference.order.statements
    found = np.zeros((len(statements), plan.cells), np.int32)
    for row, formula in zip(found, statements, strict=True):
        code, ends = program_of([moved(formula, plan.bit_of)])
        add_worth(code, ends, np.ones(1, np.int64), 0, -(-plan.cells // 64), plan.cells, row)
    return found


def _arranged(truth: NDArray[np.int32], arrangements: Sequence[Arrangement]) -> NDArray[np.int32]:
    """Return the payoffs of arrangements, of at most as many statements as a number has bits."""
    most = max(len(a.order) for a in arrangements)
    found = np.zeros((len(arrangements), truth.shape[1]), np.int32)
    for place in range(most):
        which = np.array([n for n, a in enumerate(arrangements) if place < len(a.order)])
        said = np.array([arrangements[n].order[place] for n in which])
        turned = np.array([arrangements[n].order[place] in arrangements[n].turned for n in which], np.int32)
        found[which] |= (truth[said] ^ turned[:, None]) << (most - 1 - place)
    return found
