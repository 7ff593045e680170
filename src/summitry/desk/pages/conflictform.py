"""Building a conflict by form: each button is an act on what the form holds, and nothing is saved before
the last one. Without script each act answers with the whole page, at the place where it was made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages import undoing
from summitry.desk.pages.conflictrows import rows
from summitry.desk.pages.framing import on, page
from summitry.desk.pages.unsaved import keeping, restoring
from summitry.desk.pages.writing import actor, in_words, text_of
from summitry.dossier.kinds import Conflict
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.secretariat.modelling import (
    Meanwhile,
    Sheet,
    file_changes,
    file_new,
    offered,
    owner_among,
    seen_by,
)

LONGEST = 400_000
"""Characters of a model that comes back from a browser."""

FIELDS = {
    "title": "the name", "sides": "the sides and what they prefer", "options": "the options",
    "infeasible": "what cannot go together", "today": "today's state", "wanted": "the wanted outcome",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Build a conflict from nothing, and file it."""
    here = seat(request, slug, RECORD)
    if request.method != "POST":
        return _shown(request, here, Sheet(), Sheet())
    sheet, base = _sent(request.POST)
    if restoring(request) or request.POST.get("do") != "save":
        return _shown(request, here, _acted(here, sheet, request.POST), base)
    try:
        id = file_new(actor(here), here.served.whole(), here.served.folder, sheet, here.today.isoformat())
    except Refused as refusal:
        return _shown(request, here, sheet, base, fault=in_words(refusal), status=422)
    undoing.filed(here, id)
    return _saved(request, here, id, f"Filed: {sheet.title}.")


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def change(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Change a conflict by form."""
    here = seat(request, slug, REVISE)
    record = here.dossier.of(Conflict, id)
    if record is None:
        raise Nothing
    folder = here.served.folder
    if request.method != "POST":
        try:
            there = seen_by(here.dossier, folder, record.id)
        except Refused as refusal:
            return _shown(request, here, Sheet(), Sheet(), record, fault=in_words(refusal), status=409)
        return _shown(request, here, there, there, record)
    sheet, base = _sent(request.POST)
    if restoring(request) or request.POST.get("do") != "save":
        return _shown(request, here, _acted(here, sheet, request.POST), base, record)
    try:
        before = text_of(here, record).seen
        changed = file_changes(actor(here), here.dossier, folder, record.id, base, sheet)
    except Meanwhile as refusal:
        fields = ", ".join(FIELDS[k] for k in refusal.keys)
        fault = f"Somebody changed {fields} meanwhile. Yours is below; save again to put it in their place."
        return _shown(request, here, sheet, refusal.now, record, fault=fault, status=409, theirs=refusal)
    except Refused as refusal:
        return _shown(request, here, sheet, base, record, fault=in_words(refusal), status=422)
    if changed:
        here.served.look_again()
        undoing.changed(here, record.id, _model(before), _model(text_of(here, record).seen))
    said = f"Saved: {sheet.title}." if changed else "Nothing was changed."
    return _saved(request, here, record.id, said)


def _model(fields: Mapping[str, Tree]) -> dict[str, Tree]:
    return {key: value for key, value in fields.items() if key in FIELDS}


def _saved(request: HttpRequest, here: Seat, id: str, said: str) -> HttpResponse:
    here.served.look_again()
    messages.info(request, said)
    return redirect(reverse("conflict", args=(here.served.slug, id)))


def _shown(
    request: HttpRequest, here: Seat, sheet: Sheet, base: Sheet, record: Conflict | None = None, *,
    fault: str = "", status: int = 200, theirs: Meanwhile | None = None,
) -> HttpResponse:  # fmt: skip
    slug = here.served.slug
    back = (
        reverse("conflict", args=(slug, record.id))
        if record is not None
        else reverse("conflicts", args=(slug,))
    )
    held = rows(here, sheet, record.id if record is not None else "")
    their_rows = rows(here, theirs.now, record.id) if theirs is not None and record is not None else None
    return page(
        request, here, "desk/conflict-form.html", here="conflicts", status=status,
        title=record.known_as if record is not None else "Build a conflict",
        kind="Change the model" if record is not None else "", holds=held.holds, rows=held, fault=fault,
        theirs=their_rows, their_keys=theirs.keys if theirs is not None else (),
        model=_packed(sheet), base=_packed(base), back=on(here, back),
        fresh=request.method != "POST" and not record, acted=request.method == "POST",
    )  # fmt: skip


# -- from the browser and to it ------------------------------------------------------------------


def _packed(sheet: Sheet) -> str:
    return json.dumps({k: v for k, v in sheet.fields().items() if v is not None}, ensure_ascii=False)


def _unpacked(text: str) -> Sheet:
    """The sheet that was carried along; a blank one when it is none."""
    try:
        found = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return Sheet()
    return Sheet.of(found) if isinstance(found, dict) else Sheet()


def _sent(sent: QueryDict) -> tuple[Sheet, Sheet]:
    """Return the sheet as it was carried along, with what was typed and ticked over it; and its base."""
    sheet = _unpacked(sent.get("model", ""))
    ids = [m.id for m in sheet.makers]
    choices = tuple(
        replace(
            c,
            says=_one(sent, f"says.{n}", c.says) if c.id else c.says,
            by=tuple(b for b in ids if b in sent.getlist(f"by.{n}")),
            direction=d if (d := sent.get(f"way.{n}", "")) in ("forward", "back") else "",
        )
        for n, c in enumerate(sheet.choices)
    )
    count = len(choices)
    return replace(
        sheet, title=_one(sent, "title", ""), choices=choices,
        today=_letters(sent, "today", count), wanted=_letters(sent, "wanted", count),
    ), _unpacked(sent.get("base", ""))  # fmt: skip


def _one(sent: QueryDict, name: str, otherwise: str) -> str:
    return " ".join(sent.get(name, otherwise).replace("\x00", "").split())[:2000]


def _letters(sent: QueryDict, name: str, count: int) -> str:
    """The letters of a state whose options were ticked; a blank where it is said not to be known."""
    if f"{name}.known" not in sent or not count:
        return ""
    ticked = set(sent.getlist(name))
    return "".join("Y" if str(n) in ticked else "N" for n in range(count))


# -- acts ----------------------------------------------------------------------------------------


def _acted(here: Seat, sheet: Sheet, sent: QueryDict) -> Sheet:
    """Return the sheet after the act of the button that was pressed; the same when it is none."""
    act, *numbers = sent.get("do", "")[:80].split(".")
    at = [int(n) if n.isascii() and n.isdecimal() and len(n) < 4 else -1 for n in numbers] + [-1, -1]
    simple: Mapping[str, Callable[[], Sheet]] = {
        "side": lambda: _with_side(here, sheet, sent.get("side", "")),
        "side-drop": lambda: sheet.without_side(at[0]),
        "take": lambda: _taken(here, sheet, sent.getlist("offer")),
        "option": lambda: sheet.with_option(
            _one(sent, "own", ""), [m.id for m in sheet.makers if m.id == sent.get("own.by")]
        ),
        "option-drop": lambda: sheet.without_option(at[0]),
        "option-up": lambda: sheet.option_moved(at[0], -1),
        "option-down": lambda: sheet.option_moved(at[0], 1),
        "rule": lambda: sheet.with_rule(_rule(sheet, sent)),
        "needs": lambda: sheet.with_rule(_needs(sheet, sent)),
        "rule-drop": lambda: sheet.without_rule(at[0]),
        "wish": lambda: sheet.with_statement(at[0], _wish(sheet, sent, at[0])),
        "wish-up": lambda: sheet.statement_moved(at[0], at[1], -1),
        "wish-down": lambda: sheet.statement_moved(at[0], at[1], 1),
        "wish-turn": lambda: sheet.statement_turned(at[0], at[1]),
        "wish-doubt": lambda: sheet.statement_doubted(at[0], at[1]),
        "wish-drop": lambda: sheet.without_statement(at[0], at[1]),
    }
    acted = simple.get(act, lambda: sheet)()
    if not sheet.choices and "today.known" in sent:
        return replace(acted, today="N" * len(acted.choices))
    return acted


def _with_side(here: Seat, sheet: Sheet, who: str) -> Sheet:
    found = here.dossier.get(who)
    return (
        sheet.with_side(found.id)
        if found is not None and found.kind in ("party", "agency", "person")
        else sheet
    )


def _taken(here: Seat, sheet: Sheet, targets: list[str]) -> Sheet:
    """Add what was ticked as options, each of its side; a side that is missing is added."""
    there = {t for c in sheet.choices for t in c.stands_for}
    for offer in offered(here.dossier):
        if offer.target not in targets or offer.target in there:
            continue
        owner = owner_among(here.dossier, sheet.makers, offer.owner)
        if not owner:
            sheet = _with_side(here, sheet, offer.owner)
            owner = owner_among(here.dossier, sheet.makers, offer.owner)
        sheet = sheet.with_option(offer.says, [owner] if owner else [], [offer.target], once=offer.once)
    return sheet


def _named(sheet: Sheet, at: str) -> str:
    """The word by which statements name an option; in quotes where it has blanks."""
    if not (at.isascii() and at.isdecimal() and len(at) < 4) or int(at) >= len(sheet.choices):
        return ""
    key = sheet.choices[int(at)].key
    return key if all(ch.isalnum() or ch in "-_./" for ch in key) else f'"{key}"'


def _rule(sheet: Sheet, sent: QueryDict) -> str:
    among = [name for at in dict.fromkeys(sent.getlist("among")) if (name := _named(sheet, at))]
    if len(among) < 2:
        return ""
    how = sent.get("how", "")
    if how == "together":
        return " & ".join(among)
    return f"{how} of {', '.join(among)}" if how in ("at most one", "at least one", "exactly one") else ""


def _needs(sheet: Sheet, sent: QueryDict) -> str:
    first, then = _named(sheet, sent.get("if", "")), _named(sheet, sent.get("then", ""))
    return f"if {first} then {then}" if first and then and first != then else ""


def _wish(sheet: Sheet, sent: QueryDict, side: int) -> str:
    first = _named(sheet, sent.get(f"wish.{side}.a", ""))
    second = _named(sheet, sent.get(f"wish.{side}.b", ""))
    how, away = sent.get(f"wish.{side}.how", ""), sent.get(f"wish.{side}.wants") == "not"
    if not first:
        return ""
    if not second or second == first or how not in WISHES:
        return f"!{first}" if away else first
    text = WISHES[how].format(a=first, b=second)
    return f"!({text})" if away else text


WISHES = {"and": "{a} & {b}", "or": "{a} | {b}", "without": "{a} & !{b}"}
