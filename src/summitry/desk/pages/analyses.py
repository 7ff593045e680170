"""The analyses: the same sections as the book's, inside the frame of the desk, with what one can do about
their rows in the rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.book.blocks import Section
from summitry.book.html import fragment
from summitry.book.sections import BY_NAME, breaking
from summitry.book.sections.view import NotToBeShown, View
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.deeds import deeds
from summitry.desk.pages.findings import findings_of
from summitry.desk.pages.framing import number_in, on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.rowshown import placed
from summitry.desk.pages.unsaved import keeping
from summitry.foundation.wording import opened

AT_ONCE = {"people": 240}
MOST_AT_ONCE = 24
"""Of so many at most an analysis of all is shown on one page (of people more, for it shows those who matter);
else they are listed, to be opened one by one."""

PER_PAGE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@on_ones_clock
def show(request: HttpRequest, slug: str, view: str, id: str = "") -> HttpResponse:
    """Show an analysis of one record, or of all of its kind; and take what is filed about one of its rows."""
    here = seat(request, slug)
    found = BY_NAME.get(view)
    if found is None:
        raise Nothing
    ids = found.ids(here.dossier)
    if id and id not in ids:
        raise Nothing
    rows = placed(request, here, view, id)
    if isinstance(rows, HttpResponse):
        return rows
    if not id and len(ids) > AT_ONCE.get(view, MOST_AT_ONCE):
        return _listed(request, here, found, ids)
    broken = request.GET.get("break", "") if view == "roadmaps" else ""
    section = _broken(here, id, broken) if broken else found.section(here.dossier, id)
    inside = fragment(
        here.dossier, [section], lambda record: to_record(here, record), rows.beneath, rows.under
    )
    each = [
        (here.dossier.title(one), to_page(here, view, one)) for one in ids
    ] if not id else []  # fmt: skip
    record = here.dossier.get(id) if id else None
    whole = reverse("show-one", args=(slug, view, id)) if id else reverse("show", args=(slug, view))
    return page(
        request, here, "desk/analysis.html", title=section.title, marking=inside.marking, here=view,
        inside=inside.html, each=each, all_href=on(here, reverse("show", args=(slug, view))) if id else "",
        view=found, deeds=deeds(here, view, id), findings=findings_of(here, record) if record else (),
        record_href=to_record(here, id) if record else "", open=rows.at_top(),
        whole=on(here, whole) if broken else "", status=rows.status,
        holds=(id, *inside.holds),
    )  # fmt: skip


def _broken(here: Seat, id: str, target: str) -> Section:
    """A roadmap, or all side by side, without one step.

    Raises:
        Nothing: when there is no such step.
    """
    try:
        breaking.read(here.dossier, id, (target,))
    except NotToBeShown:
        raise Nothing from None
    return breaking.section(here.dossier, id, target)


def _listed(request: HttpRequest, here: Seat, view: View, ids: tuple[str, ...]) -> HttpResponse:
    """Show what a view can be opened for, a page of it at a time."""
    start = number_in(request.GET.get("from", "0"), len(ids))
    there = reverse("show", args=(here.served.slug, view.name))
    shown, rest = ids[start : start + PER_PAGE], start + PER_PAGE
    return page(
        request, here, "desk/analysis.html", title=opened(view.name), here=view.name,
        kind=f"{len(ids)} in all",
        each=[(here.dossier.title(one), to_page(here, view.name, one)) for one in shown], view=view,
        holds=shown, more=on(here, there, **{"from": str(rest)}) if rest < len(ids) else "",
        deeds=deeds(here, view.name, ""),
    )  # fmt: skip
