"""What differs between two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.book.blocks import Trace
from summitry.book.diary import Entry, Learned
from summitry.book.diary.saying import kind_words, learned_words, row_words, why_words
from summitry.book.marking import highest_marking
from summitry.desk.access import FIRST, LAST, Seat, seat
from summitry.desk.pages.framing import page
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, day_in_words, parse_as_of
from summitry.foundation.wording import counted, number, opened

MOST = 60
"""Of how many things of one sort each is told; of more the number."""


@require_safe
@on_ones_clock
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was learned between two days, and which findings came and went."""
    here = seat(request, slug)
    fault = ""
    days: list[date] = []
    for name, default in (("a", here.day), ("b", here.today)):
        text = request.GET.get(name, "")
        try:
            day = parse_as_of(text).earliest if text else default
            if not FIRST <= day <= LAST:
                raise DateFault(f"{text} is not a day of this dossier's time.", "Write a day as 2018-03-12.")
            days.append(day)
        except DateFault as wrong:
            fault = f"{wrong.message} {wrong.hint}".strip()
            days.append(default)
    first, last = sorted(days)
    after = here.served.value(here.grant.grants, last)
    made = here.served.between(here.grant.grants, first, last)
    entry = made.value or Entry(since=first, day=last)
    moves = [
        (m.how, m.says, m.before if m.how == "changed" else "", why_words(m.why)) for m in entry.findings
    ]
    learned = [
        (heading, [(learned_words(i), _to(here, after, i.record)) for i in some[:MOST]], len(some) - MOST)
        for heading, some in _by_kind(entry.learned)
    ]
    moved = [*((opened(c.title), c.says) for c in entry.clocks),
             *((opened(m.title), m.says) for m in entry.lines)]  # fmt: skip
    parted = {
        name: [m for m in moves if m[0] in hows] for name, hows in (
            ("came", ("appeared", "no longer accepted")), ("went", ("went", "accepted")),
            ("changed", ("changed",)),
        )
    }  # fmt: skip
    return page(
        request, here, "desk/compare.html", title=f"{day_in_words(first)} and {day_in_words(last)}",
        verdict=_verdict(entry) if made.value else "", here="compare", first=first, last=last, fault=fault,
        made=made, learned=learned,
        came=parted["came"][:MOST], went=parted["went"][:MOST], changed=parted["changed"][:MOST],
        more={**{name: len(some) - MOST for name, some in parted.items()}, "clocks": len(moved) - MOST},
        rows=[row_words(r) for r in entry.rows], clocks=moved[:MOST],
        marking=highest_marking(after, [Trace(record=id) for id in _shown(entry)]),
    )  # fmt: skip


def _shown(entry: Entry) -> list[str]:
    """The records of which the page says something."""
    about = [i.partition("/")[0] for m in entry.findings for i in m.about]
    named = [c.about for c in entry.clocks] + [m.about for m in entry.lines]
    moved = [i.partition("/")[0] for i in named]
    return [*about, *moved, *(i.record for i in entry.learned), *(r.series for r in entry.rows)]


def _by_kind(learned: Iterable[Learned]) -> list[tuple[str, list[Learned]]]:
    ordered = sorted(learned, key=lambda item: item.kind)
    return [(kind_words(kind), list(some)) for kind, some in groupby(ordered, key=lambda item: item.kind)]


def _to(here: Seat, after: Dossier, id: str) -> str:
    """The page of a record, on the later of the two days."""
    address = reverse("record", args=(here.served.slug, id))
    return address if after.limit == here.today else f"{address}?on={after.limit.isoformat()}"


def _verdict(entry: Entry) -> str:
    if entry.quiet:
        return "Nothing changed between the end of the one day and the end of the other."
    told = [
        f"{counted(len(entry.learned), 'thing')} learned", f"{number(len(entry.of('appeared')))} came up",
        f"{number(len(entry.of('went')))} settled", f"{number(len(entry.of('changed')))} changed",
    ]  # fmt: skip
    return f"{opened(', '.join(told))}."
