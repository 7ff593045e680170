"""One event and the reports it rests on: do they agree on the day and the kind?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from summitry.dossier.answers import shared
from summitry.dossier.happenings import DayIn, days_of, happening_of, on_its_clock
from summitry.dossier.kinds import Event, EventKind
from summitry.dossier.kinds.events import Report
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

DayJudgement = Literal["same", "another clock", "no clock given", "differs", "no day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSeen:
    """How one report (at ``position`` in the record) compares with the event.

    ``day``: *same*; *another clock*, when another zone explains the difference; *no clock given*, when
    it lies a day off and some zone might; *differs*, when none can; *no day*. ``kind`` says whether it
    gives a kind that is neither the event's, nor below nor above it.
    """

    position: int
    source: tuple[str, ...]
    on: When | None
    day: DayJudgement
    other_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAccount:
    """An event, the days it can be dated on, and its reports."""

    event: str
    days: tuple[DayIn, ...]
    reports: tuple[ReportSeen, ...]
    basis: Basis

    @property
    def days_differ(self) -> tuple[ReportSeen, ...]:
        """The reports whose day no clock explains, or that leave open which clock they count by."""
        return tuple(r for r in self.reports if r.day in ("differs", "no clock given"))


def event_account(dossier: Dossier, id: str) -> EventAccount | None:
    """Return how the reports of an event agree; ``None`` when there is no such event."""
    event = dossier.of(Event, id)
    if event is None:
        return None
    happening = happening_of(dossier, event)
    return EventAccount(
        event=event.id, days=days_of((happening,), dossier.header.zone) if happening else (),
        reports=tuple(_seen(dossier, event, at, report) for at, report in enumerate(event.reports)),
        basis=Basis(
            method="Each report's day is compared with the event's, on the report's own clock.",
            assumptions=("A report without a zone may count by any clock.",),
            rests_on=(event.id, *dict.fromkeys(s for r in event.reports for s in r.source)),
        ),
    )  # fmt: skip


@shared
def told_as_other(dossier: Dossier, kind: str) -> tuple[tuple[str, int, str, str], ...]:
    """Return the events entered or reported under a kind of which a report gives an unlike kind: the
    event, the report's position, the event's kind and the report's, by event."""
    return tuple(one for told in dossier.each_naming(kind, told_as_unlike, Event, kind) for one in told)


def told_as_unlike(dossier: Dossier, event: str, kind: str) -> tuple[tuple[str, int, str, str], ...]:
    """Return the same of one event."""
    record = dossier.of(Event, event)
    if record is None or not record.reports:
        return ()
    tree = dossier.ask(kind_tree, EventKind)
    related = {"", *tree.ancestors(kind), *tree.descendants(kind)}
    own, found = record.of_kind, []
    for at, report in enumerate(record.reports):
        other = report.of_kind
        if (own == kind and other not in related) or (other == kind and own not in related):
            found.append((record.id, at, own, other))
    return tuple(found)


@shared
def nobody_named(dossier: Dossier, kind: str) -> tuple[str, ...]:
    """Return the events of exactly this kind that name nobody who did them and have no note on that."""
    return dossier.each_naming(kind, names_nobody, Event, kind)


def names_nobody(dossier: Dossier, event: str, kind: str) -> str:
    """Return an event of exactly this kind that names nobody and has no note on that; else blank."""
    record = dossier.of(Event, event)
    open_ = record is not None and record.of_kind == kind and not record.by and not record.note
    return event if open_ else ""


def _seen(dossier: Dossier, event: Event, at: int, report: Report) -> ReportSeen:
    other = ""
    if report.of_kind and event.of_kind:
        tree = dossier.ask(kind_tree, EventKind)
        one, two = report.of_kind, event.of_kind
        other = "" if tree.includes(one, two) or tree.includes(two, one) else one
    return ReportSeen(
        position=at, source=report.source, on=report.on, other_kind=other,
        day=_judge(event.on, report, event.zone or dossier.header.zone, dossier.header.zone),
    )  # fmt: skip


def _judge(on: When | None, report: Report, own: str, home: str) -> DayJudgement:
    if on is None or report.on is None or on.alternatives:
        return "no day"
    if report.on.precision not in ("instant", "day") or on.precision not in ("instant", "day"):
        overlaps = on.earliest <= report.on.latest and report.on.earliest <= on.latest
        return "same" if overlaps else "differs"
    given = on_its_clock(report).day_in(report.zone or own, report.zone or own)
    ours = on.day_in(own, own)
    if on.contains(given) or given == ours:
        return "same"
    if on.at is not None:
        return _judge_timed(on, given, report.zone, own, home)
    if abs(given - ours) > timedelta(days=1):
        return "differs"
    if not report.zone:
        return "no clock given"
    return "another clock" if report.zone != own else "differs"


def _judge_timed(on: When, given: date, zone: str, own: str, home: str) -> DayJudgement:
    """With its time of day known, the event falls on one day in each zone."""
    if zone:
        return "another clock" if on.day_in(zone, own) == given else "differs"
    if given in (on.day_in(home, own), on.day_in("UTC", own)):
        return "another clock"
    # East of all zones it is at most 14 hours later than UTC, west of all 12 hours earlier.
    edges = (on.day_in("Etc/GMT+12", own), on.day_in("Etc/GMT-14", own))
    return "no clock given" if edges[0] <= given <= edges[1] else "differs"
