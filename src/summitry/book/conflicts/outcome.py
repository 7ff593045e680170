"""The page of a conflict: what holds, what does not and why, as a verdict, tables, points and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.analysis.stability.explain import explain
from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.result import StabilityResult
from summitry.analysis.stability.seen import views
from summitry.analysis.stability.standing import fits
from summitry.book.blocks import Block, Cell, Column, Heading, Points, Section, Sentence, Table
from summitry.book.conflicts.changes import views_section
from summitry.book.conflicts.pictures import holding, state_graph
from summitry.book.conflicts.told import Told
from summitry.book.conflicts.why import verdict_of, way_in_words
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import listed, number, opened

MOST_ROWS = 24
"""States listed in full; of more only those that hold under some concept, today's and the wanted one."""


def wanted_state(told: Told) -> StateId | None:
    """Return the outcome the record wants; ``None`` without one, or when it cannot be."""
    record = told.dossier.of(ConflictRecord, told.record) if told.record else None
    if record is None or not record.wanted:
        return None
    return next((s.id for s in told.graph.states if fits(record.wanted.strip(), s.pattern)), None)


def outcome_section(told: Told, result: StabilityResult, *more: Block, pictured: bool = True) -> Section:
    """Return the page of what holds in a conflict; ``more`` stands after the explanations."""
    if not result.stable and result.refused:
        return Section(
            kicker=say("Stability"), title=told.title,
            verdict=Sentence(result.refused[0].why, traces=told.traces()), basis=result.basis,
        )  # fmt: skip
    if not result.states:
        return _counted(told, result)
    today, wanted = told.conflict.status_quo, wanted_state(told)
    blocks: list[Block] = [_states(told, result, today, wanted)]
    blocks += _reasons(told, result, wanted, say("Why the wanted outcome holds, or not"))
    if today != wanted:
        blocks += _reasons(told, result, today, say("Why today's state holds, or not"))
    blocks += _uncertain(told, result)
    blocks += _views(told)
    blocks += more
    if pictured:
        blocks.append(state_graph(told, result, today, wanted))
    blocks += _coalitions(told, result)
    if told.conflict.options:
        blocks += [Heading(say("The options")), _options(told)]
    if result.refused:
        blocks.append(
            Points(tuple(Sentence(f"{r.asked}: {r.why}", traces=told.traces()) for r in result.refused))
        )
    return Section(
        kicker=say("Stability"),
        title=told.title,
        verdict=Sentence(_verdict(told, result, today, wanted), traces=told.traces("wanted")),
        blocks=tuple(blocks),
        basis=result.basis,
    )


def _verdict(told: Told, result: StabilityResult, today: StateId | None, wanted: StateId | None) -> str:
    concept, held = holding(result)
    count = len(result.states)
    if not held:
        text = say(
            "No outcome of {count} holds for all sides under {concept}.", count=number(count), concept=concept
        )
    else:
        text = say_many(
            len(held),
            "Of {all} outcomes one holds for all sides under {concept}: {states}.",
            "Of {all} outcomes {number} hold for all sides under {concept}: {states}.",
            all=number(count), number=number(len(held)), concept=concept, states=_some(told, held),
        )  # fmt: skip
    told_of = [text]
    if wanted is not None:
        told_of.append(
            say("The wanted outcome, {state}, is among them.", state=wanted)
            if wanted in held
            else say("The wanted outcome, {state}, is not among them.", state=wanted)
            if held
            else say("The wanted outcome, {state}, does not hold either.", state=wanted)
        )
    if today is not None and today != wanted:
        told_of.append(
            say("Today's state, {state}, holds.", state=today)
            if today in held
            else say("Today's state, {state}, does not hold.", state=today)
        )
    return " ".join(told_of)


def _some(told: Told, states: tuple[StateId, ...], most: int = 8) -> str:
    if len(states) <= most:
        return told.states(states)
    return say("{states} and {number} more", states=", ".join(map(str, states[:most])),
               number=number(len(states) - most))  # fmt: skip


def _states(told: Told, result: StabilityResult, today: StateId | None, wanted: StateId | None) -> Table:
    concepts = [s.concept for s in result.stable]
    holds_under = {s.id: [c.concept for c in result.stable if s.id in c.equilibria] for s in result.states}
    listed_ones = [
        s.id
        for s in result.states
        if len(result.states) <= MOST_ROWS or holds_under[s.id] or s.id in (today, wanted)
    ][: MOST_ROWS * 3]
    stable = {s.concept: {side: set(states) for side, states in s.by_side} for s in result.stable}
    rows = []
    for id in listed_ones:
        label = say("today") if id == today else say("wanted") if id == wanted else ""
        name = f"{told.mark(id)}: {id}" if told.numbered else str(id)
        rows.append(
            (
                Cell(text=name, label=label, tag="plain" if label else "", traces=told.traces("options")),
                Cell(text=told.holds(id)),
                *(
                    _concepts([c for c in concepts if id in stable[c][side]], concepts)
                    for side in told.graph.sides
                ),
                _concepts(holds_under[id], concepts),
            )
        )
    caption = say("Under which concepts each state is stable for a side, and for all.")
    if len(listed_ones) < len(result.states):
        caption += " " + say(
            "The {number} other states hold under none.",
            number=number(len(result.states) - len(listed_ones)),
        )
    return Table(
        columns=(
            Column(title=say("State")),
            Column(title=say("What is done")),
            *(Column(title=side) for side in told.graph.sides),
            Column(title=say("For all")),
        ),
        rows=tuple(rows),
        caption=caption,
        wide=len(told.graph.sides) > 2,
    )


def _concepts(found: Sequence[str], every: Sequence[str]) -> Cell:
    if not found:
        return Cell(text=say("none"), tag="blank")
    if len(found) == len(every):
        return Cell(text=say("all"))
    return Cell(text=", ".join(found))


def _reasons(told: Told, result: StabilityResult, state: StateId | None, title: str) -> list[Block]:
    """Return, for each side, why a state is stable under the concept the verdict speaks of."""
    concept, _ = holding(result)
    if state is None or not concept:
        return []
    points = []
    for side in range(len(told.graph.sides)):
        found = explain(told.conflict, concept, side, told.position[state], told.graph)
        free = [way for way in found.ways if not way.deterred]
        shown = free or list(found.ways)
        text = verdict_of(told, found)
        if shown:
            text += " " + way_in_words(told, found, shown[0])
        points.append(
            Sentence(text, traces=told.way_traces(shown[0].move, shown[0].answer) if shown else told.traces())
        )
    return [Heading(title), Points(tuple(points))]


def _uncertain(told: Told, result: StabilityResult) -> list[Block]:
    """Return what holds for all where preferences are unknown, by how sides judge; and how firmly."""
    kinds = {
        "a": say("bold: leaves when it may gain; only what is certain deters"),
        "b": say("careful: leaves when it surely gains; only what is certain deters"),
        "c": say("bold: leaves when it may gain; what may be no better deters too"),
        "d": say("careful: leaves when it surely gains; what may be no better deters too"),
    }
    blocks: list[Block] = []
    bases = list(dict.fromkeys(s.concept.partition("_")[0] for s in result.uncertain))
    if bases:
        found = {s.concept: s.equilibria for s in result.uncertain}
        rows = tuple(
            (Cell(text=words, traces=told.traces("sides")),
             *(_held(told, found.get(f"{base}_{kind}", ())) for base in bases))
            for kind, words in kinds.items()
        )  # fmt: skip
        table = Table(
            columns=(Column(title=say("How a side judges what it is not known to prefer")),
                     *(Column(title=base) for base in bases)),
            rows=rows,
            caption=say("States that hold for all sides."),
        )  # fmt: skip
        blocks += [Heading(say("Where preferences are not known")), table]
    firm = [s for s in result.strength if s.equilibria]
    if result.strength:
        points = [
            say("{concept}: {states}.", concept=s.concept.replace("_", " "), states=_some(told, s.equilibria))
            for s in firm
        ] or [say("Nothing that would be answered by something far worse holds for all sides.")]
        traces = told.traces("sides")
        blocks += [Heading(say("How firmly")), Points(tuple(Sentence(p, traces=traces) for p in points))]
    return blocks


def _held(told: Told, states: tuple[StateId, ...]) -> Cell:
    return Cell(text=_some(told, states)) if states else Cell(text=say("none"), tag="blank")


def _views(told: Told) -> list[Block]:
    """Return what each side that is wrong about the conflict expects to hold."""
    page = views_section(told, views(told.conflict)) if any(told.conflict.views) else None
    return [Heading(page.title), *page.blocks] if page is not None else []


def _coalitions(told: Told, result: StabilityResult) -> list[Block]:
    """Return for which coalitions the outcomes that hold would not last."""
    concept, held = holding(result)
    points = []
    for coalition in result.coalitions:
        stable = dict(coalition.stable).get(f"C{concept}", dict(coalition.stable).get("CGMR"))
        leaves = tuple(s for s in held if stable is not None and s not in stable)
        if leaves:
            text = say_many(
                len(leaves),
                "{coalition} would together leave {states}, though it holds for each of them alone.",
                "{coalition} would together leave {states}, though these hold for each of them alone.",
                coalition=coalition.name, states=_some(told, leaves),
            )  # fmt: skip
            points.append(Sentence(text, traces=told.traces("sides")))
    return [Heading(say("Together")), Points(tuple(points))] if points else []


def _options(told: Told) -> Table:
    record = told.dossier.of(ConflictRecord, told.record) if told.record else None
    rows = []
    for n, option in enumerate(told.conflict.options):
        stands_for = record.options[n].is_ if record is not None else ()
        rows.append(
            (
                Cell(text=option.name, traces=told.option_traces((option.key,))),
                Cell(text=listed(told.conflict.sides[i].name for i in option.owners) or say("nobody")),
                Cell(
                    text={
                        "both": say("taken up and given up"),
                        "forward": say("taken up only"),
                        "back": say("given up only"),
                    }[option.direction]
                ),
                *(
                    (Cell(text=listed(told.dossier.title(t) for t in stands_for)),)
                    if record is not None
                    else ()
                ),
            )
        )
    columns = [Column(title=say("Option")), Column(title=say("Whose")), Column(title=say("Can be"))]
    if record is not None:
        columns.append(Column(title=say("Stands for")))
    order = say("The letters of a state stand for the options in this order: Y where it is taken.")
    return Table(columns=tuple(columns), rows=tuple(rows), caption=order)


def _counted(told: Told, result: StabilityResult) -> Section:
    """Return the page of a conflict too large to list."""
    sides = [s.name for s in told.conflict.sides]
    rows = []
    for stable in result.stable:
        counts = dict(stable.counts)
        rows.append(
            (
                Cell(text=stable.concept),
                *(Cell(text=f"{counts.get(side, 0):,}") for side in sides),
                Cell(text=f"{counts.get('', 0):,}"),
            )
        )
    titles = [*sides, say("For all")]
    table = Table(
        columns=(Column(title=say("Concept")), *(Column(title=t, counts=True) for t in titles)),
        rows=tuple(rows),
        caption=say("How many states are stable."),
    )
    count = f"{result.engine.states:,}"
    notes = [Sentence(f"{r.asked}: {r.why}") for r in result.refused]
    return Section(
        kicker=say("Stability"),
        title=told.title,
        verdict=Sentence(opened(say("{count} states, too many to list; they are counted.", count=count))),
        blocks=(table, Points(tuple(notes))) if notes else (table,),
        basis=result.basis,
    )
