"""The whole analysis of a conflict: the engine chosen from the model, and every concept asked for."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from summitry.analysis.stability.concepts import COALITIONAL, CONCEPTS, horizon_of, known
from summitry.analysis.stability.feasible import TooMany, count_feasible
from summitry.analysis.stability.graph import MOST_STATES, Graph, graph_of, merged, states_of
from summitry.analysis.stability.limited import NotApplicable, limited, non_myopic
from summitry.analysis.stability.model import Conflict, State, StateId, name_of, names_of
from summitry.analysis.stability.plan import why_not_swept
from summitry.analysis.stability.result import (
    Coalition,
    Engine,
    Reachable,
    Refusal,
    StabilityResult,
    Stable,
    Structure,
)
from summitry.analysis.stability.search import (
    Rule,
    improvements,
    legal,
    plain_rule,
    stable_states,
    strong_rule,
    unknown_rule,
)
from summitry.foundation.basis import Basis

FEW_STATES = 1000
"""States up to which the general engine is quick enough, and everything is answered."""
LISTED = 100_000
"""States beyond which results are counted and not listed."""
SEARCHED = 5000
"""States up to which coalitions and reachability are searched beside a sweep."""
WITHOUT_SWEEPS = "The sweeps for large conflicts need more packages: pip install 'summitry[stability]'."
MOST_TOGETHER = 14
"""Options up to which simultaneous sanctioning is swept."""
COALITIONS_OF = 4
"""Sides up to which all coalitions are looked at unless told otherwise."""

METHOD = (
    "Graph Model for Conflict Resolution: from each state, whether a side would move, given how the "
    "others could answer; by legal sequences of moves in which nobody moves twice running."
)
ASSUMPTIONS = (
    "Preferences are an order, not amounts; states equally good to a side deter it like worse ones.",
    "Being put back to where one started deters like any state that is not better.",
)
CANNOT_SAY = (
    "How likely an outcome is, or how long it takes.",
    "Anything about options or preferences that are not in the model.",
)


def analyse(
    conflict: Conflict,
    *,
    concepts: Sequence[str] = CONCEPTS,
    coalitions: bool | None = None,
    start: StateId | None = None,
    engine: str = "",
    memory: int = 0,
    threads: int = 0,
    listed: int = LISTED,
    told: Callable[[float], None] | None = None,
) -> StabilityResult:
    """Return which states hold, for whom, under each concept.

    ``coalitions``: also of all coalitions of two sides or more (``None``: with up to four sides).
    ``start``: the state from which reachability is told, today's when left out. ``engine``: ``general``,
    ``dense`` or ``sparse``; chosen from the model when left out. ``memory``: the bytes that may be used
    (0: nine tenths of the machine's); ``threads``: 0 for one a core. Beyond ``listed`` states results
    are counted and not listed. ``told`` hears what share is done; what it raises stops the work. What
    cannot be answered is among ``refused``. The conflict must be sound (see ``sound``).
    """
    if conflict.form == "count":
        return _counted(conflict)
    reason = why_not_swept(conflict)
    general = bool(reason) or engine == "general"
    few = _states(conflict, MOST_STATES if general else FEW_STATES)
    if few and (general or not engine):
        return analyse_graph(conflict, graph_of(conflict), concepts, coalitions, start, reason)
    if general:
        why = f"The conflict has over {MOST_STATES:,} states, which cannot be swept. {reason}"
        return refused(conflict, why.strip())
    try:
        large = importlib.import_module("summitry.analysis.stability.large")
    except ImportError:
        if _states(conflict, MOST_STATES):
            return analyse_graph(conflict, graph_of(conflict), concepts, coalitions, start, WITHOUT_SWEEPS)
        return refused(conflict, WITHOUT_SWEEPS)
    limits = Limits(memory=memory or _most_memory(), threads=threads or _cores(), listed=listed)
    return _large(large, conflict, concepts, engine, limits, coalitions, start, told)


def _states(conflict: Conflict, limit: int) -> tuple[State, ...]:
    """Return the states when they are no more than ``limit``, else none."""
    try:
        found = states_of(conflict, limit)
    except TooMany:
        return ()
    return found if len(found) <= limit else ()


def _counted(conflict: Conflict) -> StabilityResult:
    """Return how many states can be, of a model without preferences."""
    try:
        count = count_feasible(len(conflict.options), conflict.infeasible)
    except TooMany:
        return refused(conflict, "The states that can be are too hard to count.")
    patterns = 1 << len(conflict.options)
    why = f"The model has no preferences: {count:,} of {patterns:,} patterns can be."
    return replace(
        refused(conflict, why), engine=Engine(kind="count", why=why, states=count, patterns=patterns)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a sweep may use: bytes and threads; and how many states are listed and not only counted."""

    memory: int
    threads: int
    listed: int


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _most_memory() -> int:
    return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 0.9)


def _large(
    large: Any,
    conflict: Conflict,
    concepts: Sequence[str],
    engine: str,
    limits: Limits,
    coalitions: bool | None,
    start: StateId | None,
    told: Callable[[float], None] | None,
) -> StabilityResult:
    """Return the analysis by sweeps; what they cannot answer is searched for, up to ``SEARCHED`` states."""
    asked, refusals = _sweepable(conflict, concepts, engine)
    try:
        found = large.swept(
            conflict, asked, memory=limits.memory, threads=limits.threads, listed=limits.listed, told=told,
            wanted="dense" if "SIM" in asked else engine,
        )  # fmt: skip
    except large.TooLarge as reason:
        return refused(conflict, str(reason))
    states = large.named(conflict, found)
    result = StabilityResult(
        states=states,
        stable=large.stable_of(conflict, found, asked, states, limits.listed),
        engine=found.engine,
        refused=tuple(refusals),
        basis=Basis(method=METHOD, assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY),
    )
    wanted = bool(coalitions or conflict.structures or start is not None or conflict.status_quo is not None)
    if wanted and 0 < len(states) <= SEARCHED:
        searched = analyse_graph(conflict, graph_of(conflict), concepts, bool(coalitions), start)
        return replace(
            result,
            coalitions=searched.coalitions,
            structures=searched.structures,
            reachable=searched.reachable,
        )
    why = f"They are looked at in conflicts of up to {SEARCHED:,} states, and when they are asked for."
    return replace(result, refused=(*result.refused, Refusal(asked="coalitions", why=why)))


def _sweepable(conflict: Conflict, concepts: Sequence[str], engine: str) -> tuple[list[str], list[Refusal]]:
    """Return the concepts that can be swept, and why the others cannot."""
    asked = [c for c in concepts if c in CONCEPTS]
    refusals = [
        Refusal(asked=c, why=f"It is looked for in conflicts of up to {FEW_STATES:,} states.")
        for c in concepts
        if c not in CONCEPTS
    ]
    if "SIM" in asked and (len(conflict.options) > MOST_TOGETHER or engine == "sparse"):
        asked.remove("SIM")
        why = f"Its sanctions depend on the state left: it is worked out up to {MOST_TOGETHER} options."
        refusals.append(Refusal(asked="SIM", why=why))
    return asked, refusals


def refused(conflict: Conflict, why: str) -> StabilityResult:
    """Return the result of an analysis that was not made."""
    return StabilityResult(
        states=(),
        stable=(),
        engine=Engine(kind="none", why=why, states=0, patterns=1 << len(conflict.options)),
        refused=(Refusal(asked="stability", why=why),),
        basis=Basis(method=METHOD),
    )


def analyse_graph(
    conflict: Conflict,
    graph: Graph,
    concepts: Sequence[str],
    coalitions: bool | None,
    start: StateId | None,
    reason: str = "",
) -> StabilityResult:
    """Return the analysis of a conflict by the general engine; ``reason``: why none other will do."""
    refusals: list[Refusal] = []
    own = _own_views(conflict, graph)
    stable = tuple(s for c in concepts if (s := _stable(own, c, plain_rule, refusals)) is not None)
    uncertain: list[Stable] = []
    if any(not w.complete for w in graph.worth):
        for kind in "abcd":
            rule = _unknown_of(kind)
            uncertain += [
                Stable(concept=f"{c}_{kind}", by_side=s.by_side, equilibria=s.equilibria)
                for c in ("Nash", "GMR", "SMR", "SEQ", "SSEQ")
                if c in concepts and (s := _stable(own, c, rule, refusals)) is not None
            ]
    return StabilityResult(
        states=graph.states,
        stable=stable,
        uncertain=tuple(uncertain),
        strength=_strength(own, stable, concepts),
        coalitions=_coalitions(conflict, graph, concepts, coalitions, refusals),
        structures=tuple(_structure(conflict, graph, s, concepts) for s in conflict.structures),
        reachable=_reachable(conflict, graph, start),
        engine=Engine(
            kind="general",
            why=f"Search on state and last mover. {reason or 'Its states are few.'}",
            states=len(graph.states),
            patterns=1 << len(conflict.options) if conflict.options else 0,
        ),
        refused=tuple(dict.fromkeys(refusals)),
        basis=Basis(method=METHOD, assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY),
    )


def _own_views(conflict: Conflict, graph: Graph) -> tuple[Graph, ...]:
    """Return for each side the graph as it sees it: with the preferences it ascribes to the others."""
    found = []
    for i in range(len(conflict.sides)):
        view = conflict.view(i)
        if view is None or not any(view.preferences):
            found.append(graph)
            continue
        seen = tuple(
            (view.preferences[j] if j < len(view.preferences) else None) or conflict.preference(j)
            for j in range(len(conflict.sides))
        )
        found.append(graph_of(replace(conflict, preferences=seen)))
    return tuple(found)


def _unknown_of(kind: str) -> Callable[[Graph, int], Rule]:
    return lambda graph, side: unknown_rule(graph, side, kind)


def _stable(
    own: Sequence[Graph],
    concept: str,
    rule: Callable[[Graph, int], Rule],
    refusals: list[Refusal],
) -> Stable | None:
    """Return the states stable for each side in its own view, and for all; ``None`` when refused."""
    try:
        found = [_of_side(graph, concept, i, rule) for i, graph in enumerate(own)]
    except NotApplicable as reason:
        refusals.append(Refusal(asked=concept, why=str(reason)))
        return None
    return stable_from(own[0], concept, found)


def stable_from(graph: Graph, concept: str, found: Sequence[int]) -> Stable:
    """Return sets of states, one a side, as the result of a concept."""
    all_of_them = graph.every
    for one in found:
        all_of_them &= one
    return Stable(
        concept=concept,
        by_side=tuple((name, graph.ids(one)) for name, one in zip(graph.sides, found, strict=True)),
        equilibria=graph.ids(all_of_them),
    )


def _of_side(graph: Graph, concept: str, side: int, rule: Callable[[Graph, int], Rule]) -> int:
    if not known(concept):
        raise NotApplicable(f'There is no concept "{concept}".')
    if (horizon := horizon_of(concept)) is not None:
        return limited(graph, horizon)[side]
    if concept == "NM":
        return non_myopic(graph)[side]
    if concept == "SIM" and not all(graph.vectors):
        raise NotApplicable("Simultaneous moves cannot be put together where states are only names.")
    return stable_states(graph, concept, side, rule(graph, side))


def _strength(own: Sequence[Graph], stable: Sequence[Stable], concepts: Sequence[str]) -> tuple[Stable, ...]:
    """Return what is strongly stable, and what only weakly, where some preferences are great."""
    if not any(any(w.greatly_worse) for w in own[0].worth):
        return ()
    found: list[Stable] = []
    for concept in ("GMR", "SMR", "SEQ", "SSEQ"):
        if concept not in concepts:
            continue
        strong = [stable_states(g, concept, i, strong_rule(g, i)) for i, g in enumerate(own)]
        plain = [stable_states(g, concept, i, plain_rule(g, i)) for i, g in enumerate(own)]
        weak = [p & ~s for p, s in zip(plain, strong, strict=True)]
        found.append(stable_from(own[0], f"strong_{concept}", strong))
        found.append(stable_from(own[0], f"weak_{concept}", weak))
    return tuple(found)


def merged_by(graph: Graph, structure: Sequence[tuple[int, ...]]) -> Graph:
    """Return the graph with its sides joined into the coalitions of a partition."""
    return merged(graph, structure, [legal(graph.moves, coalition) for coalition in structure])


def _coalitions(
    conflict: Conflict, graph: Graph, concepts: Sequence[str], wanted: bool | None, refusals: list[Refusal]
) -> tuple[Coalition, ...]:
    """Return what is stable for each coalition of two or more, and for those its author named."""
    count = len(conflict.sides)
    named = {c for s in conflict.structures for c in s if len(c) > 1}
    if wanted or (wanted is None and count <= COALITIONS_OF):
        named |= {c for size in range(2, count + 1) for c in combinations(range(count), size)}
    if graph.attitudes and named:
        refusals.append(
            Refusal(asked="coalitions", why="Coalitions are not defined together with attitudes.")
        )
        return ()
    found = []
    for coalition in sorted(named, key=lambda c: (len(c), c)):
        rest = tuple((i,) for i in range(count) if i not in coalition)
        joined = merged_by(graph, (coalition, *rest))
        rule = plain_rule(joined, 0)
        found.append(
            Coalition(
                name=name_of(coalition, conflict.sides),
                sides=tuple(conflict.sides[i].name for i in coalition),
                stable=tuple(
                    (f"C{c}", joined.ids(stable_states(joined, c, 0, rule)))
                    for c in COALITIONAL
                    if c in concepts
                ),
            )
        )
    return tuple(found)


def _structure(
    conflict: Conflict, graph: Graph, structure: tuple[tuple[int, ...], ...], concepts: Sequence[str]
) -> Structure:
    joined = merged_by(graph, structure)
    asked = [c for c in concepts if c in CONCEPTS and (c != "SIM" or all(graph.vectors))]
    return Structure(
        name=names_of(structure, conflict.sides),
        stable=tuple(
            stable_from(
                joined,
                c,
                [stable_states(joined, c, i, plain_rule(joined, i)) for i in range(len(joined.sides))],
            )
            for c in asked
        ),
    )


def _reachable(conflict: Conflict, graph: Graph, start: StateId | None) -> Reachable | None:
    wanted = conflict.status_quo if start is None else start
    here = next((n for n, s in enumerate(graph.states) if s.id == wanted), None)
    if wanted is None or here is None:
        return None
    movers = range(len(graph.sides))
    return Reachable(
        start=wanted,
        by_moves=graph.ids(legal(graph.moves, movers)[here]),
        by_improvements=graph.ids(legal(improvements(graph), movers)[here]),
    )
