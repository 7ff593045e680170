"""What others change while a page is open: a quiet notice, and nothing on the page moves by itself.

A page says which records it shows and in which state it found them. While it is visible its script asks
every second whether that state still holds, as far as its reader may see; an answer that nothing changed
costs next to nothing, keeps no session alive and is written down nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from summitry.desk.access import Seat, seat
from summitry.desk.accounts.models import Account
from summitry.desk.pages.unsaved import clock
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.secretariat.journal import Entry
from summitry.secretariat.journal.latest import latest

MOST = 120
"""Records of one page that are watched; the first is what the page is about."""

NAMING = 200
"""Records naming that first one that are watched too."""

OLDEST = 24 * 3600
"""Seconds before the present after which nobody is told who changed something."""


def watched(here: Seat, holds: Iterable[str]) -> tuple[str, ...]:
    """Return the records a page shows that are watched for it, what it is about first."""
    if here.past:
        return ()
    return tuple(dict.fromkeys(id.partition("/")[0] for id in holds if id))[:MOST]


def state(dossier: Dossier, ids: tuple[str, ...]) -> str:
    """Return what stands for the state of records as a reader sees them, and of what names the first."""
    naming = sorted(r.id for r in dossier.naming(ids[0], Record))[:NAMING] if ids else ()
    found = blake2b(digest_size=12)
    for id in dict.fromkeys((*ids, *naming)):
        record = dossier.get(id)
        found.update(_digest(record) if record is not None else b"-")
        found.update(id.encode("utf-8", "replace"))
    return found.hexdigest()


def _digest(record: Record) -> bytes:
    """The digest of a record; that of one that did not change is remembered."""
    held = _DIGESTS.get(record.id)
    if held is None or held[0] is not record:
        if len(_DIGESTS) >= 50_000:
            _DIGESTS.clear()
        held = _DIGESTS[record.id] = (record, blake2b(repr(record).encode(), digest_size=12).digest())
    return held[1]


_DIGESTS: dict[str, tuple[Record, bytes]] = {}


@require_safe
def news(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer whether what a page shows still stands as it was, and if not who changed it."""
    here = seat(request, slug)
    ids = watched(here, request.GET.get("of", "").split(","))
    now = f'"{state(here.dossier, ids)}"'
    if request.headers.get("If-None-Match") == now:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = JsonResponse({"says": _says(here, ids, _since(request))})
    answer["ETag"] = now
    return answer


def _says(here: Seat, ids: tuple[str, ...], since: datetime) -> str:
    """Who changed what, and when, in one sentence."""
    entry = last_on(here, frozenset(ids), since)
    if entry is None:
        return "What this page shows was changed in the folder."
    account = Account.objects.filter(username=entry.actor).first()
    who = "You" if account == here.account else str(account) if account is not None else entry.actor
    where = " in another window" if who == "You" else ""
    what = "this record" if ids[0] in entry.on else "something on this page"
    return f"{who} changed {what} at {clock(here, datetime.fromisoformat(entry.at))}{where}."


def last_on(here: Seat, ids: frozenset[str], since: datetime) -> Entry | None:
    """Return the last act on one of these records that the account may know of, if it was made since."""
    for entry in latest(here.served.folder):
        if datetime.fromisoformat(entry.at) < since:
            return None
        if entry.digest and ids & set(entry.on) and all(here.dossier.get(id) is not None for id in entry.on):
            return entry
    return None


def _since(request: HttpRequest) -> datetime:
    """When the page was shown: it says how many seconds ago, whatever the clock of its machine."""
    age = request.GET.get("age", "")
    seconds = int(age) if age.isascii() and age.isdecimal() and len(age) < 9 else 0
    return timezone.now() - timedelta(seconds=min(seconds, OLDEST) + 1)
