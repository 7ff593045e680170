"""What a state can turn into, as a table and a tree; and what sides can do about it together."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.status_quo import Jump, Reach, StatusQuo
from summitry.book.blocks import Block, Cell, Column, Heading, Points, Section, Sentence, Table
from summitry.book.conflicts.told import Told
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import number, of_them, opened

MOST_ROWS = 60


def status_quo_blocks(told: Told, found: StatusQuo) -> tuple[Block, ...]:
    """Return the table of what can be reached, and what each side and coalition reaches by itself."""
    good = {r.state: r for r in found.by_improvements}
    rows = [_row(told, r, good.get(r.state)) for r in found.by_moves[:MOST_ROWS]]
    blocks: list[Block] = []
    if rows:
        caption = say(
            "By moves: in how many moves at least. By improvements: where each mover betters its own lot."
        )
        if len(found.by_moves) > MOST_ROWS:
            rest = number(len(found.by_moves) - MOST_ROWS)
            caption += " " + say("{number} more states are not listed.", number=opened(rest))
        blocks.append(
            Table(
                columns=(
                    Column(title=say("State")),
                    Column(title=say("By moves"), counts=True),
                    Column(title=say("Shortest ways"), counts=True),
                    Column(title=say("By improvements"), counts=True),
                    Column(title=say("A shortest way")),
                ),
                rows=tuple(rows),
                caption=caption,
            )
        )
    if found.never:
        text = say("Out of reach: {states}.", states=told.states(found.never[:MOST_ROWS]))
        blocks.append(Points((Sentence(text, traces=told.traces("infeasible")),)))
    alone = [_alone(told, name, gains) for a in found.alone if (name := a.name) and (gains := a.gains)]
    if alone:
        blocks += [Heading(say("By themselves")), Points(tuple(alone))]
    return tuple(blocks)


def _row(told: Told, reach: Reach, good: Reach | None) -> tuple[Cell, ...]:
    way = good.ways[0] if good is not None and good.distance == reach.distance else reach.ways[0]
    return (
        Cell(text=str(reach.state), traces=told.traces("options")),
        Cell(text=str(reach.distance)),
        Cell(text=f"{reach.count:,}"),
        Cell(text=str(good.distance)) if good is not None else Cell(text=say("no"), tag="blank"),
        Cell(text=opened(told.way(way)), traces=told.way_traces(way)),
    )


def _alone(told: Told, name: str, gains: tuple[StateId, ...]) -> Sentence:
    text = say_many(
        len(gains),
        "{name} can reach one state that is better for all of them, without the others: {states}.",
        "{name} can reach {number} states that are better for all of them, without the others: {states}.",
        name=name, number=number(len(gains)), states=told.states(gains),
    )  # fmt: skip
    if "+" not in name:
        text = say_many(
            len(gains),
            "{name} can by itself reach one state that is better for it: {states}.",
            "{name} can by itself reach {number} states that are better for it: {states}.",
            name=name, number=number(len(gains)), states=told.states(gains),
        )  # fmt: skip
    return Sentence(text, traces=told.traces("sides"))


def status_quo_section(told: Told, found: StatusQuo, *pictures: Block) -> Section:
    """Return the page of what a state can turn into."""
    verdict = say(
        "From {state}, {reached} of {all} other states can be reached, and {good} by improvements alone.",
        state=told.called(found.start),
        reached=of_them(len(found.by_moves)),
        all=number(len(told.graph.states) - 1),
        good=of_them(len(found.by_improvements)),
    )
    return Section(
        kicker=say("Stability"),
        title=say("What {state} can turn into", state=told.called(found.start)),
        verdict=Sentence(verdict, traces=told.traces("today")),
        blocks=(*status_quo_blocks(told, found), *pictures),
    )


def jump_points(told: Told, found: Sequence[Jump]) -> Points | None:
    """Return the jumps between equilibria as points, those of several concepts once."""
    told_once: dict[tuple[StateId, StateId, str], list[str]] = {}
    ways = {}
    for jump in found:
        key = (jump.start, jump.end, jump.coalition)
        told_once.setdefault(key, []).append(jump.concept)
        ways[key] = jump
    points = []
    for key, concepts in told_once.items():
        jump = ways[key]
        text = say(
            "{coalition} can leave {start} for {end}, which each of them prefers: {way}"
            " (both hold under {concepts}).",
            coalition=jump.coalition, start=told.called(jump.start), end=told.called(jump.end),
            way=told.way(jump.way), concepts=", ".join(concepts),
        )  # fmt: skip
        points.append(Sentence(text, traces=told.way_traces(jump.way)))
    return Points(tuple(points)) if points else None


def jumps_section(told: Told, found: Sequence[Jump]) -> Section:
    """Return the page of the jumps between equilibria."""
    points = jump_points(told, found)
    verdict = (
        say("No sides can together leave one equilibrium for another that each of them prefers.")
        if points is None
        else say_many(
            len(points.items),
            "There is one jump from an equilibrium to another that sides can make together.",
            "There are {number} jumps from an equilibrium to another that sides can make together.",
            number=number(len(points.items)),
        )
    )
    return Section(
        kicker=say("Stability"),
        title=say("What sides can do together"),
        verdict=Sentence(verdict, traces=told.traces("sides")),
        blocks=(points,) if points is not None else (),
    )
