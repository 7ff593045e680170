"""Pages of all kinds of record: lists, one record with its findings, and its form."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages import forms
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.showing import Shown, shown_fields
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.folder.refusals import StaleText
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.checking import EVERY_RULE

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
    start = _number(request.GET.get("from", "0"), len(records))
    shown = records[start : start + PER_PAGE]
    rows = [(r.known_as, r.id, to_record(here, r.id)) for r in shown]
    more = (
        on(here, request.path, **{"from": str(start + PER_PAGE)}) if start + PER_PAGE < len(records) else ""
    )
    title = found.plural.replace("_", " ").capitalize()
    return page(
        request, here, "desk/listing.html", title=title, here="kinds", rows=rows, more=more,
        kind=f"{len(records)} in all", holds=[r.id for r in shown], noun=found.kind.replace("_", " "),
        new=reverse("new", args=(slug, kind)) if here.may(RECORD) else "",
    )  # fmt: skip


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


@require_safe
def one(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show one record: its fields, what the check finds in it, what names it."""
    here = seat(request, slug)
    record = _record(here, id)
    naming = [r for r in here.dossier.naming(record.id, Record) if not getattr(r, "series", "")]
    return page(
        request, here, "desk/record.html", title=record.known_as, kind=record.kind.replace("_", " "),
        holds=[record.id], record=record, fields=shown_fields(here, record),
        findings=findings_of(here, record),
        naming=[(r.known_as, r.kind.replace("_", " "), to_record(here, r.id)) for r in naming[:100]],
        edit=on(here, reverse("edit", args=(slug, record.id))) if here.may(REVISE) else "",
        beside=_beside(here, record),
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


def _record(here: Seat, id: str) -> Record:
    record = here.dossier.get(id)
    if record is None:
        raise Nothing
    return record


def findings_of(here: Seat, record: Record) -> tuple[Diagnostic, ...]:
    """Return what the rules that look at this kind of record find in it."""
    found = []
    for rule in EVERY_RULE:
        looks = rule.over is Record or rule.over is type(record)
        if looks and not rule.on_whole and rule.runs_on(here.dossier):
            found += [d.on_day(here.day) for d in rule.apply(here.dossier, record.id)]
    return tuple(sorted(found, key=lambda d: (d.severity, d.code)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a record's form, and write what was changed on it."""
    here = seat(request, slug, REVISE)
    record = _record(here, id)
    try:
        before = acts.read(here.served.folder, record.id).fields
    except Refused as refusal:
        return _form(request, here, record, {}, {}, fault=str(refusal), status=409)
    if request.method != "POST":
        return _form(request, here, record, before, forms.digests(type(record), before))
    sent = forms.flat(request.POST)
    shown = {key[2:]: value for key, value in sent.items() if key.startswith("d.")}
    wanted = forms.changed(type(record), sent, shown)
    if not wanted:
        return redirect(to_record(here, record.id))
    now = forms.digests(type(record), before)
    stale = {key: before.get(key) for key in wanted if now.get(key) != shown.get(key)}
    if stale:
        return _form(request, here, record, {**before, **wanted}, now, stale=stale, status=409)
    try:
        fields = acts.read(here.served.folder, record.id, wanted)
        acts.revise(_actor(here), here.served.folder, record.id, wanted, fields.digest)
    except StaleText as refusal:
        return _form(request, here, record, {**before, **wanted}, now, fault=str(refusal), status=409)
    except Refused as refusal:
        return _form(request, here, record, {**before, **wanted}, shown, fault=str(refusal), status=422)
    here.served.look_again()
    messages.info(request, f"Saved: {record.known_as}.")
    return redirect(to_record(here, record.id))


def _actor(here: Seat) -> acts.Actor:
    return acts.Actor(name=here.account.username)


def _form(
    request: HttpRequest, here: Seat, record: Record, tree: dict[str, Any], digests: dict[str, str], *,
    fault: str = "", stale: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    return page(
        request, here, "desk/edit.html", title=record.known_as, kind=record.kind.replace("_", " "),
        holds=[record.id], items=forms.form(type(record), tree), digests=digests, fault=fault,
        stale=[(key, Shown.of_tree(value)) for key, value in (stale or {}).items()],
        back=to_record(here, record.id), status=status, known_ids=_known(here),
    )  # fmt: skip


def _known(here: Seat) -> list[tuple[str, str]]:
    """What a field that names another record may be filled with."""
    return [(r.id, r.known_as) for r in here.dossier.index.records() if not getattr(r, "series", "")][:5000]


def _free_id(here: Seat, kind: str, tree: dict[str, Any]) -> str:
    """A short name nobody uses: the first words of what was typed, and four letters by chance, so that no
    name tells of a record its author may not see."""
    said = next((str(tree[key]) for key in ("title", "name", "says", "words", "does") if tree.get(key)), kind)
    stem = "-".join(slugify(said).split("-")[:5]) or kind.replace("_", "-")
    while here.served.whole().index.get(id := f"{stem}-{secrets.token_hex(2)}") is not None:
        continue
    return id


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show an empty form, and file what was typed as a new record."""
    here = seat(request, slug, RECORD)
    found = BY_KIND.get(kind)
    if found is None:
        raise Nothing
    tree: dict[str, Any] = {}
    fault, status = "", 200
    if request.method == "POST":
        sent = forms.flat(request.POST)
        blank = dict.fromkeys(forms.digests(found, {}), "")
        tree = {k: v for k, v in forms.changed(found, sent, blank).items() if v is not None}
        tree.setdefault("learned", here.today.isoformat())
        tree["id"] = _free_id(here, kind, tree)
        try:
            acts.record(_actor(here), here.served.folder, kind, tree)
        except Refused as refusal:
            fault, status = str(refusal), 422
        else:
            here.served.look_again()
            messages.info(request, "Filed.")
            return redirect(on(here, reverse("record", args=(slug, tree["id"]))))
    return page(
        request, here, "desk/edit.html", title=f"A new {found.kind.replace('_', ' ')}", marking="",
        items=forms.form(found, tree), digests={}, fault=fault, stale=[], status=status,
        back=on(here, reverse("listing", args=(slug, kind))), known_ids=_known(here),
    )  # fmt: skip
