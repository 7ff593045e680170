"""One sentence for each loss of a relay, and who could confirm what is told."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.relays import Cell, Heading, Mark, RelayReading, Row, quoted, teller
from summitry.book.blocks import Sentence, Trace
from summitry.dossier.kinds import Relay
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import clause, counted, dated, listed, opened, with_article


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
        says = say_many(
            conditions + len(dropped),
            "{lost} was lost{between}. ",
            "{lost} were lost{between}. ",
            lost=opened(lost),
            between=_between(dossier, reading, hops),
        )
    told = [row for row in reading.rows if any(c.words for c in row.cells)]
    confirmed = sum(row.sender.confirmed for row in told)
    sender = dossier.title(relay.from_)
    if not told:
        says += say("No words of it are on record.")
    elif not confirmed:
        says += say("{sender} has confirmed none of it.", sender=sender)
    elif confirmed < len(told):
        says += say(
            "{sender} has confirmed {elements} of {count}.",
            sender=sender,
            elements=counted(confirmed, "element"),
            count=len(told),
        )
    else:
        says += say("{sender} has confirmed all of it.", sender=sender)
    return Sentence(says, traces=(Trace(record=relay.id, place=relay.where("hops")),))


def _between(dossier: Dossier, reading: RelayReading, cells: list[Cell]) -> str:
    """Between which two tellings, where that is one pair."""
    to = {c.hop for c in cells}
    heads = {_head(reading, c.compared_with or (c.missing[0].hop if c.missing else "")) for c in cells}
    if len(to) != 1 or len(heads) != 1:
        return say(" on the way")
    first, last = reading.hop(heads.pop()), reading.hop(to.pop())
    if first is None or last is None:
        return say(" on the way")
    if first.place and last.place and first.place != last.place:
        first_place, last_place = with_article(first.place), with_article(last.place)
        return say(" between {place} and {place2}", place=first_place, place2=last_place)
    return say(" between the accounts of {day} and {day2}", day=_day(first), day2=_day(last))


def _head(reading: RelayReading, hop: str) -> str:
    heading = reading.hop(hop)
    return heading.version_of or hop if heading is not None else hop


def _day(hop: Heading) -> str:
    return in_words(hop.on) if hop.on is not None else say("an unknown day")


def _when(hop: Heading) -> str:
    return dated(hop.on) if hop.on is not None else say("an unknown day")


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
    grew = (
        (Mark.HARDENED, marked("{before} grew harder, to {after}")),
        (Mark.SOFTENED, marked("{before} grew softer, to {after}")),
    )
    for mark, words in grew:
        steps = [c for c in row.cells if mark in c.marks]
        if steps:
            before = f"{quoted(steps[0].before)} ({_by(dossier, reading, steps[0].compared_with)})"
            after = (f"{quoted(c.words)} ({_by(dossier, reading, c.hop)})" for c in steps)
            yield say(words, before=before, after=say(", then ").join(after))
    for cell in row.cells:
        hop = reading.hop(cell.hop)
        if hop is None:
            continue
        who = f"{teller(dossier, hop)} {_when(hop)}"
        marks = set(cell.marks)
        words = quoted(cell.words) if cell.words else ""
        if Mark.DROPPED in marks:
            told = _by(dossier, reading, cell.compared_with)
            yield say(
                "{before}, told by {told}, was left out by {who}",
                before=quoted(cell.before),
                told=told,
                who=who,
            )
        if Mark.CONDITION_LOST in marks:
            lost = listed(quoted(m.words) for m in cell.missing)
            yield say("the condition {lost} was left out by {who}", lost=lost, who=who)
        if Mark.CONDITION_MOVED in marks and cell.missing:
            moved = listed(quoted(m.words) for m in cell.missing)
            yield say("the condition {moved} hangs elsewhere in {of}", moved=moved, of=_of(dossier, hop))
        if Mark.CONDITION_BACK in marks:
            yield say(
                "{who} gave it the condition {names}",
                who=who,
                names=listed(quoted(c.words) for c in cell.conditions),
            )
        if Mark.ADDED in marks:
            yield say("{words} was added by {who}", words=words, who=who)
        if Mark.DENIED in marks:
            yield say("{who} denied it", who=who)


def _of(dossier: Dossier, hop: Heading) -> str:
    return (
        clause(dossier.title(hop.statement))
        if hop.statement
        else say("the words of {teller}", teller=teller(dossier, hop))
    )


def _by(dossier: Dossier, reading: RelayReading, hop: str) -> str:
    heading = reading.hop(hop)
    return f"{teller(dossier, heading)} {_when(heading)}" if heading is not None else say("another")


def confirmations(dossier: Dossier, relay: Relay, reading: RelayReading) -> tuple[Sentence, ...]:
    """Say whose word would confirm it, what came back where somebody looked, how far hearers went."""
    could = listed((dossier.title(p) for p in reading.can_confirm), "or")
    found = [
        Sentence(
            say("The word of {could} would confirm it.", could=could),
            traces=(Trace(record=relay.id, place=relay.where("from")),),
        )
    ]
    for asked in reading.asked:
        answer = clause(asked.answer) if asked.answer else say("no answer")
        day = f" {dated(asked.on)}" if asked.on is not None else ""
        says = say("{who}, asked{day}: {answer}.", who=dossier.title(asked.who), day=day, answer=answer)
        if asked.treated_as:
            by = dossier.title(asked.said_by) if asked.said_by else say("somebody unnamed")
            says += say(" Treated as {treated_as} by {by}.", treated_as=asked.treated_as, by=by)
        source = relay.asked[asked.index].source
        place = relay.where("asked", asked.index)
        found.append(
            Sentence(says, traces=(Trace(record=relay.id, source=source[0] if source else "", place=place),))
        )
    for row in reading.rows:
        reached = row.hearer.reached or row.sender.reached
        if reached:
            found.append(
                Sentence(
                    say(
                        "{name}: the furthest a hearer went was “{reached}”.",
                        name=_name(dossier, relay, row),
                        reached=reached,
                    )
                )
            )
    return tuple(found)
