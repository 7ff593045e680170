"""Pictures of a conflict: its states with who would move where, and the tree of what today can turn into.

To 60 states all are drawn; of more only the equilibria, today's state, the wanted one, and the ways to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

from summitry.analysis.stability.graph import bits
from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.paths import shortest
from summitry.analysis.stability.result import StabilityResult
from summitry.analysis.stability.search import improvements
from summitry.analysis.stability.status_quo import StatusQuo
from summitry.book.blocks import Arrow, Network, Node, Sentence
from summitry.book.conflicts.told import Told
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, number

MOST_DRAWN = 60
ALL_MOVES = 20
"""States up to which every improvement is drawn; beyond, each side's best from each state."""
MOST_SAID = 40
"""Arrows that the words beside a picture name one by one."""
FIRM = ("SEQ", "SSEQ", "SMR", "GMR", "Nash")
"""By which concept an outcome counts as one that holds: the first that was asked for."""


def holding(result: StabilityResult) -> tuple[str, tuple[StateId, ...]]:
    """Return the states that hold for all, and the concept they hold under; blank without any concept."""
    for concept in FIRM:
        stable = result.of(concept)
        if stable is not None:
            return concept, stable.equilibria
    return "", ()


def drawn(told: Told, result: StabilityResult, today: StateId | None, wanted: StateId | None) -> set[int]:
    """Return the positions of the states to draw."""
    graph = told.graph
    if len(graph.states) <= MOST_DRAWN:
        return set(range(len(graph.states)))
    _, held = holding(result)
    asked = [s for s in (today, wanted) if s is not None]
    found = {told.position[s] for s in asked}
    for state in (*held[: MOST_DRAWN // 3], *asked):
        goal = told.position[state]
        found.add(goal)
        if today is not None and goal != told.position[today] and len(found) < MOST_DRAWN:
            legs = shortest(graph.moves, range(len(graph.sides)), told.position[today], 1 << goal) or ()
            found |= {end for _, _, end in legs}
    return found


def state_graph(
    told: Told, result: StabilityResult, today: StateId | None = None, wanted: StateId | None = None
) -> Network:
    """Draw the states in a ring, and the moves by which sides would better their lot."""
    graph = told.graph
    shown = sorted(drawn(told, result, today, wanted))
    concept, held = holding(result)
    at = {s: n for n, s in enumerate(shown)}
    nodes = tuple(
        _node(told, s, held, today, wanted, 0.5 + 0.5 * sin(2 * pi * n / len(shown)),
              0.5 - 0.5 * cos(2 * pi * n / len(shown)))
        for n, s in enumerate(shown)
    )  # fmt: skip
    mask = sum(1 << s for s in shown)
    arrows = []
    for i, steps in enumerate(improvements(graph)):
        for s in shown:
            ends = list(bits(steps[s] & mask))
            if len(shown) > ALL_MOVES and ends and graph.worth[i].tiers:
                ends = [min(ends, key=lambda t: graph.worth[i].tiers[t])]
            arrows += [Arrow(start=at[s], end=at[t], line=i) for t in ends]
    whole = len(shown) == len(graph.states)
    caption = [
        say("States of {title}; an arrow is a move by which a side betters its own lot.", title=told.title)
    ]
    if len(shown) > ALL_MOVES:
        caption.append(say("From each state, each side's best move is drawn."))
    if not whole:
        caption.append(
            say("{shown} of {all} states: what holds, what is asked about, and the ways there.",
                shown=len(shown), all=f"{len(graph.states):,}")
        )  # fmt: skip
    if told.numbered:
        caption.append(say("The numbers are those of the table."))
    return Network(
        nodes=nodes,
        arrows=tuple(arrows),
        lines=graph.sides,
        marks=_marks(told, concept, today, None if wanted in held else wanted),
        alt=_alt(told, nodes, tuple(arrows), held, concept, today),
        caption=Sentence(" ".join(caption), traces=told.traces("options")),
        down=0.75 if len(shown) > 8 else 0.5,
        ring=True,
    )


def _node(
    told: Told, s: int, held: tuple[StateId, ...], today: StateId | None, wanted: StateId | None,
    across: float, down: float,
) -> Node:  # fmt: skip
    id = told.graph.states[s].id
    return Node(
        label=told.mark(id),
        across=across,
        down=down,
        look="filled" if id in held else "grey" if id == wanted else "open",
        ringed=id == today,
    )


def _marks(
    told: Told, concept: str, today: StateId | None, wanted: StateId | None
) -> tuple[tuple[Node, str], ...]:
    blank = Node(label="", across=0, down=0)
    found = []
    if concept:
        filled = Node(label="", across=0, down=0, look="filled")
        found.append((filled, say("holds for all ({concept})", concept=concept)))
    if today is not None:
        found.append((Node(label="", across=0, down=0, ringed=True), say("today")))
    if wanted is not None:
        found.append((Node(label="", across=0, down=0, look="grey"), say("wanted, and does not hold")))
    return (*found, (blank, say("other states")))


def _alt(
    told: Told, nodes: tuple[Node, ...], arrows: tuple[Arrow, ...], held: tuple[StateId, ...],
    concept: str, today: StateId | None,
) -> str:  # fmt: skip
    parts = [say("State graph of {count} states.", count=number(len(nodes)))]
    if held:
        names = listed(told.mark(s) for s in held[:MOST_SAID])
        parts.append(say("Hold for all under {concept}: {states}.", concept=concept, states=names))
    if today is not None:
        parts.append(say("Today: {state}.", state=told.mark(today)))
    by_side: Mapping[int, list[str]] = {}
    for arrow in arrows[:MOST_SAID]:
        by_side.setdefault(arrow.line, []).append(  # type: ignore[attr-defined]
            say("{start} to {end}", start=nodes[arrow.start].label, end=nodes[arrow.end].label)
        )
    parts += [f"{told.graph.sides[i]}: {', '.join(moves)}." for i, moves in by_side.items()]
    if len(arrows) > MOST_SAID:
        parts.append(say("And {count} more arrows.", count=len(arrows) - MOST_SAID))
    return " ".join(parts)


def status_quo_tree(told: Told, found: StatusQuo, result: StabilityResult) -> Network | None:
    """Draw one shortest way from a state to each that can be reached; ``None`` when there is none."""
    concept, held = holding(result)
    reach = {told.position[r.state]: r for r in found.by_moves}
    wanted = set(reach)
    if len(reach) >= MOST_DRAWN:
        wanted = {told.position[s] for s in held if told.position[s] in reach}
        wanted = set(sorted(wanted, key=lambda s: reach[s].distance)[: MOST_DRAWN // 4])
    if not wanted:
        return None
    root = told.position[found.start]
    parent: dict[int, tuple[int, int]] = {}
    for goal in sorted(wanted, key=lambda s: reach[s].distance):
        for move in reach[goal].ways[0]:
            end = told.position[move.end]
            if end != root:
                parent.setdefault(end, (told.position[move.start], told.graph.sides.index(move.by)))
    children: dict[int, list[int]] = {}
    for child, (above, _) in parent.items():
        children.setdefault(above, []).append(child)
    depth, row = {root: 0}, dict[int, float]()
    _place(root, children, depth, row)
    deepest, rows = max(depth.values()), max(row.values()) or 1
    order = sorted(row, key=lambda s: (depth[s], row[s]))
    at = {s: n for n, s in enumerate(order)}
    nodes = tuple(
        _node(told, s, held, found.start, None, depth[s] / deepest, row[s] / rows if rows else 0.5)
        for s in order
    )
    arrows = tuple(Arrow(start=at[a], end=at[s], line=i) for s, (a, i) in parent.items())
    caption = say(
        "One shortest way from {state} to each state that can be reached.", state=told.called(found.start)
    )
    if len(wanted) < len(reach):
        caption = say("One shortest way from {state} to each outcome that holds.",
                      state=told.called(found.start))  # fmt: skip
    return Network(
        nodes=nodes,
        arrows=arrows,
        lines=told.graph.sides,
        marks=_marks(told, concept, found.start, None),
        alt=_tree_alt(told, found, depth),
        caption=Sentence(caption, traces=told.traces("today")),
        down=min(1.3, 0.07 * (len({row[s] for s in order}) + 1)),
    )


def _place(root: int, children: dict[int, list[int]], depth: dict[int, int], row: dict[int, float]) -> None:
    """Give each leaf a row of its own, and each other node the middle of its branches'."""
    leaves = 0
    waiting = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        below = children.get(node, [])
        if done:
            row[node] = sum(row[c] for c in below) / len(below)
        elif not below:
            row[node] = leaves
            leaves += 1
        else:
            waiting.append((node, True))
            for child in reversed(below):
                depth[child] = depth[node] + 1
                waiting.append((child, False))


def _tree_alt(told: Told, found: StatusQuo, depth: dict[int, int]) -> str:
    by_depth: dict[int, list[str]] = {}
    for s, level in depth.items():
        if level:
            by_depth.setdefault(level, []).append(told.mark(told.graph.states[s].id))
    parts = [say("Tree of what {state} can turn into.", state=told.called(found.start))]
    parts += [
        say("After {moves}: {states}.", moves=counted(level, "move"), states=listed(states))
        for level, states in sorted(by_depth.items())
    ]
    return " ".join(parts)
