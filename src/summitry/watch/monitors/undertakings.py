"""Pledges by reading, and the duties of agreements."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.ledger import agreement_state
from summitry.analysis.pledges import Dated, ReadingState, pledge_state
from summitry.dossier.kinds import Agreement, Objective, Pledge, Test
from summitry.dossier.undertakings import fate_of, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.wording import listed
from summitry.watch.monitors.days import gone, last_day, nears, ran_out
from summitry.watch.monitors.value import Alarm

HISTORY = ("void", "superseded")
"""States of an agreement under which nothing is owed any longer."""


def of_pledge(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for a pledge that is broken, or may be, on some reading; and one for its end."""
    record = dossier.of(Pledge, id)
    state = dossier.ask(pledge_state, id) if record is not None else None
    if record is None or state is None:
        return ()
    leaning = (*dossier.naming(id, Test), *dossier.naming(id, Objective))
    bears_on = tuple(r.id for r in leaning)
    owner = next((t.owner for t in dossier.naming(id, Test) if t.owner), "")
    found = []
    struck = [r for r in state.readings if r.broken_by or r.contested]
    if struck:
        events = dict.fromkeys(e for r in struck for g in (*r.broken_by, *r.contested) for e in g.events)
        days = [d.day for r in struck for g in (*r.broken_by, *r.contested) for d in g.days]
        found.append(
            Alarm(
                monitor="pledge", about=id, title=record.known_as,
                says=" ".join(_told(dossier, state.readings)),
                why=f"It rests on {listed([dossier.title(e) for e in list(events)[:4]])}.", since=min(days),
                rests_on=tuple(events), bears_on=bears_on, owner=owner,
            )
        )  # fmt: skip
    last = last_day(record.until)
    if last is not None and nears(dossier, last):
        found.append(
            Alarm(
                monitor="duty", about=id, title=record.known_as, why="Its text says until when it is given.",
                says=ran_out(dossier, last, "It runs until", "It ran out after"), since=last, rests_on=(id,),
                bears_on=bears_on, owner=owner,
            )
        )  # fmt: skip
    return tuple(found)


def _told(dossier: Dossier, readings: tuple[ReadingState, ...]) -> Iterator[str]:
    for reading in readings:
        by = f"As {dossier.title(reading.terms.by)} reads it" if reading.terms.by else "By its text"
        if reading.broken_by:
            yield f"{by} it is broken since {_first(reading.broken_by[0])}."
        elif reading.contested:
            yield f"{by} it may be broken since {_first(reading.contested[0])}."
        else:
            yield f"{by} it is {reading.state}."


def _first(found: Dated) -> str:
    return day_in_words(min(d.day for d in found.days))


def of_agreement(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for each duty that falls due and has no full fate, of an agreement that stands.

    What was owed under one that is void, or that another took the place of, is history.
    """
    record = dossier.of(Agreement, id)
    found: list[Alarm] = []
    state = agreement_state(dossier, record) if record is not None else None
    if record is None or (state is not None and state.is_ in HISTORY):
        return ()
    for item in given_in(record):
        last, fate = last_day(item.what.due), fate_of(dossier, item)
        if last is None or (fate is not None and fate.status == 3) or not nears(dossier, last):
            continue
        judged = (
            f"Its fate was last judged as {fate.status} of 3."
            if fate is not None
            else "Nobody has judged its fate."
        )
        late = gone(dossier, last)
        found.append(
            Alarm(
                monitor="duty", about=item.target, title=dossier.title(item.target), why=judged, since=last,
                owner=item.what.by,
                says=f"It {'was' if late else 'is'} due on {day_in_words(last)}.", rests_on=(id,),
            )
        )  # fmt: skip
    return tuple(found)
