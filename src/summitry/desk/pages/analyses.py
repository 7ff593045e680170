"""The analyses: the same sections as the book's, inside the frame of the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.book.html import fragment
from summitry.book.sections import BY_NAME
from summitry.desk.access import Nothing, seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.framing import on, page, to_record


@require_safe
def show(request: HttpRequest, slug: str, view: str, id: str = "") -> HttpResponse:
    """Show an analysis of one record, or of all of its kind."""
    here = seat(request, slug)
    found = BY_NAME.get(view)
    if found is None:
        raise Nothing
    ids = found.ids(here.dossier)
    if id and id not in ids:
        raise Nothing
    section = found.section(here.dossier, id)
    inside = fragment(here.dossier, [section], lambda record: to_record(here, record))
    each = [
        (here.dossier.title(one), to_page(here, view, one)) for one in ids
    ] if not id else []  # fmt: skip
    return page(
        request, here, "desk/analysis.html", title=section.title, marking=inside.marking, here=view,
        inside=inside.html, each=each, all_href=on(here, reverse("show", args=(slug, view))) if id else "",
        view=found,
    )  # fmt: skip
