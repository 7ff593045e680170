"""Sending digests and notices of a dossier to those an operator named, each letter once."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from summitry.book.digest.mail import Href
from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.secretariat.opening import default_day
from summitry.secretariat.watching import outbox, posting, writing
from summitry.secretariat.watching.operator import Addressee, Relay, Settings
from summitry.secretariat.watching.outbox import Letter, key_of
from summitry.secretariat.watching.posting import Posted

AT_THE_DESK = "account "
"""How the reader of a letter is called in the outbox who chose it at the desk."""

WITHDRAWN = "withdrawn: the reader chose otherwise since, or may not see the same"


GONE = "withdrawn: the alarm does not stand any more for this reader"


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
            if again:
                box.again(key)
            if box.has(key) and not box.waits(key):
                yield who, False
                continue
            letter = writing.digest(folder, whole, who, day, sender, now, href(settings, folder))
            new = box.put(letter, now.timestamp())
            if not new:  # one that waits holds what its reader may see now, and no more
                box.make_again(letter, posting.says_the_same)
            yield who, new


Chosen = tuple[Addressee, ...] | None
"""Those who chose notices at the desk; ``None`` when the desk cannot be asked."""


def put_what_is_due(
    folder: Path, whole: Dossier, settings: Settings, now: datetime, *, alarms: bool = True,
    chosen: Chosen = (),
) -> int:  # fmt: skip
    """Put every digest that is due and notice of every alarm that somebody chose; return how many are new.

    ``chosen`` are those who chose for themselves, besides those of the operator's file.
    Without ``alarms`` only the digests: when all that alarms hang on is as it was.

    Raises:
        UnknownReader: when the operator's file names a reader that the header does not.
    """
    sender, new = relay_of(settings).sender, 0
    today = default_day(whole, now)
    with outbox.opened(folder) as box:
        _withdraw(box, chosen, now)
        if alarms:
            _make_again(folder, whole, box, (*settings.addressees, *(chosen or ())), settings, now)
        for who in (*settings.addressees, *(chosen or ())):
            for day in writing.days_due(whole, who, box.last_day(who.reader, who.to), now):
                letter = writing.digest(folder, whole, who, day, sender, now, href(settings, folder))
                new += box.put(letter, now.timestamp())
            wants = who if alarms else replace(who, notify=())
            for letter in writing.notices(
                folder, whole, wants, today, sender, now, box, href(settings, folder)
            ):
                new += box.put(letter, now.timestamp())
    return new


def _withdraw(box: outbox.Outbox, chosen: Chosen, now: datetime) -> None:
    """Take back what waits for those who chose otherwise since, or may not see the same any more."""
    for letter in box.due(math.inf) if chosen is not None else ():
        if not _still(chosen, letter):
            box.withdraw(letter.key, now.timestamp(), WITHDRAWN)


def _make_again(
    folder: Path, whole: Dossier, box: outbox.Outbox, everybody: Iterable[Addressee], settings: Settings,
    now: datetime,
) -> None:  # fmt: skip
    """Write what still waits anew, from what its reader may see now; take back what would not be written."""
    sender, by = relay_of(settings).sender, {(who.reader, who.to): who for who in everybody}
    for letter in box.due(math.inf):
        who = by.get((letter.reader, letter.address))
        if who is not None:
            anew = writing.again(folder, whole, who, letter, sender, now, href(settings, folder))
            if anew is None:
                box.withdraw(letter.key, now.timestamp(), GONE)
            else:
                box.make_again(anew, posting.says_the_same)


def post(folder: Path, settings: Settings, chosen: Chosen = None) -> Iterator[Posted]:
    """Send what waits in a dossier's outbox: to those who chose it at the desk only while they choose it and
    may see the same; where the desk cannot be asked, that waits."""
    return posting.post(folder, relay_of(settings), time.time, partial(_still, chosen))


def _still(chosen: Chosen, letter: Letter) -> bool:
    if not letter.reader.startswith(AT_THE_DESK):
        return True
    mine = (who for who in chosen or () if who.reader == letter.reader)
    return letter.key in (writing.notice_key(who, letter.day, letter.about) for who in mine)


def href(settings: Settings, folder: Path) -> Href | None:
    """Return what gives the address of a record's page on the desk, where the operator names one.

    In the address ``{dossier}`` stands for the folder's name.
    """
    if not settings.desk:
        return None
    base = settings.desk.replace("{dossier}", quote(folder.resolve().name)).rstrip("/")
    return lambda record: f"{base}/r/{quote(record)}"
