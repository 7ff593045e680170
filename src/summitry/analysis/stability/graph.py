"""A conflict as a graph: states, each side's moves between them, and what each side prefers.

Sets of states are whole numbers whose bit *k* is set when state *k* is among them, so that the graph of
a conflict of some thousand states is searched without any package from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summitry.analysis.stability.feasible import list_feasible
from summitry.analysis.stability.formula import Formula, holds
from summitry.analysis.stability.model import (
    Attitude,
    Conflict,
    State,
    StateId,
    letters,
    members,
)
from summitry.analysis.stability.worth import Worth, worth_of

MOST_STATES = 20_000
"""States of a graph; beyond, only the sweeps of the other engines can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The states and moves of a conflict.

    ``vectors[s]`` are the vectors of choices state *s* stands for (none in graph form), ``owned[i]``
    the options of side *i* as a bit mask, ``moves[i][s]`` where side *i* can go from *s* in one step.
    A side may be a coalition (see ``merged``).
    """

    states: tuple[State, ...]
    vectors: tuple[tuple[int, ...], ...]
    sides: tuple[str, ...]
    owned: tuple[int, ...]
    moves: tuple[tuple[int, ...], ...]
    worth: tuple[Worth, ...]
    attitudes: tuple[tuple[Attitude, ...], ...] = ()

    def ids(self, states: int) -> tuple[StateId, ...]:
        """Return the names of a set of states, in the order of the model."""
        return tuple(self.states[s].id for s in bits(states))

    @property
    def every(self) -> int:
        """All states."""
        return (1 << len(self.states)) - 1


def bits(states: int) -> Iterator[int]:
    """Yield the positions of the states in a set, smallest first."""
    while states:
        low = states & -states
        yield low.bit_length() - 1
        states ^= low


def states_of(conflict: Conflict, limit: int = MOST_STATES) -> tuple[State, ...]:
    """Return the states of a conflict: those its author named, else all feasible ones.

    Raises ``feasible.TooMany`` beyond ``limit``.
    """
    if conflict.states or conflict.form == "graph":
        return conflict.states
    count = len(conflict.options)
    found = list_feasible(count, conflict.infeasible, limit)
    merged_ones: list[State] = []
    for formula in conflict.coalesced:
        inside = [v for v in found if holds(formula, v)]
        found = [v for v in found if not holds(formula, v)]
        if inside:
            merged_ones.append(
                State(id=_common_pattern(inside, count), pattern=_common_pattern(inside, count))
            )
    return tuple(
        State(id=_numbered(conflict, n, v), pattern=letters(v, count)) for n, v in enumerate(found)
    ) + tuple(merged_ones)


def _numbered(conflict: Conflict, n: int, vector: int) -> StateId:
    match conflict.numbering:
        case "decimal":
            return vector
        case "rank":
            return n + 1
        case "letters":
            return letters(vector, len(conflict.options))


def _common_pattern(vectors: Sequence[int], options: int) -> str:
    """Return the letters all vectors share, and ``-`` where they differ."""
    return "".join(
        "-" if len({v >> k & 1 for v in vectors}) == 2 else "NY"[vectors[0] >> k & 1] for k in range(options)
    )


def graph_of(conflict: Conflict) -> Graph:
    """Return the graph of a conflict.

    A side's unperceived states are neither left nor entered by it. Raises ``feasible.TooMany`` when
    there are more than ``MOST_STATES`` states.
    """
    states = states_of(conflict)
    ids = {s.id: n for n, s in enumerate(states)}
    vectors = _vectors(conflict, states)
    owned = tuple(sum(1 << k for k in conflict.owned(i)) for i in range(len(conflict.sides)))
    if conflict.form == "graph":
        moves = [_listed_moves(side.moves, ids, len(states)) for side in conflict.sides]
    else:
        moves = [_option_moves(conflict, i, vectors) for i in range(len(conflict.sides))]
    for i in range(len(conflict.sides)):
        view = conflict.view(i)
        if view and view.unperceived:
            hidden = sum(1 << ids[s] for s in view.unperceived if s in ids)
            moves[i] = [0 if hidden >> s & 1 else to & ~hidden for s, to in enumerate(moves[i])]
    return Graph(
        states=states,
        vectors=vectors,
        sides=tuple(s.name for s in conflict.sides),
        owned=owned,
        moves=tuple(tuple(m) for m in moves),
        worth=tuple(worth_of(conflict.preference(i), ids, vectors) for i in range(len(conflict.sides))),
        attitudes=conflict.attitudes,
    )


def _vectors(conflict: Conflict, states: Sequence[State]) -> tuple[tuple[int, ...], ...]:
    """Return the feasible vectors each state stands for; those of a state with ``-`` are what is left."""
    if conflict.form == "graph":
        return ((),) * len(states)
    singles = {members(s.pattern)[0] for s in states if "-" not in s.pattern}
    found: list[tuple[int, ...]] = []
    for state in states:
        every = members(state.pattern)
        if "-" in state.pattern:
            every = tuple(
                v for v in every if v not in singles and not any(holds(f, v) for f in conflict.infeasible)
            )
        found.append(every)
    return tuple(found)


def _listed_moves(
    moves: Sequence[tuple[StateId, tuple[StateId, ...]]], ids: Mapping[StateId, int], count: int
) -> list[int]:
    found = [0] * count
    for start, ends in moves:
        if start in ids:
            found[ids[start]] |= sum({1 << ids[e] for e in ends if e in ids and e != start})
    return found


def one_way(conflict: Conflict) -> tuple[int, int]:
    """Return the options that can only be taken, and those that can only be dropped, as bit masks."""
    forward = sum(1 << k for k, o in enumerate(conflict.options) if o.direction == "forward")
    back = sum(1 << k for k, o in enumerate(conflict.options) if o.direction == "back")
    return forward, back


def _option_moves(conflict: Conflict, side: int, vectors: Sequence[tuple[int, ...]]) -> list[int]:
    """Return where a side can go from each state by changing any number of its own options at once."""
    mask = sum(1 << k for k in conflict.owned(side))
    forward, back = one_way(conflict)
    state_of = {v: s for s, vs in enumerate(vectors) for v in vs}
    fibres: dict[int, list[int]] = {}
    for vector in state_of:
        fibres.setdefault(vector & ~mask, []).append(vector)
    together = {key: _set(state_of[v] for v in vs) for key, vs in fibres.items()}
    barred = [p for p in conflict.barred if side in p.by]
    free = not (mask & (forward | back)) and not barred
    found = []
    for state, own in enumerate(vectors):
        to = 0
        for start in own:
            key = start & ~mask
            if free:
                to |= together[key]
                continue
            for end in fibres[key]:
                undone = (start & forward & ~end) | (end & back & ~start)
                if not undone and not any(holds(p.start, start) and holds(p.end, end) for p in barred):
                    to |= 1 << state_of[end]
        found.append(to & ~(1 << state))
    for passing in conflict.common:
        if side in passing.by:
            _add_common(passing.start, passing.end, vectors, found)
    return found


def _set(states: Iterator[int]) -> int:
    found = 0
    for s in states:
        found |= 1 << s
    return found


def _add_common(start: Formula, end: Formula, vectors: Sequence[tuple[int, ...]], found: list[int]) -> None:
    ends = _set(s for s, vs in enumerate(vectors) if any(holds(end, v) for v in vs))
    for state, vs in enumerate(vectors):
        if any(holds(start, v) for v in vs):
            found[state] |= ends & ~(1 << state)


def merged(graph: Graph, structure: Sequence[tuple[int, ...]], reach: Sequence[Sequence[int]]) -> Graph:
    """Return the graph in which each coalition of a partition acts as one side.

    ``reach`` are the states each coalition can reach by legal sequences of its members' moves. A
    coalition prefers what every member prefers; what is not better for one is not better for it.
    """
    return Graph(
        states=graph.states,
        vectors=graph.vectors,
        sides=tuple(" + ".join(graph.sides[i] for i in coalition) for coalition in structure),
        owned=tuple(_set_of_options(graph, coalition) for coalition in structure),
        moves=tuple(tuple(r & ~(1 << s) for s, r in enumerate(reached)) for reached in reach),
        worth=tuple(graph.worth[c[0]] if len(c) == 1 else _shared_worth(graph, c) for c in structure),
    )


def _shared_worth(graph: Graph, coalition: Sequence[int]) -> Worth:
    """Return what a coalition prefers; its tiers are left empty, since two states may be better for one
    member each."""
    better, unknown, great = [], [], []
    for s in range(len(graph.states)):
        all_better, surely_not, far_below = graph.every, 0, 0
        for i in coalition:
            one = graph.worth[i]
            all_better &= one.better[s]
            surely_not |= graph.every & ~one.better[s] & ~one.unknown[s]
            far_below |= one.greatly_worse[s]
        better.append(all_better)
        unknown.append(graph.every & ~all_better & ~surely_not)
        great.append(far_below)
    return Worth(tiers=(), better=tuple(better), unknown=tuple(unknown), greatly_worse=tuple(great))


def _set_of_options(graph: Graph, coalition: Sequence[int]) -> int:
    found = 0
    for i in coalition:
        found |= graph.owned[i]
    return found
