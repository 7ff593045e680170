"""Which vectors of choices can be: counted and listed by search, never by trying all patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitry.analysis.stability.formula import Formula, options_of, settled

MOST_STEPS = 3_000_000
"""Partial vectors that are looked at in one group of options before the search is given up."""


class TooMany(Exception):
    """There are more feasible vectors than were asked for, or too many ways to look for them."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} feasible vectors")
        self.limit = limit


def components(options: int, infeasible: Sequence[Formula]) -> list[tuple[tuple[int, ...], list[Formula]]]:
    """Return groups of options that no pattern joins, each with its patterns.

    Feasibility is then settled group by group: the counts multiply.
    """
    group = list(range(options))

    def root(k: int) -> int:
        while group[k] != k:
            group[k] = group[group[k]]
            k = group[k]
        return k

    about = [sorted(options_of(f)) for f in infeasible]
    for named in about:
        for k in named[1:]:
            group[root(k)] = root(named[0])
    whole: dict[int, list[int]] = {}
    for k in range(options):
        whole.setdefault(root(k), []).append(k)
    found = [(tuple(ks), list[Formula]()) for ks in whole.values()]
    at = {k: n for n, (ks, _) in enumerate(found) for k in ks}
    for formula, named in zip(infeasible, about, strict=True):
        if named:
            found[at[named[0]]][1].append(formula)
        elif settled(formula, 0, 0):
            return [((), [formula])]
    return found


def vectors(group: Sequence[int], infeasible: Sequence[Formula]) -> Iterator[int]:
    """Yield the choices over one group of options in which no pattern holds, in no set order.

    Raises ``TooMany`` after ``MOST_STEPS`` partial vectors that lead nowhere.
    """
    if not group:
        if not any(settled(f, 0, 0) for f in infeasible):
            yield 0
        return
    # The options most patterns speak of are decided first: a dead end is then seen early.
    weight = {k: sum(k in options_of(f) for f in infeasible) for k in group}
    order = sorted(group, key=lambda k: (-weight[k], k))
    stack = [(0, 0, 0, list(infeasible))]
    steps = 0
    while stack:
        steps += 1
        if steps > MOST_STEPS:
            raise TooMany(MOST_STEPS)
        depth, known, vector, left = stack.pop()
        undecided = []
        for formula in left:
            value = settled(formula, known, vector)
            if value:
                break
            if value is None:
                undecided.append(formula)
        else:
            if depth == len(order):
                steps -= len(order)
                yield vector
                continue
            bit = 1 << order[depth]
            stack.append((depth + 1, known | bit, vector | bit, undecided))
            stack.append((depth + 1, known | bit, vector, undecided))


def count_feasible(options: int, infeasible: Sequence[Formula]) -> int:
    """Return how many vectors of choices can be; raises ``TooMany`` where that is too hard to find.

    >>> from summitry.analysis.stability.formula import And, Taken
    >>> count_feasible(20, [And((Taken(0), Taken(1)))])
    786432
    """
    total = 1
    for group, patterns in components(options, infeasible):
        if patterns:
            total *= sum(1 for _ in vectors(group, patterns))
        else:
            total <<= len(group)
    return total


def list_feasible(options: int, infeasible: Sequence[Formula], limit: int) -> list[int]:
    """Return the vectors of choices that can be, smallest first.

    Raises ``TooMany`` beyond ``limit``.
    """
    found = [0]
    for group, patterns in components(options, infeasible):
        parts = []
        for vector in vectors(group, patterns):
            parts.append(vector)
            if len(parts) * len(found) > limit:
                raise TooMany(limit)
        found = [a | b for a in found for b in parts]
    return sorted(found)
