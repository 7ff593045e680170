"""What a side prefers, state by state: tiers, and which states it certainly, perhaps or greatly prefers.

Sets of states are whole numbers whose bit *k* is set when state *k* is among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from summitry.analysis.stability.formula import holds
from summitry.analysis.stability.model import Preference, Ranking, StateId, Statements, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One side's preference over the states of a graph.

    ``tiers`` counts from 0 at the best, state by state; states in one tier are equally good unless
    ``unknown`` says that they cannot be compared. ``better[s]`` are the states certainly preferred to
    *s*, ``unknown[s]`` those that cannot be compared with it, ``greatly_worse[s]`` those to which *s*
    is greatly preferred.
    """

    tiers: tuple[int, ...]
    better: tuple[int, ...]
    unknown: tuple[int, ...]
    greatly_worse: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether any two states can be compared."""
        return not any(self.unknown)


def worth_of(
    preference: Preference | None, ids: Mapping[StateId, int], vectors: Sequence[tuple[int, ...]]
) -> Worth:
    """Return what a side prefers; a side without preferences finds all states equally good.

    Of coalesced vectors the smallest speaks for all.
    """
    count = len(vectors)
    if preference is None:
        return Worth(
            tiers=(0,) * count, better=(0,) * count, unknown=(0,) * count, greatly_worse=(0,) * count
        )
    keys = _keys(preference, ids, vectors)
    order = sorted(set(keys))
    tier_of = {key: n for n, key in enumerate(order)}
    tiers = tuple(tier_of[key] for key in keys)
    in_tier = [0] * len(order)
    for state, tier in enumerate(tiers):
        in_tier[tier] |= 1 << state
    above = [0]
    for found in in_tier:
        above.append(above[-1] | found)
    unknown = _unknown(preference, ids, vectors, count)
    steps = [t for t in sorted(preference.strong_after) if t < len(order)]
    every = (1 << count) - 1
    great = []
    for state, tier in enumerate(tiers):
        below = next((every & ~above[step + 1] for step in steps if step >= tier), 0)
        great.append(below & ~unknown[state])
    return Worth(
        tiers=tiers,
        better=tuple(above[tier] & ~unknown[state] for state, tier in enumerate(tiers)),
        unknown=tuple(unknown),
        greatly_worse=tuple(great),
    )


def _keys(
    preference: Preference, ids: Mapping[StateId, int], vectors: Sequence[tuple[int, ...]]
) -> list[tuple[Fraction | int, ...]]:
    """Return for each state a key that is smaller the better the state is."""
    match preference.order:
        case Ranking(tiers=tiers):
            found: list[tuple[Fraction | int, ...]] = [(len(tiers),)] * len(vectors)
            for n, tier in enumerate(tiers):
                for id in tier:
                    if id in ids:
                        found[ids[id]] = (n,)
            return found
        case Statements(statements=statements):
            return [tuple(int(not holds(f, vs[0])) for f in statements) for vs in vectors]
        case Weights(weights=weights):
            return [(-sum((w for f, w in weights if holds(f, vs[0])), Fraction(0)),) for vs in vectors]


def _unknown(
    preference: Preference, ids: Mapping[StateId, int], vectors: Sequence[tuple[int, ...]], count: int
) -> list[int]:
    """Return for each state those that cannot be compared with it."""
    found = [0] * count
    for a, b in preference.unknown:
        if a in ids and b in ids and a != b:
            found[ids[a]] |= 1 << ids[b]
            found[ids[b]] |= 1 << ids[a]
    order = preference.order
    if isinstance(order, Statements) and order.unsettled:
        _unsettled(order, vectors, found)
    return found


def _unsettled(order: Statements, vectors: Sequence[tuple[int, ...]], found: list[int]) -> None:
    """Part states statement by statement: those that an unsettled one parts cannot be compared."""
    groups = [list(range(len(vectors)))]
    for n, formula in enumerate(order.statements):
        parted: list[list[int]] = []
        for group in groups:
            yes = [s for s in group if holds(formula, vectors[s][0])]
            no = [s for s in group if not holds(formula, vectors[s][0])]
            if n in order.unsettled and yes and no:
                all_yes, all_no = sum(1 << s for s in yes), sum(1 << s for s in no)
                for s in yes:
                    found[s] |= all_no
                for s in no:
                    found[s] |= all_yes
            parted += [part for part in (yes, no) if part]
        groups = parted
