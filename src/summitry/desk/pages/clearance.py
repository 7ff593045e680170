"""Clearance by paragraph: a paper, a draft or a line as its offices see it, and what each may do with it."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from summitry.analysis.clearance import text_clearance
from summitry.archive.redline import compared
from summitry.book.blocks import Trace
from summitry.book.marking import highest_marking, highest_of
from summitry.book.tray import NotOnThisForm, form_named
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import CLEAR, EXPORT, REVISE, SEND_ROUND
from summitry.desk.pages import clearanceacts, roundsback, undoing
from summitry.desk.pages.clearanceacts import STANDS, may_settle, page_called
from summitry.desk.pages.findings import findings_of
from summitry.desk.pages.framing import number_in, on, page, to_record
from summitry.desk.pages.unsaved import KEPT_AS, keeping, restoring
from summitry.desk.pages.writing import actor, in_words
from summitry.dossier.kinds import Paper
from summitry.dossier.paragraphs import Paragraph
from summitry.dossier.sides import side_of
from summitry.dossier.signing import CLEARED as TEXTS
from summitry.dossier.signing import out_of_clearance
from summitry.folder.refusals import StaleText
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.refusals import Refused
from summitry.foundation.wording import counted, listed, opened
from summitry.secretariat import clearing
from summitry.secretariat.acts import took_away
from summitry.secretariat.checking import EVERY_RULE
from summitry.secretariat.clearing import Cleared, Moved, NotCleared, Row, Signed, Standing, Word
from summitry.secretariat.printing import file_name, printed, rendered

TONES = {
    "cleared": "k-ok", "silence counts": "k-ok", "edits": "k-edit", "objects": "k-obj", "silent": "k-sil",
    "not asked": "k-open blank", "reopened": "k-re",
}  # fmt: skip
_SOFT_BREAK = re.compile(r"(?<![ \n|`])\n(?=[^\s|`*+-])")
"""The end of a line of the file that ends no line of the text."""

BODIES = ("agency", "party", "post", "person")
NOUNS = ("paper", "draft", "line")
PER_PAGE = 100


@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """List the papers, drafts and lines in clearance, and for whom they are open."""
    here = seat(request, slug)
    every = clearing.texts(here.dossier)
    start = number_in(request.GET.get("from", "0"), len(every))
    shown, rest = every[start : start + PER_PAGE], start + PER_PAGE
    return page(
        request, here, "desk/papers.html", title="Texts in clearance", here="papers",
        rows=[_listed(here, id) for id in shown], holds=shown,
        more=on(here, request.path, **{"from": str(rest)}) if rest < len(every) else "",
        new=[(noun, reverse("new", args=(slug, noun))) for noun in NOUNS] if here.may(REVISE) else [],
        texts=on(here, reverse("show", args=(slug, "clearance"))),
    )  # fmt: skip


def _listed(here: Seat, id: str) -> dict[str, Any]:
    found = clearing.standing(here.dossier, None, id)
    assert found is not None
    return {
        "title": here.dossier.title(id), "href": on(here, reverse("clearance", args=(here.served.slug, id))),
        "noun": clearing.noun_of(found.text), "paragraphs": len(found.rows), "offices": len(found.offices),
        "open": [o.name for o in found.offices if o.cleared < len(found.rows)],
        "due": next((o.deadline for o in found.offices if o.deadline), ""),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def clearance(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show how a text stands, paragraph by paragraph; take an office's word, an edit, a sending round."""
    here = seat(request, slug)
    text = here.dossier.get(id)
    if not isinstance(text, TEXTS):
        raise Nothing
    if request.method != "POST":
        return _show(request, here, text)
    if restoring(request):
        return _show(request, here, text, typed=_kept(request))
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None or here.past:
        raise Nothing
    right, do = act
    if right != SETTLES:
        here.need(right)
    elif not may_settle(here, text):
        raise Nothing
    try:
        said, at = do(request, here, text)
    except Moved as moved:
        return _show(
            request, here, text, fault=in_words(moved), moved=moved, typed=_typed(request), status=409
        )
    except Refused as refusal:
        return _show(request, here, text, fault=in_words(refusal), typed=_typed(request), status=422)
    here.served.look_again()
    messages.info(request, said)
    return redirect(f"{reverse('clearance', args=(slug, id))}{f'?p={at}#p{at}' if at else ''}")


SETTLES = "settle"
"""Stands for the right of the one who is named to settle edits."""


# -- acts ----------------------------------------------------------------------------------------

Done = tuple[str, int]
"""What was done, in words, and the paragraph to go on with."""


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "") if request.method == "POST" else request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _sign(request: HttpRequest, here: Seat, text: Cleared) -> Done:
    sent, number = request.POST, _number(request, "number")
    act = sent["act"]
    word = Word(
        stand=STANDS[act], digest=sent.get("digest", ""), seen=sent.get("seen", ""), number=number,
        edits=sent.get("edits", ""), nature=sent.get("nature", ""), because=sent.get("because", ""),
    )  # fmt: skip
    clearanceacts.sign(here, text, word)
    said = {"clear": "Cleared", "edits": "Cleared with edits", "objects": "Objected to"}[act]
    return f"{said}: paragraph {number}, for {here.dossier.title(here.account.office)}.", number + 1


def _back(request: HttpRequest, here: Seat, text: Cleared) -> Done:
    act = _last(here, text)
    if act is None or not any(here.may(right) for right in undoing.rights(act.what)):
        raise NotCleared("Nothing of yours is left to take back here.")
    act.delete()
    if roundsback.ACT in act.what:
        return _act_back(here, act)
    clearing.take_back(
        actor(here), here.served.folder, Signed(record=act.what["record"], digest=act.what["digest"])
    )
    return f"Taken back: your word on paragraph {act.passage}.", act.passage


def _act_back(here: Seat, act: OwnAct) -> Done:
    name = roundsback.short_title(act.what)
    try:
        roundsback.take_back(here, act.what)
    except StaleText:
        raise NotCleared(f"{opened(name)} was left as it stands. {undoing.who_since(here, act)}") from None
    except Refused as refusal:
        raise NotCleared(f"{opened(name)} was left as it stands. {in_words(refusal)}") from None
    return f"Taken back: {name}.", act.passage


def _last(here: Seat, text: Cleared) -> OwnAct | None:
    mine = OwnAct.objects.filter(account=here.account, dossier=here.served.slug, page=page_called(text))
    return mine.order_by("-pk").first()


def _settle(request: HttpRequest, here: Seat, text: Cleared) -> Done:
    sent, number = request.POST, _number(request, "number")
    chosen = sent.get("take", "")
    words = sent.get("text", "") if chosen in ("", "own") else sent.get(f"text-{chosen}", "")
    clearanceacts.settle(
        here, text, digest=sent.get("digest", ""), seen=sent.get("seen", ""), number=number, text=words,
        because=sent.get("because", ""),
    )  # fmt: skip
    return f"Paragraph {number} was changed. It is open again for those whose words were not taken.", number


def _send(request: HttpRequest, here: Seat, text: Cleared) -> Done:
    sent = request.POST
    act = clearanceacts.send_round(
        here, text, sent.getlist("office"), deadline=sent.get("deadline", ""), rule=sent.get("rule", ""),
        settled_by=sent.get("owner", ""),
    )  # fmt: skip
    return f"Sent round: {counted(len(clearanceacts.asked_in(act)), 'office')} asked.", 0


def _silence(request: HttpRequest, here: Seat, text: Cleared) -> Done:
    office = request.POST.get("office", "")
    clearanceacts.count_silence(here, text, office)
    return f"The silence of {here.dossier.title(office)} counts, under the rule it was asked by.", 0


_ACTS = {
    "clear": (CLEAR, _sign), "edits": (CLEAR, _sign), "objects": (CLEAR, _sign), "back": ("read", _back),
    "settle": (SETTLES, _settle), "send": (SEND_ROUND, _send), "silence": (SEND_ROUND, _silence),
}  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, str]:
    """What somebody typed, kept on the page when it was refused."""
    kept = ("number", "edits", "because", "nature", "text", "deadline", "rule", "owner", "act")
    return {name: request.POST.get(name, "") for name in kept}


def _kept(request: HttpRequest) -> dict[str, str]:
    """What somebody typed before the connection dropped, with the text that it was typed upon.

    Its form is told by the name it is kept under: ``says 3``, ``settle 3``, ``send``.
    """
    form = request.POST.get(KEPT_AS, "").partition(" ")[0]
    objects = bool(request.POST.get("because", "").strip())
    act = {"says": "objects" if objects else "edits"}.get(form, form)
    upon = {name: request.POST.get(name, "") for name in ("digest", "seen")}
    return {**_typed(request), **upon, "act": act}


# -- the page ------------------------------------------------------------------------------------


def _show(
    request: HttpRequest, here: Seat, text: Cleared, *, fault: str = "", moved: Moved | None = None,
    typed: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    if status != 200:
        here.served.look_again()
        here = seat(request, here.served.slug)
    found = clearing.standing(here.dossier, here.served.folder, text.id)
    if found is None:
        raise Nothing
    gone = out_of_clearance(here.dossier, text)
    mine = here.account.office if here.account.office in text.clear else ""
    clears = bool(mine) and here.may(CLEAR) and not gone
    rows = [_row(here, found, row, mine, clears) for row in found.rows]
    current = int((typed or {}).get("number") or 0) or _number(request, "p") or _first_open(rows)
    return page(
        request, here, "desk/clearance.html", title=text.known_as, here="papers", status=status,
        kind="Clearance by paragraph", verdict=_verdict(here, found, mine), marking=_marking(here, found),
        text=text, noun=clearing.noun_of(text),
        standing=found, rows=rows, mine=mine, clears=clears, settles=may_settle(here, text),
        sends=here.may(SEND_ROUND) and not gone, current=min(current, len(rows)), fault=fault,
        moved=_moved(moved),
        typed=typed or {}, own=_own(here, text), findings=_findings(here, text),
        record=to_record(here, text.id), bodies=_bodies(here) if here.may(SEND_ROUND) else (),
        edit=on(here, reverse("edit", args=(here.served.slug, text.id))) if here.may(REVISE) else "",
        own_name=here.dossier.title(mine) if mine else "", on_day=here.day.isoformat() if here.past else "",
        printed=on(here, reverse("clearance-pdf", args=(here.served.slug, text.id)))
        if here.may(EXPORT) else "",
    )  # fmt: skip


def _findings(here: Seat, text: Cleared) -> list[Diagnostic]:
    """What the check finds in the text and in its clearance."""
    found = [
        d.on_day(here.day) for rule in EVERY_RULE if rule.family == "CLR" and rule.over is None
        for d in rule.apply(here.dossier, "") if text.id in d.about
    ]  # fmt: skip
    return [*found, *findings_of(here, text)]


@require_safe
def as_pdf(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Answer with the clearance page as the field knows it, as PDF."""
    here = seat(request, slug, EXPORT)
    form = form_named("clearance")
    if here.dossier.of(Paper, id) is None or form is None:
        raise Nothing
    try:
        made = next(rendered(printed(here.dossier, form, id), file_name(form, id, ""), ("pdf",), "a4"))
    except (NotOnThisForm, StopIteration):
        raise Nothing from None
    took_away(actor(here), here.served.folder, "clearance page", [id])
    response = HttpResponse(made.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(made.name[:-4]) or "clearance"}.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _marking(here: Seat, found: Standing) -> str:
    """The highest marking of what the page holds: the text's, its paragraphs', the words about them."""
    said = {s.clearance for row in found.rows for s in row.stands if s.clearance}
    whole = highest_marking(here.dossier, [Trace(record=id) for id in (found.text.id, *said)])
    return highest_of(here.dossier.header, (whole, *(row.paragraph.marking for row in found.rows)))


def _row(here: Seat, found: Standing, row: Row, mine: str, clears: bool) -> dict[str, Any]:
    own = row.of(mine) if mine else None
    cells = [
        {"state": "open" if s.office == mine and s.state == "silent" else s.state, "says": s.says,
         "tone": "k-you" if s.office == mine and s.state == "silent" else TONES[s.state],
         "you": s.office == mine, "signed": s.signed, "office": here.dossier.title(s.office)}
        for s in row.stands
    ]  # fmt: skip
    return {
        "row": row, "number": row.paragraph.number, "cells": cells, "of": len(found.offices),
        "edits": [(here.dossier.title(e.office), e) for e in row.edits],
        "acts": clears, "yours": own is not None and own.is_open,
        "heading": " / ".join(row.paragraph.heading), "lines": _lines(row.paragraph.text),
        "rank": "r" if row.paragraph.marking not in ("", here.dossier.header.lowest_marking) else "",
    }  # fmt: skip


def _lines(text: str) -> str:
    """A paragraph as it is read: a line that ends inside a sentence runs on, one of a table does not."""
    return _SOFT_BREAK.sub(" ", text)


def _first_open(rows: list[dict[str, Any]]) -> int:
    return next((r["number"] for r in rows if r["yours"]), 1)


def _verdict(here: Seat, found: Standing, mine: str) -> str:
    if not found.rows:
        return "There is no text to clear yet."
    if out_of_clearance(here.dossier, found.text):
        return _stands_no_more(found.text)
    if not found.offices:
        return _not_sent(here, found.text)
    said = []
    if mine:
        waits = sum(1 for row in found.rows if (s := row.of(mine)) is not None and s.is_open)
        name = here.dossier.title(mine)
        much = f"{waits} of {len(found.rows)} paragraph{'s' if len(found.rows) > 1 else ''}"
        wait = "waits" if waits == 1 else "wait"
        said.append(f"{much} {wait} for {name}." if waits else f"Nothing waits for {name}.")
    else:
        done = sum(o.cleared == len(found.rows) for o in found.offices)
        said.append(f"{done} of {len(found.offices)} offices have cleared all of it.")
    asked = next((o for o in found.offices if o.id == mine and o.asked), None) or next(
        (o for o in found.offices if o.asked), None
    )
    if asked is not None and asked.deadline:
        said.append(f"Due {asked.deadline}.")
    if found.owner:
        said.append(f"Clashing edits are settled by {found.owner}.")
    if asked is not None and asked.deadline:
        said.append(
            f"Rule on silence: {asked.rule}." if asked.rule
            else "No rule is named: silence stays silence."
        )  # fmt: skip
    return " ".join(said)


def _stands_no_more(text: Cleared) -> str:
    """Why nobody need clear it any more."""
    if isinstance(text, Paper):
        return "It is kept from earlier days." if text.status == "cabinet" else "It was withdrawn."
    return "It does not stand any more: it has run out, or another has taken its place."


def _not_sent(here: Seat, text: Cleared) -> str:
    """Of a text that names nobody who must clear it: who has cleared it unasked, if anybody has."""
    spoke = here.dossier.ask(text_clearance, text.id).answers
    cleared = listed(opened(here.dossier.title(a.body)) for a in spoke if a.stand == clearing.CLEARS)
    if cleared:
        return f"It has not been sent round. On record as having cleared it: {cleared}."
    return "It has not been sent round: nobody was asked."


def _moved(moved: Moved | None) -> dict[str, Any] | None:
    """What was read, against what stands there now."""
    if moved is None:
        return None
    now = _written(moved.now) if moved.now is not None else ""
    pieces = compared(moved.read, now) if moved.read else ((now, "same"),)
    return {
        "number": moved.now.number if moved.now is not None else 0,
        "pieces": pieces,
        "known": bool(moved.read),
    }


def _written(part: Paragraph) -> str:
    return f"({part.marking}) {part.text}" if part.marking else part.text


def _own(here: Seat, text: Cleared) -> str:
    """The account's own last act on this text, when it can be taken back."""
    act = None if here.past else _last(here, text)
    if act is None or here.dossier.get(act.what.get("record", "")) is None:
        return ""
    if roundsback.ACT in act.what:
        return roundsback.short_title(act.what)
    return f"your word on paragraph {act.passage}" if act.passage else "the silence that was counted"


def _bodies(here: Seat) -> list[tuple[str, str]]:
    """Who can be asked: our own side's offices first."""
    own = here.dossier.header.own_side
    every = [(id, here.dossier.title(id)) for kind in BODIES for id in here.dossier.ids(kind)][:600]
    return sorted(every, key=lambda each: own != "" and side_of(here.dossier, each[0]) != own)


__all__ = ["clearance", "papers"]
