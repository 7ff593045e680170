"""Forms of records: one to change what is there, one to file what is new.

A form shows what its reader may see of the text, and no more; what was withheld from it stays where it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import field
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
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.misfits import DoesNotFit, misfits

TRIES = 5
"""How often a save is tried again when only what its author may not see was changed meanwhile."""


NEW = {Accepted.kind: "Accept a finding"}
"""What the form for a new record is called, where its kind is not called as a thing is."""


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def edit(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a record's form, and write what was changed on it."""
    here = seat(request, slug, REVISE)
    record = record_of(here, id)
    sent = forms.flat(request.POST) if request.method == "POST" else None
    files = sent is not None and not restoring(request) and not request.GET.get("look")
    try:
        save = saved(here, record, sent, files=files)
    except Refused as refusal:
        save = Save(tree={}, digests={}, refusal=refusal, status=409)
    if not save.done:
        return _form(request, here, record, save)
    if save.written:
        messages.info(request, f"Saved: {record.known_as}.")
    return redirect(to_record(here, record.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """A form of a record's fields as it comes back: what stands in it, and what became of it.

    ``digests`` are those of what it shows. ``stale`` are fields that somebody changed meanwhile, with what
    stands there now. ``done`` is that nothing is left to do, ``written`` that something was written.
    """

    tree: dict[str, Tree]
    digests: dict[str, str]
    stale: Mapping[str, Tree] = field(default_factory=dict)
    refusal: Refused | None = None
    status: int = 200
    done: bool = False
    written: bool = False


def saved(
    here: Seat, record: Record, sent: Mapping[str, str] | None, keys: tuple[str, ...] = (), *, files: bool
) -> Save:  # fmt: skip
    """Return the form of a record, or of some of its fields, as it was sent, and write it if it ``files``.

    Raises:
        Refused: when the record stands where no form can change it, or others keep changing it.
    """
    for _ in range(TRIES):
        text = text_of(here, record)
        now = forms.digests(type(record), text.seen)
        if keys:
            now = {key: now[key] for key in keys}
        if sent is None:
            return Save(tree=text.seen, digests=now)
        try:
            return _saved(here, record, text, sent, now, files=files)
        except StaleText:
            continue
    raise Refused("Others are changing this record.")


def _saved(
    here: Seat, record: Record, text: Text, sent: Mapping[str, str], now: dict[str, str], *, files: bool
) -> Save:  # fmt: skip
    before = text.seen
    was = {key[2:]: value for key, value in sent.items() if key.startswith("d.") and key[2:] in now}
    wanted = forms.changed(type(record), sent, was)
    tree = {**before, **wanted}
    if not files:
        return Save(tree=tree, digests=was)
    if not wanted:
        return Save(tree=tree, digests=was, done=True)
    stale = {key: before.get(key) for key in wanted if now.get(key) != was.get(key)}
    if stale:
        return Save(tree=tree, digests=now, stale=stale, status=409)
    try:
        revised(here, record, text, wanted)
    except StaleText:
        raise
    except Refused as refusal:
        return Save(tree=tree, digests=was, refusal=refusal, status=422)
    undoing.changed(here, record.id, before, tree)
    return Save(tree=tree, digests=was, done=True, written=True)


def _form(request: HttpRequest, here: Seat, record: Record, save: Save) -> HttpResponse:
    refusal = save.refusal
    return page(
        request, here, "desk/edit.html", title=record.known_as, kind=record.kind.replace("_", " "),
        holds=[record.id], digests=save.digests, fault=in_words(refusal) if refusal is not None else "",
        items=forms.marked(
            forms.form(type(record), save.tree), places(refusal) if refusal is not None else {}
        ),
        stale=[(key, Shown.of_tree(value)) for key, value in save.stale.items()],
        back=to_record(here, record.id), status=save.status, offered=offered(here),
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
    key = forms.names(kind, about.kind) if about is not None else ""
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
    if found is Accepted and request.GET.get("finding"):
        tree = {
            "finding": request.GET["finding"], "about": request.GET.get("about", "").split(","),
            "by": here.account.office, "on": here.today.isoformat(),
        }  # fmt: skip
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
    called = NEW.get(found.kind, f"A new {found.kind.replace('_', ' ')}")
    return page(
        request, here, "desk/edit.html", title=called, marking="",
        items=forms.marked(forms.form(found, tree), wrong), digests={}, fault=fault, stale=[], status=status,
        back=on(here, reverse("listing", args=(slug, kind))), offered=offered(here),
        suppose=reverse("suppose-new", args=(slug, kind)), supposed=_supposed(request, here, found, ""),
    )  # fmt: skip
