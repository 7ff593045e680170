"""Many models judged on several machines, through a Dask client that the caller has made."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability.dense import FIVE, sweep_many
from summitry.analysis.stability.many import Client
from summitry.analysis.stability.plan import Plan

PARTS_A_WORKER = 4


def sweep_many_on(
    client: Client, us: NDArray[np.int32], plan: Plan, *, concepts: tuple[str, ...] = FIVE
) -> NDArray[np.uint8]:
    """Return the verdicts of many models of one plan, as ``dense.sweep_many`` does, from a cluster.

    Each worker needs this package with its extra ``stability``. The parts are put together in the order
    of the models, so the result is that of one machine to the byte.
    """
    if not us.shape[0]:
        return np.zeros(us.shape, np.uint8)
    workers = max(len(client.ncores()), 1)
    parts = np.array_split(us, min(us.shape[0], workers * PARTS_A_WORKER))
    futures = [client.submit(_part, part, plan, concepts, pure=False) for part in parts]
    return np.concatenate(client.gather(futures))


def _part(us: NDArray[np.int32], plan: Plan, concepts: tuple[str, ...]) -> NDArray[np.uint8]:
    return sweep_many(np.ascontiguousarray(us), plan, concepts=concepts, threads=1)
