"""Sending digests and notices of a dossier to those an operator named, each letter once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from summitry.book.digest.mail import Href
from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.secretariat.opening import default_day
from summitry.secretariat.watching import outbox, posting, writing
from summitry.secretariat.watching.operator import Addressee, Relay, Settings
from summitry.secretariat.watching.outbox import key_of
from summitry.secretariat.watching.posting import Posted


def relay_of(settings: Settings) -> Relay:
    """Return the relay.

    Raises:
        Refused: when the operator named none.
    """
    if settings.relay is None:
        raise Refused("The operator's file names no relay. Write [relay] with host and from.")
    return settings.relay


def put_digests(
    folder: Path, whole: Dossier, settings: Settings, addressees: Iterable[Addressee], day: date,
    now: datetime, *, again: bool = False,
) -> Iterator[tuple[Addressee, bool]]:  # fmt: skip
    """Put the digest of a day for each of some readers; yield whether it was new.

    With ``again`` one that the relay had refused waits once more.
    """
    sender = relay_of(settings).sender
    with outbox.opened(folder) as box:
        for who in addressees:
            key = key_of("digest", who.reader, who.to, day.isoformat())
            if box.has(key):
                if again:
                    box.again(key)
                yield who, False
            else:
                letter = writing.digest(folder, whole, who, day, sender, now, href(settings, folder))
                yield who, box.put(letter, now.timestamp())


def put_what_is_due(
    folder: Path, whole: Dossier, settings: Settings, now: datetime, *, alarms: bool = True
) -> int:
    """Put every digest that is due and notice of every alarm that somebody chose; return how many are new.

    Without ``alarms`` only the digests: when all that alarms hang on is as it was.

    Raises:
        UnknownReader: when the operator's file names a reader that the header does not.
    """
    sender, new = relay_of(settings).sender, 0
    today = default_day(whole, now)
    with outbox.opened(folder) as box:
        for who in settings.addressees:
            for day in writing.days_due(whole, who, box.last_day(who.reader, who.to), now):
                letter = writing.digest(folder, whole, who, day, sender, now, href(settings, folder))
                new += box.put(letter, now.timestamp())
            chosen = who if alarms else replace(who, notify=())
            for letter in writing.notices(
                folder, whole, chosen, today, sender, now, box, href(settings, folder)
            ):
                new += box.put(letter, now.timestamp())
    return new


def post(folder: Path, settings: Settings) -> Iterator[Posted]:
    """Send what waits in a dossier's outbox."""
    return posting.post(folder, relay_of(settings), time.time)


def href(settings: Settings, folder: Path) -> Href | None:
    """Return what gives the address of a record's page on the desk, where the operator names one.

    In the address ``{dossier}`` stands for the folder's name.
    """
    if not settings.desk:
        return None
    base = settings.desk.replace("{dossier}", quote(folder.resolve().name)).rstrip("/")
    return lambda record: f"{base}/r/{quote(record)}"
