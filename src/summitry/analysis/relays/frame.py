"""From the records of a relay to tellings, and from what was computed to a reading."""

from __future__ import annotations

from summitry.analysis.relays.confirm import Ends, confirmation, ends_of
from summitry.analysis.relays.instruct import departures
from summitry.analysis.relays.maths import Judged, judge
from summitry.analysis.relays.result import (
    Cell,
    Condition,
    Heading,
    LostCondition,
    RelayReading,
    Row,
    Silence,
)
from summitry.analysis.relays.tellings import Ladder, Telling, Told, ladders
from summitry.dossier.kinds import Relay, Statement
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

METHOD = (
    "Each hop is compared with the latest earlier whole telling, or the one it names; what that does not"
    " carry, with whoever told it last."
)
ASSUMPTIONS = (
    "Only a whole telling can drop an element or lose a condition.",
    "Quotation marks, case, punctuation and cuts are no change of wording.",
)
CANNOT_SAY = (
    "What was said where no words are on record.",
    "Whether a change of words was meant.",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A hop that is known on the day, with its place in the list and its statement."""

    index: int
    hop: Hop
    statement: Statement | None


def relay_reading(dossier: Dossier, relay_id: str) -> RelayReading:
    """Read a relay hop by hop; an unknown id gives an empty reading."""
    relay = dossier.of(Relay, relay_id)
    if relay is None:
        return RelayReading(relay=relay_id, hops=(), rows=(), basis=Basis(method=METHOD))
    known = _in_order(dossier, relay)
    headings = tuple(_heading(k) for k in known)
    tellings = tuple(_telling(dossier, k, h, relay) for k, h in zip(known, headings, strict=True))
    rows = ladders([(e.id, e.harder_than) for e in relay.elements if e.id])
    judged = judge(tellings, rows)
    ends = ends_of(dossier, relay, headings)
    return RelayReading(
        relay=relay.id,
        hops=headings,
        rows=tuple(_row(relay, row, tellings, judged, ends) for row in _shown(rows, tellings)),
        sender_side=side_of(dossier, relay.from_),
        can_confirm=ends.sender_now,
        departures=departures(tellings, headings, rows, ends),
        asked=_asked(dossier, relay),
        basis=Basis(
            method=METHOD, assumptions=ASSUMPTIONS, cannot_say=CANNOT_SAY,
            rests_on=(relay.id, *dict.fromkeys(h.statement for h in headings if h.statement)),
        ),
    )  # fmt: skip


def _in_order(dossier: Dossier, relay: Relay) -> tuple[_Known, ...]:
    """The hops that have taken place, in order of time; on one day in the author's order.

    A hop without a date stands after the one it is written after.
    """
    found: list[tuple[int, int, _Known]] = []
    day = 0
    for index, hop in enumerate(relay.hops):
        statement = dossier.of(Statement, hop.statement) if hop.statement else None
        when = hop.on or (statement.said if statement else None)
        if when is None and hop.statement and statement is None:
            continue  # the utterance it names is not known yet
        own = (statement.zone if statement and hop.on is None else "") or relay.zone
        if when is not None and not dossier.passed(when, own):
            continue
        day = dossier.civil_day(when, own).toordinal() if when is not None else day
        found.append((day, index, _Known(index, hop, statement)))
    return tuple(known for _, _, known in sorted(found, key=lambda f: f[:2]))


def _heading(known: _Known) -> Heading:
    hop, statement = known.hop, known.statement
    return Heading(
        hop=hop.id or str(known.index + 1), index=known.index,
        by=hop.by or (statement.by if statement else ""),
        to=hop.to or (statement.to if statement else ()),
        on=hop.on or (statement.said if statement else None),
        place=hop.place, whole=_whole(known), instruction=hop.kind == "instruction",
        in_words=_in_words(known), version_of=hop.version_of, statement=hop.statement,
    )  # fmt: skip


def _whole(known: _Known) -> bool:
    """Whether the whole text was read; with lines withheld from it, it proves no absence."""
    return known.hop.tells == "all" and not (known.statement and known.statement.withheld)


def _in_words(known: _Known) -> bool:
    if any(carry.words or carry.denied for _, carry in known.hop.carries):
        return True
    return known.hop.tells == "all" and known.statement is not None and bool(known.statement.words)


def _telling(dossier: Dossier, known: _Known, heading: Heading, relay: Relay) -> Telling:
    hop = known.hop
    day = dossier.civil_day(heading.on, relay.zone).isoformat() if heading.on else ""
    return Telling(
        id=heading.hop, whole=heading.whole, spoken=not heading.instruction, in_words=heading.in_words,
        version_of=hop.version_of, compare_with=hop.compare_with, charged=frozenset(hop.charged_with),
        occasion=f"{heading.by} {day}" if heading.by and day else "",
        told=tuple(
            Told(element=element, words=carry.words, conditions=carry.if_, denied=bool(carry.denied))
            for element, carry in hop.carries
        ),
    )  # fmt: skip


def _shown(rows: tuple[Ladder, ...], tellings: tuple[Telling, ...]) -> tuple[Ladder, ...]:
    """The rows of a table: all but elements that are only ever conditions."""
    carried = {told.element for t in tellings for told in t.told}
    hung = {condition for t in tellings for told in t.told for condition, _ in told.conditions}
    return tuple(
        row for row in rows
        if not carried.isdisjoint(row.elements) or hung.isdisjoint(row.elements)
    )  # fmt: skip


def _row(
    relay: Relay, row: Ladder, tellings: tuple[Telling, ...], judged: tuple[Judged, ...], ends: Ends
) -> Row:
    assents = {
        (hop.id, element): carry.assent
        for hop in relay.hops
        for element, carry in hop.carries
        if carry.assent
    }
    cells = tuple(_cell(j, assents) for j in judged if j.row == row.root)
    ordered = tuple(sorted(row.elements, key=lambda e: len(row.below(e))))
    return Row(
        element=row.root, elements=ordered, cells=cells,
        sender=confirmation(tellings, row, ends.sender, ends.heard_by_sender, assents, own_words=True),
        hearer=confirmation(tellings, row, ends.hearer, ends.heard_by_hearer, assents, own_words=False),
    )  # fmt: skip


def _cell(judged: Judged, assents: dict[tuple[str, str], str]) -> Cell:
    told = judged.told
    changes = dict(judged.condition_rewording)
    return Cell(
        hop=judged.telling, marks=judged.marks, element=told.element if told else "",
        words=told.words if told else "",
        conditions=tuple(
            Condition(element=c, words=w, changed=changes[c].changed if c in changes else ())
            for c, w in (told.conditions if told else ())
        ),
        missing=tuple(LostCondition(element=c, words=w, hop=h) for c, w, h in judged.lost),
        compared_with=judged.against, before=judged.before,
        changed=judged.rewording.changed, left_out=judged.rewording.left_out,
        assent=assents.get((judged.telling, told.element), "") if told else "",
    )  # fmt: skip


def _asked(dossier: Dossier, relay: Relay) -> tuple[Silence, ...]:
    return tuple(
        Silence(
            index=index, who=asked.who, on=asked.on, by=asked.by, answer=asked.answer,
            treated_as=asked.treated_as, said_by=asked.said_by,
        )
        for index, asked in enumerate(relay.asked)
        if asked.on is None or dossier.passed(asked.on, relay.zone)
    )  # fmt: skip
