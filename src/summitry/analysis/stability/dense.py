"""The dense engine: every vector of choices at once, by sweeps along the sides' axes, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability import dense_kernels as kernels
from summitry.analysis.stability.crew import Crew, Told, pieces
from summitry.analysis.stability.formula import Formula, moved
from summitry.analysis.stability.many_kernels import judge_many
from summitry.analysis.stability.model import Conflict, Preference, Ranking, Statements, Weights, members
from summitry.analysis.stability.order_kernels import order_fibres
from summitry.analysis.stability.plan import Plan
from summitry.analysis.stability.program import program_of
from summitry.analysis.stability.program_kernels import add_worth, exclude
from summitry.analysis.stability.together_kernels import simultaneous

CONCEPT_BITS = {
    "Nash": kernels.NASH,
    "GMR": kernels.GMR,
    "SMR": kernels.SMR,
    "SEQ": kernels.SEQ,
    "SSEQ": kernels.SSEQ,
    "SIM": kernels.SIM,
}
FIVE = ("Nash", "GMR", "SMR", "SEQ", "SSEQ")
QUICK = 1 << 18
"""Cells below which a sweep is over before anybody could want to stop it."""
MOST_TOGETHER = 1 << 14
"""Cells up to which simultaneous sanctioning is worked out: its sanctions depend on the state left."""
Verdicts = NDArray[np.uint8]
"""For each side and cell the concepts under which it is stable, a bit each, and ``FEASIBLE``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """A plan as the arrays that the sweeps read."""

    plan: Plan
    shift: NDArray[np.int64]
    width: NDArray[np.int64]
    ways: NDArray[np.int32]
    ways_at: NDArray[np.int64]
    patterns: NDArray[np.int64]
    order_at: NDArray[np.int64]
    filled_at: NDArray[np.int64]
    fibres: tuple[int, ...]
    first: int

    def way(self, axis: int) -> NDArray[np.int32]:
        """Return the one-way pattern of each place on an axis."""
        at = int(self.ways_at[axis])
        return self.ways[at : at + (1 << self.plan.width[axis])]

    def rivals(self, side: int) -> NDArray[np.int64]:
        """Return the axes of all sides but one."""
        return np.array([a for a in range(self.plan.sides) if a != side], np.int64)


def tables_of(plan: Plan) -> Tables:
    """Return the arrays of a plan."""
    ways, ways_at = [], []
    at = 0
    for width, oneway, turned in zip(plan.width, plan.oneway, plan.turned, strict=True):
        ways_at.append(at)
        places = np.arange(1 << width, dtype=np.int64) ^ turned
        found = np.zeros(1 << width, np.int32)
        for n, bit in enumerate(b for b in range(width) if oneway >> b & 1):
            found |= ((places >> bit & 1) << n).astype(np.int32)
        ways.append(found)
        at += 1 << width
    fibres = tuple(plan.cells >> w for w in plan.width[: plan.sides])
    return Tables(
        plan=plan,
        shift=np.array(plan.shift, np.int64),
        width=np.array(plan.width, np.int64),
        ways=np.concatenate(ways),
        ways_at=np.array(ways_at, np.int64),
        patterns=np.array([1 << o.bit_count() for o in plan.oneway], np.int64),
        order_at=np.arange(plan.sides, dtype=np.int64) * plan.cells,
        filled_at=np.array([sum(fibres[:i]) for i in range(plan.sides)], np.int64),
        fibres=fibres,
        first=1 << (8 * plan.entry_bytes - 1),
    )


def payoffs(conflict: Conflict, plan: Plan, threads: int = 1) -> NDArray[np.int32]:
    """Return what each vector is worth to each side, larger for better, -1 where it cannot be."""
    found = np.zeros((plan.sides, plan.cells), np.int32)
    for i in range(plan.sides):
        preference = conflict.preference(i)
        if preference is not None:
            fill_worth(preference, conflict, plan, found[i], threads)
    if conflict.infeasible:
        code, ends = program_of([moved(f, plan.bit_of) for f in conflict.infeasible])
        blocks = -(-plan.cells // 64)
        Crew(threads, None, 1).share(
            exclude, [(code, ends, a, b, plan.cells, found) for a, b in pieces(blocks, threads, 256)], 1
        )
    return found


def fill_worth(
    preference: Preference, conflict: Conflict, plan: Plan, row: NDArray[np.int32], threads: int
) -> None:
    """Write what each vector is worth to one side into its row."""
    match preference.order:
        case Ranking(tiers=tiers):
            patterns = {s.id: s.pattern for s in conflict.states}
            for n, tier in enumerate(tiers):
                for id in tier:
                    vector = members(patterns[id])[0] if id in patterns else int(id)
                    row[plan.cell_of(vector)] = len(tiers) - n
        case Statements(statements=statements):
            _by_statements(statements, plan, row, threads)
        case Weights(weights=weights):
            scale = lcm(*(w.denominator for _, w in weights)) if weights else 1
            whole = [int(w * scale) for _, w in weights]
            _summed([f for f, _ in weights], whole, plan, row, threads)


def _by_statements(statements: Sequence[Formula], plan: Plan, row: NDArray[np.int32], threads: int) -> None:
    """Let each statement outweigh all later ones: 30 at a time, ranked anew in between."""
    most = 30
    for begin in range(0, len(statements), most):
        chunk = statements[begin : begin + most]
        weights = [1 << (len(chunk) - 1 - n) for n in range(len(chunk))]
        if begin == 0:
            _summed(chunk, weights, plan, row, threads)
            continue
        finer = np.empty_like(row)
        _summed(chunk, weights, plan, finer, threads)
        joined = (row.astype(np.int64) << len(chunk)) | finer
        row[:] = np.unique(joined, return_inverse=True)[1].reshape(row.shape)


def _summed(
    statements: Sequence[Formula], weights: Sequence[int], plan: Plan, row: NDArray[np.int32], threads: int
) -> None:
    """Write the sum of the weights of what holds; where sums are too large, their rank among each other."""
    least = sum(w for w in weights if w < 0)
    most = sum(w for w in weights if w > 0) - least
    code, ends = program_of([moved(f, plan.bit_of) for f in statements])
    if most >= 1 << 62:
        raise OverflowError("the weights of one side are too far apart to be added")
    worth = row if most < 1 << 31 and least == 0 else np.empty(row.shape, np.int64)
    blocks = -(-plan.cells // 64)
    jobs = [
        (code, ends, np.array(weights, np.int64), a, b, plan.cells, worth)
        for a, b in pieces(blocks, threads, 256)
    ]
    Crew(threads, None, 1).share(add_worth, jobs, 1)
    if worth is row:
        return
    worth -= least
    if most < 1 << 31:
        row[:] = worth
    else:
        row[:] = np.unique(worth, return_inverse=True)[1].reshape(row.shape)


def sweep(
    u: NDArray[np.int32],
    plan: Plan,
    *,
    concepts: Sequence[str] = FIVE,
    threads: int = 1,
    told: Told | None = None,
) -> Verdicts:
    """Return under which concepts each cell is stable for each side.

    ``u`` are the payoffs (see ``payoffs``). The sweep needs ``plan.bytes_needed`` bytes. An exception
    raised by ``told``, or an interrupt from the keyboard, stops all threads within a slice.
    """
    tables = tables_of(plan)
    cells, sides = plan.cells, plan.sides
    together = "SIM" in concepts and cells <= MOST_TOGETHER
    crew = Crew(threads, told, (6 if together else 5) * sides, quick=cells < QUICK)
    entry = np.uint16 if plan.entry_bytes == 2 else np.uint32
    wanted = _wanted(concepts)
    ordered = bool(wanted.any()) or together
    order: NDArray[Any] = np.empty(sides * cells if ordered else 0, entry)
    filled = np.empty(sum(tables.fibres), np.int32)
    for i in range(sides if ordered else 0):
        begin = int(tables.order_at[i])
        jobs = [
            (u[i], plan.shift[i], plan.width[i], a, b, order[begin : begin + cells],
             filled[int(tables.filled_at[i]) :], tables.first, int(u[i].max(initial=0)))
            for a, b in pieces(tables.fibres[i], threads, max(1, 4096 >> plan.width[i]))
        ]  # fmt: skip
        crew.share(order_fibres, jobs, 1)
    verdicts = np.zeros((sides, cells), np.uint8)
    for i in range(sides):
        _judge_side(u, i, tables, order, filled, wanted, crew, verdicts[i])
        if together:
            tasks = [
                (u, i, a, b, tables.shift, tables.width, tables.rivals(i), order, tables.order_at, filled,
                 tables.filled_at, tables.first, tables.ways, tables.ways_at, crew.stop, verdicts[i])
                for a, b in pieces(cells, threads, 64)
            ]  # fmt: skip
            crew.share(simultaneous, tasks, 1)
    crew.finish()
    return verdicts


def _wanted(concepts: Sequence[str]) -> NDArray[np.bool_]:
    """Return whether sanctions by any moves, and by improvements, are asked for."""
    return np.array([bool({"GMR", "SMR"} & set(concepts)), bool({"SEQ", "SSEQ"} & set(concepts))])


def sweep_many(
    us: NDArray[np.int32],
    plan: Plan,
    *,
    concepts: Sequence[str] = FIVE,
    threads: int = 1,
    told: Told | None = None,
) -> NDArray[np.uint8]:
    """Return the verdicts of many models of one plan: ``us[m]`` are the payoffs of model *m*.

    The models are shared among the threads, each model on one.
    """
    tables = tables_of(plan)
    crew = Crew(threads, told, 1)
    entry = np.uint16 if plan.entry_bytes == 2 else np.uint32
    verdicts = np.zeros(us.shape, np.uint8)
    rivals = np.array([tables.rivals(i) for i in range(plan.sides)], np.int64).reshape(plan.sides, -1)
    jobs = [
        (us, a, b, tables.shift, tables.width, rivals, tables.order_at, np.array(tables.fibres, np.int64),
         tables.filled_at, tables.first, np.array(plan.once), tables.ways, tables.ways_at, tables.patterns,
         _wanted(concepts), crew.stop, np.empty(plan.sides * plan.cells, entry), verdicts)
        for a, b in pieces(us.shape[0], threads)
    ]  # fmt: skip
    crew.share(judge_many, jobs, 1)
    return verdicts


def _judge_side(
    u: NDArray[np.int32],
    i: int,
    tables: Tables,
    order: NDArray[Any],
    filled: NDArray[np.int32],
    wanted: NDArray[np.bool_],
    crew: Crew,
    verdict: NDArray[np.uint8],
) -> None:
    plan = tables.plan
    size, patterns = plan.cells >> plan.width[i], int(tables.patterns[i])
    way = tables.way(i)
    best = np.empty((patterns, size), np.int32)
    blocks = pieces(size, crew.threads, 1024)
    where = (u[i], plan.shift[i], plan.width[i])
    crew.share(kernels.best_reach, [(*where, way, best, a, b) for a, b in blocks], 0.3)
    kernels.spread_up(best)
    # The cells of a slice lie far apart on the lowest axes: each line of memory would be read many times.
    by_place = np.empty(
        (1 << plan.width[i] if plan.shift[i] < 4 and plan.width[i] > 1 else 0, size), np.int32
    )
    if by_place.shape[0] and wanted.any():
        crew.share(kernels.turn_out, [(*where, a, b, by_place) for a, b in blocks], 0.3)
    runs, shared = _runs(way, patterns, crew.threads)
    tops = [np.full((4, patterns, size), -1, np.int32) for _ in range(1 if shared else crew.threads)]
    if wanted.any():
        free = list(range(len(tops)))

        def take(places: NDArray[np.int64]) -> None:
            mine = 0 if shared else free.pop()
            kernels.take_slices(
                u[i], by_place, i, places, crew.stop, tables.shift, tables.width, tables.rivals(i), order,
                tables.order_at, filled, tables.filled_at, tables.first, plan.once[i],
                tables.ways, tables.ways_at,
                tables.patterns, best, tops[mine], wanted,
            )  # fmt: skip
            if not shared:
                free.append(mine)

        crew.share(take, [(run,) for run in runs], 2.4)
    top = tops[0]
    for other in tops[1:]:
        np.maximum(top, other, out=top)
    for q in range(4):
        kernels.spread_up(top[q])
    jobs = [
        (u[i], a, b, plan.shift[i], plan.width[i], way, best, top, wanted, verdict)
        for a, b in pieces(plan.cells, crew.threads, 1 << 16)
    ]
    crew.share(kernels.judge, jobs, 1)


def _runs(way: NDArray[np.int32], patterns: int, threads: int) -> tuple[list[NDArray[np.int64]], bool]:
    """Return the places of a side's axis in runs for the threads, and whether all may note in one table.

    Where one-way patterns part the places, a run holds all places of a pattern, and no two runs write
    to the same entries.
    """
    if patterns >= 2 * threads:
        order = np.argsort(way, kind="stable").astype(np.int64)
        ends = np.searchsorted(way[order], np.arange(patterns + 1))
        return [order[ends[a] : ends[b]] for a, b in pieces(patterns, threads)], True
    places = np.arange(way.shape[0], dtype=np.int64)
    cut = pieces(way.shape[0], threads)
    return [places[a:b] for a, b in cut], threads == 1
