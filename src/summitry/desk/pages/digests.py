"""The digest of a day for the reader, and the days before: ten lines on top, the rest behind."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.book.html import fragment
from summitry.book.marking import highest_of
from summitry.desk.access import Seat, seat
from summitry.desk.pages import inboxreading
from summitry.desk.pages.alarms import tabs
from summitry.desk.pages.framing import page, to_record
from summitry.desk.pages.keeping import Kept
from summitry.foundation.dates import day_in_words
from summitry.secretariat.watching.digesting import section_for
from summitry.watch import inbox

DAYS = 14
"""Days before that of the page whose digests are led to."""

_kept: Kept[tuple[str, str, str]] = Kept(16)


@require_safe
def digests(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the digest of the page's day."""
    here = seat(request, slug)
    title, html, marking = _kept.get(
        here, "digest", inbox.stamp(here.served.folder), lambda: _made(here)
    )  # fmt: skip
    address = reverse("digests", args=(slug,))
    days = [here.day - timedelta(days=n) for n in range(DAYS + 1)]
    return page(
        request, here, "desk/digests.html", title=f"Digest of {title}", here="alarms", marking=marking,
        inside=html, tabs=tabs(here, "digests"),
        days=[(day_in_words(d, weekday=True), f"{address}?on={d.isoformat()}", d == here.day) for d in days],
    )  # fmt: skip


def _made(here: Seat) -> tuple[str, str, str]:
    """The digest: its title, its text, its marking."""
    section = section_for(here.served.folder, here.dossier)
    inside = fragment(here.dossier, [section], lambda record: to_record(here, record))
    return section.title, inside.html, highest(here, inside.marking)


def highest(here: Seat, marking: str) -> str:
    """Return the marking of the records a digest rests on, or of the reports that came in, the higher one."""
    header = here.dossier.header
    today = here.day.isoformat()
    came = [
        r.entry.marking or header.lowest_marking for p in inboxreading.unread(here).proposals
        if p.touches and any(r.entry.came == today for r in p.reports) for r in p.reports
    ]  # fmt: skip
    return highest_of(header, (marking, *came))
