"""A pledge's monitor run over the past, day by day as things were learned: what it found, when, and what not.

On each day only what was known on it is there. A break is *found* on the day on which the event that makes
it was learned, *early* when the monitor told of it before, *missed* when it never did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from summitry.analysis.pledges import back_test
from summitry.dossier.asof import Calendar
from summitry.dossier.index import Index
from summitry.dossier.kinds import Event
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass

ONE_DAY = timedelta(days=1)
Struck = tuple[str, int, date, tuple[str, ...]]
"""A list, a reading by position, a day, and the events that struck on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One reading over one list: breaks of the past, and those found on the day, early, late and missed."""

    series: str
    by: str
    says: str
    breaks: int
    found: int
    early: tuple[date, ...] = ()
    late: tuple[date, ...] = ()
    missed: tuple[date, ...] = ()
    false: tuple[date, ...] = ()
    """Days the monitor told of that are no break in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorTest:
    """The back-test of one pledge's monitor, a row for each list and reading."""

    target: str
    rows: tuple[ReadingRow, ...]
    days: int
    """Days on which something was learned, each of which was replayed."""


def back_test_of(dossier: Dossier, target: str) -> MonitorTest | None:
    """Return how the monitor of a pledge would have done, up to the dossier's day; ``None`` for no pledge."""
    last = dossier.limit
    final = _struck(dossier, target)
    if final is None:
        return None
    whole = dossier.everything()
    calendar = Calendar(whole.header.zone, whole.index.kind_map("document"), whole.index.get)
    learned: dict[str, date] = {}
    for event in {e for _, _, _, events in final for e in events}:
        record = whole.index.get(event)
        if record is not None:
            learned[event] = calendar.days(record)[0]
    days = sorted({on for d in learned.values() for on in (d - ONE_DAY, d) if on <= last})
    told = _replayed(dossier, target, days)
    rows = [_row(key, final, told, learned) for key in _keys(dossier, target)]
    return MonitorTest(target=target, rows=tuple(rows), days=len(days))


def _replayed(final: Dossier, target: str, days: Iterable[date]) -> dict[tuple[str, int, date], date]:
    """Run the monitor on each day; return the day on which it first told of each break.

    The monitor, its readings and lists are those of the final day, as if they had been written down before;
    the events are those that the dossier, replayed, knew on the day.
    """
    first: dict[tuple[str, int, date], date] = {}
    written = [record for record in final.index.records() if not isinstance(record, Event)]
    session: Session | None = None
    for day in days:
        if session is None:
            session = Session(final.everything().as_of(day))
        else:
            session.move_to(day)
        known = session.dossier.index.of_kind(Event)
        then = Dossier(
            final.whole, index=Index.of((*written, *known)), header=final.header, grants=final.grants,
            day=final.limit,
        )  # fmt: skip
        for series, reading, on, _ in _struck(then, target) or ():
            first.setdefault((series, reading, on), day)
    return first


def _struck(dossier: Dossier, target: str) -> tuple[Struck, ...] | None:
    """What the monitor tells on one day: every day on which the pledge's scope has been struck."""
    tests = dossier.ask(back_test, target)
    if tests is None:
        return None
    return tuple(
        (test.series, reading.terms.entry, struck.day, struck.events)
        for test in tests.tests for reading in test.readings for struck in reading.struck
    )  # fmt: skip


def _keys(dossier: Dossier, target: str) -> list[tuple[str, int, str, str]]:
    tests = dossier.ask(back_test, target)
    return [
        (test.series, reading.terms.entry, reading.terms.by, reading.terms.says)
        for test in (tests.tests if tests is not None else ()) for reading in test.readings
    ]  # fmt: skip


def _row(
    key: tuple[str, int, str, str], final: Iterable[Struck], told: dict[tuple[str, int, date], date],
    learned: dict[str, date],
) -> ReadingRow:  # fmt: skip
    series, entry, by, says = key
    breaks = {
        on: min(learned[e] for e in events if e in learned)
        for where, reading, on, events in final if (where, reading) == (series, entry)
    }  # fmt: skip
    first = {on: day for (where, reading, on), day in told.items() if (where, reading) == (series, entry)}
    return ReadingRow(
        series=series, by=by, says=says, breaks=len(breaks),
        found=sum(first.get(on) == due for on, due in breaks.items()),
        early=tuple(sorted(on for on, due in breaks.items() if on in first and first[on] < due)),
        late=tuple(sorted(on for on, due in breaks.items() if on in first and first[on] > due)),
        missed=tuple(sorted(on for on in breaks if on not in first)),
        false=tuple(sorted(on for on in first if on not in breaks)),
    )  # fmt: skip
