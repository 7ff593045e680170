"""Many models that differ in preferences only: the equilibria of each, by sweeps where they can be swept.

An arrangement says in which order a side's statements count, and which of them it wants not to hold. A
side without one keeps its preferences.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from summitry.analysis.stability.formula import Not
from summitry.analysis.stability.graph import Graph, graph_of, states_of
from summitry.analysis.stability.model import Conflict, Preference, Statements
from summitry.analysis.stability.plan import why_not_swept
from summitry.analysis.stability.search import plain_rule, stable_states
from summitry.analysis.stability.worth import worth_of

MANY = ("Nash", "GMR", "SMR", "SEQ", "SSEQ")
"""Concepts that are looked at in many models."""
MOST_SWEPT = 16
"""Options of one model up to which many are swept."""
MOST_STATEMENTS = 30
"""Statements of one side up to which many models are swept."""
MOST_SEARCHED = 1 << 22
"""States times models that are searched one by one; beyond, the work is refused."""
Told = Callable[[float], None]


class Client(Protocol):
    """What is used of a ``distributed.Client``."""

    def submit(self, function: Any, /, *args: Any, **more: Any) -> Any:
        """Have a worker call a function."""

    def gather(self, futures: Any) -> Any:
        """Return what the workers found."""

    def ncores(self) -> Any:
        """Return the workers, with how many cores each has."""


class TooMuch(Exception):
    """So many models cannot be judged; the sentence says why, and what could be done."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which statements count, most important first, and those (by position) wanted not to hold."""

    order: tuple[int, ...]
    turned: frozenset[int] = frozenset()

    def preference(self, statements: Statements) -> Preference:
        """Return the preference it stands for."""
        return Preference(
            order=Statements(
                statements=tuple(
                    Not(statements.statements[k]) if k in self.turned else statements.statements[k]
                    for k in self.order
                )
            )
        )


Model = Mapping[int, Arrangement]
"""For sides by position, how their statements are arranged."""
Equilibria = tuple[int, ...]
"""For each concept the states that are equilibria, as a set."""


def settled(conflict: Conflict) -> Conflict:
    """Return the conflict with each unsettled statement taken as it is written."""
    found = []
    for preference in conflict.preferences:
        if preference is not None and isinstance(preference.order, Statements) and preference.order.unsettled:
            preference = replace(preference, order=replace(preference.order, unsettled=()))
        found.append(preference)
    return replace(conflict, preferences=tuple(found))


def equilibria_of(
    conflict: Conflict,
    models: Sequence[Model],
    concepts: Sequence[str] = MANY,
    *,
    threads: int = 1,
    told: Told | None = None,
    client: Client | None = None,
    swept: bool = True,
) -> Iterator[Equilibria]:
    """Yield the equilibria of each model, as sets of the conflict's states, concept by concept.

    With the ``client`` of a Dask cluster, what can be swept is swept there, with the same result.
    ``told`` hears what share is done; what it raises stops the work. Without ``swept`` models are
    searched one by one, which begins at once. Raises ``TooMuch`` before any work.
    """
    bare = settled(conflict)
    states = len(states_of(conflict))
    if swept and not why_not_swept(bare) and len(conflict.options) <= MOST_SWEPT and _short(models):
        try:
            sweeps = importlib.import_module("summitry.analysis.stability.many_swept")
        except ImportError:
            sweeps = None
        if sweeps is not None:
            found: Iterator[Equilibria] = sweeps.equilibria(bare, models, concepts, threads, told, client)
            return found
    if len(models) * states > MOST_SEARCHED:
        raise TooMuch(
            f"{len(models):,} models of {states:,} states are too many to be searched one by one. "
            "Fewer statements, or only one side, can be looked at."
        )
    return _searched(bare, models, concepts, told)


def _short(models: Sequence[Model]) -> bool:
    return all(len(a.order) <= MOST_STATEMENTS for model in models for a in model.values())


def _searched(
    conflict: Conflict, models: Sequence[Model], concepts: Sequence[str], told: Told | None
) -> Iterator[Equilibria]:
    graph = graph_of(conflict)
    ids = {s.id: n for n, s in enumerate(graph.states)}
    for n, model in enumerate(models):
        worth = list(graph.worth)
        for i, arrangement in model.items():
            preference = conflict.preference(i)
            assert preference is not None and isinstance(preference.order, Statements)
            worth[i] = worth_of(arrangement.preference(preference.order), ids, graph.vectors)
        yield judged(replace(graph, worth=tuple(worth)), concepts)
        if told is not None:
            told((n + 1) / len(models))


def judged(graph: Graph, concepts: Sequence[str]) -> Equilibria:
    """Return the equilibria of a graph, concept by concept."""
    found = []
    for concept in concepts:
        stable = graph.every
        for i in range(len(graph.sides)):
            if not stable:
                break
            stable &= stable_states(graph, concept, i, plain_rule(graph, i))
        found.append(stable)
    return tuple(found)
