"""What we want and say: objectives, arguments, tactical arguments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.analysis.relays import Cell, Heading, RelayReading, relay_reading
from summitry.book.blocks import Sentence, Trace
from summitry.book.brief.saying import (
    day_of,
    drafted,
    in_quotes,
    missing,
    point,
    quoted,
    trace,
)
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Agreement, Line, Meeting, Objective, Pledge, Relay, Statement
from summitry.dossier.kinds.meetings import Point as Written
from summitry.dossier.sides import ours as on_our_side
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import number, placed


def share(some: int, every: int, one: str, more: str) -> str:
    """Return ``the objective``, ``any of the five objectives`` or ``two of the five objectives``.

    ``one`` is what a single one is called, ``more`` what several are.
    """
    if every == 1:
        return say("the {thing}", thing=say(one))
    if some == every:
        return say("any of the {number} {things}", number=number(every), things=say(more))
    return say("{some} of the {number} {things}", some=number(some), number=number(every), things=say(more))


def objectives_of(dossier: Dossier, meeting: Meeting, *, theirs: bool = False) -> tuple[Objective, ...]:
    """Return a meeting's objectives, ours or theirs, in the order they stand in the dossier."""
    named = {o.id: o for o in dossier.naming(meeting.id, Objective) if o.meeting == meeting.id}
    wanted = {id for id, o in named.items() if bool(o.by and not on_our_side(dossier, o.by)) is theirs}
    order = dossier.ask(_order_of_objectives)
    return tuple(named[id] for id in sorted(wanted, key=lambda id: order.get(id, len(order))))


def _order_of_objectives(dossier: Dossier) -> dict[str, int]:
    """Where each objective stands among all of them, as they were read."""
    dossier.ids(Objective.kind)
    records = (r for r in dossier.whole.records if type(r) is Objective)
    return {r.id: at for at, r in reversed(list(enumerate(records)))}


def objectives(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Say what we want of the meeting."""
    found = objectives_of(dossier, meeting)
    if not found:
        return (missing(say("No objective is written for this meeting"), trace(meeting)),)
    return tuple(point(drafted(o.says, trace(o, "says"))) for o in found)


def arguments(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Give the arguments written for the objectives, and what is on record about what they name."""
    every = objectives_of(dossier, meeting)
    written = [
        point(drafted(text, trace(o, "arguments", at))) for o in every for at, text in enumerate(o.arguments)
    ]
    bare = [o for o in every if not o.arguments]
    found = [*written, *_on_record(dossier, every)]
    if bare:
        text = say(
            "No argument is written for {share}",
            share=share(len(bare), len(every), marked("objective"), marked("objectives")),
        )
        rank = 1 if len(bare) == len(every) else 3
        found.append(missing(text, *(trace(o, "arguments") for o in bare), rank=rank))
    return tuple(found)


def _on_record(dossier: Dossier, every: tuple[Objective, ...]) -> Iterator[Point]:
    """What was said of the things the objectives name: their words first, then ours, then older ones."""
    named = list(dict.fromkeys(target for o in every for target in o.what))
    kinds: list[str] = []
    for target in named:
        record = dossier.get(target.partition("/")[0])
        if isinstance(record, Relay):
            yield from _as_told(dossier, record, target.partition("/")[2])
        elif isinstance(record, (Line, Statement)) and record.words:
            yield point(_spoken(dossier, record), rank=2)
        elif isinstance(record, Pledge):
            kinds += [record.of_kind] if record.of_kind else []
            told = {t for t in record.rests_on if t in named}
            if not told and record.words:
                yield point(_pledged(dossier, record), rank=2)
    yield from _earlier(dossier, tuple(dict.fromkeys(kinds)))


def _as_told(dossier: Dossier, relay: Relay, element: str) -> Iterator[Point]:
    reading = dossier.ask(relay_reading, relay.id)
    found = told_in_words(reading, element)
    if found is None:
        return
    cell, heading = found
    place = f" {placed(heading.place)}" if heading.place else ""
    day = say(" on {day}", day=day_of(dossier, heading.on, relay.zone)) if heading.on else ""
    text = say(
        "{by} said{place}{day}: {words}",
        by=the(dossier, heading.by),
        place=place,
        day=day,
        words=in_quotes(cell.words),
    )
    for condition in cell.conditions[:1]:
        text += say(", on the condition {words}", words=in_quotes(condition.words))
    at = trace(relay, "hops", heading.index, "carries", cell.element, of=relay.hops[heading.index])
    yield point(quoted(text, at), rank=2)


def told_in_words(reading: RelayReading, element: str) -> tuple[Cell, Heading] | None:
    """Return the first whole telling that carries an element, or another form of it, in a sentence.

    A telling in part where no whole one does; fragments last.
    """
    row = reading.row_of(element)
    cells = {c.hop: c for c in row.cells if c.words} if row is not None else {}
    told = [(cells[h.hop], h) for h in reading.hops if h.hop in cells]
    told.sort(key=lambda t: (_fragment(t[0].words), not t[1].whole))
    return told[0] if told else None


def _fragment(words: str) -> bool:
    """Whether words cannot stand alone: few, or broken off before what they speak of."""
    every = words.split()
    return len(every) < 5 or every[-1] in ("to", "for", "of", "with", "on", "at", "by")


def _spoken(dossier: Dossier, record: Line | Statement) -> Sentence:
    by = the(dossier, record.by) if record.by else say("The line")
    when = record.since if isinstance(record, Line) else record.said
    day = say(" on {day}", day=day_of(dossier, when, record.zone)) if when else ""
    return quoted(
        say("{by} said{day}: {words}", by=by, day=day, words=in_quotes(record.words)), trace(record, "words")
    )


def _pledged(dossier: Dossier, record: Pledge) -> Sentence:
    by = the(dossier, record.by)
    day = say(" on {day}", day=day_of(dossier, record.said, record.zone)) if record.said else ""
    words = in_quotes(record.words)
    text = (
        say("{by} said{day}: {words}", by=by, day=day, words=words)
        if on_our_side(dossier, record.by)
        else say("{by} is reported to have said{day}: {words}", by=by, day=day, words=words)
    )
    return quoted(text, trace(record, "words"))


def _earlier(dossier: Dossier, kinds: tuple[str, ...]) -> Iterator[Point]:
    """What the counterparts undertook before, of the same kinds: the latest of each kind, in words."""
    theirs = set(dossier.header.counterparts)
    for kind in kinds:
        found: list[tuple[Agreement, int]] = []
        for agreement in dossier.naming(kind, Agreement):
            for at, duty in enumerate(agreement.duties):
                if duty.of_kind == kind and duty.words and side_of(dossier, duty.by) in theirs:
                    found.append((agreement, at))
        if found:
            agreement, at = max(found, key=lambda f: (f[0].on.earliest if f[0].on else date.min, f[0].id))
            duty = agreement.duties[at]
            text = say(
                "{by} undertook in {named}: {words}",
                by=the(dossier, duty.by),
                named=_named(agreement.title),
                words=in_quotes(duty.words),
            )
            yield point(quoted(text, trace(agreement, "duties", at, "words", of=duty)), rank=2)


def _named(title: str) -> str:
    return title if title.lower().startswith("the ") else say("the {title}", title=title)


def written(record: Meeting, field: str, points: tuple[Written, ...]) -> tuple[Point, ...]:
    """Return the points somebody wrote for this page."""
    found = []
    for at, item in enumerate(points):
        where: Trace = trace(record, field, at, of=item)
        if item.words:
            before = f"{item.says.rstrip('.')}: " if item.says else ""
            found.append(point(quoted(f"{before}{in_quotes(item.words)}", where)))
        elif item.says:
            found.append(point(drafted(item.says, where)))
    return tuple(found)
