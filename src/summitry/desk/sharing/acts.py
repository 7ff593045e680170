"""Making a link to a book, opening it once, and calling it back. Each stands in the dossier's journal."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from summitry.desk import reading
from summitry.desk.access import Seat
from summitry.desk.accounts import chance
from summitry.desk.accounts.models import Share
from summitry.desk.accounts.roles import SHARE
from summitry.desk.sharing import making
from summitry.desk.shelf import Served, served
from summitry.dossier.header import Grants, Header
from summitry.dossier.kinds import Meeting
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.values import dataclass
from summitry.secretariat.journal import noted
from summitry.secretariat.restricted import is_restricted

MOST_DAYS = 30
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was chosen for a link."""

    reader: str
    marking: str
    groups: tuple[str, ...]
    day: date
    meeting: str
    days: int


class NotShared(ValueError):
    """What was asked for cannot be shared, in words."""


def covers(header: Header, grants: Grants, marking: str, groups: Iterable[str]) -> bool:
    """Whether somebody sees at least what a copy up to a marking, for some groups, holds."""
    known = header.markings
    return set(groups) <= grants.groups and (
        not known or (marking in known and header.allows(grants, marking, ()))
    )


def share(here: Seat, asked: Asked) -> tuple[Share, str]:
    """Make a link; return it with its word, which is kept by nobody.

    Raises:
        NotShared: when it cannot be.
        NotJournalled: when the journal cannot be written; then there is no link.
    """
    _sound(here, asked)
    sweep()
    token, number = new_token(), new_number()
    until = timezone.now() + timedelta(days=asked.days)
    shown = held(here.served, asked.marking, asked.groups, asked.day)
    reading.note(here, f"share {number} made for {asked.reader}", shown)
    made = Share.objects.create(
        dossier=here.served.slug, number=number, reader=asked.reader, maker=here.account,
        marking=asked.marking, groups=sorted(asked.groups), day=asked.day, meeting=asked.meeting,
        until=until, digest=digest(token), address=f"{number}.locked",
    )  # fmt: skip
    stamp = f"For {asked.reader} · {day_in_words(timezone.now().date())} · share {number}"
    making.begin(
        making.Order(
            folder=str(here.served.folder), marking=asked.marking, groups=tuple(sorted(asked.groups)),
            day=asked.day.isoformat(), meeting=asked.meeting, reader=asked.reader, stamp=stamp,
            target=str(place(made)),
        ), token,
    )  # fmt: skip
    return made, token


def _sound(here: Seat, asked: Asked) -> None:
    if not asked.reader:
        raise NotShared("Say who reads it: the name stands on every page.")
    if not covers(here.dossier.header, here.grant.grants, asked.marking, asked.groups):
        raise NotShared("A copy holds no more than its maker sees.")
    if asked.day > here.today:
        raise NotShared("The day is yet to come.")
    if not 1 <= asked.days <= MOST_DAYS:
        raise NotShared(f"A link stays open for one to {MOST_DAYS} days.")
    if (
        asked.meeting
        and narrowed(here.served, asked.marking, asked.groups, asked.day).of(Meeting, asked.meeting) is None
    ):
        raise NotShared("That meeting is not in the copy.")


def narrowed(served: Served, marking: str, groups: Iterable[str], day: date) -> Dossier:
    """Return what a copy is made from."""
    return served.value(Grants(marking, frozenset(groups)), day)


def held(served: Served, marking: str, groups: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the restricted records that a copy may show: what is journalled of it is kept with them."""
    dossier = narrowed(served, marking, groups, day)
    return tuple(sorted(r.id for r in dossier.index.records() if is_restricted(dossier.header, r)))


def new_token() -> str:
    """Return the word that a link ends in: 256 bits that nobody chose."""
    return secrets.token_urlsafe(32)


def new_number() -> str:
    """Return the number of a share, as it stands on its pages."""
    return chance.grouped(2, 4, _LETTERS)


def digest(token: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(f"summitry share {token}".encode("utf-8", "replace")).hexdigest()


def place(share: Share) -> Path:
    """Return where a share's book lies until it is opened."""
    return Path(settings.STATE.folder) / "shares" / share.address


def still_open(token: str) -> tuple[Share, Served] | None:
    """Return the share of a link that opens now, and its dossier. It falls with what its maker may do."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}", token):
        return None
    waiting = Share.objects.filter(digest=digest(token), opened=None, revoked=None, until__gt=timezone.now())
    share = waiting.select_related("maker").first()
    shelved = {each.slug: each for each in settings.STATE.dossiers()}
    if share is None or share.dossier not in shelved or share.maker is None or not share.maker.is_active:
        return None
    grant = share.maker.grants.filter(dossier=share.dossier).first()
    holding = served(share.dossier, shelved[share.dossier].folder)
    header = holding.whole().header
    if grant is None or not grant.may(SHARE):
        return None
    return (share, holding) if covers(header, grant.grants, share.marking, share.groups) else None


def open_once(share: Share, holding: Served, token: str, where_from: str) -> bytes | None:
    """Return the book and use the link up; nothing where it is not set yet, or somebody was faster.

    Raises:
        Refused: when the journal cannot be written; then the link stays open.
    """
    content = making.unlocked(place(share), token)
    if content is None:
        return None
    shown = held(holding, share.marking, share.groups, share.day)
    noted(holding.folder, f"reader: {share.reader}", f"share {share.number} opened", shown)
    mine = Share.objects.filter(pk=share.pk, opened=None, revoked=None)
    if not mine.update(opened=timezone.now(), opened_from=where_from[:64]):
        return None
    place(share).unlink(missing_ok=True)
    return content


def revoke(here: Seat, number: str) -> bool:
    """Call a link back; not where it was opened or called back before, or is not the reader's to see."""
    found = Share.objects.filter(dossier=here.served.slug, number=number, opened=None, revoked=None).first()
    if found is None or not covers(here.dossier.header, here.grant.grants, found.marking, found.groups):
        return False
    shown = held(here.served, found.marking, found.groups, found.day)
    reading.note(here, f"share {number} revoked", shown)
    done = Share.objects.filter(pk=found.pk, opened=None, revoked=None).update(revoked=timezone.now())
    place(found).unlink(missing_ok=True)
    return bool(done)


def sweep() -> None:
    """Delete the books of links that nobody opened in time."""
    for share in Share.objects.filter(opened=None, revoked=None, until__lte=timezone.now()):
        place(share).unlink(missing_ok=True)
