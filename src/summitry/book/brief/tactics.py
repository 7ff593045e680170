"""Tactical arguments: those written for the page, what a telling left out, what pledges show."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.pledges import Dated, Silence, pledge_state, silences
from summitry.analysis.relays import Mark, relay_reading
from summitry.book.blocks import Sentence, Trace
from summitry.book.brief.head import people
from summitry.book.brief.ours import objectives_of, written
from summitry.book.brief.saying import computed, day_of, in_quotes, listed, missing, point, trace
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Meeting, Pledge, Relay
from summitry.dossier.plurals import several
from summitry.dossier.undertakings import given
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, zone_city
from summitry.foundation.diagnostics import days_since
from summitry.foundation.labels import say


def tactics(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Give the tactical arguments written for this page, and what the records add."""
    found = list(written(meeting, "tactics", meeting.tactics))
    named = {t.partition("/")[0]: None for o in objectives_of(dossier, meeting) for t in o.what}
    for member in people(dossier, meeting.delegation):
        named.update({r.id: None for r in dossier.naming(member, Relay) if member in r.to})
    for id in named:
        record = dossier.get(id)
        if isinstance(record, Relay):
            found += _losses(dossier, record)
        elif isinstance(record, Pledge):
            found += _clock(dossier, record)
            found += _silences(dossier, record)
    return tuple(found) or (missing(say("No tactical argument is written"), trace(meeting, "tactics")),)


def _losses(dossier: Dossier, relay: Relay) -> Iterator[Point]:
    """What a whole telling left out of the message, one point a telling."""
    reading = dossier.ask(relay_reading, relay.id)
    for heading in reading.hops:
        lost, traces = [], []
        for row in reading.rows:
            cell = row.cell(heading.hop)
            if cell is None or not heading.whole or Mark.CONDITION_LOST not in cell.marks:
                continue
            for gone in cell.missing:
                before = reading.hop(gone.hop)
                lost.append(in_quotes(gone.words))
                if before is not None:
                    traces.append(trace(relay, "hops", before.index, of=relay.hops[before.index]))
        if lost:
            day = say(" of {day}", day=day_of(dossier, heading.on, relay.zone)) if heading.on else ""
            text = say("The account{day} leaves out {names}", day=day, names=listed(dict.fromkeys(lost)))
            here = trace(relay, "hops", heading.index, of=relay.hops[heading.index])
            yield point(computed(text, here, *dict.fromkeys(traces)), rank=2)


def _clock(dossier: Dossier, pledge: Pledge) -> Iterator[Point]:
    """How long there has been nothing in the pledge's scope, by each day the last event is dated on."""
    state = dossier.ask(pledge_state, pledge.id)
    last = state.readings[0].last if state is not None and state.readings else None
    if last is None:
        return
    kind = dossier.title(last.events[0])
    ago = _either([days_since(d.day) for d in last.days])
    text = say("Nothing that {named} covers has happened for {ago} days:", named=_named(pledge), ago=ago)
    text += say(" the last was on {day} ({kind})", day=_dated(last), kind=kind)
    yield point(computed(text, trace(pledge, "scope"), *_event(dossier, last)), rank=1)


def _silences(dossier: Dossier, pledge: Pledge) -> Iterator[Point]:
    """A kind of event the pledge does not name: one over which an earlier promise broke, if any."""
    result = dossier.ask(silences, pledge.id)
    telling = [s for s in (result.kinds if result else ()) if s.broke or s.named_by]
    for silence in sorted(telling, key=lambda s: not s.broke)[:1]:
        kinds, last = several(dossier, silence.kind), _dated(silence.last)
        text = say(
            "{named} does not name {kinds}; the last was on {last}",
            named=_named(pledge),
            kinds=kinds,
            last=last,
        )
        first = computed(text, trace(pledge, "scope"), *_event(dossier, silence.last))
        yield point(first, *_broke(dossier, silence), rank=2)


def _broke(dossier: Dossier, silence: Silence) -> Iterator[Sentence]:
    for target in silence.broke[:1]:
        item = given(dossier, target)
        if item is None:
            continue
        owner = item.record.title
        owner = owner if owner.lower().startswith("the ") else say("the {owner}", owner=owner)
        events = listed(dossier.title(e) for e in silence.broke_by)
        text = say("Over one, {owner} was judged not kept: {events}", owner=owner, events=events)
        yield computed(text, trace(item.record, *item.path, "fate", of=item.what))


def _named(pledge: Pledge) -> str:
    name = pledge.title or pledge.does
    return name if name else say("the pledge")


def _event(dossier: Dossier, found: Dated) -> list[Trace]:
    record = dossier.get(found.events[0])
    return [trace(record, "on")] if record is not None else []


def _dated(found: Dated) -> str:
    if len(found.days) == 1:
        return day_in_words(found.days[0].day)
    return listed(
        say("{day} in {place}", day=day_in_words(d.day), place=zone_city(d.zone)) for d in found.days
    )


def _either(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else say("{listed} or {words}", listed=", ".join(words[:-1]), words=words[-1])
    )
