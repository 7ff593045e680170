"""Tokens: a person's keys to the JSON interface or to a feed, made, used and revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from summitry.desk.access import open_to
from summitry.desk.accounts.models import Account, FailedToken, Token
from summitry.foundation.dates import day_in_words
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.values import dataclass

BEGINS = "summitry_"
"""What every token begins with, so that one that got into a file is found there."""

DAYS, MOST_DAYS = 90, 366
"""How long a token holds when nobody says, and at most."""

MOST = 20
"""Tokens that one person has at most."""

FAILED, WITHIN = 10, timedelta(minutes=15)
"""After so many unknown tokens from one address within that time, the next are not even written down."""

SEEN_EVERY = timedelta(minutes=1)
"""How closely the last use of a token is kept."""


class NoToken(ValueError):
    """A token was not made or not found; the message says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was made: the words to send, shown this once, and what is kept of it."""

    words: str
    token: Token


def make(
    account: Account, called: str, *, days: int = DAYS, writes: bool = False, dossier: str = "",
    feeds: bool = False, stepped: bool = True,
) -> Made:  # fmt: skip
    """Make a token for a person; with ``feeds`` one for the feed and calendar of a dossier, and nothing else.
    ``stepped`` says whether its maker was asked for more than a password.

    Raises:
        NoToken: when it has no name, one of that name is there, the dossier is not open to the person, or
            it would hold longer than a year.
    """
    called = " ".join(called.split())
    if not called or len(called) > 100 or not called.isprintable():
        raise NoToken("Say what the token is for, in at most 100 letters.")
    if account.tokens.filter(called=called).exists():
        raise NoToken(f'There is already a token "{called}". Choose another name, or revoke that one first.')
    if account.tokens.count() >= MOST:
        raise NoToken(f"There are {MOST} tokens already. Revoke one that is not used.")
    if not 1 <= days <= MOST_DAYS:
        raise NoToken(f"A token holds from 1 to {MOST_DAYS} days.")
    open_ones = [shelved.slug for shelved, _ in open_to(account)]
    if dossier and dossier not in open_ones:
        near = did_you_mean(dossier, open_ones)
        raise NoToken(f'No dossier "{dossier}" is open to {account.username}. {near}'.strip())
    if feeds and not dossier:
        raise NoToken("Choose the dossier whose feed and calendar it opens.")
    words = f"{BEGINS}{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        account=account, digest=digest(words), called=called, writes=writes and not feeds,
        dossier=dossier, feeds=feeds, stepped=stepped,
        expires=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    return Made(words, token)


def digest(words: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


def holder(words: str, now: datetime, *, feeds: bool = False) -> Token | None:
    """Return the token that these words are, if it still holds and is for this use; note that it was used."""
    if not words.startswith(BEGINS) or len(words) > 200:
        return None
    found = Token.objects.select_related("account").filter(digest=digest(words), feeds=feeds).first()
    if found is None or not found.account.is_active or (found.expires is not None and found.expires <= now):
        return None
    if found.used is None or now - found.used >= SEEN_EVERY:
        Token.objects.filter(pk=found.pk).update(used=now)
    return found


def failed(address: str, now: datetime) -> bool:
    """Note that an unknown token came from an address; return whether too many did."""
    FailedToken.objects.filter(at__lt=now - WITHIN).delete()
    if FailedToken.objects.filter(address=address).count() >= FAILED:
        return True
    FailedToken.objects.create(address=address[:64], at=now)
    return False


def revoke(account: Account, called: str) -> str:
    """Revoke a token; it opens nothing from that moment on.

    Raises:
        NoToken: when the person has none of that name.
    """
    gone, _ = account.tokens.filter(called=called).delete()
    if not gone:
        near = did_you_mean(called, account.tokens.values_list("called", flat=True))
        raise NoToken(f'{account.username} has no token "{called}". {near}'.strip())
    return f'The token "{called}" opens nothing any more.'


def in_words(token: Token) -> str:
    """Return what a token opens, until when, and when it was last used."""
    what = "reads and writes" if token.writes else "reads"
    if token.feeds:
        what = "opens the feed and the calendar of"
    where = f" {token.dossier}" if token.dossier else " every dossier open to its holder"
    until = f", until {day_in_words(token.expires.date())}" if token.expires is not None else ""
    used = f"last used on {day_in_words(token.used.date())}" if token.used is not None else "never used"
    return f"{what}{where}{until}; {used}"
