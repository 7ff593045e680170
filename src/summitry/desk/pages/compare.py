"""What differs between two days."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import seat
from summitry.desk.pages.framing import page
from summitry.foundation.dates import DateFault, day_in_words, parse_as_of
from summitry.secretariat.checking import check


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was learned between two days, and which findings came and went."""
    here = seat(request, slug)
    fault = ""
    days: list[date] = []
    for name, default in (("a", here.day), ("b", here.today)):
        text = request.GET.get(name, "")
        try:
            days.append(parse_as_of(text).earliest if text else default)
        except DateFault as wrong:
            fault = f"{wrong.message} {wrong.hint}".strip()
            days.append(default)
    first, last = sorted(days)
    before = here.served.value(here.grant.grants, first)
    after = here.served.value(here.grant.grants, last)
    old, new = check(before).findings, check(after).findings
    known = {(d.code, d.about) for d in old}
    stays = {(d.code, d.about) for d in new}
    learned = [
        r for r in after.index.records() if before.index.get(r.id) is None and not getattr(r, "series", "")
    ]
    learned.sort(key=lambda r: (r.kind, r.id))
    return page(
        request, here, "desk/compare.html", title=f"{day_in_words(first)} and {day_in_words(last)}",
        verdict="", here="compare", first=first, last=last, fault=fault, learned=learned,
        came=[d for d in new if (d.code, d.about) not in known],
        went=[d for d in old if (d.code, d.about) not in stays],
        holds=[r.id for r in learned],
    )  # fmt: skip
