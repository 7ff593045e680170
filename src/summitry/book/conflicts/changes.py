"""What would have to change, what a change would do, and how firm an outcome is; and each side's own view."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.analysis.stability.inverse import Rankings
from summitry.analysis.stability.model import StateId, Statements
from summitry.analysis.stability.rearrange import Change, LeastChange, Sensitivity, Shift
from summitry.analysis.stability.robust import Robustness
from summitry.analysis.stability.seen import Seen
from summitry.analysis.stability.wording import write_statement
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Points, Section, Sentence, Table
from summitry.book.conflicts.told import Told
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import listed, number, of_them, opened, ordinal, quoted

MOST_SHOWN = 8
"""States of a ranking that is written out."""
MOST_SETS = 6
"""Sets of states named in one cell."""


def statement(told: Told, side: str, position: int) -> str:
    """Return a side's statement as it is written, by its options' ids."""
    names = [s.name for s in told.conflict.sides]
    preference = told.conflict.preference(names.index(side))
    assert preference is not None and isinstance(preference.order, Statements)
    formula = preference.order.statements[position]
    written = write_statement(formula, [o.key for o in told.conflict.options])
    return written if '"' in written else quoted(written)


# ---- inverse


def inverse_section(
    told: Told, state: StateId, found: Sequence[Rankings], changes: Sequence[LeastChange], why_not: str = ""
) -> Section:
    """Return the page of what would make a state an equilibrium."""
    blocks: list[Block] = []
    least = [c for c in changes if c.least]
    if changes:
        blocks.append(Heading(say("The least changes of one side's statements")))
        points = [_least(told, c) for c in changes]
        blocks.append(Points(tuple(Sentence(text) for text in dict.fromkeys(points))))
    if why_not:
        blocks.append(Paragraph((Sentence(why_not),)))
    blocks += [Heading(say("All rankings of one side, the others as they are")), _rankings(told, found)]
    easiest = min(least, key=lambda c: c.least[0].swaps, default=None)
    if easiest is not None and not easiest.least[0].swaps:
        already = dict.fromkeys(c.concept for c in least if not c.least[0].swaps)
        verdict = say(
            "{state} is an equilibrium already ({concepts}).",
            state=opened(told.called(state)),
            concepts=", ".join(already),
        )
    elif easiest is not None:
        verdict = say(
            "{state} would be an equilibrium ({concept}) if {side} weighed its aims a little differently:"
            " {change}.",
            state=opened(told.called(state)), concept=easiest.concept, side=easiest.side,
            change=_change(told, easiest.side, easiest.least[0]),
        )  # fmt: skip
    elif changes:
        verdict = say("No other order of one side's statements that was judged makes {state} an equilibrium.",
                      state=told.called(state))  # fmt: skip
    else:
        verdict = say("In which rankings of one side {state} is an equilibrium.", state=told.called(state))
    return Section(
        kicker=say("Stability"),
        title=say("What would make {state} hold", state=told.called(state)),
        verdict=Sentence(verdict, traces=told.traces("wanted")),
        blocks=tuple(blocks),
    )


def _rankings(told: Told, found: Sequence[Rankings]) -> Table:
    rows = []
    for r in found:
        sets = [f"{{{', '.join(map(str, one))}}}" for one in r.unless[:MOST_SETS]]
        if len(r.unless) > MOST_SETS:
            sets.append(say("{number} more", number=number(len(r.unless) - MOST_SETS)))
        words = listed(sets, "or") if sets else say("nothing")
        if r.against:
            words = say("not stable for {sides} in any case", sides=listed(r.against))
        rows.append(
            (
                Cell(text=r.side, traces=told.traces("sides")),
                Cell(text=r.concept),
                Cell(text=f"{r.holding:,}")
                if r.holding is not None
                else Cell(text=r.why or say("not counted"), tag="blank"),
                Cell(text=f"{r.total:,}" if r.total < 10**9 else f"{r.total:.1e}"),
                Cell(text=words),
                Cell(text=" > ".join(map(str, r.listed[0])))
                if r.listed and len(r.listed[0]) <= MOST_SHOWN
                else Cell(text=say("not listed"), tag="blank"),
            )
        )
    return Table(
        columns=(
            Column(title=say("Side")),
            Column(title=say("Concept")),
            Column(title=say("Rankings in which it holds"), counts=True),
            Column(title=say("Of"), counts=True),
            Column(title=say("The side leaves it when it prefers all of")),
            Column(title=say("The first such ranking")),
        ),
        rows=tuple(rows),
        caption=say("Rankings are counted without ties. A set names states; one set is enough."),
    )


def _least(told: Told, found: LeastChange) -> str:
    all_ = (
        say("all {count} orders", count=f"{found.judged:,}")
        if found.every
        else say("{count} orders with up to two statements moved", count=f"{found.judged:,}")
    )
    head = {"side": found.side, "concept": found.concept, "orders": all_}
    if not found.least:
        return say("{side}, {concept}: in none of {orders}.", **head)
    best = found.least[0]
    count = f"{found.holding:,}"
    if not best.swaps:
        return say("{side}, {concept}: as it is, and in {count} of {orders}.", count=count, **head)
    change = _change(told, found.side, best)
    also = (
        say_many(
            found.ties - 1,
            " One other change is as small.",
            " {number} others are as small.",
            number=opened(number(found.ties - 1)),
        )
        if found.ties > 1
        else ""
    )
    return say(
        "{side}, {concept}: {change}. It holds in {count} of {orders}.{also}",
        change=change, count=count, also=also, **head,
    )  # fmt: skip


def _change(told: Told, side: str, change: Change) -> str:
    """Return a change of order as what is put where."""
    still = kept(change.order)
    moved = [k for k in change.order if k not in still]
    told_moves = [
        say(
            "{statement} is its {rank} statement, not its {before}",
            statement=statement(told, side, k),
            rank=ordinal(change.order.index(k) + 1),
            before=ordinal(k + 1),
        )
        for k in moved
    ]
    return listed(told_moves)


def kept(order: tuple[int, ...]) -> tuple[int, ...]:
    """Return a longest run of statements whose order among each other stays."""
    best: list[tuple[int, ...]] = []
    for n, a in enumerate(order):
        before = [best[m] for m in range(n) if order[m] < a]
        best.append((*max(before, key=len, default=()), a))
    return max(best, key=len, default=())


# ---- sensitivity


def sensitivity_section(told: Told, found: Sensitivity) -> Section:
    """Return the page of which statement, moved where, changes which equilibrium."""
    merged: dict[tuple[object, ...], list[Shift]] = {}
    for shift in found.shifts:
        merged.setdefault((shift.side, shift.statement, shift.to, shift.turned), []).append(shift)
    rows = tuple(_shift_row(told, shifts) for shifts in merged.values())
    table = Table(
        columns=(
            Column(title=say("Side")),
            Column(title=say("Statement")),
            Column(title=say("Changed to")),
            Column(title=say("Becomes an equilibrium")),
            Column(title=say("Is one no longer")),
        ),
        rows=rows,
        caption=say("Each statement is moved to every other rank, left out, and turned into its contrary."),
        wide=True,
    )
    if not found.tried:
        verdict = say("No side has ordered statements that could be moved.")
    else:
        verdict = say_many(
            found.tried,
            "{number} of one change of a single statement leaves all equilibria as they are.",
            "{number} of {count} changes of a single statement leave all equilibria as they are.",
            number=opened(of_them(found.unmoved)),
        )
    return Section(
        kicker=say("Stability"), title=say("What hangs on single statements"),
        verdict=Sentence(verdict, traces=told.traces("sides")), blocks=(table,) if rows else (),
    )  # fmt: skip


def _shift_row(told: Told, shifts: Sequence[Shift]) -> tuple[Cell, ...]:
    first = shifts[0]
    if first.turned:
        change = say("its contrary")
    elif first.to is None:
        change = say("left out")
    else:
        change = say("{rank}, not {before}", rank=ordinal(first.to + 1), before=ordinal(first.statement + 1))
    names = [s.name for s in told.conflict.sides]
    traces = told.traces("sides", names.index(first.side), "prefers", first.statement)
    return (
        Cell(text=first.side),
        Cell(text=statement(told, first.side, first.statement), traces=traces),
        Cell(text=change),
        Cell(text=_by_state([(s.concept, s.gained) for s in shifts])),
        Cell(text=_by_state([(s.concept, s.lost) for s in shifts]), tag=""),
    )


def _by_state(found: Sequence[tuple[str, tuple[StateId, ...]]]) -> str:
    """Return states, each with the concepts under which something happens to it."""
    by_state: dict[StateId, list[str]] = {}
    for concept, states in found:
        for state in states:
            by_state.setdefault(state, []).append(concept)
    return "; ".join(f"{state} ({', '.join(concepts)})" for state, concepts in by_state.items())


# ---- robustness


def robustness_section(told: Told, found: Robustness) -> Section:
    """Return the page of how often each equilibrium holds over what is not known."""
    counts: dict[StateId, dict[str, int]] = {}
    for concept, held in found.held:
        for state, count in held:
            counts.setdefault(state, {})[concept] = count
    concepts = [c for c, _ in found.held]
    rows = tuple(
        (Cell(text=str(state), traces=told.traces("options")), Cell(text=told.holds(state)),
         *(_share(by.get(c, 0), found.judged) for c in concepts))
        for state, by in sorted(counts.items(), key=lambda item: -sum(item[1].values()))
    )  # fmt: skip
    always = tuple(s for s, by in counts.items() if by.get("SEQ") == found.judged)
    table = Table(
        columns=(
            Column(title=say("State")),
            Column(title=say("What is done")),
            *(Column(title=c, counts=True) for c in concepts),
        ),
        rows=rows,
        caption=_judged(found),
    )
    if not found.unknowns:
        verdict = say("Nothing is marked as not known: no statement with a question mark, no unknown pair.")
    elif always:
        verdict = say("Whatever is true of what is not known, these hold (SEQ): {states}.",
                      states=told.states(always))  # fmt: skip
    else:
        verdict = say("No outcome holds (SEQ) whatever is true of what is not known.")
    return Section(
        kicker=say("Stability"), title=say("How firm it is"),
        verdict=Sentence(verdict, traces=told.traces("sides")), blocks=(table,) if rows else (),
    )  # fmt: skip


def _judged(found: Robustness) -> str:
    if found.sampled:
        text = say(
            "A sample: {judged} of {total} ways to fill in what is not known, drawn evenly (seed {seed}).",
            judged=f"{found.judged:,}",
            total=f"{found.total:,}",
            seed=found.seed,
        )
    else:
        text = say("All {total} ways to fill in what is not known.", total=f"{found.total:,}")
    if found.circular:
        text += " " + say(
            "{count} go round in a circle and are left out.", count=opened(number(found.circular))
        )
    return text


def _share(count: int, judged: int) -> Cell:
    if not count:
        return Cell(text=say("never"), tag="blank")
    if count == judged:
        return Cell(text=say("always"))
    return Cell(text=f"{count:,}")


# ---- views


def views_section(told: Told, found: Sequence[Seen]) -> Section:
    """Return the page of how each side sees the conflict."""
    blocks: list[Block] = []
    for seen in found:
        points = []
        if seen.wrong_about:
            points.append(
                say(
                    "It takes the preferences of {sides} to be other than they are.",
                    sides=listed(seen.wrong_about),
                )
            )
        if seen.unseen:
            points.append(say("It does not see {states}.", states=told.states(seen.unseen)))
        for concept, states in seen.expects:
            points.append(
                say("It expects to hold ({concept}): {states}.", concept=concept, states=told.states(states))
                if states
                else say("It expects nothing to hold ({concept}).", concept=concept)
            )
        blocks += [
            Heading(seen.side),
            Points(tuple(Sentence(p, traces=told.traces("sides")) for p in points)),
        ]
    if not found:
        verdict = say("All sides see the conflict as it is.")
    else:
        held = "; ".join(f"{c}: {told.states(s) or say('none')}" for c, s in found[0].holds)
        verdict = say("What holds when each side judges in its own view: {held}.", held=held)
    return Section(
        kicker=say("Stability"), title=say("How each side sees it"),
        verdict=Sentence(verdict, traces=told.traces("sides")), blocks=tuple(blocks),
    )  # fmt: skip
