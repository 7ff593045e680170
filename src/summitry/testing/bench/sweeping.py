"""One sweep in a process of its own, so that its memory is its own: prints what it took, as JSON."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from summitry.analysis.stability import dense, sparse
from summitry.analysis.stability.model import Conflict, Statements
from summitry.analysis.stability.plan import bytes_needed, plan_of
from summitry.analysis.stability.rearrange import least_changes, sensitivity
from summitry.analysis.stability.robust import robustness
from summitry.analysis.stability.yardstick import in_many_orders, minimum_of_arrays, shuffled
from summitry.testing.bench.conflicts import conflict_of, sparse_conflict

WARM = 9
"""Options of the conflict that is swept first, to have everything compiled."""
YARDS = 5
MODELS = 1 << 16


def measure(kind: str, options: int, threads: int) -> dict[str, float]:
    """Sweep one conflict and return seconds, processor seconds, bytes and the seconds of the yardstick.

    ``kind``: ``statements`` or ``random`` preferences, ``together`` for simultaneous sanctioning,
    ``sparse`` for few states among many patterns, ``many`` for ``MODELS`` models of one shape, ``inverse``
    for all orders of seven statements of one side, ``robust`` for all ways to settle 16 statements.
    """
    begun = time.perf_counter()
    _whole(conflict_of(WARM), "few" if kind in ("inverse", "robust") else kind, threads)
    found = {"compiling": time.perf_counter() - begun}
    conflict = sparse_conflict() if kind == "sparse" else conflict_of(options)
    wall, cpu = time.perf_counter(), time.process_time()
    found["states"] = _whole(conflict, kind, threads)
    found["wall"], found["cpu"] = time.perf_counter() - wall, time.process_time() - cpu
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found["estimate"] = 0 if kind == "sparse" else bytes_needed(plan_of(conflict), threads)
    once = minimum_of_arrays()
    once()
    yards = []
    for _ in range(YARDS):
        begun = time.process_time()
        once()
        yards.append(time.process_time() - begun)
    found["yard"] = statistics.median(yards)
    return found


def _whole(conflict: Conflict, kind: str, threads: int) -> int:
    """Analyse a conflict from its statements on; return how many states can be."""
    if kind == "few":
        return sensitivity(conflict, (0,), threads=threads).tried
    if kind == "inverse":
        return least_changes(_of_seven(conflict), 5, 0, threads=threads)[0].judged
    if kind == "robust":
        return robustness(_half_settled(conflict), threads=threads).judged
    if kind == "sparse":
        vectors = sparse.states_listed(conflict)
        sparse.sweep(conflict, vectors, sparse.worths(conflict, vectors), threads=threads)
        return int(vectors.shape[0])
    plan = plan_of(conflict)
    u = dense.payoffs(conflict, plan, threads)
    if kind == "many":
        verdicts = dense.sweep_many(in_many_orders(u, MODELS), plan, threads=threads)
        return int((verdicts[0, 0] != 0).sum())
    if kind == "random":
        shuffled(u, 1)
    concepts = ("SIM",) if kind == "together" else dense.FIVE
    verdicts = dense.sweep(u, plan, concepts=concepts, threads=threads)
    return int((verdicts[0] != 0).sum())


def _of_seven(conflict: Conflict) -> Conflict:
    """Return the conflict with the first seven statements of each side."""
    return _with_orders(conflict, lambda side, order: Statements(statements=order.statements[:7]))


def _half_settled(conflict: Conflict) -> Conflict:
    """Return the conflict with 16 statements in all of which it is not known whether they are wanted."""
    return _with_orders(
        conflict,
        lambda side, order: Statements(
            statements=order.statements[:8], unsettled=tuple(range(6 if side == 0 else 5))
        ),
    )


def _with_orders(conflict: Conflict, changed: Callable[[int, Statements], Statements]) -> Conflict:
    found = []
    for side, preference in enumerate(conflict.preferences):
        assert preference is not None and isinstance(preference.order, Statements)
        found.append(replace(preference, order=changed(side, preference.order)))
    return replace(conflict, preferences=tuple(found))


def main() -> None:
    """Read kind, options and threads from the command line, and print."""
    kind, options, threads = sys.argv[1:4]
    print(json.dumps(measure(kind, int(options), int(threads))))


if __name__ == "__main__":
    main()
