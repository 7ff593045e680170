"""The view of events: one event and its reports; the lists, what they lack, which rows may be one."""

from __future__ import annotations

from summitry.analysis.events import (
    EventAccount,
    ListOverview,
    Merge,
    event_account,
    list_overview,
    proposed_merges,
)
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, Trace
from summitry.book.sections.view import View
from summitry.dossier.kinds import Event, EventKind, Series
from summitry.dossier.record import cited_document
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words, in_words, zone_city
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened

_JUDGED = {
    "same": marked("same day"),
    "another clock": marked("same, by another clock"),
    "differs": marked("another day"),
    "no clock given": marked("a day off, no clock given"),
    "no day": marked("no day"),
}
SHOWN = 50
"""Rows shown of a long table; the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsReading:
    """The events written by hand whose reports differ, the lists, and pairs that may be one."""

    differing: tuple[EventAccount, ...]
    lists: tuple[ListOverview, ...]
    merges: tuple[Merge, ...]


def result(dossier: Dossier, id: str) -> EventAccount | EventsReading | None:
    """Read one event, or all."""
    if id:
        return dossier.ask(event_account, id)
    tree = dossier.ask(kind_tree, EventKind)
    tops = [kind for kind in dossier.ids("kind_of_event") if not tree.parents.get(kind)]
    merges = {(m.one, m.other): m for top in tops for m in dossier.ask(proposed_merges, top)}
    accounts = [dossier.ask(event_account, e.id) for e in dossier.all(Event) if e.reports]
    return EventsReading(
        differing=tuple(
            a for a in accounts
            if a is not None and (a.days_differ or any(r.other_kind for r in a.reports))
        ),
        lists=tuple(o for s in dossier.ids("series") if (o := dossier.ask(list_overview, s)) is not None),
        merges=tuple(merges[pair] for pair in sorted(merges)),
    )  # fmt: skip


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    found = result(dossier, id)
    if isinstance(found, EventAccount):
        return _one(dossier, found)
    assert isinstance(found, EventsReading)
    blocks: list[Block] = []
    if found.lists:
        blocks += [Heading(say("Lists")), _lists(dossier, found.lists)]
    if found.differing:
        rows = tuple(row for account in found.differing for row in _reports(dossier, account, differing=True))
        blocks += [Heading(say("Reports that differ")), Table(columns=_columns(say("Event")), rows=rows)]
    if found.merges:
        blocks += [Heading(say("Pairs that may be one event")), _merges(dossier, found.merges)]
        left = len(found.merges) - SHOWN
        if left > 0:
            blocks.append(
                Paragraph(
                    (Sentence(say("{earliers} not shown here.", earliers=counted(left, "earlier pair"))),)
                )
            )
    says = say(
        "{lists}; {events} with reports that differ; {pairs} that may be one event.",
        lists=counted(len(found.lists), "list").capitalize(),
        events=counted(len(found.differing), "event"),
        pairs=counted(len(found.merges), "pair"),
    )
    return Section(
        kicker=say("Events"),
        title=say("What happened, by which account"),
        verdict=Sentence(says),
        blocks=tuple(blocks),
        basis=together(x.basis for x in found.lists),
    )


def _one(dossier: Dossier, account: EventAccount) -> Section:
    event = dossier.of(Event, account.event)
    assert event is not None
    days = listed(
        say("{day} in {place}", day=day_in_words(d.day), place=zone_city(d.zone)) for d in account.days
    )
    rows = _reports(dossier, account)
    blocks: list[Block] = []
    if event.says:
        blocks.append(Paragraph((Sentence(event.says, "drafted", _trace(event, "says")),)))
    if rows:
        blocks.append(Table(columns=_columns(say("Report of")), rows=tuple(rows)))
    verdict = Sentence(
        say("It can be dated on {days}.", days=days) if days else say("It has no day."),
        traces=_trace(event, "on"),
    )
    return Section(
        kicker=say("Event"),
        title=opened(event.known_as),
        verdict=verdict,
        blocks=tuple(blocks),
        basis=account.basis,
    )


def _columns(first: str) -> tuple[Column, ...]:
    return tuple(Column(title=t) for t in (first, say("Source"), say("Day it gives"), say("Compared")))


def _reports(dossier: Dossier, account: EventAccount, *, differing: bool = False) -> list[tuple[Cell, ...]]:
    event = dossier.of(Event, account.event)
    assert event is not None
    rows: list[tuple[Cell, ...]] = []
    for seen in account.reports:
        odd = seen.day in ("differs", "no clock given") or bool(seen.other_kind)
        if differing and not odd:
            continue
        report = event.reports[seen.position]
        zone = f" ({zone_city(report.zone)})" if report.zone and seen.on and seen.on.on_any_clock else ""
        kind = (
            say("; kind: {other_kind}", other_kind=dossier.title(seen.other_kind)) if seen.other_kind else ""
        )
        sources = listed(dossier.title(cited_document(s)) for s in seen.source)
        rows.append(
            (
                Cell(text=event.known_as, traces=_trace(event, "reports", seen.position)),
                Cell(text=sources),
                Cell(text=f"{in_words(seen.on, report.zone or None)}{zone}" if seen.on is not None else ""),
                Cell(label=say(_JUDGED[seen.day]) + kind, tag="change" if odd else "plain"),
            )
        )
    return rows


def _lists(dossier: Dossier, lists: tuple[ListOverview, ...]) -> Table:
    rows = []
    for one in lists:
        series = dossier.of(Series, one.series)
        assert series is not None
        covers = in_words(one.covers) if one.covers is not None else ""
        first_last = (
            say("{day} to {day2}", day=day_in_words(one.first), day2=day_in_words(one.last))
            if one.first and one.last
            else ""
        )
        lacks = listed(dossier.title(id) for id in one.lacks[-3:])
        more = say("{count}, the latest: {lacks}", count=len(one.lacks), lacks=lacks) if one.lacks else ""
        rows.append(
            (
                Cell(text=series.known_as, traces=(Trace(record=series.id, place=series.where()),)),
                Cell(text=covers, tag="" if covers else "blank"),
                Cell(text=str(one.rows)),
                Cell(text=first_last),
                Cell(text=more, tag="loss" if one.lacks else ""),
            )
        )
    columns = (
        Column(title=say("List")),
        Column(title=say("Complete")),
        Column(title=say("Rows"), counts=True),
        Column(title=say("First and last")),
        Column(title=say("Lacks, by its own claim")),
    )
    return Table(columns=columns, rows=tuple(rows))


def _merges(dossier: Dossier, merges: tuple[Merge, ...]) -> Table:
    rows = []
    shown = sorted(merges, key=lambda m: (_day(dossier, m.one), m.one, m.other))[-SHOWN:]
    for one in shown:
        cells = []
        for id in (one.one, one.other):
            event = dossier.of(Event, id)
            assert event is not None
            on = f", {in_words(event.on)}" if event.on is not None else ""
            where = dossier.title(event.series) if event.series else say("by hand")
            cells.append(Cell(text=f"{event.known_as}{on} ({where})", traces=_trace(event, "on")))
        doubt = Cell() if one.only else Cell(label=say("another fits too"), tag="change")
        rows.append((*cells, Cell(text=str(one.apart)), doubt))
    columns = (
        Column(title=say("One")),
        Column(title=say("The other")),
        Column(title=say("Days apart"), counts=True),
        Column(title=""),
    )
    return Table(columns=columns, rows=tuple(rows))


def _day(dossier: Dossier, id: str) -> tuple[object, ...]:
    event = dossier.of(Event, id)
    return event.on.sort_key() if event is not None and event.on is not None else ()


def _trace(event: Event, *path: str | int) -> tuple[Trace, ...]:
    return (Trace(record=event.id, source="; ".join(event.source), place=event.where(*path)),)


VIEW = View(
    name="events", help="Events: reports that differ, lists and what they lack, rows that may be one.",
    ids=lambda dossier: dossier.ids("event"), result=result, section=section,
)  # fmt: skip
