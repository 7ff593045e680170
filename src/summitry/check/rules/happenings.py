"""EVT: what happened, and do the sources and lists agree on it?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.events import ReportSeen, event_account, list_overview
from summitry.analysis.pledges import clock_by_list, pledge_state, reaches_of
from summitry.check.rule import Found, rule
from summitry.check.rules.pledges import days_ago, days_named, joined
from summitry.dossier.kinds import Decision, Event, EventKind, Pledge, Series, Statement
from summitry.dossier.sides import theirs
from summitry.dossier.trees import kind_tree, several
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words, in_words, zone_city
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import quoted


def _pledges_on(dossier: Dossier, kind: str) -> tuple[Pledge, ...]:
    """The pledges whose scope, by text or reading, names a kind or a wider one."""
    if not kind:
        return ()
    tree = dossier.ask(kind_tree, EventKind)
    found = {p.id: p for k in tree.ancestors(kind) for p in dossier.naming(k, Pledge)}
    return tuple(found[id] for id in sorted(found))


@rule("EVT001", "days-disagree", Severity.NOTICE, Pledge)
def days_disagree(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Sources give different days for an event from which a pledge's days are counted, or that breaks it.

    Which day it was decides the count. Find the time of day, or the zone each source counts by. Reports
    that differ only because clocks do, and events of the past on which no count turns, are not reported.
    """
    state = dossier.ask(pledge_state, pledge.id)
    if state is None:
        return
    groups = [g for r in state.readings for g in (r.last, *r.broken_by, *r.contested) if g is not None]
    for id in dict.fromkeys(id for group in groups for id in group.events):
        event = dossier.of(Event, id)
        account = dossier.ask(event_account, id)
        if event is None or event.on is None or account is None or not account.days_differ:
            continue
        told = [_told(dossier, event, seen) for seen in account.days_differ]
        yield Found(
            message=f'{quoted(event.known_as)}, which decides the count for {quoted(pledge.known_as)},'
            ' is entered for'
            f" {in_words(event.on, event.zone or dossier.header.zone)}; {joined(told)}.",
            at=event.where("reports", account.days_differ[0].position, "on"), about=(event.id, pledge.id),
            hint="Find by which clock each source counts, and write its `zone`, or the time of day.",
        )  # fmt: skip


def _told(dossier: Dossier, event: Event, seen: ReportSeen) -> str:
    report = event.reports[seen.position]
    source = dossier.title(report.source[0].split(None, 1)[0]) if report.source else "one report"
    day = in_words(seen.on) if seen.on is not None else ""
    clock = f" in {zone_city(report.zone)}" if report.zone else ", without saying by which clock"
    return f"{source} has {day}{clock}"


@rule("EVT002", "list-lacks-last-event", Severity.SERIOUS, Pledge)
def list_lacks_last(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A list of events does not have the event from which a pledge's days are counted.

    Whoever watches by that list alone counts from an earlier event and gives a wrong number of days.
    Name the sources of every count, and do not rest a watch on that list alone.
    """
    clocks = [c for c in dossier.ask(clock_by_list, pledge.id) if c.lacks]
    state = dossier.ask(pledge_state, pledge.id)
    last = state.readings[0].last if state is not None else None
    if last is None:
        return
    for clock in clocks:
        claim = ", although it claims such events" if clock.claims else ""
        record = dossier.get(clock.series)
        yield Found(
            message=f'{quoted(dossier.title(clock.series))} lacks the {dossier.title(last.events[0])} of'
            f' {days_named(last)}{claim}. By that list alone the last event in the scope of'
            f' {quoted(pledge.known_as)}'
            f" was on {days_named(clock.last)}: {days_ago(clock.last)}.",
            at=record.where("covers") if record is not None else pledge.where(),
            about=(clock.series, last.events[0], pledge.id),
            hint="Rest no count and no watch on this list alone; name both sources where days are counted.",
            related=tuple(Related(e.where("on")) for id in last.events[:1] if (e := dossier.get(id))),
        )  # fmt: skip


@rule("EVT003", "kinds-disagree", Severity.NOTICE, Event)
def kinds_disagree(dossier: Dossier, event: Event) -> Iterable[Found]:
    """Sources give an event different kinds, and a pledge covers the one but not the other.

    Then whether it counts depends on whom one believes. Settle which kind it was, and by whose judgement.
    """
    if not event.reports:
        return
    account = dossier.ask(event_account, event.id)
    for seen in account.reports if account is not None else ():
        if not seen.other_kind:
            continue
        pledges = _told_apart(dossier, event.of_kind, seen.other_kind)
        if pledges:
            yield Found(
                message=f'{quoted(event.known_as)} is entered under {several(dossier, event.of_kind)}; a'
                ' report has'
                f" it under {several(dossier, seen.other_kind)}, which"
                f" {joined([quoted(p.known_as) for p in pledges])} treats differently.",
                at=event.where("reports", seen.position, "kind"), about=(event.id, *(p.id for p in pledges)),
                hint="Settle the kind, and name under `judged_by` who settled it.",
            )  # fmt: skip


def _told_apart(dossier: Dossier, one: str, other: str) -> list[Pledge]:
    """Pledges that answer differently for two kinds, on some reading."""
    found = []
    for pledge in {p.id: p for k in (one, other) for p in _pledges_on(dossier, k)}.values():
        reaches = dossier.ask(reaches_of, pledge.id, ())
        if reaches is not None and any(r.fits.get(one) != r.fits.get(other) for r in reaches.readings):
            answers = [
                (r.fits[one].answer if one in r.fits else "", r.fits[other].answer if other in r.fits else "")
                for r in reaches.readings
            ]
            if any(a != b for a, b in answers):
                found.append(pledge)
    return sorted(found, key=lambda p: p.id)


@rule("EVT004", "event-without-kind", Severity.NOTICE, Event)
def event_without_kind(dossier: Dossier, event: Event) -> Iterable[Found]:
    """An event of the other side's has no kind, so that no clock, scope or alternative can see it.

    Give it a kind of event. Rows of lists are counted together, by another rule.
    """
    if event.of_kind or event.series or not any(theirs(dossier, who) for who in event.by):
        return
    yield Found(
        message=f'{quoted(event.known_as)} has no kind, so that no pledge or alternative is compared'
        ' with it.',
        at=event.where("kind"), about=(event.id,), hint="Write under `kind` what kind of event it is.",
    )  # fmt: skip


@rule("EVT005", "rows-without-kind", Severity.NOTICE, Series)
def rows_without_kind(dossier: Dossier, series: Series) -> Iterable[Found]:
    """Rows of a list have no kind of event, so that clocks and back-tests leave them out.

    Say under `values` which kind each word of the column means, the word for unknown included.
    """
    overview = dossier.ask(list_overview, series.id)
    missing = dict(overview.kinds).get("", 0) if overview is not None else 0
    if overview is None or not missing or not any(_pledges_on(dossier, kind) for kind, _ in overview.kinds):
        return
    yield Found(
        message=f"{missing} of the {overview.rows} rows of {quoted(series.known_as)} have no kind; no clock"
        f" counts {'it' if missing == 1 else 'them'}.",
        at=series.where("values"), about=(series.id,),
        hint="Say under `values` which kind of event each word of the column means.",
    )  # fmt: skip


@rule("EVT006", "answers-what-came-later", Severity.NOTICE, Event)
def answers_later(dossier: Dossier, event: Event) -> Iterable[Found]:
    """An event is entered as the answer to something that came after it.

    Either a date or the link is wrong; who moved first is often what matters. Correct one of them.
    """
    if event.on is None:
        return
    for at, id in enumerate(event.answers):
        other = dossier.get(id)
        moved: When | None = None
        if isinstance(other, (Event, Decision)):
            moved = other.on
        elif isinstance(other, Statement):
            moved = other.said
        if other is None or moved is None or moved.alternatives or event.on.alternatives:
            continue
        if dossier.civil_day(event.on, event.zone) < moved.earliest and event.on.latest < moved.earliest:
            yield Found(
                message=f'{quoted(event.known_as)} of {in_words(event.on)} is entered as the answer to'
                f' {quoted(other.known_as)} of {in_words(moved)}.',
                at=event.where("answers", at), about=(event.id, id),
                hint="Correct the date of one of them, or the link.", related=(Related(other.where()),),
            )  # fmt: skip


@rule("EVT007", "nobody-named", Severity.NOTICE, Event)
def nobody_named(dossier: Dossier, event: Event) -> Iterable[Found]:
    """An event of a kind that a pledge covers names nobody who did it.

    It then counts for and against nobody. Name who did it, or say in a note that nobody knows.
    """
    if event.by or event.note or not event.of_kind:
        return
    pledges = _pledges_on(dossier, event.of_kind)
    if pledges:
        yield Found(
            message=f'{quoted(event.known_as)} names nobody who did it, and is not counted under'
            f" {joined([quoted(p.known_as) for p in pledges])}.",
            at=event.where("by"), about=(event.id,),
            hint="Write under `by` who did it, or under `note` that it is not known.",
        )  # fmt: skip


@rule("EVT008", "list-without-span", Severity.NOTICE, Series)
def list_without_span(dossier: Dossier, series: Series) -> Iterable[Found]:
    """A list of events that a pledge covers does not say from when to when it is complete.

    Without that, quiet in the list may be quiet in the world or a gap in the list, and no pledge can be
    laid over it. Write what the list says of itself.
    """
    if series.covers is not None:
        return
    overview = dossier.ask(list_overview, series.id)
    kinds = [kind for kind, _ in overview.kinds if kind] if overview is not None else []
    pledges = {p.id: p for kind in kinds for p in _pledges_on(dossier, kind)}
    if overview is None or not pledges:
        return
    titles = joined([quoted(pledges[id].known_as) for id in sorted(pledges)])
    span = ""
    if overview.first is not None and overview.last is not None:
        span = f" Its rows run from {day_in_words(overview.first)} to {day_in_words(overview.last)}."
    yield Found(
        message=f'{quoted(series.known_as)} does not say from when to when it is complete; {titles}'
        ' cannot be laid'
        f" over it.{span}",
        at=series.where("covers"), about=(series.id,),
        hint="Write `covers: 1984/2021` with the years for which the list says it is complete.",
    )  # fmt: skip


@rule("EVT009", "merged-far-apart", Severity.SERIOUS, Event)
def merged_far_apart(dossier: Dossier, event: Event) -> Iterable[Found]:
    """An event is entered as the same as a row of a list that lies more than a day away.

    Clocks and back-tests count the two once. Correct the date of one of them, or take the row out of
    `merges`.
    """
    if event.on is None or event.on.precision not in ("instant", "day"):
        return
    for at, id in enumerate(event.merges):
        row = dossier.of(Event, id)
        if row is None or row.on is None or row.on.precision not in ("instant", "day"):
            continue
        days = (row.on.earliest - event.on.latest).days, (event.on.earliest - row.on.latest).days
        if max(days) > 1:
            yield Found(
                message=f'{quoted(event.known_as)} of {in_words(event.on)} is entered as one with a row of'
                f' {quoted(dossier.title(row.series))} of {in_words(row.on)}.',
                at=event.where("merges", at), about=(event.id, id),
                hint="Correct one of the dates, or take the row out of `merges`.",
                related=(Related(row.where("on")),),
            )  # fmt: skip


RULES = (
    days_disagree, list_lacks_last, kinds_disagree, event_without_kind, rows_without_kind,
    answers_later, nobody_named, list_without_span, merged_far_apart,
)  # fmt: skip
