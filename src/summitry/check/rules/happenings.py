"""EVT: what happened, and do the sources and lists agree on it?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.events import (
    ReportSeen,
    event_account,
    list_overview,
    nobody_named,
    told_as_other,
)
from summitry.analysis.pledges import Reaches, clock_by_list, pledge_state, pledges_naming, reaches_of
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.check.rules.pledges import days_ago, days_named, joined
from summitry.dossier.kinds import Decision, Event, Pledge, Series, Statement
from summitry.dossier.plurals import several
from summitry.dossier.record import cited_document
from summitry.dossier.sides import theirs
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words, in_words, zone_city
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import quoted

NAMED = 3
"""How many of many are named in one sentence."""


def _pledges_on(dossier: Dossier, kind: str) -> tuple[Pledge, ...]:
    """The pledges whose scope, by text or reading, names a kind or a wider one."""
    return dossier.ask(pledges_naming, kind) if kind else ()


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
    source = dossier.title(cited_document(report.source[0])) if report.source else "one report"
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
            message=f'{quoted(dossier.title(clock.series))} lacks the {dossier.title(last.events[0])}'
            f' ({days_named(last)}){claim}. By that list alone the last event in the scope of'
            f' {quoted(pledge.known_as)}'
            f" was on {days_named(clock.last)}: {days_ago(clock.last)}.",
            at=record.where("covers") if record is not None else pledge.where(),
            about=(clock.series, last.events[0], pledge.id),
            hint="Rest no count and no watch on this list alone; name both sources where days are counted.",
            related=places_of(dossier, last.events[:1], "", "on"),
        )  # fmt: skip


@rule("EVT003", "kinds-disagree", Severity.NOTICE, Pledge)
def kinds_disagree(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Sources give an event different kinds, and a pledge covers the one but not the other.

    Then whether it counts depends on whom one believes. Settle which kind it was, and by whose judgement.
    """
    reaches = dossier.ask(reaches_of, pledge.id, ())
    if reaches is None:
        return
    kinds = dict.fromkeys(kind for reach in reaches.readings for kind in reach.fits)
    told = dict.fromkeys(t for kind in kinds for t in dossier.ask(told_as_other, kind))
    answers = {kind: _answers(reaches, kind) for kind in kinds}
    silent = _answers(reaches, "")
    apart = {
        (id, at) for id, at, own, other in told if answers.get(own, silent) != answers.get(other, silent)
    }  # fmt: skip
    if not apart:
        return
    ordered = sorted(apart)
    shown = [_unlike(dossier, id, at) for id, at in ordered[:NAMED]]
    more = f"; and so with {len(ordered) - NAMED} more reports" if len(ordered) > NAMED else ""
    event = dossier.of(Event, ordered[0][0])
    yield Found(
        message=f"{quoted(pledge.known_as)} covers the one but not the other: {'; '.join(shown)}{more}.",
        at=event.where("reports", ordered[0][1], "kind") if event is not None else pledge.where("scope"),
        about=(pledge.id, *dict.fromkeys(id for id, _ in ordered)),
        hint="Settle the kind of each event, and name under `judged_by` who settled it.",
    )  # fmt: skip


def _answers(reaches: Reaches, kind: str) -> tuple[str, ...]:
    found = (reach.fits.get(kind) for reach in reaches.readings)
    return tuple(f.answer if f is not None else "silent" for f in found)


def _unlike(dossier: Dossier, id: str, at: int) -> str:
    event = dossier.of(Event, id)
    assert event is not None
    own, other = several(dossier, event.of_kind), several(dossier, event.reports[at].of_kind)
    return f"{quoted(event.known_as)} is entered under {own}, and reported under {other}"


@rule("EVT004", "event-without-kind", Severity.NOTICE, Event, lacks="of_kind")
def event_without_kind(dossier: Dossier, event: Event) -> Iterable[Found]:
    """An event of the other side's has no kind, so that no clock, scope or alternative can see it.

    Give it a kind of event. Rows of lists are counted together, by another rule.
    """
    if event.series or not any(theirs(dossier, who) for who in event.by):
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


@rule("EVT006", "answers-what-came-later", Severity.NOTICE, Event, needs=("answers",))
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


@rule("EVT007", "nobody-named", Severity.NOTICE, Pledge)
def names_nobody(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Events of a kind that a pledge covers name nobody who did them.

    They then count for and against nobody. Name who did each, or say in a note that nobody knows.
    """
    reaches = dossier.ask(reaches_of, pledge.id, ())
    kinds = reaches.readings[0].looked_at if reaches is not None else ()
    events = sorted({id for kind in kinds for id in dossier.ask(nobody_named, kind)})
    first = dossier.of(Event, events[0]) if events else None
    if first is not None:
        words = [quoted(dossier.title(id)) for id in events[:NAMED]]
        if len(events) > NAMED:
            words.append(f"{len(events) - NAMED} more events")
        each, them = ("names", "it is") if len(events) == 1 else ("name", "they are")
        yield Found(
            message=f"{joined(words)} {each} nobody who did it; {them} not counted under"
            f" {quoted(pledge.known_as)}.",
            at=first.where("by"), about=(pledge.id, *events),
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


@rule("EVT009", "merged-far-apart", Severity.SERIOUS, Event, needs=("merges",))
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
    answers_later, names_nobody, list_without_span, merged_far_apart,
)  # fmt: skip
