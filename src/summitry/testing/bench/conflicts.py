"""Conflicts of any size, made up for measuring: three sides, some options one-way, some patterns out."""

from __future__ import annotations

import random

from summitry.analysis.stability.formula import (
    And,
    Formula,
    IfThen,
    Not,
    Or,
    Taken,
    at_least_one,
    at_most_one,
)
from summitry.analysis.stability.model import Conflict, Option, Preference, Side, Statements

SIDES = 3
STATEMENTS = 16


def statement(dice: random.Random, options: int) -> Formula:
    """Return a statement over two or three options."""
    one, two, three = (Taken(k) for k in dice.sample(range(options), 3))
    made: tuple[Formula, ...] = (
        And((one, Not(two))),
        Or((one, two)),
        IfThen(one, two),
        And((one, Or((two, three)))),
    )
    return dice.choice(made)


def conflict_of(options: int, seed: int = 1) -> Conflict:
    """Return a conflict in which each side's first option is one-way and two patterns cannot be."""
    dice = random.Random(seed)
    owner = [k * SIDES // options for k in range(options)]
    first = {owner.index(i) for i in range(SIDES)}
    return Conflict(
        sides=_sides(),
        options=_options(owner, first),
        infeasible=(And((Taken(0), Taken(options // 2))), And((Taken(1), Taken(options - 1)))),
        preferences=_preferences(dice, options),
    )


def sparse_conflict() -> Conflict:
    """Return one with 1,134,000 feasible states among 2^40: eight groups of five options.

    Of each group at most one is taken, of two groups exactly one, and two options of different sides
    exclude each other: 6^6 x 5^2 x 35/36.
    """
    options, each = 40, 5
    dice = random.Random(2)
    groups = [tuple(range(k, k + each)) for k in range(0, options, each)]
    rules = [at_most_one(g) for g in groups] + [at_least_one(g) for g in groups[-2:]]
    owner = [min(k // each // 3, SIDES - 1) for k in range(options)]
    return Conflict(
        sides=_sides(),
        options=_options(owner, {0, 15, 30}),
        infeasible=(*(Not(r) for r in rules), And((Taken(0), Taken(15)))),
        preferences=_preferences(dice, options),
    )


def _sides() -> tuple[Side, ...]:
    return tuple(Side(name=f"Side {i + 1}") for i in range(SIDES))


def _options(owner: list[int], oneway: set[int]) -> tuple[Option, ...]:
    return tuple(
        Option(name=f"o{k}", owners=(i,), direction="forward" if k in oneway else "both")
        for k, i in enumerate(owner)
    )


def _preferences(dice: random.Random, options: int) -> tuple[Preference, ...]:
    return tuple(
        Preference(order=Statements(statements=tuple(statement(dice, options) for _ in range(STATEMENTS))))
        for _ in range(SIDES)
    )
