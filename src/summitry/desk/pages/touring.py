"""The tour's own page: its ten stops."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import Nothing, seat
from summitry.desk.pages.framing import page
from summitry.desk.pages.stops import address, stops


@require_safe
def tour(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the ten stops."""
    here = seat(request, slug)
    every = stops(here)
    if not every:
        raise Nothing
    return page(
        request, here, "desk/tour.html", title="Ten minutes through the Korea case", here="tour", marking="",
        stops=[(s, address(here, every, at)) for at, s in enumerate(every, 1)],
        verdict="Ten stops on the desk's own pages. Nothing is changed by walking through them.",
    )  # fmt: skip
