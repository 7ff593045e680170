"""The digest of a reader: from the reader's copy, with the alarms that stand and what came in unread."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from summitry.book.digest import CameIn, Notice, digest
from summitry.book.digest.feed import as_atom
from summitry.book.digest.mail import Href, Letter, letter
from summitry.book.digest.section import alarm as alarm_page
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.watch import inbox
from summitry.watch.monitors import Alarm, alarms
from summitry.watch.triage.frame import proposals

TOLD_AS_LATE = "start"
"""The monitor of latest starts; a digest tells what is late in a part of its own."""

MOST_CAME = 8


def letter_for(folder: Path, dossier: Dossier, reader: str = "") -> Letter:
    """Return the digest of the dossier's day for a reader whose copy ``dossier`` is; blank: of the whole."""
    return letter(dossier, digest(dossier, notices(folder, dossier), came_in(folder, dossier)), reader)


def notices(folder: Path, dossier: Dossier) -> tuple[Notice, ...]:
    """Return the alarms that stand and nobody had taken note of by the day; the new ones first."""
    noted: frozenset[str] = frozenset()
    if inbox.there(folder):
        with inbox.opened(folder) as box:
            noted = box.acknowledged_by(dossier.limit.isoformat())
    before = {a.key for a in alarms(dossier.as_of(dossier.limit - timedelta(days=1)))}
    found = [a for a in alarms(dossier) if a.monitor != TOLD_AS_LATE and a.key not in noted]
    told = [notice_of(alarm, fresh=alarm.key not in before) for alarm in found]
    return tuple(sorted(told, key=lambda n: not n.fresh))


def feed_for(
    folder: Path,
    dossier: Dossier,
    reader: str = "",
    *,
    days: int = 7,
    address: str = "",
    href: Href | None = None,
) -> bytes:
    """Return the digests of a reader's last days, up to the dossier's, as an Atom feed."""
    each = [dossier.as_of(dossier.limit - timedelta(days=n)) for n in range(days)]
    return as_atom(dossier, [letter_for(folder, day, reader) for day in each], address, href)


def alarm_letter(dossier: Dossier, alarm: Alarm, reader: str) -> Letter:
    """Return the notice of one alarm as a letter."""
    title = say("Alarm of {day}", day=day_in_words(dossier.limit, weekday=True))
    return letter(dossier, alarm_page(dossier, notice_of(alarm, fresh=False)), reader, title)


def notice_of(alarm: Alarm, *, fresh: bool) -> Notice:
    """Return an alarm as a digest tells it."""
    return Notice(
        about=alarm.about, title=alarm.title, says=alarm.says, why=alarm.why, since=alarm.since,
        owner=alarm.owner, fresh=fresh, contradicts=alarm.monitor == "answer",
    )  # fmt: skip


def came_in(folder: Path, dossier: Dossier) -> tuple[CameIn, ...]:
    """Return the happenings of which reports came in on the day, unread, that touch something."""
    if not inbox.there(folder):
        return ()
    day = dossier.limit.isoformat()
    with inbox.opened(folder) as box:
        entries = list(box.entries(dossier.header, dossier.grants, day, since=day))
        links = box.links()
    found = [p for p in proposals(dossier, entries, links) if p.touches and p.unread]
    found.sort(key=lambda p: (-len(p.touches), -len(p.reports), p.id))
    return tuple(
        CameIn(
            title=p.title, source=p.reports[0].entry.item.source or p.reports[0].entry.file,
            reports=len(p.reports), touches=tuple((t.target, t.why) for t in p.touches),
            words=p.said[0].words if p.said else "",
        )
        for p in found[:MOST_CAME]
    )  # fmt: skip
