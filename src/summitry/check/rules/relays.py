"""REL: what became of a message on its way, and who stands by it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.relays import (
    Cell,
    Heading,
    Mark,
    RelayReading,
    Row,
    account,
    hop_place,
    quoted,
    relay_reading,
    said_by,
    teller,
)
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Relay
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import clause, counted, dated, enumerated, listed, opened


def says(dossier: Dossier, relay: Relay, element: str) -> str:
    """An element as it stands within a sentence."""
    return clause(dossier.title(f"{relay.id}/{element}"))


def cells_with(reading: RelayReading, mark: Mark) -> Iterator[tuple[Heading, list[tuple[Row, Cell]]]]:
    """Hop by hop, the cells that bear a mark; what the sender has since settled is left out."""
    for hop in reading.hops:
        found = [
            (row, cell) for row in reading.rows
            if (cell := row.cell(hop.hop)) is not None and mark in cell.marks
        ]  # fmt: skip
        if found:
            yield hop, found


def related(relay: Relay, reading: RelayReading, hops: Iterable[str], why: str) -> tuple[Related, ...]:
    """The places of some tellings, each once, with what they show."""
    every = [h for h in dict.fromkeys(hops) if h and reading.hop(h) is not None]
    return tuple(Related(relay.where("hops", hop_place(reading, h)), why) for h in every)


@rule("REL003", "unconfirmed-message", Severity.SERIOUS, Relay)
def unconfirmed_message(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """The one whose message it is has not confirmed what others say he said.

    A message is its sender's only when the sender says it himself, or somebody whose word binds his
    side does. Until then it is the messenger's. Have it confirmed element by element, each with its
    condition, and add that as a hop.
    """
    reading = dossier.ask(relay_reading, relay.id)
    told = [row for row in reading.rows if any(c.words for c in row.cells)]
    bare = [row for row in told if not row.sender.confirmed and not row.sender.denied_in]
    if not bare or _is_ours(dossier, relay):
        return
    sender = the(dossier, relay.from_)
    what = relay.title if relay.title != relay.id else "the message"
    if len(bare) == len(told):
        message = f"{opened(sender)} has not confirmed {clause(what)}."
    else:
        missing = enumerated(says(dossier, relay, row.elements[0]) for row in bare)
        message = f"{opened(sender)} has confirmed only part of {clause(what)}. Not confirmed: {missing}."
    looked = [_looked(dossier, s.who, s.answer) for s in reading.asked]
    last = max((s.on for s in reading.asked if s.on), key=lambda w: w.latest, default=None)
    if looked and last is not None:
        message += f" Asked or looked for by {in_words(last)}: {'; '.join(looked)}."
    others = [the(dossier, p) for p in reading.can_confirm if p != relay.from_]
    word = f"{sender}, or {listed(others, 'or')}," if others else sender
    yield Found(
        message=message, at=relay.where("from"), about=(relay.id,),
        hint=f"Only the word of {word} counts. When it comes, add it as a hop with its own words.",
        related=tuple(Related(relay.where("asked", s.index), "somebody looked") for s in reading.asked),
    )  # fmt: skip


def _looked(dossier: Dossier, who: str, answer: str) -> str:
    return f"{the(dossier, who)} ({clause(answer) if answer else 'no answer'})"


def _is_ours(dossier: Dossier, relay: Relay) -> bool:
    return bool(dossier.header.own_side) and _side(dossier, relay) == dossier.header.own_side


def _side(dossier: Dossier, relay: Relay) -> str:
    return dossier.ask(relay_reading, relay.id).sender_side


@rule("REL004", "condition-lost", Severity.GRAVE, Relay)
def condition_lost(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A whole telling leaves out a condition that an earlier one had.

    A promise without its condition is another promise, and whoever breaks the condition later will not
    know that he did. Ask the messenger, or the sender, whether the condition stands.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop, found in cells_with(reading, Mark.CONDITION_LOST):
        lost = [
            (row, cell, m) for row, cell in found for m in cell.missing
            if not (row.sender.confirmed and m.element not in row.sender.without)
            and row.sender.hop != hop.hop
        ]  # fmt: skip
        if not lost:
            continue
        words = listed(
            f"{quoted(m.words)} ({says(dossier, relay, cell.element or row.elements[0])})"
            for row, cell, m in lost
        )  # fmt: skip
        first = lost[0][2].hop
        message = f"{opened(account(dossier, hop))} leaves out {words}, {said_by(dossier, reading, first)}."
        for row, _, m in lost:
            message += _came_back(dossier, reading, row, m.element, hop)
        yield Found(
            message=message, at=relay.where("hops", hop.index), about=(relay.id, f"{relay.id}/{hop.hop}"),
            hint="Ask whether the condition stands, before anything is built on the words without it.",
            related=related(relay, reading, (m.hop for *_, m in lost), "the condition, as it was told"),
        )  # fmt: skip


def _came_back(dossier: Dossier, reading: RelayReading, row: Row, condition: str, after: Heading) -> str:
    later = reading.hops[reading.hops.index(after) + 1 :]
    for hop in later:
        cell = row.cell(hop.hop)
        words = [c.words for c in cell.conditions if c.element == condition] if cell else []
        if words and hop.on is not None:
            return f" {opened(dated(hop.on))} {teller(dossier, hop)} said {quoted(words[0])}."
    return ""


@rule("REL005", "element-added", Severity.SERIOUS, Relay)
def element_added(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A telling says something that no earlier one had.

    It may have been said and left out before, or it may be the messenger's. Ask him which.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop, found in cells_with(reading, Mark.ADDED):
        if hop.instruction:
            continue
        new = [(row, cell) for row, cell in found if not row.confirms(cell.element, row.sender)]
        if new:
            words = enumerated(
                f"{says(dossier, relay, cell.element)} ({quoted(cell.words)})" for _, cell in new
            )  # fmt: skip
            yield Found(
                message=f"{opened(account(dossier, hop))} adds what no earlier one had: {words}.",
                at=relay.where("hops", hop.index, "carries", new[0][1].element),
                about=(relay.id, f"{relay.id}/{hop.hop}"),
                hint="Ask the messenger whether the sender said it.",
            )


@rule("REL006", "hardened", Severity.SERIOUS, Relay)
def hardened(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """An element grew harder on its way.

    What was an understanding becomes a promise, and a promise a duty, without the sender having said
    more. Hold him to what he said, and ask him for the rest.
    """
    reading = dossier.ask(relay_reading, relay.id)
    yield from _steps(dossier, relay, reading, Mark.HARDENED, "grew harder on its way")


@rule("REL007", "softened", Severity.SERIOUS, Relay)
def softened(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """An element grew softer on its way.

    What was said firmly arrives as a wish. Compare the words, and ask for the firm ones again.
    """
    reading = dossier.ask(relay_reading, relay.id)
    yield from _steps(dossier, relay, reading, Mark.SOFTENED, "grew softer on its way")


def _steps(dossier: Dossier, relay: Relay, reading: RelayReading, mark: Mark, what: str) -> Iterator[Found]:
    for row in reading.rows:
        steps = [c for c in row.cells if mark in c.marks and not _settled(reading, row, c, mark)]
        if not steps:
            continue
        start = steps[0].compared_with
        path = [start, *(c.hop for c in steps)]
        if mark is Mark.SOFTENED:
            path += [h for h in _now(reading, row, start) if h not in path]
        cells = [c for hop in path if (c := row.cell(hop)) is not None and c.element]
        told = "; ".join(_step(dossier, relay, reading, cell) for cell in cells)
        yield Found(
            message=f"What was told of “{says(dossier, relay, cells[0].element)}” {what}: {told}.",
            at=relay.where("hops", hop_place(reading, steps[0].hop), "carries", steps[0].element),
            about=(relay.id, *(f"{relay.id}/{c.element}" for c in steps)),
            hint="Use the form the sender himself has confirmed, and no other.",
            related=related(relay, reading, (c.hop for c in cells), "as it was told here"),
        )


def _settled(reading: RelayReading, row: Row, cell: Cell, mark: Mark) -> bool:
    """Whether the sender stands by the form told here; what he had said firmly before it was told softly
    settles nothing."""
    if not row.confirms(cell.element, row.sender):
        return False
    order = [h.hop for h in reading.hops]
    return mark is not Mark.SOFTENED or order.index(row.sender.hop) > order.index(cell.hop)


def _now(reading: RelayReading, row: Row, start: str) -> list[str]:
    """The latest whole telling, where it is still softer than at the start."""
    whole = {h.hop for h in reading.hops if h.whole and not h.instruction}
    now = [c for c in row.cells if c.hop in whole and c.words][-1:]
    first = row.cell(start)
    return [
        c.hop for c in now
        if first is not None and first.element and row.elements.index(c.element)
        < row.elements.index(first.element)
    ]  # fmt: skip


def _step(dossier: Dossier, relay: Relay, reading: RelayReading, cell: Cell) -> str:
    hop = reading.hop(cell.hop)
    assert hop is not None
    day = f" {dated(hop.on)}" if hop.on is not None else ""
    return f"{quoted(cell.words)} ({teller(dossier, hop)}{day})"


@rule("REL008", "element-dropped", Severity.SERIOUS, Relay)
def element_dropped(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A whole telling leaves out something that an earlier one had.

    Whoever heard only the later telling does not know of it, and the sender may think he does. Ask
    whether it stands.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop, found in cells_with(reading, Mark.DROPPED):
        gone = [
            (row, cell)
            for row, cell in found
            if not row.sender.confirmed and not row.sender.denied_in and not _returned(row, hop, reading)
        ]
        if gone:
            words = enumerated(
                f"{says(dossier, relay, row.elements[0])} ({quoted(cell.before)})" for row, cell in gone
            )  # fmt: skip
            first = reading.hop(gone[0][1].compared_with)
            yield Found(
                message=f"{opened(account(dossier, hop))} leaves out {counted(len(gone), 'thing')} that"
                f" {account(dossier, first)} had: {words}.",
                at=relay.where("hops", hop.index), about=(relay.id, f"{relay.id}/{hop.hop}"),
                hint="Ask the messenger why, and the sender whether it stands.",
                related=related(relay, reading, (c.compared_with for _, c in gone), "as it was told"),
            )  # fmt: skip


def _returned(row: Row, after: Heading, reading: RelayReading) -> bool:
    """Whether a later telling has it again."""
    later = {h.hop for h in reading.hops[reading.hops.index(after) + 1 :]}
    return any(c.hop in later and Mark.BACK in c.marks for c in row.cells)


@rule("REL017", "order-reversed", Severity.SERIOUS, Relay)
def order_reversed(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """What came first in a message comes second in a later telling.

    "If you meet on Monday, we stop on Friday" becomes "if you stop on Monday, we meet on Friday": each
    side then waits for the other, or counts the days the wrong way. Tell both ends the order again.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop, found in cells_with(reading, Mark.REVERSED):
        for row, cell in found:
            turned = [c for c in cell.conditions if reading.row_of(c.element) is not None]
            before = [
                (h, c) for h in reading.hops[: reading.hops.index(hop)] for t in turned
                if (other := reading.row_of(t.element)) is not None
                and (c := other.cell(h.hop)) is not None
                and row.element in {k.element for k in c.conditions}
            ]  # fmt: skip
            if not before or not turned:
                continue
            first, told = before[0]
            asked = next(k.words for k in told.conditions if k.element == row.element)
            yield Found(
                message=f"{opened(account(dossier, hop))} turns the order round: {quoted(cell.words)},"
                f" {quoted(turned[0].words)}. {opened(account(dossier, first))} had"
                f" {quoted(told.words)}, {quoted(asked)}.",
                at=relay.where("hops", hop.index), about=(relay.id, f"{relay.id}/{hop.hop}"),
                hint="Tell both ends which comes first, in words, and ask what was understood meanwhile.",
                related=related(relay, reading, (first.hop,), "the order, as it was told first"),
            )  # fmt: skip


RULES = (
    unconfirmed_message,
    condition_lost,
    element_added,
    hardened,
    softened,
    element_dropped,
    order_reversed,
)
