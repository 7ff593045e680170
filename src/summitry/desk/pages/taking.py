"""The book of a meeting, to be taken away: what its reader may see, on the day of the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from summitry.desk.access import Nothing, seat
from summitry.desk.accounts.roles import EXPORT
from summitry.desk.pages.writing import actor
from summitry.dossier.kinds import Meeting
from summitry.secretariat.acts import took_away
from summitry.secretariat.bookmaking import book, rendered


@require_safe
def taken(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Answer with the book for a meeting as one page that contains all it needs."""
    here = seat(request, slug, EXPORT)
    if here.dossier.of(Meeting, id) is None:
        raise Nothing
    made = next(rendered(book(here.dossier, id, str(here.account)), ("html",), "a4"))
    if made.why_not:
        raise Nothing
    took_away(actor(here), here.served.folder, "book", [id])
    response = HttpResponse(made.content, content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="book-{slugify(id) or "meeting"}.html"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
