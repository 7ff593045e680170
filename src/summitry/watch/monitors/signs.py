"""Tests, indicators, and how many events of a list fell in the last days, by rank."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.indicators import indicator_reading
from summitry.analysis.tests import test_reading
from summitry.dossier.happenings import happening
from summitry.dossier.kinds import Alternative, Event, Indicator, Risk, Series, Test
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.wording import counted, listed, opened
from summitry.watch.monitors.days import gone, last_day
from summitry.watch.monitors.value import Alarm

WINDOW = 30
"""Days over which the events of a list are counted."""

LEAST_EVENTS = 3
"""Days with events in a window from which its rank is told at all."""


def of_test(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for a test whose deadline has gone by without a result, or which was amended."""
    record = dossier.of(Test, id)
    if record is None:
        return ()
    reading = dossier.ask(test_reading, id)
    says = []
    if reading.overdue and record.deadline is not None:
        says.append(f"Its deadline was {day_in_words(record.deadline.latest)}, and no result is on record.")
    if reading.amended == "yes":
        says.append(f"What it asks was changed after it began: {listed([c.field for c in reading.changes])}.")
    if not says:
        return ()
    return (
        Alarm(
            monitor="test", about=id, title=record.known_as, says=" ".join(says),
            since=last_day(record.deadline),
            why=f"Threshold: {record.threshold or 'none'}. Source rule: {record.source_rule or 'none'}.",
            rests_on=(id,), bears_on=record.of, owner=record.owner,
        ),
    )  # fmt: skip


def of_indicator(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for a sign that was seen, and for events of its kind nobody has entered as seen."""
    record = dossier.of(Indicator, id)
    if record is None:
        return ()
    reading = dossier.ask(indicator_reading, id)
    says, rests_on, since = [], [id], None
    if reading.state == "seen":
        enough = {True: "Enough sources say so.", False: "Fewer sources say so than its rule asks for."}
        says.append("It was seen.")
        if reading.rule_met is not None:
            says.append(enough[reading.rule_met])
        since = reading.looked.latest if reading.looked is not None else None
    if reading.missed:
        says.append(f"Nobody has entered {listed([dossier.title(e) for e in reading.missed[:3]])} as seen.")
        rests_on += reading.missed
        days = [h.last for e in reading.missed if (h := dossier.ask(happening, e)) is not None]
        since = since or min(days, default=None)
    if not says:
        return ()
    leaning = (*dossier.naming(id, Alternative), *dossier.naming(id, Risk))
    return (
        Alarm(
            monitor="indicator", about=id, title=record.known_as, says=" ".join(says), since=since,
            why=f"Threshold: {record.threshold or 'none'}. Source rule: {record.source_rule or 'none'}.",
            rests_on=tuple(rests_on), bears_on=tuple(r.id for r in leaning), owner=record.watcher,
        ),
    )  # fmt: skip


def of_series(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm when a list has as many days with events in the last `WINDOW` days as in few others.

    Windows end on each day with an event; a count is ranked among those of the past, 1 the highest, and told
    for the first three ranks. No probability is computed.
    """
    record = dossier.of(Series, id)
    if record is None or record.covers is None:
        return ()
    covered = last_day(record.covers)
    if covered is not None and gone(dossier, covered):
        return ()
    rows = [h for h in dossier.each_naming(id, happening, Event) if h.series == id and h.exact]
    days = sorted({h.own for h in rows if dossier.passed(h.own)})
    if not days or dossier.passed(days[-1] + timedelta(days=WINDOW)):
        return ()
    first = days[-1] - timedelta(days=WINDOW - 1)
    counts = window_counts(days)
    rank = 1 + sum(count > counts[-1] for count in counts[:-1])
    if counts[-1] < LEAST_EVENTS or rank > 3:
        return ()
    events = tuple(h.id for h in rows if h.own >= first and dossier.passed(h.own))
    many = opened(counted(counts[-1], "day", "days"))
    return (
        Alarm(
            monitor="window", about=id, title=record.known_as, since=days[-1], rests_on=(id, *events),
            says=f"{many} with events lie between {day_in_words(first)} and"
            f" {day_in_words(days[-1])}: rank {rank} among {len(counts):,} such windows since"
            f" {day_in_words(days[0])}.",
            why=f"Windows of {WINDOW} days that end on a day with an event, on the list's own clock.",
        ),
    )  # fmt: skip


def window_counts(days: list[date]) -> list[int]:
    """Return for each day with events how many such days lie in the window that ends on it."""
    counts, start = [], 0
    for at, day in enumerate(days):
        while (day - days[start]).days >= WINDOW:
            start += 1
        counts.append(at - start + 1)
    return counts
