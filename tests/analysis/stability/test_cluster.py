"""A local cluster of two workers finds what one process finds."""

import distributed
import numpy as np
import pytest

from summitry.analysis.stability.cluster import sweep_many_on
from summitry.analysis.stability.dense import payoffs, sweep_many
from summitry.analysis.stability.plan import plan_of
from summitry.analysis.stability.rearrange import sensitivity
from summitry.analysis.stability.yardstick import in_many_orders
from summitry.testing.bench.conflicts import conflict_of


@pytest.mark.filterwarnings("ignore")
def test_two_workers_find_what_one_process_finds() -> None:
    conflict = conflict_of(8)
    plan = plan_of(conflict)
    us = in_many_orders(payoffs(conflict, plan), 200)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = sweep_many_on(client, us, plan)
        assert len(client.ncores()) == 2
        by_two = sensitivity(conflict, (0,), client=client)
    assert np.array_equal(found, sweep_many(us, plan, threads=2))
    assert by_two == sensitivity(conflict, (0,))
    assert by_two.shifts, "some statement matters"
    assert len({row.tobytes() for row in found}) > 1, "the models differ, and so do their verdicts"
