"""How each side sees the conflict: a hypergame, where some are wrong about others or see less."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summitry.analysis.stability.graph import Graph, graph_of
from summitry.analysis.stability.model import Conflict, StateId
from summitry.analysis.stability.search import plain_rule, stable_states


def seen_by(conflict: Conflict, side: int) -> Conflict:
    """Return the conflict with the preferences that a side takes the others to have.

    The states it does not see stay; it neither leaves nor enters them. The conflict itself comes back
    where the side is right about all.
    """
    view = conflict.view(side)
    if view is None or not any(view.preferences):
        return conflict
    return replace(
        conflict,
        preferences=tuple(
            (view.preferences[j] if j < len(view.preferences) else None) or conflict.preference(j)
            for j in range(len(conflict.sides))
        ),
    )


def graph_seen_by(conflict: Conflict, side: int) -> Graph:
    """Return the graph in which a side judges. Raises ``feasible.TooMany`` as ``graph_of`` does."""
    return graph_of(seen_by(conflict, side))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The conflict in one side's eyes.

    ``unseen`` are states it does not know of, ``wrong_about`` the sides whose preferences it takes to be
    other than they are. ``expects`` are, concept by concept, the equilibria it expects; ``holds``, those
    that hold when each side judges in its own view.
    """

    side: str
    unseen: tuple[StateId, ...]
    wrong_about: tuple[str, ...]
    expects: tuple[tuple[str, tuple[StateId, ...]], ...]
    holds: tuple[tuple[str, tuple[StateId, ...]], ...]


def views(conflict: Conflict, concepts: tuple[str, ...] = ("Nash", "GMR", "SMR", "SEQ")) -> tuple[Seen, ...]:
    """Return how each side that sees the conflict otherwise than it is sees it; empty without any."""
    if not any(conflict.views):
        return ()
    count = len(conflict.sides)
    own = [graph_seen_by(conflict, i) for i in range(count)]
    held = dict.fromkeys(concepts, own[0].every)
    for i, graph in enumerate(own):
        for c in concepts:
            held[c] &= stable_states(graph, c, i, plain_rule(graph, i))
    holds = tuple((c, own[0].ids(held[c])) for c in concepts)
    found = []
    for i, view in enumerate(conflict.views):
        if view is None:
            continue
        graph = graph_of(_as_one_sees(conflict, i))
        hidden = sum(1 << n for n, s in enumerate(graph.states) if s.id in set(view.unperceived))
        expects = []
        for c in concepts:
            stable = graph.every & ~hidden
            for j in range(count):
                stable &= stable_states(graph, c, j, plain_rule(graph, j))
            expects.append((c, graph.ids(stable)))
        found.append(
            Seen(
                side=conflict.sides[i].name,
                unseen=view.unperceived,
                wrong_about=tuple(
                    s.name for s, p in zip(conflict.sides, view.preferences, strict=False) if p is not None
                ),
                expects=tuple(expects),
                holds=holds,
            )
        )
    return tuple(found)


def _as_one_sees(conflict: Conflict, side: int) -> Conflict:
    """Return the conflict a side believes in: nobody goes where it sees no state."""
    seen = seen_by(conflict, side)
    view = conflict.view(side)
    if view is None:
        return seen
    return replace(seen, views=(replace(view, preferences=()),) * len(conflict.sides))
