"""Pages of all kinds of record: lists, and one record with its findings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages.findings import findings_of
from summitry.desk.pages.framing import number_in, on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.showing import shown_fields
from summitry.desk.pages.toclear import way
from summitry.desk.pages.wordsof import called
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record

PER_PAGE = 200


@require_safe
def kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the dossier holds, kind by kind."""
    here = seat(request, slug)
    listed = [
        (kind.plural.replace("_", " "), len(here.dossier.ids(kind.kind)),
         on(here, reverse("listing", args=(slug, kind.kind))
            if kind.kind != "conflict" else reverse("conflicts", args=(slug,))))
        for kind in BY_KIND.values()
    ]  # fmt: skip
    there, empty = [each for each in listed if each[1]], [each for each in listed if not each[1]]
    return page(
        request, here, "desk/kinds.html", title="All records", here="kinds", marking="", listed=there,
        empty=empty,
    )  # fmt: skip


@require_safe
def listing(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the records of a kind."""
    here = seat(request, slug)
    found = BY_KIND.get(kind)
    if found is None:
        raise Nothing
    records = here.dossier.all(found)
    start = number_in(request.GET.get("from", "0"), len(records))
    shown = records[start : start + PER_PAGE]
    rows = [(called(here.dossier, r), r.id, to_record(here, r.id)) for r in shown]
    more = (
        on(here, request.path, **{"from": str(start + PER_PAGE)}) if start + PER_PAGE < len(records) else ""
    )
    title = found.plural.replace("_", " ").capitalize()
    return page(
        request, here, "desk/listing.html", title=title, here="kinds", rows=rows, more=more,
        kind=f"{len(records)} in all", holds=[r.id for r in shown], noun=found.kind.replace("_", " "),
        new=reverse("new", args=(slug, kind)) if here.may(RECORD) else "",
    )  # fmt: skip


@require_safe
@on_ones_clock
def one(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show one record: its fields, what the check finds in it, what names it."""
    here = seat(request, slug)
    record = record_of(here, id)
    naming = [r for r in here.dossier.naming(record.id, Record) if not getattr(r, "series", "")]
    return page(
        request, here, "desk/record.html", title=called(here.dossier, record),
        kind=record.kind.replace("_", " "), holds=[record.id], record=record,
        fields=shown_fields(here, record), findings=findings_of(here, record),
        naming=[
            (called(here.dossier, r), r.kind.replace("_", " "), to_record(here, r.id)) for r in naming[:100]
        ],
        edit=on(here, reverse("edit", args=(slug, record.id))) if here.may(REVISE) else "",
        beside=_beside(here, record), way=way(here, record.id),
        settles=on(here, reverse("conflict", args=(slug, record.id))) if record.kind == "conflict" else "",
    )  # fmt: skip


def _beside(here: Seat, record: Record) -> list[tuple[str, str, str]]:
    """The records of the kind before and after this one, in the order of their list: key, words, address."""
    ids = here.dossier.ids(record.kind)
    at = ids.index(record.id) if record.id in ids else -1
    found = []
    if at > 0:
        found.append(("[", "Before", to_record(here, ids[at - 1])))
    if 0 <= at < len(ids) - 1:
        found.append(("]", "After", to_record(here, ids[at + 1])))
    return found


def record_of(here: Seat, id: str) -> Record:
    """Return a record that the reader may see.

    Raises:
        Nothing: when there is none of that id.
    """
    record = here.dossier.get(id)
    if record is None:
        raise Nothing
    return record
