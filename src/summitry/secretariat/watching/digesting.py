"""The digest of a reader: from the reader's copy, with the alarms that stand and what came in unread."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from summitry.book.blocks import Section
from summitry.book.digest import CameIn, Notice, digest
from summitry.book.digest.feed import as_atom
from summitry.book.digest.mail import Href, Letter, letter
from summitry.book.digest.section import alarm as alarm_page
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.secretariat.replaying import replay
from summitry.secretariat.watching.triaging import gathered
from summitry.watch import inbox
from summitry.watch.monitors import Alarm, alarms

ONE_DAY = timedelta(days=1)

TOLD_AS_LATE = "start"
"""The monitor of latest starts; a digest tells what is late in a part of its own."""

MOST_CAME = 8


def section_for(folder: Path, dossier: Dossier) -> Section:
    """Return the digest of the dossier's day as a page of it, for a reader whose copy ``dossier`` is."""
    return digest(dossier, notices(folder, dossier), came_in(folder, dossier))


def letter_for(folder: Path, dossier: Dossier, reader: str = "") -> Letter:
    """Return the digest of the dossier's day for a reader whose copy ``dossier`` is; blank: of the whole."""
    return letter(dossier, section_for(folder, dossier), reader)


def feed_for(
    folder: Path, dossier: Dossier, reader: str = "", *, days: int = 7, address: str = "",
    href: Href | None = None,
) -> bytes:  # fmt: skip
    """Return the digests of a reader's last days, up to the dossier's, as an Atom feed."""
    base, first = dossier.everything(), dossier.limit - (days - 1) * ONE_DAY
    before = _keys(alarms(base.as_of(first - ONE_DAY)))
    letters = []
    for entry in replay(base, first, dossier.limit).entries:
        here = base.as_of(entry.day)
        found = alarms(here)
        told = _standing(folder, here, before, found)
        letters.append(letter(here, digest(here, told, came_in(folder, here), entry), reader))
        before = _keys(found)
    return as_atom(dossier, letters, address, href)


def notices(folder: Path, dossier: Dossier) -> tuple[Notice, ...]:
    """Return the alarms that stand and nobody had taken note of by the day; the new ones first."""
    before = _keys(alarms(dossier.as_of(dossier.limit - ONE_DAY)))
    return _standing(folder, dossier, before, alarms(dossier))


def _keys(found: tuple[Alarm, ...]) -> frozenset[str]:
    return frozenset(alarm.key for alarm in found)


def _standing(
    folder: Path, dossier: Dossier, before: frozenset[str], found: tuple[Alarm, ...]
) -> tuple[Notice, ...]:
    """The alarms of a day as they are told, given those of the evening before."""
    noted: frozenset[str] = frozenset()
    if inbox.there(folder):
        with inbox.opened(folder) as box:
            noted = frozenset(box.acknowledged(dossier.limit.isoformat()))
    told = [
        notice_of(alarm, fresh=alarm.key not in before)
        for alarm in found if alarm.monitor != TOLD_AS_LATE and alarm.key not in noted
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda n: not n.fresh))


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
    day = dossier.limit.isoformat()
    found = [p for p in gathered(folder, dossier, since=day).proposals if p.touches]
    found.sort(key=lambda p: (-len(p.touches), -len(p.reports), p.id))
    return tuple(
        CameIn(
            title=p.title, source=p.reports[0].entry.item.source or p.reports[0].entry.file,
            reports=len(p.reports), touches=tuple((t.target, t.why) for t in p.touches),
            words=p.said[0].words if p.said else "",
        )
        for p in found[:MOST_CAME]
    )  # fmt: skip
