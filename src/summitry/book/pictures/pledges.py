"""The figure of a pledge: events by kind against its scope, and the quiet spells."""

from __future__ import annotations

from summitry.analysis.pledges import Dated, Timeline, Trial, timeline
from summitry.book.blocks import Band, Figure, Lane, Mark, Sentence
from summitry.book.tracing import trace_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates.months import month_name
from summitry.foundation.diagnostics import days_since
from summitry.foundation.labels import say
from summitry.foundation.wording import opened


def pledge_figure(dossier: Dossier, target: str, trial: Trial = ()) -> Figure | None:
    """Draw the past of an undertaking up to the day; ``None`` when there is nothing to draw."""
    found = dossier.ask(timeline, target, trial)
    if found is None or found.first >= dossier.day:
        return None
    lanes, named_before = [], False
    for lane in found.lanes:
        look, shape = ("filled", "dot") if lane.named else ("open", "diamond")
        marks = tuple(
            Mark(since=event.days[0].day, look=look, shape=shape)  # type: ignore[arg-type]
            for event in lane.events
        )
        title = opened(dossier.title(lane.kind))
        lanes.append(Lane(title=title, marks=marks, apart=named_before and not lane.named))
        named_before = lane.named
    record = found.target.partition("/")[0]
    return Figure(
        first=found.first, last=dossier.day, now=dossier.day, lanes=tuple(lanes),
        bands=_bands(dossier, found),
        caption=Sentence(_caption(found), traces=(trace_of(dossier, record, "scope"),)),
    )  # fmt: skip


def _bands(dossier: Dossier, found: Timeline) -> tuple[Band, ...]:
    bands = [Band(since=s.since, until=s.until, label=say("{days} days", days=s.days)) for s in found.quiet]
    if found.last is not None:
        bands.append(Band(since=found.last.days[0].day, until=dossier.day, label=_lasting(found.last)))
    return tuple(bands)


def _lasting(last: Dated) -> str:
    """How long ago, by each day it can be dated on."""
    counts = dict.fromkeys(days_since(d.day) for d in last.days)
    return say("{listed} days", listed=" / ".join(counts))


def _caption(found: Timeline) -> str:
    named = any(lane.named for lane in found.lanes)
    beside = any(not lane.named for lane in found.lanes)
    whose = say("the scope that is tried") if found.tried else say("the pledge")
    told = [
        say(
            "Days with an event since {month} {year}.",
            month=month_name(found.first.month),
            year=found.first.year,
        )
    ]
    if named:
        told.append(say("Filled: {whose} covers it.", whose=whose))
    if beside:
        told.append(say("Open: it says nothing of it."))
    if found.quiet:
        told.append(say("Shaded: the longest quiet spell and the present one, which is unfinished."))
    elif found.last is not None:
        told.append(say("Shaded: the present quiet spell."))
    if found.last is not None and len(found.last.days) > 1:
        told.append(say("Where a day differs by place, the earlier is drawn."))
    return " ".join(told)
