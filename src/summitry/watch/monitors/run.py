"""All monitors, asked record by record, so that a large dossier is run in less than a second."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.dossier.kinds import (
    Agreement,
    Channel,
    Clearance,
    Indicator,
    Line,
    Meeting,
    Pledge,
    Series,
    Task,
    Test,
)
from summitry.dossier.value import Dossier
from summitry.watch.monitors import clocks, signs, undertakings
from summitry.watch.monitors.value import Alarm, Monitor

ORDER: tuple[Monitor, ...] = (
    "pledge", "test", "indicator", "window", "answer", "line", "clearance", "start", "duty", "channel",
)  # fmt: skip


def alarms(dossier: Dossier) -> tuple[Alarm, ...]:
    """Return every alarm on the dossier's day, in the order of `ORDER`, the longest standing first.

    A pure function of what was known on the day: replayed later it says the same.
    """
    found = [alarm for each in _asked(dossier) for alarm in each]
    found.sort(key=lambda a: (ORDER.index(a.monitor), a.since.toordinal() if a.since else 0, a.about))
    return tuple(found)


def _asked(dossier: Dossier) -> Iterator[tuple[Alarm, ...]]:
    yield from dossier.each(undertakings.of_pledge, Pledge)
    yield from dossier.each(undertakings.of_agreement, Agreement)
    yield from dossier.each(signs.of_test, Test)
    yield from dossier.each(signs.of_indicator, Indicator)
    yield from dossier.each(signs.of_series, Series)
    yield from dossier.each(clocks.of_line, Line)
    yield from dossier.each(clocks.of_clearance, Clearance)
    yield clocks.of_starts(dossier, tuple(m.id for m in dossier.all(Meeting)))
    yield from dossier.each(clocks.of_task, Task)
    yield from dossier.each(clocks.of_channel, Channel)
