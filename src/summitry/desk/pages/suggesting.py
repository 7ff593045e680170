"""What a field that names another record may be filled with: a few with the form, more as one types."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.desk.access import Seat, seat
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass

WITH_THE_FORM = 400
"""Most records that a form offers by itself: of the kinds of which there are fewest."""

MOST = 30
"""Most records that are offered to what was typed."""

LONGEST = 80
"""Characters of what was typed that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a form offers: ids and titles, and where more are to be had."""

    each: tuple[tuple[str, str], ...]
    more: str


def offered(here: Seat, kinds: Iterable[str] = ()) -> Offered:
    """Return what a form offers by itself, of some kinds or of all."""
    counted = sorted((len(here.dossier.ids(kind)), kind) for kind in BY_KIND.keys() & set(kinds) or BY_KIND)
    found: list[tuple[str, str]] = []
    for count, kind in counted:
        if len(found) + count > WITH_THE_FORM:
            break
        found += [(id, title) for _, id, title in here.dossier.ask(names, kind)]
    return Offered(each=tuple(found), more=reverse("suggest", args=(here.served.slug,)))


def names(dossier: Dossier, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return the records of a kind, without rows of lists: what they are found by, id, title."""
    records: tuple[Record, ...] = dossier.all(BY_KIND[kind])
    return tuple(
        (f"{r.known_as} {r.id}".casefold(), r.id, r.known_as) for r in records if not getattr(r, "series", "")
    )


@require_safe
def suggest(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the records of which the title or id holds what was typed; those that begin so first."""
    here = seat(request, slug)
    typed = request.GET.get("q", "")[:LONGEST].strip().casefold()
    found = [
        (not name.startswith(typed), name, id, title)
        for kind in BY_KIND for name, id, title in here.dossier.ask(names, kind) if typed and typed in name
    ]  # fmt: skip
    each = tuple((id, title) for _, _, id, title in sorted(found)[:MOST])
    return render(request, "desk/_offered.html", {"each": each})
