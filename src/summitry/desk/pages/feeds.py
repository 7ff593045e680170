"""A person's digests as a feed, and what is due as a calendar, at addresses with a token of his own.

The token is good for these two addresses alone and writes nothing; only its SHA-256 is kept, and it opens
what its holder may see when it is asked, until it is revoked. ``mine`` in its place stands for the session of
somebody who is signed in.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from summitry.book.calendar import as_ics, rows
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts import tokens
from summitry.desk.accounts.sittings import by_token, where_from
from summitry.desk.reading import note_read
from summitry.secretariat.watching.digesting import feed_for
from summitry.watch.inbox import PLACE as INBOX

MINE = "mine"
_RECORD = re.compile(r'/r/([^"<>?#/\s]+)')
DAYS = 7
"""Days of which a feed holds the digests."""

KEPT = 64
"""Feeds that are kept as they were made."""


@require_safe
def feed(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The digests of the last days that have ended, as Atom."""
    here = _seat(request, slug, token)
    content = _content(request, here)
    note_read(here, map(unquote, _RECORD.findall(content.decode("utf-8", "replace"))))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
def calendar(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Meetings, deadlines and latest starts, as ICS."""
    here = _seat(request, slug, token)
    note_read(here, (row.record for row in rows(here.dossier)))
    return HttpResponse(as_ics(here.dossier), content_type="text/calendar; charset=utf-8")


def _content(request: HttpRequest, here: Seat) -> bytes:
    """The feed, made once while dossier and inbox stay as they are: programs ask every few minutes."""
    last, whole = _last(here), here.served.whole().whole
    address = request.build_absolute_uri(request.path)
    key = (here.served.slug, here.grant.grants, str(here.account), last, address)
    inbox = here.served.folder / INBOX
    came = inbox.stat().st_mtime_ns if inbox.is_file() else 0
    kept = _made.get(key)
    if kept is None or kept[0] is not whole or kept[1] != came:
        content = feed_for(
            here.served.folder,
            here.dossier.as_of(last),
            str(here.account),
            days=DAYS,
            address=address,
            href=partial(_record, request, here.served.slug),
        )
        kept = _made[key] = (whole, came, content)
        while len(_made) > KEPT:
            _made.pop(next(iter(_made)))
    return kept[2]


_made: dict[tuple[object, ...], tuple[object, int, bytes]] = {}


def _seat(request: HttpRequest, slug: str, token: str) -> Seat:
    """The seat of whoever holds the token, or is signed in.

    Raises:
        Nothing: when nobody holds it, it is for another dossier or another use, or its holder may not look.
    """
    if token != MINE:
        now = timezone.now()
        found = tokens.holder(token, now, feeds=True)
        if found is None or not found.opens(slug):
            tokens.failed(where_from(request), now)
            raise Nothing
        by_token(request, found)
    return seat(request, slug)


def _last(here: Seat) -> date:
    """The last day that has ended: of a dossier that is kept up to now, the day before."""
    fixed = here.past or here.dossier.header.cutoff is not None
    return here.day if fixed else here.day - timedelta(days=1)


def _record(request: HttpRequest, slug: str, record: str) -> str:
    return request.build_absolute_uri(reverse("record", args=(slug, record))) if record else ""
