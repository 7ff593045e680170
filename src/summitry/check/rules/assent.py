"""REL, continued: acted upon before it was confirmed, read out of silence, said beyond instructions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.relays import (
    Confirmation,
    Departure,
    Heading,
    Mark,
    RelayReading,
    Row,
    account,
    hop_place,
    quoted,
    relay_reading,
    teller,
)
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Decision, Pledge, Relay, Statement
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import clause, dated, enumerated, listed, opened, placed

NOT_ACTED = ("requested", "no answer", "held", "withdrawn", "replaced")


def _says(dossier: Dossier, relay: str, element: str) -> str:
    return clause(dossier.title(f"{relay}/{element}"))


@rule("REL002", "acted-upon-unconfirmed", Severity.GRAVE, Decision)
def acted_upon_unconfirmed(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision rests on a message that its sender has not confirmed.

    It was made on a messenger's word. If the sender meant something else, the decision looks better
    founded than it is. Have each element confirmed, with its condition, before the next step.
    """
    states = [s for s in decision.states if s.since is None or dossier.passed(s.since, decision.zone)]
    if (states and states[-1].is_ in NOT_ACTED) or not _taken(dossier, decision):
        return
    for relay, targets in _leaned_on(dossier, decision):
        reading = dossier.ask(relay_reading, relay.id)
        outward = _outward(dossier, decision, reading)
        bare = list(_unconfirmed(reading, targets, outward))
        if not bare:
            continue
        whose = listed(the(dossier, t) for t in relay.to) if outward else the(dossier, relay.from_)
        verb = "agreed to" if outward else "confirmed"
        words = enumerated(_says(dossier, relay.id, element) for _, element in bare)
        day = f" {dated(decision.on)}" if decision.on is not None else ""
        yield Found(
            message=f"{opened(the(dossier, decision.by))} decided{day}{_what(decision)}. This rests on what"
            f" {whose} {'have' if outward and len(relay.to) > 1 else 'has'} not {verb}: {words}."
            f"{_furthest(dossier, reading, [row for row, _ in bare], outward)}",
            at=decision.where("basis"),
            about=(decision.id, relay.id),
            hint=f"Have {'them' if len(bare) > 1 else 'it'} {verb}, each with its condition, before the next"
            " step is built on this decision.",
            related=(Related(relay.where("hops"), "how the message was told"),),
        )


def _what(decision: Decision) -> str:
    """What was decided, after the word "decided"."""
    if decision.title.startswith("to "):
        return f" {clause(decision.title)}"
    return f": {clause(decision.says)}"


def _taken(dossier: Dossier, decision: Decision) -> bool:
    return decision.on is None or dossier.passed(decision.on, decision.zone)


def _leaned_on(dossier: Dossier, decision: Decision) -> Iterator[tuple[Relay, tuple[str, ...]]]:
    """The relays a decision rests on, itself or through a pledge, with the elements (none: all)."""
    targets: list[str] = []
    for named in decision.basis:
        pledge = dossier.of(Pledge, named)
        targets.extend(pledge.rests_on if pledge is not None else (named,))
    found: dict[str, list[str]] = {}
    for target in targets:
        head, _, element = target.partition("/")
        if dossier.of(Relay, head) is not None:
            found.setdefault(head, []).append(element)
    for head, elements in found.items():
        relay = dossier.of(Relay, head)
        if relay is not None:
            yield relay, () if "" in elements else tuple(dict.fromkeys(elements))


def _outward(dossier: Dossier, decision: Decision, reading: RelayReading) -> bool:
    """Whether the message is the decider's own: then the hearer's consent is what counts."""
    return bool(reading.sender_side) and side_of(dossier, decision.by) == reading.sender_side


def _unconfirmed(reading: RelayReading, targets: tuple[str, ...], outward: bool) -> Iterator[tuple[Row, str]]:
    told = [(row, row.elements[0]) for row in reading.rows if any(c.words for c in row.cells)]
    named = [(row, t) for t in targets if (row := reading.row_of(t)) is not None]
    for row, element in named if targets else told:
        if not row.confirms(element, row.hearer if outward else row.sender):
            yield row, element


def _furthest(dossier: Dossier, reading: RelayReading, rows: list[Row], outward: bool) -> str:
    ends: list[Confirmation] = [row.hearer if outward else row.sender for row in rows]
    reached = [end for end in ends if end.reached]
    if not reached:
        return ""
    hop = reading.hop(reached[0].reached_in)
    day = f" {dated(hop.on)}" if hop is not None and hop.on is not None else ""
    return f" The furthest it went was “{reached[0].reached}”{day}."


@rule("REL011", "silence-treated-as-consent", Severity.GRAVE, Relay)
def silence_as_consent(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """Nobody answered, and the silence was read as consent.

    Silence binds nobody, least of all the one who kept it. Ask again, or write down that there is no
    answer.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for asked in reading.asked:
        if asked.treated_as != "consent" or not asked.silent:
            continue
        day = f" asked {dated(asked.on)}" if asked.on is not None else " asked"
        by = the(dossier, asked.said_by) if asked.said_by else "somebody unnamed"
        about = relay.asked[asked.index].about or relay.title
        yield Found(
            message=f"{opened(the(dossier, asked.who))},{day} about {clause(about)}, did not answer."
            f" {opened(by)} treated the silence as consent.",
            at=relay.where("asked", asked.index, "treated_as"),
            about=(relay.id, *filter(None, (asked.who, asked.said_by))),
            hint="Ask again, and do not build on it until there is an answer in words.",
        )


@rule("REL012", "departed-from-instruction", Severity.SERIOUS, Relay)
def departed_from_instruction(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A messenger said something else than he had been told to say.

    He may have had reasons, but those who instructed him believe their words were spoken. Ask him what
    was said, and correct either the message or the record.
    """
    reading = dossier.ask(relay_reading, relay.id)
    groups: dict[str, list[Departure]] = {}
    for departure in reading.departures:
        groups.setdefault(departure.hop, []).append(departure)
    for name, found in groups.items():
        hop, order = reading.hop(name), reading.hop(found[0].instruction)
        if hop is None or order is None:
            continue
        yield Found(
            message=f"{opened(account(dossier, hop))} departs from the instruction"
            f"{f' of {in_words(order.on)}' if order.on else ''}:"
            f" {enumerated(_departure(dossier, relay, d) for d in found)}.",
            at=relay.where("hops", hop.index),
            about=(relay.id, f"{relay.id}/{hop.hop}", f"{relay.id}/{order.hop}"),
            hint="Ask the messenger, and tell those who gave the instruction.",
            related=(Related(relay.where("hops", order.index), "the instruction"),),
        )


def _departure(dossier: Dossier, relay: Relay, departure: Departure) -> str:
    says = f"“{_says(dossier, relay.id, departure.element)}”"
    if departure.condition:
        return f"{says} was told without “{_says(dossier, relay.id, departure.condition)}”"
    return f"{says} was {departure.how}"


@rule("REL013", "no-words-on-record", Severity.SERIOUS, Relay)
def no_words_on_record(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """No words are on record of a telling on which all later ones rest.

    Everything known of it is what the hearers chose to tell. Ask them for their notes, as long as they
    remember.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop in reading.hops:
        later = reading.hops[reading.hops.index(hop) + 1 :]
        resting = [h for h in later if h.in_words and not {h.by, *_reporters(dossier, h)}.isdisjoint(hop.to)]
        if hop.in_words or hop.instruction or not resting:
            continue
        place = f" {placed(hop.place)}" if hop.place else ""
        day = f" {dated(hop.on)}" if hop.on is not None else ""
        hearers = listed(the(dossier, t) for t in hop.to)
        yield Found(
            message=f"No words are on record of what {teller(dossier, hop)} said to {hearers}{day}{place};"
            f" every later account rests on it.",
            at=relay.where("hops", hop.index), about=(relay.id, f"{relay.id}/{hop.hop}"),
            hint="Ask those who were there for their notes, and add the words to the hop.",
        )  # fmt: skip


def _reporters(dossier: Dossier, hop: Heading) -> tuple[str, ...]:
    """Those through whom a telling is known."""
    statement = dossier.of(Statement, hop.statement) if hop.statement else None
    return statement.reported_by if statement is not None else ()


@rule("REL014", "denied-by-sender", Severity.GRAVE, Relay)
def denied_by_sender(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """The one whose message it is denies having said it.

    What rests on it rests on nothing that he will own. Withdraw it from every basis, or have it out with
    the messenger.
    """
    reading = dossier.ask(relay_reading, relay.id)
    groups: dict[str, list[Row]] = {}
    for row in reading.rows:
        if row.sender.denied_in:
            groups.setdefault(row.sender.denied_in, []).append(row)
    for name, rows in groups.items():
        yield from _denied(dossier, relay, reading, reading.hop(name), rows)


@rule("REL015", "denied-on-the-way", Severity.SERIOUS, Relay)
def denied_on_the_way(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A messenger, or another who was there, denies an element that somebody told.

    Two accounts of one talk exclude each other. Ask both, and look for the notes of a third.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for hop in reading.hops:
        rows = [
            row for row in reading.rows
            if (cell := row.cell(hop.hop)) is not None and Mark.DENIED in cell.marks
            and row.sender.denied_in != hop.hop and not row.sender.confirmed
        ]  # fmt: skip
        if rows:
            yield from _denied(dossier, relay, reading, hop, rows)


def _denied(
    dossier: Dossier, relay: Relay, reading: RelayReading, hop: Heading | None, rows: list[Row]
) -> Iterator[Found]:
    if hop is None:
        return
    cell = rows[0].cell(hop.hop)
    words = f" ({quoted(cell.words)})" if cell is not None and cell.words else ""
    day = f" {dated(hop.on)}" if hop.on is not None else ""
    yield Found(
        message=f"{opened(teller(dossier, hop))} denied{day}:"
        f" {enumerated(_says(dossier, relay.id, row.elements[0]) for row in rows)}{words}.",
        at=relay.where("hops", hop_place(reading, hop.hop)),
        about=(relay.id, *(f"{relay.id}/{row.element}" for row in rows)),
        hint="Ask those who told it what was said, and stop building on it until that is settled.",
    )


@rule("REL016", "confirmed-without-condition", Severity.SERIOUS, Relay)
def confirmed_without_condition(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """The sender confirmed an element, but not the condition it was told with.

    It may stand without it, or go without saying. Ask which; the answer decides when the promise ends.
    """
    reading = dossier.ask(relay_reading, relay.id)
    for row in reading.rows:
        if not row.sender.confirmed or not row.sender.without:
            continue
        hop = reading.hop(row.sender.hop)
        day = f" {dated(hop.on)}" if hop is not None and hop.on is not None else ""
        without = enumerated(f"“{_says(dossier, relay.id, c)}”" for c in row.sender.without)
        who = teller(dossier, hop) if hop is not None and row.sender.by else the(dossier, relay.from_)
        yield Found(
            message=f"{opened(who)} confirmed{day}: {_says(dossier, relay.id, row.sender.element)}."
            f" Nothing was said of {without}.",
            at=relay.where("hops", hop_place(reading, row.sender.hop)),
            about=(relay.id, f"{relay.id}/{row.sender.element}"),
            hint="Ask whether the condition stands.",
        )


RULES = (
    acted_upon_unconfirmed,
    silence_as_consent,
    departed_from_instruction,
    no_words_on_record,
    denied_by_sender,
    denied_on_the_way,
    confirmed_without_condition,
)
