"""In how many ways of filling in what is not known each equilibrium holds.

What is not known are statements marked as unsettled (the side wants it so, or not so) and pairs of states
of which it is not known which a side prefers. A filling-in that goes round in a circle (a over b, b over c,
c over a) is no preference and is left out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summitry.analysis.stability.graph import Graph, bits, graph_of, states_of
from summitry.analysis.stability.many import (
    MANY,
    Arrangement,
    Client,
    Equilibria,
    Model,
    Told,
    TooMuch,
    equilibria_of,
    judged,
    settled,
)
from summitry.analysis.stability.model import Conflict, StateId, Statements
from summitry.analysis.stability.worth import Worth, worth_of

MOST_OPEN = 16
"""Unknowns of which every filling-in is judged; of more, a sample is."""
SAMPLED = 1 << 14
"""Fillings-in of a sample."""
MOST_SEARCHED = 1 << 20
"""States times fillings-in that are searched one by one."""

Open = tuple[int, int | None, tuple[StateId, StateId] | None]
"""A side, with the statement or the pair of states that is not settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """How often each state is an equilibrium over the fillings-in that were judged.

    ``judged`` of ``total`` were; where ``sampled``, they were drawn evenly with ``seed``. ``circular``
    of them were left out. ``held`` says for each concept in how many each state holds; those that never do
    are not named.
    """

    unknowns: int
    total: int
    judged: int
    sampled: bool
    seed: int
    circular: int
    held: tuple[tuple[str, tuple[tuple[StateId, int], ...]], ...]


def unknowns(conflict: Conflict) -> tuple[Open, ...]:
    """Return everything about preferences that is not settled, side by side."""
    found: list[Open] = []
    for i, preference in enumerate(conflict.preferences):
        if preference is None:
            continue
        if isinstance(preference.order, Statements):
            found += [(i, k, None) for k in preference.order.unsettled]
        found += [(i, None, pair) for pair in preference.unknown]
    return tuple(found)


def robustness(
    conflict: Conflict,
    concepts: Sequence[str] = MANY,
    *,
    seed: int = 0,
    threads: int = 1,
    told: Told | None = None,
    client: Client | None = None,
) -> Robustness:
    """Return in how many fillings-in of what is not known each state is an equilibrium.

    Raises ``many.TooMuch``.
    """
    open_ = unknowns(conflict)
    pairs = any(pair for _, _, pair in open_)
    states = states_of(conflict)
    most = MOST_OPEN
    while pairs and most and (len(states) << most) > MOST_SEARCHED:
        most -= 1
    sampled = len(open_) > most
    if sampled and pairs and most < 6:
        raise TooMuch(f"So many unknown pairs of {len(states):,} states cannot be filled in.")
    choices = _choices(len(open_), min(SAMPLED, 1 << most) if sampled else 0, seed)
    if pairs:
        found = list(_searched(conflict, open_, choices, concepts, told))
    else:
        models = [_model(conflict, open_, choice) for choice in choices]
        found = list(equilibria_of(conflict, models, concepts, threads=threads, told=told, client=client))
    held = []
    for n, concept in enumerate(concepts):
        counts = [0] * len(states)
        for stable in found:
            for s in bits(stable[n]):
                counts[s] += 1
        held.append((concept, tuple((s.id, c) for s, c in zip(states, counts, strict=True) if c)))
    return Robustness(
        unknowns=len(open_),
        total=1 << len(open_),
        judged=len(found),
        sampled=sampled,
        seed=seed if sampled else 0,
        circular=len(choices) - len(found),
        held=tuple(held),
    )


def _choices(count: int, sample: int, seed: int) -> Sequence[int]:
    if not sample:
        return range(1 << count)
    dice = random.Random(seed)
    return [dice.getrandbits(count) for _ in range(sample)]


def _model(conflict: Conflict, open_: Sequence[Open], choice: int) -> Model:
    """Return the arrangement of statements of one filling-in: a bit says that one is wanted otherwise."""
    turned: dict[int, set[int]] = {}
    for n, (side, statement, _) in enumerate(open_):
        if statement is not None:
            turned.setdefault(side, set())
            if choice >> n & 1:
                turned[side].add(statement)
    found = {}
    for side, which in turned.items():
        preference = conflict.preference(side)
        assert preference is not None and isinstance(preference.order, Statements)
        found[side] = Arrangement(tuple(range(len(preference.order.statements))), frozenset(which))
    return found


def _searched(
    conflict: Conflict,
    open_: Sequence[Open],
    choices: Sequence[int],
    concepts: Sequence[str],
    told: Told | None,
) -> Iterator[Equilibria]:
    """Judge fillings-in one by one, those left out that go round in a circle."""
    bare = settled(conflict)
    known = replace(
        bare, preferences=tuple(None if p is None else replace(p, unknown=()) for p in bare.preferences)
    )
    graph = graph_of(known)
    ids = {s.id: n for n, s in enumerate(graph.states)}
    for n, choice in enumerate(choices):
        worth = list(graph.worth)
        for side, arrangement in _model(known, open_, choice).items():
            preference = known.preference(side)
            assert preference is not None and isinstance(preference.order, Statements)
            worth[side] = worth_of(arrangement.preference(preference.order), ids, graph.vectors)
        filled = _with_pairs(graph, worth, open_, choice, ids)
        if filled is not None:
            yield judged(replace(graph, worth=filled), concepts)
        if told is not None:
            told((n + 1) / len(choices))


def _with_pairs(
    graph: Graph, worth: Sequence[Worth], open_: Sequence[Open], choice: int, ids: dict[StateId, int]
) -> tuple[Worth, ...] | None:
    """Return what sides prefer with each unknown pair settled; ``None`` when that is no preference."""
    better = [list(w.better) for w in worth]
    touched = set()
    for n, (side, _, pair) in enumerate(open_):
        if pair is None:
            continue
        up, down = ids[pair[0]], ids[pair[1]]
        if choice >> n & 1:
            up, down = down, up
        better[side][down] |= 1 << up
        better[side][up] &= ~(1 << down)
        touched.add(side)
    if any(_circular(better[side]) for side in touched):
        return None
    return tuple(replace(w, better=tuple(b)) for w, b in zip(worth, better, strict=True))


def _circular(better: Sequence[int]) -> bool:
    """Whether some state is, by way of others, better than itself: no state can then be taken off last."""
    left = (1 << len(better)) - 1
    while left:
        best = [s for s in bits(left) if not better[s] & left]
        if not best:
            return True
        for s in best:
            left &= ~(1 << s)
    return False
