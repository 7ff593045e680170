"""Which letters there are to write: a reader's digest of a day, and notice of what the reader chose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from summitry.book.digest import as_html, as_text
from summitry.book.digest.mail import Href, subject
from summitry.book.digest.mail import Letter as Page
from summitry.dossier.value import Dossier
from summitry.secretariat.opening import copy_for
from summitry.secretariat.watching.digesting import alarm_letter, letter_for
from summitry.secretariat.watching.operator import Addressee
from summitry.secretariat.watching.outbox import Letter, Outbox, key_of
from summitry.secretariat.watching.posting import message
from summitry.secretariat.watching.running import raised

LATE_DAYS = 7
"""Most days back for which a digest is made up that was not sent on its day."""


def digest(
    folder: Path,
    whole: Dossier,
    who: Addressee,
    day: date,
    sender: str,
    now: datetime,
    href: Href | None = None,
) -> Letter:
    """Write the digest of a day for somebody.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    page = letter_for(folder, copy_of(whole, who).as_of(day), who.name or who.reader)
    key = key_of("digest", who.reader, who.to, page.day)
    return Letter(
        key=key, sort="digest", reader=who.reader, address=who.to, day=page.day,
        message=_message(key, page, who, sender, now, href),
    )  # fmt: skip


def notices(
    folder: Path, whole: Dossier, who: Addressee, day: date, sender: str, now: datetime, box: Outbox,
    href: Href | None = None,
) -> Iterator[Letter]:  # fmt: skip
    """Write notice of each alarm of the day that somebody chose, that nobody took note of, and that was not
    put before.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    if not who.notify:
        return
    for letter in _notices(folder, whole, who, day, sender, now, href):
        if not box.has(letter.key) and not box.told(who.to, letter.day, letter.about):
            yield letter


def again(
    folder: Path, whole: Dossier, who: Addressee, letter: Letter, sender: str, now: datetime,
    href: Href | None = None,
) -> Letter | None:  # fmt: skip
    """Write a letter that waits as it would be written now; ``None`` when it would not be.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    day = date.fromisoformat(letter.day)
    if letter.sort == "digest":
        return digest(folder, whole, who, day, sender, now, href)
    every = _notices(folder, whole, who, day, sender, now, href, only=letter.about)
    return next((each for each in every if each.key == letter.key), None)


def _notices(
    folder: Path, whole: Dossier, who: Addressee, day: date, sender: str, now: datetime, href: Href | None,
    only: str = "",
) -> Iterator[Letter]:  # fmt: skip
    """Write notice of each alarm of a day that somebody chose and nobody took note of, or ``only`` of one."""
    dossier = copy_of(whole, who).as_of(day)
    for alarm, noted in raised(folder, dossier):
        if noted or only not in ("", alarm.key) or not chosen(who, alarm.monitor, alarm.about):
            continue
        key = notice_key(who, day.isoformat(), alarm.key)
        page = alarm_letter(dossier, alarm, who.name or who.reader)
        yield Letter(
            key=key, sort="notice", reader=who.reader, address=who.to, day=day.isoformat(), about=alarm.key,
            message=_message(key, page, who, sender, now, href),
        )  # fmt: skip


def copy_of(whole: Dossier, who: Addressee) -> Dossier:
    """Return what somebody who is written to may see.

    Raises:
        UnknownReader: when the header does not name the reader.
    """
    return copy_for(whole, who.reader) if who.grants is None else whole.narrowed(who.grants)


def notice_key(who: Addressee, day: str, about: str) -> str:
    """Return what the notice of an alarm to somebody is known by. To an account of the desk it is another one
    when the account may see other things."""
    seen = "" if who.grants is None else "\n".join(("", who.grants.marking, *sorted(who.grants.groups)))
    return key_of("notice", who.reader, who.to, day, about + seen)


def chosen(who: Addressee, monitor: str, about: str) -> bool:
    """Whether somebody chose a kind of alarm, or the alarms of a record."""
    return monitor in who.notify or about in who.notify or about.partition("/")[0] in who.notify


def last_ended(whole: Dossier, now: datetime) -> date:
    """Return the last day of a dossier that has ended in its zone; its cutoff, where that is earlier."""
    day = now.astimezone(ZoneInfo(whole.header.zone)).date() - timedelta(days=1)
    return day if whole.header.cutoff is None else min(day, whole.civil_day(whole.header.cutoff))


def days_due(whole: Dossier, who: Addressee, last: str, now: datetime) -> tuple[date, ...]:
    """Return the days whose digest is due to somebody: each day that has ended, at the reader's hour.

    The first time only the last day; after an interruption those that were missed, `LATE_DAYS` at most.
    """
    if who.at is None:
        return ()
    here = now.astimezone(ZoneInfo(who.zone or whole.header.zone))
    ended = last_ended(whole, now if here.time() >= who.at else now - timedelta(days=1))
    if not last:
        return (ended,) if here.time() >= who.at else ()
    begun = max(date.fromisoformat(last) + timedelta(days=1), ended - timedelta(days=LATE_DAYS - 1))
    return tuple(begun + timedelta(days=n) for n in range((ended - begun).days + 1))


def _message(key: str, page: Page, who: Addressee, sender: str, now: datetime, href: Href | None) -> bytes:
    when = now.astimezone(UTC)
    return message(key, sender, who.to, subject(page), as_text(page), as_html(page, href), when)
