"""Sessions as their owner sees them: where from, since when, last used; and ending them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from summitry.desk.accounts.models import Account, Token
from summitry.foundation.values import dataclass

SEAT = "sitting"
"""Where a session keeps what its owner is told of it."""
STEPPED = "second step"
"""Set in a session that began with a second step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One session: a name for it that lets nobody in, where from, with what, since when, last used."""

    name: str
    address: str
    browser: str
    since: datetime
    seen: datetime
    stepped: bool
    here: bool


def where_from(request: HttpRequest) -> str:
    """Return the address a request comes from. Behind TLS the server in front says it, in the last place."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if told and not settings.PLAIN_HTTP:
        return str(told.rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def begun(request: HttpRequest, *, stepped: bool) -> None:
    """Note in a session where and when it began."""
    request.session[SEAT] = {
        "address": where_from(request)[:64], "browser": _browser(request.META.get("HTTP_USER_AGENT", "")),
        "since": timezone.now().isoformat(),
    }  # fmt: skip
    request.session[STEPPED] = stepped


def by_token(request: HttpRequest, token: Token) -> None:
    """Let a request stand for the holder of the token that it brought."""
    request.user = token.account
    request.token = token  # type: ignore[attr-defined]


def token_of(request: HttpRequest) -> Token | None:
    """Return the token by which a request was made; ``None`` for a session."""
    return getattr(request, "token", None)


def stepped(request: HttpRequest) -> bool:
    """Whether the session began with a second step, or the token was made in one that did."""
    token = token_of(request)
    return bool(request.session.get(STEPPED)) if token is None else token.stepped


_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def _browser(agent: str) -> str:
    """The browser and the system in a word each, as its owner would say it."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "a browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser}, {system}" if system else browser


def sittings(account: Account, present: str = "") -> tuple[Sitting, ...]:
    """Return an account's sessions, the last used first. ``present`` is the key of the reader's own."""
    found = [_sitting(session, said, present) for session, said in _of(account)]
    return tuple(sorted(found, key=lambda each: (not each.here, -each.seen.timestamp(), each.name)))


def signed_in() -> frozenset[str]:
    """Return the keys of the accounts that have a session, as words."""
    return frozenset(str(said[SESSION_KEY]) for _, said in _every() if SESSION_KEY in said)


def _of(account: Account) -> Iterator[tuple[Session, dict[str, Any]]]:
    return (each for each in _every() if each[1].get(SESSION_KEY) == str(account.pk))


def _every() -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        yield session, session.get_decoded()


def _sitting(session: Session, said: dict[str, Any], present: str) -> Sitting:
    told = said.get(SEAT, {})
    seen = session.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Sitting(
        name=named(session.session_key), address=told.get("address", ""), browser=told.get("browser", ""),
        since=datetime.fromisoformat(told["since"]) if "since" in told else seen, seen=seen,
        stepped=bool(said.get(STEPPED)), here=session.session_key == present,
    )  # fmt: skip


def named(key: str) -> str:
    """Return the name of a session that lets nobody in, from its key that does."""
    return hashlib.sha256(f"sitting {key}".encode()).hexdigest()[:20]


def end(account: Account, name: str = "", keep: str = "") -> int:
    """End the session of that name, or without one all but the one whose key is kept; return how many."""
    gone = [
        session for session, _ in _of(account)
        if session.session_key != keep and (not name or named(session.session_key) == name)
    ]  # fmt: skip
    for session in gone:
        session.delete()
    return len(gone)


def ran_out(request: HttpRequest) -> bool:
    """Whether the request bears a session that ended since nobody used it."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not (key.isascii() and key.isalnum() and len(key) <= 40):
        return False
    return Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).exists()
