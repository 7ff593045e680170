"""The journal as a reader may see it: who did what when, on records that this account may read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import Seat, seat
from summitry.desk.accounts.roles import JOURNAL, READ
from summitry.desk.pages.framing import page, to_record
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened
from summitry.secretariat.journal import Entry, entries

MOST = 300
"""Entries on the page; the whole is verified with ``summitry journal verify``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One entry: when (UTC), who, which act, on which records with their pages."""

    at: str
    actor: str
    act: str
    on: tuple[tuple[str, str], ...]


@require_safe
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the latest entries on records the account may see; no number and no count tells of others."""
    here = seat(request, slug, JOURNAL)
    here.need(READ)
    found = deque(visible(here), maxlen=MOST)
    return page(
        request, here, "desk/journal.html", title="Journal", here="journal",
        rows=[_noted(here, e) for e in reversed(found)], holds=[id for e in found for id in e.on],
        verdict="The latest acts on records that this account may read, the newest first. Times are UTC.",
    )  # fmt: skip


def visible(here: Seat) -> Iterator[Entry]:
    """Yield the entries all of whose records are open to the account: one hidden record hides the entry."""
    for entry in entries(here.served.folder):
        if entry.on and all(here.dossier.get(id) is not None for id in entry.on):
            yield entry


def _noted(here: Seat, entry: Entry) -> Noted:
    named = tuple((opened(here.dossier.title(id)), to_record(here, id)) for id in entry.on)
    return Noted(at=entry.at, actor=entry.actor, act=entry.act, on=named)
