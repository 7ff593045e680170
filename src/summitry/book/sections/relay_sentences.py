"""One sentence for each loss of a relay, and who could confirm what is told."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.relays import Cell, Heading, Mark, RelayReading, Row, quoted, teller
from summitry.book.blocks import Sentence, Trace
from summitry.dossier.kinds import Relay
from summitry.dossier.value import Dossier
from summitry.foundation.wording import clause, counted, dated, listed, opened


def verdict(dossier: Dossier, relay: Relay, reading: RelayReading) -> Sentence:
    """Say what was lost between which tellings, and what its sender has confirmed."""
    cells = [(row, cell) for row in reading.rows for cell in row.cells]
    conditions = sum(len(c.missing) for _, c in cells if Mark.CONDITION_LOST in c.marks)
    dropped = [c for _, c in cells if Mark.DROPPED in c.marks]
    hops = [c for _, c in cells if c.marks and {Mark.DROPPED, Mark.CONDITION_LOST} & set(c.marks)]
    says = ""
    if hops:
        lost = listed(
            counted(number, noun) for number, noun in ((conditions, "condition"), (len(dropped), "element"))
            if number
        )  # fmt: skip
        was = "was" if conditions + len(dropped) == 1 else "were"
        says = f"{opened(lost)} {was} lost{_between(dossier, reading, hops)}. "
    told = [row for row in reading.rows if any(c.words for c in row.cells)]
    confirmed = sum(row.sender.confirmed for row in told)
    sender = dossier.title(relay.from_)
    if not told:
        says += "No words of it are on record."
    elif not confirmed:
        says += f"{sender} has confirmed none of it."
    elif confirmed < len(told):
        says += f"{sender} has confirmed {counted(confirmed, 'element')} of {len(told)}."
    else:
        says += f"{sender} has confirmed all of it."
    return Sentence(says, traces=(Trace(record=relay.id, place=relay.where("hops")),))


def _between(dossier: Dossier, reading: RelayReading, cells: list[Cell]) -> str:
    """Between which two tellings, where that is one pair."""
    to = {c.hop for c in cells}
    heads = {_head(reading, c.compared_with or (c.missing[0].hop if c.missing else "")) for c in cells}
    if len(to) != 1 or len(heads) != 1:
        return " on the way"
    first, last = reading.hop(heads.pop()), reading.hop(to.pop())
    if first is None or last is None:
        return " on the way"
    if first.place and last.place and first.place != last.place:
        return f" between {first.place} and {clause(last.place)}"
    return f" between the accounts of {_when(first)} and {_when(last)}".replace(" of on ", " of ")


def _head(reading: RelayReading, hop: str) -> str:
    heading = reading.hop(hop)
    return heading.version_of or hop if heading is not None else hop


def _when(hop: Heading) -> str:
    return dated(hop.on) if hop.on is not None else "an unknown day"


def losses(dossier: Dossier, relay: Relay, reading: RelayReading) -> tuple[Sentence, ...]:
    """Read the losses of each row aloud."""
    return tuple(
        Sentence(f"{_name(dossier, relay, row)}: {'; '.join(parts)}.", traces=_traces(relay, reading, row))
        for row in reading.rows
        if (parts := list(_row_says(dossier, reading, row)))
    )


def _name(dossier: Dossier, relay: Relay, row: Row) -> str:
    return opened(clause(dossier.title(f"{relay.id}/{row.element}")))


def _traces(relay: Relay, reading: RelayReading, row: Row) -> tuple[Trace, ...]:
    lost = [c.hop for c in row.cells if {Mark.DROPPED, Mark.CONDITION_LOST, Mark.HARDENED} & set(c.marks)]
    hop = reading.hop(lost[0]) if lost else None
    place = relay.where("hops", hop.index) if hop else relay.where("hops")
    return (Trace(record=relay.id, place=place),)


def _row_says(dossier: Dossier, reading: RelayReading, row: Row) -> Iterator[str]:
    for mark, how in ((Mark.HARDENED, "harder"), (Mark.SOFTENED, "softer")):
        steps = [c for c in row.cells if mark in c.marks]
        if steps:
            before = f"{quoted(steps[0].before)} ({_by(dossier, reading, steps[0].compared_with)})"
            after = (f"{quoted(c.words)} ({_by(dossier, reading, c.hop)})" for c in steps)
            yield f"{before} grew {how}, to {', then '.join(after)}"
    for cell in row.cells:
        hop = reading.hop(cell.hop)
        if hop is None:
            continue
        who = f"{teller(dossier, hop)} {_when(hop)}"
        marks = set(cell.marks)
        words = quoted(cell.words) if cell.words else ""
        if Mark.DROPPED in marks:
            told = _by(dossier, reading, cell.compared_with)
            yield f"{quoted(cell.before)}, told by {told}, was left out by {who}"
        if Mark.CONDITION_LOST in marks:
            lost = listed(quoted(m.words) for m in cell.missing)
            yield f"the condition {lost} was left out by {who}"
        if Mark.CONDITION_MOVED in marks and cell.missing:
            moved = listed(quoted(m.words) for m in cell.missing)
            yield f"the condition {moved} hangs elsewhere in {_of(dossier, hop)}"
        if Mark.CONDITION_BACK in marks:
            yield f"{who} gave it the condition {listed(quoted(c.words) for c in cell.conditions)}"
        if Mark.ADDED in marks:
            yield f"{words} was added by {who}"
        if Mark.DENIED in marks:
            yield f"{who} denied it"


def _of(dossier: Dossier, hop: Heading) -> str:
    return clause(dossier.title(hop.statement)) if hop.statement else f"the words of {teller(dossier, hop)}"


def _by(dossier: Dossier, reading: RelayReading, hop: str) -> str:
    heading = reading.hop(hop)
    return f"{teller(dossier, heading)} {_when(heading)}" if heading is not None else "another"


def confirmations(dossier: Dossier, relay: Relay, reading: RelayReading) -> tuple[Sentence, ...]:
    """Say whose word would confirm it, what came back where somebody looked, how far hearers went."""
    could = listed((dossier.title(p) for p in reading.can_confirm), "or")
    found = [
        Sentence(
            f"The word of {could} would confirm it.",
            traces=(Trace(record=relay.id, place=relay.where("from")),),
        )
    ]
    for asked in reading.asked:
        answer = clause(asked.answer) if asked.answer else "no answer"
        day = f" {dated(asked.on)}" if asked.on is not None else ""
        says = f"{dossier.title(asked.who)}, asked{day}: {answer}."
        if asked.treated_as:
            by = dossier.title(asked.said_by) if asked.said_by else "somebody unnamed"
            says += f" Treated as {asked.treated_as} by {by}."
        source = relay.asked[asked.index].source
        place = relay.where("asked", asked.index)
        found.append(
            Sentence(says, traces=(Trace(record=relay.id, source=source[0] if source else "", place=place),))
        )
    for row in reading.rows:
        reached = row.hearer.reached or row.sender.reached
        if reached:
            found.append(
                Sentence(f"{_name(dossier, relay, row)}: the furthest a hearer went was “{reached}”.")
            )
    return tuple(found)
