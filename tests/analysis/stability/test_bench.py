"""What the benchmark of sweeps measures: conflicts of the promised kind, and a plot that can be read."""

from xml.etree import ElementTree

import pytest

from summitry.analysis.stability.feasible import count_feasible
from summitry.analysis.stability.plan import why_not_swept
from summitry.analysis.stability.robust import unknowns
from summitry.testing.bench.conflicts import conflict_of, sparse_conflict
from summitry.testing.bench.stability import as_svg, drawn
from summitry.testing.bench.sweeping import _half_settled, measure


@pytest.mark.parametrize("options", [9, 12, 20, 26])
def test_conflicts_have_three_sides_reversible_and_one_way_options(options: int) -> None:
    conflict = conflict_of(options)
    assert why_not_swept(conflict) == ""
    assert len(conflict.sides) == 3
    assert sorted({o.direction for o in conflict.options}) == ["both", "forward"]
    assert conflict == conflict_of(options)


def test_the_sparse_conflict_has_over_a_million_states_among_2_to_the_40() -> None:
    conflict = sparse_conflict()
    assert len(conflict.options) == 40
    assert count_feasible(40, conflict.infeasible) == 6**6 * 5**2 * 35 // 36


@pytest.mark.parametrize("kind", ["statements", "random", "together"])
def test_a_measurement_counts_the_states_that_can_be(kind: str) -> None:
    found = measure(kind, 10, 1)
    assert found["states"] == count_feasible(10, conflict_of(10).infeasible)
    assert found["peak"] > 0 and found["yard"] > 0


def test_orders_and_ways_to_settle_are_counted_as_promised() -> None:
    assert measure("inverse", 9, 2)["states"] == 5040
    assert _half_settled_unknowns() == 16


def _half_settled_unknowns() -> int:
    return len(unknowns(_half_settled(conflict_of(8))))


def test_the_plot_has_a_point_for_each_size() -> None:
    points = [(12, 800.0), (16, 300.0), (20, 250.0)]
    picture = ElementTree.fromstring(as_svg(points))
    assert len(picture.findall("{*}circle")) == 3
    assert len(drawn(points)) == 4
