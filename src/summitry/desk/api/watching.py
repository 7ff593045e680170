"""What the watch says over HTTP: the inbox, alarms, monitors, the digest of a day; what the pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from summitry.book.digest import as_json
from summitry.book.marking import highest_of
from summitry.desk.access import Nothing, Seat
from summitry.desk.api.call import Answer, Call
from summitry.desk.pages import inboxreading, inboxshown
from summitry.desk.pages.digests import highest
from summitry.desk.pages.monitors import watched
from summitry.foundation.plain import plain
from summitry.secretariat.answers import paged
from summitry.secretariat.watching import digesting, running, triaging
from summitry.watch.inbox import Entry
from summitry.watch.monitors import Alarm, back_test_of, past_of, why_not
from summitry.watch.triage.value import Proposal, Report

MOST_TEXT = 20_000
"""Letters of a report that are given."""


def inbox(call: Call) -> Answer:
    """List what came in and is unread, gathered: one happening for its reports, what came first on top.

    With show=touching only what touches something on record. left counts reports that wait behind these, and
    are gathered as these are dealt with.
    """
    here, found = call.here, inboxreading.unread(call.here)
    touching = call.query.get("show") == "touching"
    every = [p for p in found.proposals if p.touches or not touching]
    page = paged(every, call.page, lambda p: f"{p.came} {p.first} {p.id}", _brief)
    shown = {item["id"] for item in page["items"]}
    told = (r.entry for p in every if p.id in shown for r in p.reports)
    return {**page, "left": found.left, "marking": _marking(here, told)}


def happening(call: Call) -> Answer:
    """Read a happening: its reports with why each is there, where they differ, what they touch and why.

    said are quotations of somebody on record, by their place; unread the reports that an act names as read.
    """
    found = happening_of(call)
    touches = inboxshown.touches(call.here, found)
    return {
        **_brief(found), "touches": [plain(touch) for touch in touches],
        "reports": [_report(r) for r in found.reports[: inboxshown.REPORTS]],
        "more": max(0, len(found.reports) - inboxshown.REPORTS),
        "unread": [r.entry.id for r in found.unread],
        "differing": [
            {"what": d.what, "told": [{"value": value, "by": list(by)} for value, by in d.told]}
            for d in found.differing
        ],
        "said": [{"by": s.by, "words": s.words, "report": s.entry} for s in found.said],
        "marking": _marking(call.here, (r.entry for r in found.reports)),
    }  # fmt: skip


def happening_of(call: Call) -> Proposal:
    """Return the happening that an address names.

    Raises:
        Nothing: when there is none, or none for this account.
    """
    every = inboxreading.unread(call.here).proposals
    at = inboxreading.placed(every, call.parts["happening"])
    if at is None:
        raise Nothing
    return every[at]


def _brief(found: Proposal) -> dict[str, Any]:
    return {
        "id": found.id, "title": found.title, "first": plain(found.first), "last": plain(found.last),
        "came": found.came, "count": len(found.reports), "touching": len(found.touches),
        "record": found.record,
    }  # fmt: skip


def _report(report: Report) -> dict[str, Any]:
    item, entry = report.entry.item, report.entry
    return {
        "report": entry.id, "state": entry.state, "came": entry.came, "said": item.said, "form": item.form,
        "source": item.source or entry.file, "title": item.title, "text": item.text[:MOST_TEXT],
        "address": item.address, "grade": item.grade, "coded": item.coded, "why": report.because,
        "doubts": list(item.doubts), "record": entry.record,
    }  # fmt: skip


def _marking(here: Seat, entries: Iterable[Entry]) -> str:
    """The highest marking of some reports."""
    header = here.dossier.header
    return highest_of(header, (entry.marking or header.lowest_marking for entry in entries))


def dealt_with(call: Call) -> Answer:
    """List what was ignored or accepted, the latest act first, with the reports it was about."""
    found = triaging.dealt_with(call.here.served.folder, call.here.dossier, MOST_DONE)
    return {
        "items": [
            {"did": act.state, "who": act.who, "at": act.at, "because": act.because, "record": act.record,
             "reports": [{"report": e.id, "title": e.item.title, "source": e.item.source or e.file}
                         for e in act.entries]}
            for act in found
        ],
        "marking": _marking(call.here, (e for act in found for e in act.entries)),
    }  # fmt: skip


MOST_DONE = 300
"""Reports somebody dealt with that are listed, those of the latest acts."""


# -- alarms and monitors ---------------------------------------------------------------------------


def alarms(call: Call) -> Answer:
    """List the alarms of the day: what is so, why, since when, what it rests on, whose it is.

    acknowledged_by is who took note of one; it comes again when its cause is another.
    """
    here = call.here
    found = running.raised(here.served.folder, here.dossier, past=here.past)
    return {"items": [alarm_as(alarm, who) for alarm, who in found]}


def alarm_as(alarm: Alarm, who: str) -> dict[str, Any]:
    """Return an alarm as it is told: its key, and who took note of it."""
    return {"key": alarm.key, **plain(alarm), "acknowledged_by": who}


def monitors(call: Call) -> Answer:
    """List what is watched, by sort: what its record says to look for, and whether there is an alarm."""
    here = call.here
    stand = running.raised(here.served.folder, here.dossier, past=here.past)
    about = [alarm.about.partition("/")[0] for alarm, _ in stand]
    return {
        "items": [
            {"id": record.id, "kind": record.kind, "title": record.known_as, "sort": sort,
             "looks_for": says, "alarms": about.count(record.id)}
            for sort, found in watched(here.dossier) for record, says in found
        ]
    }  # fmt: skip


def monitor(call: Call) -> Answer:
    """Read a monitor: its alarms on the day, and how it would have done in the past.

    A pledge's back-test is under pledge, by list and reading; that of any other under past, by spells of
    days. left_out says what is not run over the past, and why.
    """
    here, id = call.here, call.parts["id"]
    found = next(
        (
            (sort, record, says)
            for sort, some in watched(here.dossier)
            for record, says in some if record.id == id
        ),
        None,
    )  # fmt: skip
    if found is None:
        raise Nothing
    sort, record, says = found
    stand = running.raised(here.served.folder, here.dossier, past=here.past)
    pledge, past = back_test_of(here.dossier, id), past_of(here.dossier, id)
    return {
        "id": record.id, "kind": record.kind, "title": record.known_as, "sort": sort, "looks_for": says,
        "alarms": [alarm_as(a, who) for a, who in stand if a.about.partition("/")[0] == id],
        **({"pledge": plain(pledge)} if pledge is not None else {}),
        **({"past": plain(past)} if past is not None else {}),
        "left_out": why_not(here.dossier, id),
    }  # fmt: skip


def digest(call: Call) -> Answer:
    """Read the digest of the day: ten lines on top, the rest behind, each line led to its records."""
    here = call.here
    letter = digesting.letter_for(here.served.folder, here.dossier)
    return {**as_json(letter), "marking": highest(here, letter.marking)}
