"""The journal as a reader may see it: who did what when, on records that this account may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import Seat, seat
from summitry.desk.accounts.framing import in_zone
from summitry.desk.accounts.roles import JOURNAL, READ
from summitry.desk.pages.framing import page, to_record
from summitry.desk.reading import READ as READ_ACT
from summitry.desk.reading import note
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened
from summitry.secretariat.journal import Entry
from summitry.secretariat.journal.latest import latest

MOST = 300
"""Entries on the page; the whole is verified with ``summitry journal verify``."""


READ_JOURNAL = "read the journal"
ON_NONE = ("grant ", "withdraw ", "demand ", "share ", "choose notices", READ_JOURNAL)
"""How the acts begin that are about no record: who was let in, what was lent, who looked here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One entry: when, who, which act, on which records with their pages."""

    at: str
    actor: str
    act: str
    on: tuple[tuple[str, str], ...]


@require_safe
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the latest entries on records the account may see; no number and no count tells of others."""
    here = seat(request, slug, JOURNAL)
    here.need(READ)
    found = tuple(islice(visible(here), MOST))
    note(here, READ_JOURNAL)
    return page(
        request, here, "desk/journal.html", title="Journal", here="journal", act="",
        rows=[_noted(here, e) for e in found], holds=[id for e in found for id in e.on],
        verdict="The latest acts on records that this account may read, the newest first. "
        f"Times are in {here.account.reads_in}.",
    )  # fmt: skip


def visible(here: Seat) -> Iterator[Entry]:
    """Yield entries, the newest first: a hidden record hides the entry of an act, and drops out of a read."""
    for entry in latest(here.served.folder):
        seen = tuple(id for id in entry.on if here.dossier.get(id) is not None)
        if entry.act == READ_ACT and seen:
            yield replace(entry, on=seen)  # of what was read, that which this account may read
        elif len(seen) == len(entry.on) and (seen or entry.act.startswith(ON_NONE)):
            yield entry


def _noted(here: Seat, entry: Entry) -> Noted:
    named = tuple((opened(here.dossier.title(id)), to_record(here, id)) for id in entry.on)
    when = in_zone(datetime.fromisoformat(entry.at), here.account)
    return Noted(at=when, actor=entry.actor, act=entry.act, on=named)
