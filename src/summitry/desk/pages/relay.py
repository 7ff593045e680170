"""The page of a relay: the whole table, both silent ends, and the words of one cell compared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.relays import RelayReading, relay_reading
from summitry.book.sections.relay_sentences import verdict
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages import carrying
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.relaytable import Grid, grid, shown
from summitry.desk.pages.rowshown import Rows, placed
from summitry.desk.pages.unsaved import keeping, restoring
from summitry.desk.pages.writing import in_words
from summitry.dossier.kinds import Relay
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words as day_in
from summitry.foundation.labels import say
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back where somebody asked or looked."""

    who: str
    day: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
@on_ones_clock
@keeping
def relay(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a message telling by telling; put an element of it to a telling."""
    here = seat(request, slug)
    record = here.dossier.of(Relay, id)
    if record is None:
        raise Nothing
    if request.method != "POST" or "do" in request.POST:
        acts = placed(request, here, "relays", id)
        return acts if isinstance(acts, HttpResponse) else _show(request, here, record, acts)
    here.need(RECORD)
    acts = Rows(request, here, "relays", id, None)
    typed = carrying.typed_in(request)
    if restoring(request):
        return _show(request, here, record, acts, typed=typed)
    if here.past:
        raise Nothing
    try:
        carrying.put(here, record, typed)
    except Refused as refusal:
        here.served.look_again()
        return _show(request, here, record, acts, typed=typed, fault=in_words(refusal))
    messages.info(request, carrying.said(here, record, typed))
    return redirect(carrying.there(here, id, typed))


def _show(
    request: HttpRequest, here: Seat, record: Relay, acts: Rows, *, typed: dict[str, str] | None = None,
    fault: str = "",
) -> HttpResponse:  # fmt: skip
    slug, id = here.served.slug, record.id
    reading = here.dossier.ask(relay_reading, id)
    table = grid(here.dossier, record, reading)
    cell = request.GET.get("cell", "")[:200]
    chosen = table.find(cell)
    resting = [
        (opened(r.known_as), r.kind.replace("_", " "), to_record(here, r.id))
        for r in here.dossier.naming(id, Record) if r.id != id and not getattr(r, "series", "")
    ]  # fmt: skip
    others = [
        (opened(here.dossier.title(r)), to_page(here, "relays", r))
        for r in here.dossier.ids("relay")
        if r != id
    ]
    base = on(here, reverse("relay", args=(slug, id)))
    return page(
        request, here, "desk/relay.html", title=opened(record.known_as), here="relays", table=table,
        verdict=verdict(here.dossier, record, reading).text, tally=_tally(table), chosen=chosen,
        address=f"{base}{'&' if '?' in base else '?'}cell=", silent=_silent(here.dossier, record, reading),
        asked=_asked(here.dossier, reading), sender=here.dossier.title(record.from_),
        confirmed=sum(row.sender.confirmed for row in reading.rows), elements=len(reading.rows),
        could=listed((here.dossier.title(p) for p in reading.can_confirm), "or"), resting=resting[:40],
        hop=acts.to("hops"), enquiry=acts.to("asked"), open=acts.at_top(), others=others,
        record_href=to_record(here, id), as_section=on(here, reverse("show-one", args=(slug, "relays", id))),
        carry=carrying.form(
            here, record, reading, typed or carrying.of_cell(record, cell), sent=typed is not None
        ),
        fault=fault, put=base, status=422 if fault else acts.status,
        holds=[id, *(h.statement for h in reading.hops if h.statement)],
    )  # fmt: skip


def _tally(table: Grid) -> str:
    """The losses and changes in numbers, as the table shows them."""
    squares = [(line.kind, s.state) for line in table.lines for s in line.told]
    told = []
    for noun, kinds, states in (
        ("condition", ("if",), (("lost", "lost"), ("moved", "moved"), ("back again", "back"))),
        ("element", ("", "harder"), (("dropped", "dropped"), ("denied", "denied"), ("added", "added"),
                                     ("hardened", "hardened"), ("softened", "softened"))),
    ):  # fmt: skip
        some = [(sum(k in kinds and s == state for k, s in squares), say(word)) for state, word in states]
        if any(n for n, _ in some):
            first, *rest = [(n, word) for n, word in some if n]
            told.append(", ".join([f"{counted(first[0], noun)} {first[1]}", *(f"{n} {w}" for n, w in rest)]))
    return f"{opened('; '.join(told))}." if told else ""


def _silent(dossier: Dossier, relay: Relay, reading: RelayReading) -> str:
    """What is held of the beginning, where its own words are not."""
    columns = shown(relay, reading)
    first = next((h for h in reading.hops if h not in columns), None)
    if first is None:
        return ""
    day = f" {day_in(first.on)}." if first.on is not None else ""
    where = f"{dossier.title(first.by)}{f', {first.place}' if first.place else ''}."
    return f"{where}{day}{say(' No words held.')}"


def _asked(dossier: Dossier, reading: RelayReading) -> list[Answer]:
    return [
        Answer(who=dossier.title(a.who), day=day_in(a.on) if a.on is not None else "", words=a.answer)
        for a in reading.asked
    ]  # fmt: skip
