"""What they want, as far as anybody knows: in their own words, and as others told it."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.relays import Cell, Heading, RelayReading, relay_reading
from summitry.book.blocks import Trace
from summitry.book.brief.ours import objectives_of
from summitry.book.brief.saying import computed, day_of, drafted, in_quotes, missing, point, quoted, trace
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Alternative, Meeting, Pledge, Relay
from summitry.dossier.sides import theirs
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say


def their_objectives(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Say what they want: objectives written down for them, what they asked for through others."""
    found = [point(drafted(o.says, trace(o, "says"))) for o in objectives_of(dossier, meeting, theirs=True)]
    found += dossier.ask(_whatever_the_meeting)
    return tuple(found) or (missing(say("Nothing is on record of what they want"), trace(meeting, "with")),)


def _whatever_the_meeting(dossier: Dossier) -> tuple[Point, ...]:
    """What others told of their wishes, and what they may do."""
    found: list[Point] = []
    for relay in dossier.all(Relay):
        if theirs(dossier, relay.from_):
            found += _relayed(dossier, relay)
    return (*found, *_alternatives(dossier))


def _relayed(dossier: Dossier, relay: Relay) -> Iterator[Point]:
    reading = dossier.ask(relay_reading, relay.id)
    rows = [r for r in reading.rows if any(c.words for c in r.cells)]
    if not rows:
        return
    if not any(row.sender.confirmed for row in rows):
        text = say("In their own words: nothing on record that confirms {title}", title=relay.title)
        yield point(computed(text, *_looked(relay, reading)), rank=1)
    promised = {t.partition("/")[2] for p in dossier.naming(relay.id, Pledge) for t in p.rests_on}
    asked = [row for row in rows if promised.isdisjoint(row.elements)]
    yield from _conditions(dossier, relay, reading)
    told = [(c, h) for row in asked if (found := _first(reading, row.cells)) for c, h in [found]]
    for cell, heading in told:
        yield _told(dossier, relay, cell, heading)


def _conditions(dossier: Dossier, relay: Relay, reading: RelayReading) -> Iterator[Point]:
    """The conditions they are said to have set, each as it was first told."""
    told: set[str] = set()
    for at, heading in enumerate(reading.hops):
        for row in reading.rows:
            cell = row.cell(reading.hops[at].hop)
            for condition in cell.conditions if cell is not None else ():
                if condition.element in told or not condition.words:
                    continue
                told.add(condition.element)
                day = (
                    say(", as told on {day}", day=day_of(dossier, heading.on, relay.zone))
                    if heading.on
                    else ""
                )
                where = ("hops", heading.index, "carries", cell.element, "if") if cell else ("hops",)
                text = say("Their condition{day}: {words}", day=day, words=in_quotes(condition.words))
                yield point(quoted(text, trace(relay, *where, of=relay.hops[heading.index])), rank=2)


def _looked(relay: Relay, reading: RelayReading) -> list[Trace]:
    return [trace(relay, "asked", s.index, of=relay.asked[s.index]) for s in reading.asked] or [
        trace(relay, "hops")
    ]


def _first(reading: RelayReading, cells: tuple[Cell, ...]) -> tuple[Cell, Heading] | None:
    by_hop = {c.hop: c for c in cells if c.words}
    return next(((by_hop[h.hop], h) for h in reading.hops if h.hop in by_hop), None)


def _told(dossier: Dossier, relay: Relay, cell: Cell, heading: Heading) -> Point:
    hop = relay.hops[heading.index]
    day = say(" on {day}", day=day_of(dossier, heading.on, relay.zone)) if heading.on else ""
    text = say("As told{day}: {words}", day=day, words=in_quotes(cell.words))
    at = trace(relay, "hops", heading.index, "carries", cell.element, of=hop)
    return point(quoted(text, at), rank=3)


def _alternatives(dossier: Dossier) -> Iterator[Point]:
    """What they may do instead."""
    for option in dossier.all(Alternative):
        if theirs(dossier, option.by):
            yield point(drafted(option.says, trace(option, "says")), rank=5)
