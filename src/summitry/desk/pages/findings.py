"""What the check finds in one record: as it stands, and as it would stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages import forms
from summitry.desk.pages.writing import text_of
from summitry.dossier.fields import specs
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.folder.yamltext import Tree
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.wording import counted
from summitry.secretariat.supposing import Supposed, found_in, if_it_read, in_order

SHOWN = 8
"""Most findings of each sort that are shown while one types."""


def findings_of(here: Seat, record: Record) -> tuple[Diagnostic, ...]:
    """Return what the rules that look at this kind of record find in it, the gravest first."""
    return in_order(here.dossier, found_in(here.dossier, record))


@require_POST
def suppose_edit(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Answer with what the check would find if a record were saved as it is typed now."""
    here = seat(request, slug, REVISE)
    record = here.dossier.get(id)
    if record is None:
        raise Nothing
    return answered(request, as_typed(here, type(record), record.id, forms.flat(request.POST)))


@require_POST
def suppose_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with what the check would find if a new record were filed as it is typed now."""
    here = seat(request, slug, RECORD)
    found = BY_KIND.get(kind)
    if found is None:
        raise Nothing
    return answered(request, as_typed(here, found, "", forms.flat(request.POST)))


NEEDED = "FRM010"
"""What is said of a blank that is needed: a form that was just opened says so itself."""


SOME = "some"
"""What a form sends that shows some of a record's fields only: the rest is as it stands."""


def as_typed(here: Seat, kind: type[Record], id: str, sent: Mapping[str, str]) -> Supposed:
    """Return what would be found if a record held what stands on its form."""
    tree: dict[str, Tree] = {
        s.key: value for s in specs(kind)
        if s.key not in forms.FIXED and (value := forms.read_field(s, sent, s.key)) is not None
    }  # fmt: skip
    there = here.dossier.get(id) if id and sent.get(SOME) else None
    if there is not None:
        shown = {key[2:] for key in sent if key.startswith("d.")}
        kept = {k: v for k, v in text_of(here, there).seen.items() if k not in shown and k not in forms.FIXED}
        tree = {**kept, **{k: v for k, v in tree.items() if k in shown}}
    if not id:
        if not tree:
            return Supposed()
        tree.setdefault("learned", here.today.isoformat())
        found = if_it_read(here.dossier, kind, f"new-{kind.kind.replace('_', '-')}", tree)
        return replace(found, faults=tuple(f for f in found.faults if f.code != NEEDED))
    return if_it_read(here.dossier, kind, id, tree)


def answered(request: HttpRequest, found: Supposed) -> HttpResponse:
    """Return the piece of a form's page that tells of it."""
    return render(request, "desk/_supposed.html", in_pieces(found))


def in_pieces(found: Supposed) -> dict[str, object]:
    """Return findings as the page shows them, and the sentence that is spoken."""
    every = len(found.faults) + len(found.new)
    said = f"The check would find {counted(every, 'thing')} new." if every else ""
    if found.settled:
        said = f"{said} {counted(len(found.settled), 'finding')} would be settled.".strip()
    return {
        "said": f"{said[:1].upper()}{said[1:]}", "faults": found.faults[:SHOWN], "new": found.new[:SHOWN],
        "still": found.still[:SHOWN], "settled": found.settled[:SHOWN],
    }  # fmt: skip
