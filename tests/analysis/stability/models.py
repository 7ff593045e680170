"""Small conflicts made at random, for tests that hold one engine against another."""

import random
from dataclasses import replace
from fractions import Fraction

from summitry.analysis.stability.feasible import list_feasible
from summitry.analysis.stability.formula import And, Formula, IfThen, Not, Or, Same, Taken
from summitry.analysis.stability.model import (
    Conflict,
    Direction,
    Option,
    Preference,
    Ranking,
    Side,
    StateId,
    Statements,
    Weights,
)

DIRECTIONS: tuple[Direction, ...] = ("both", "both", "both", "both", "forward", "back")


def some_formula(dice: random.Random, options: int, depth: int = 2) -> Formula:
    kind = dice.random()
    if depth == 0 or kind < 0.4:
        option = Taken(dice.randrange(options))
        return option if dice.random() < 0.6 else Not(option)
    left, right = some_formula(dice, options, depth - 1), some_formula(dice, options, depth - 1)
    if kind < 0.6:
        return And((left, right))
    if kind < 0.8:
        return Or((left, right))
    return IfThen(left, right) if kind < 0.9 else Same(left, right)


def some_preference(dice: random.Random, options: int, feasible: list[int]) -> Preference:
    kind = dice.random()
    if kind < 0.5:
        statements = tuple(some_formula(dice, options) for _ in range(dice.randint(1, 6)))
        return Preference(order=Statements(statements=statements))
    if kind < 0.7:
        weights = tuple(
            (Taken(k), Fraction(dice.randint(-6, 6), dice.choice([1, 2, 3]))) for k in range(options)
        )
        return Preference(order=Weights(weights=weights))
    left = feasible[:]
    dice.shuffle(left)
    tiers: list[tuple[StateId, ...]] = []
    while left:
        size = dice.choice([1, 1, 1, 2, 3])
        tiers.append(tuple(left[:size]))
        left = left[size:]
    return Preference(order=Ranking(tiers=tuple(tiers)))


def some_conflict(seed: int) -> tuple[Conflict, list[int]]:
    """One to five sides, up to eight options in any order, some one-way, some owned by nobody; and its
    feasible vectors, of which there is at least one."""
    dice = random.Random(seed)
    while True:
        sides = dice.randint(1, 5)
        count = dice.randint(sides, 8)
        options = [
            Option(
                name=f"o{k}",
                owners=(k,) if k < sides else () if dice.random() < 0.1 else (dice.randrange(sides),),
                direction=dice.choice(DIRECTIONS),
            )
            for k in range(count)
        ]
        dice.shuffle(options)
        patterns = [some_formula(dice, count, 1) for _ in range(dice.choice([0, 0, 1, 2, 3]))]
        infeasible = tuple(f for f in patterns if not isinstance(f, (Taken, Not)))
        feasible = list_feasible(count, infeasible, 1 << 12)
        if not feasible:
            continue
        conflict = Conflict(
            sides=tuple(Side(name=f"D{i}") for i in range(sides)),
            options=tuple(options),
            infeasible=infeasible,
        )
        preferences = tuple(some_preference(dice, count, feasible) for _ in range(sides))
        return replace(conflict, preferences=preferences), feasible
