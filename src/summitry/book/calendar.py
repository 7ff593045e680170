"""Meetings, deadlines and latest starts as a calendar (iCalendar, RFC 5545) for a calendar program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from summitry.book.diary.deadlines import WORDS, open_deadlines
from summitry.book.sections.taskings import result as taskings
from summitry.dossier.kinds import Event, Meeting
from summitry.dossier.meetingdays import Window, is_ahead, meeting_window
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.printable import one_line
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, opened

KEPT = 31
"""Days back for which what has gone by stays in the calendar."""

_STARTS = {
    "begin": (marked("Must begin, for the first day: {task}"), marked("Must begin, for the last day: {task}"),
              marked("Must begin: {task}")),
    "ready": (marked("To be done, for the first day: {task}"), marked("To be done, for the last day: {task}"),
              marked("To be done: {task}")),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry of the calendar. ``what`` tells the entries of one record apart, and never changes.

    ``since`` and ``until`` are days, both included, or instants. ``open``: it is not settled.
    """

    record: str
    what: str
    title: str
    since: date | datetime
    until: date | datetime | None = None
    open: bool = False
    place: str = ""
    says: str = ""


def rows(dossier: Dossier) -> tuple[Row, ...]:
    """Return what a calendar of the dossier's day holds: meetings and events ahead, deadlines, latest starts.

    A meeting of which the day is not fixed stands over its window, as not settled.
    """
    first = dossier.limit - timedelta(days=KEPT)
    found = (*_meetings(dossier), *_events(dossier), *_starts(dossier), *_deadlines(dossier))
    return tuple(sorted((r for r in found if _day(r.until or r.since) >= first), key=_order))


def _order(row: Row) -> tuple[object, ...]:
    return (_day(row.since), row.record, row.what)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _meetings(dossier: Dossier) -> Iterator[Row]:
    for meeting in dossier.all(Meeting):
        window = dossier.ask(meeting_window, meeting.id)
        if window.early is None or window.late is None or not is_ahead(dossier, meeting):
            continue
        at = _hour_of(dossier, meeting)
        yield Row(
            record=meeting.id, what="meeting", title=opened(clause(meeting.title)),
            since=at or window.early, until=None if at else window.late,
            open=window.early != window.late or not meeting.agreed, place=meeting.place,
            says=_of_window(window),
        )  # fmt: skip


def _hour_of(dossier: Dossier, meeting: Meeting) -> datetime | None:
    """The hour of a meeting that has one dating, to the hour."""
    on = meeting.dates[0].on if len(meeting.dates) == 1 else None
    return _instant(dossier, on, meeting.zone) if on is not None and not on.between else None


def _instant(dossier: Dossier, when: When, zone: str) -> datetime | None:
    """The moment of a date that has one, on the record's own clock where it names no other."""
    at = when.at
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=ZoneInfo(zone or dossier.header.zone))


def _of_window(window: Window) -> str:
    if not window.dated:
        return say("It has no day of its own; a later meeting leaves it these.")
    if len(window.given) > 1:
        return say("The datings given for it differ; it stands over all of them.")
    return "" if window.one_day else say("Its day is not fixed: it falls on one of these.")


def _events(dossier: Dossier) -> Iterator[Row]:
    """Events known beforehand: a holiday, a vote, a visit of others."""
    for event in dossier.all(Event):
        on = event.on
        if event.series or on is None or on.latest < dossier.limit or on.latest.year > 9000:
            continue
        if on.earliest.year < 1000:
            continue
        yield Row(
            record=event.id, what="event", title=opened(clause(event.title)),
            since=_instant(dossier, on, event.zone) or on.earliest,
            until=None if on.at else on.latest, open=not on.lasts and on.earliest != on.latest,
            place=event.place, says=event.says,
        )  # fmt: skip


def _starts(dossier: Dossier) -> Iterator[Row]:
    """Latest starts and latest days of the open tasks, for both ends of a window that is not one day."""
    for line in taskings(dossier, "").lines:
        title = clause(dossier.title(line.task))
        owner = opened(dossier.title(line.owner)) if line.owner else say("Nobody owns it.")
        for what, days in (("begin", line.begin), ("ready", line.ready)):
            for at, day in enumerate(days):
                gap = _STARTS[what][at if len(days) > 1 else 2]
                yield Row(record=line.task, what=f"{what}-{at}", title=say(gap, task=title), since=day,
                          open=len(days) > 1, says=owner)  # fmt: skip


def _deadlines(dossier: Dossier) -> Iterator[Row]:
    for record, path, name, when in open_deadlines(dossier):
        if when.latest.year > 9000:
            continue
        what = opened(clause(dossier.title(record.id)))
        yield Row(
            record=record.id, what="/".join(map(str, (*path, name))),
            title=say("{what}: {deadline}", what=what, deadline=say(WORDS[name])),
            since=_instant(dossier, when, record.zone) or dossier.civil_day(when, record.zone),
            says=in_words(when),
        )  # fmt: skip


# -- the file ---------------------------------------------------------------------------------------


def as_ics(dossier: Dossier, name: str = "") -> bytes:
    """Return the calendar of a reader's copy. The same copy on the same day gives the same bytes.

    Days are days, whatever the reader's zone; hours are instants. What is not settled is tentative. A record
    keeps its uid, so that a changed day moves the entry and adds none.
    """
    calendar = Calendar()
    title = one_line(name or dossier.header.dossier) or say("Dossier")
    calendar.add("prodid", "-//Summitry//Calendar 1//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    stamp = datetime.combine(dossier.limit, time(), ZoneInfo(dossier.header.zone)).astimezone(UTC)
    for row in rows(dossier):
        calendar.add_component(_entry(dossier, row, stamp))
    made: bytes = calendar.to_ical(sorted=False)
    return made


def _entry(dossier: Dossier, row: Row, stamp: datetime) -> Entry:
    entry = Entry()
    told = "\n".join((dossier.header.dossier, row.record, row.what))
    entry.add("uid", f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@summitry.invalid")
    entry.add("dtstamp", stamp)
    entry.add("summary", one_line(row.title))
    if isinstance(row.since, datetime):
        entry.add("dtstart", row.since.astimezone(UTC))
    else:
        entry.add("dtstart", row.since)
        entry.add("dtend", _day(row.until or row.since) + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    entry.add("status", "TENTATIVE" if row.open else "CONFIRMED")
    entry.add("class", "PRIVATE")
    if row.place:
        entry.add("location", one_line(row.place))
    if row.says:
        entry.add("description", one_line(row.says))
    return entry
