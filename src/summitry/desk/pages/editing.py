"""Forms of records: one to change what is there, one to file what is new.

A form shows what its reader may see of the text, and no more; what was withheld from it stays where it was.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import ACCEPT, RECORD, REVISE
from summitry.desk.pages import forms, undoing
from summitry.desk.pages.deeds import names
from summitry.desk.pages.findings import SHOWN, as_typed, findings_of, in_pieces
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.record import record_of
from summitry.desk.pages.showing import Shown
from summitry.desk.pages.suggesting import offered
from summitry.desk.pages.unsaved import keeping, restoring
from summitry.desk.pages.writing import Text, actor, in_words, places, revised, text_of
from summitry.dossier.kinds import BY_KIND, Accepted
from summitry.dossier.record import Record
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.misfits import DoesNotFit, misfits

TRIES = 5
"""How often a save is tried again when only what its author may not see was changed meanwhile."""


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def edit(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a record's form, and write what was changed on it."""
    here = seat(request, slug, REVISE)
    record = record_of(here, id)
    try:
        if request.method != "POST":
            seen = text_of(here, record).seen
            return _form(request, here, record, seen, forms.digests(type(record), seen))
        for _ in range(TRIES):
            try:
                return _save(request, here, record, text_of(here, record))
            except StaleText:
                continue
    except Refused as refusal:
        return _form(request, here, record, {}, {}, fault=in_words(refusal), status=409)
    return _form(request, here, record, {}, {}, fault="Others are changing this record.", status=409)


def _save(request: HttpRequest, here: Seat, record: Record, text: Text) -> HttpResponse:
    kind, before = type(record), text.seen
    sent = forms.flat(request.POST)
    was = {key[2:]: value for key, value in sent.items() if key.startswith("d.")}
    wanted = forms.changed(kind, sent, was)
    if restoring(request) or request.GET.get("look"):
        return _form(request, here, record, {**before, **wanted}, was)
    if not wanted:
        return redirect(to_record(here, record.id))
    now = forms.digests(kind, before)
    stale = {key: before.get(key) for key in wanted if now.get(key) != was.get(key)}
    if stale:
        return _form(request, here, record, {**before, **wanted}, now, stale=stale, status=409)
    try:
        revised(here, record, text, wanted)
    except StaleText:
        raise
    except Refused as refusal:
        return _form(request, here, record, {**before, **wanted}, was, refusal=refusal, status=422)
    undoing.changed(here, record.id, before, {**before, **wanted})
    messages.info(request, f"Saved: {record.known_as}.")
    return redirect(to_record(here, record.id))


def _form(
    request: HttpRequest, here: Seat, record: Record, tree: dict[str, Any], digests: dict[str, str], *,
    refusal: Refused | None = None, fault: str = "", stale: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return page(
        request, here, "desk/edit.html", title=record.known_as, kind=record.kind.replace("_", " "),
        holds=[record.id], digests=digests, fault=in_words(refusal) if refusal is not None else fault,
        items=forms.marked(forms.form(type(record), tree), places(refusal) if refusal is not None else {}),
        stale=[(key, Shown.of_tree(value)) for key, value in (stale or {}).items()],
        back=to_record(here, record.id), status=status, offered=offered(here),
        suppose=reverse("suppose-edit", args=(here.served.slug, record.id)),
        supposed=_supposed(request, here, type(record), record.id),
    )  # fmt: skip


def _supposed(request: HttpRequest, here: Seat, kind: type[Record], id: str) -> dict[str, object]:
    """What is found in a record now, or would be in what was typed."""
    if request.method == "POST":
        return in_pieces(as_typed(here, kind, id, forms.flat(request.POST)))
    record = here.dossier.get(id)
    return {"still": findings_of(here, record)[:SHOWN]} if record is not None else {}


def _about(here: Seat, kind: str, id: str) -> dict[str, Any]:
    """What a new record is about, filled in already: the record from whose page it was begun."""
    about = here.dossier.get(id)
    key = names(kind, about.kind) if about is not None else ""
    return {key: id} if key else {}


def free_id(here: Seat, kind: str, tree: dict[str, Any]) -> str:
    """Return a short name nobody uses: the first words of what was typed, and four letters by chance, so
    that no name tells of a record its author may not see."""
    said = next((str(tree[key]) for key in ("title", "name", "says", "words", "does") if tree.get(key)), kind)
    stem = "-".join(slugify(said).split("-")[:5]) or kind.replace("_", "-")
    while here.served.whole().index.get(id := f"{stem}-{secrets.token_hex(2)}") is not None:
        continue
    return id


def filed(here: Seat, kind: type[Record], tree: dict[str, Tree], act: str = acts.RECORD) -> str:
    """File a new record under a name of the desk's choice, and return that name.

    Raises:
        DoesNotFit: when something in it cannot be read as it is meant.
        Refused: when the account may not file such a record, or the text cannot be written.
    """
    if kind.kind == Accepted.kind and not here.may(ACCEPT):
        raise Refused("Only the secretariat accepts a finding.")
    if wrong := misfits(kind, tree):
        raise DoesNotFit(wrong)
    id = free_id(here, kind.kind, tree)
    fields = {"learned": here.today.isoformat(), **tree, "id": id}
    file = here.served.file_for(here.grant.grants, kind.kind)
    acts.record(actor(here), here.served.folder, kind.kind, fields, act, file=file)
    here.served.look_again()
    return id


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show an empty form, and file what was typed as a new record."""
    here = seat(request, slug, RECORD)
    found = BY_KIND.get(kind)
    if found is None:
        raise Nothing
    tree: dict[str, Any] = _about(here, kind, request.GET.get("for", ""))
    fault, status, wrong = "", 200, dict[str, str]()
    if request.method == "POST":
        sent = forms.flat(request.POST)
        blank = dict.fromkeys(forms.digests(found, {}), "")
        tree = {k: v for k, v in forms.changed(found, sent, blank).items() if v is not None}
    if request.method == "POST" and not restoring(request) and not request.GET.get("look"):
        try:
            id = filed(here, found, tree)
        except Refused as refusal:
            fault, status, wrong = in_words(refusal), 422, places(refusal)
        else:
            undoing.filed(here, id)
            messages.info(request, "Filed.")
            return redirect(on(here, reverse("record", args=(slug, id))))
    return page(
        request, here, "desk/edit.html", title=f"A new {found.kind.replace('_', ' ')}", marking="",
        items=forms.marked(forms.form(found, tree), wrong), digests={}, fault=fault, stale=[], status=status,
        back=on(here, reverse("listing", args=(slug, kind))), offered=offered(here),
        suppose=reverse("suppose-new", args=(slug, kind)), supposed=_supposed(request, here, found, ""),
    )  # fmt: skip
