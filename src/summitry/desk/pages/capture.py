"""Capture: a held document beside the form, and a fact filed from a sentence in seconds.

Every address answers a browser without script with a whole page, and the desk's own script with the pieces
of it that changed, each known by its id.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summitry.archive.pictures import LIMITS, NoPicture, has_pages, page_picture
from summitry.archive.reading import Readers
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.capturepanel import asked, one, own, page_of, panel, said, short
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.undoing import did
from summitry.desk.pages.unsaved import drop, keeping, restoring
from summitry.desk.pages.writing import actor
from summitry.desk.pages.writing import in_words as why
from summitry.desk.reading import note_read
from summitry.dossier.kinds import Document
from summitry.dossier.kinds.words import SPEAKERS
from summitry.foundation.dates import in_words
from summitry.foundation.refusals import Refused
from summitry.secretariat import capturing
from summitry.secretariat.capturing import KINDS, Filing, Paper, paper_of
from summitry.secretariat.capturing.paper import NotChosen, shown

PER_PAGE = 120
"""Passages on one page: some 150 kB at most."""

PEOPLE = 1500
SCRIPT = "HTTP_X_DESK"
"""The header by which the desk's script asks for the pieces of a page that changed."""


@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """List the documents that are held, newest first, with how much is filed from each."""
    here = seat(request, slug)
    rows = []
    for document in here.dossier.all(Document):
        held = here.dossier.held(document.id)
        if held is None or not held.passages:
            continue
        when = document.published or document.date
        rows.append((
            when.sort_key() if when is not None else (), document.id, document.known_as, _day(document),
            max(1, sum(p.kind == "document" for p in held.parts)),
            len(capturing.filed_ids(here.dossier, document.id)),
            on(here, reverse("capture", args=(slug, document.id))),
        ))  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return page(
        request, here, "desk/capture-list.html", title="Capture", here="captures",
        rows=[row[2:] for row in rows], holds=[row[1] for row in rows],
        bring=reverse("bring", args=(slug,)) if here.may(RECORD) else "",
        verdict="" if rows else "No document is held yet.",
    )  # fmt: skip


def _day(document: Document) -> str:
    when = document.date or document.published
    return in_words(when) if when is not None else ""


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def capture(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show a document with the form beside it; file what was typed."""
    here = seat(request, slug, RECORD if request.method == "POST" else "read")
    paper = paper_of(here.dossier, name)
    if paper is None:
        raise Nothing
    if not paper.part.id and sum(p.kind == "document" for p in paper.held.parts) > 1:
        return _volume(request, here, paper)
    if request.method == "POST":
        return _file(request, here, paper)
    return _whole(request, here, paper, panel(here, paper, asked(request.GET)))


def _volume(request: HttpRequest, here: Seat, paper: Paper) -> HttpResponse:
    counts = capturing.counted(here.dossier, paper)
    rows = [
        (part.title, part.date[:10], counts.get(part.id, 0),
         on(here, reverse("capture", args=(here.served.slug, f"{paper.name}/{part.id}"))))
        for part in paper.held.parts if part.kind == "document" and part.id
    ]  # fmt: skip
    return page(
        request, here, "desk/capture-volume.html", title=paper.title, here="captures", rows=rows,
        holds=[paper.document.id], kind=f"{len(rows)} documents",
    )  # fmt: skip


def _whole(
    request: HttpRequest, here: Seat, paper: Paper, side: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    start = _start(request, paper, side["first"])
    margins = capturing.filed_from(here.dossier, paper)
    passages = [
        (each, [m for m in margins if m.passage == each.number]) for each in shown(paper, start, PER_PAGE)
    ]
    address = reverse("capture", args=(here.served.slug, paper.name))
    looks = request.GET.get("as") == "page" and has_pages(paper.held)
    return page(
        request, here, "desk/capture.html", title=paper.title, here="captures", status=status,
        holds=[paper.document.id, *(m.record for m in margins)], paper=paper, passages=passages,
        panel=side, day=said(paper), people=_people(here), address=address,
        on_day=here.day.isoformat() if here.past else "",
        earlier=on(here, address, **{"from": str(max(0, start - PER_PAGE))}) if start else "",
        later=on(here, address, **{"from": str(start + PER_PAGE)})
        if start + PER_PAGE < len(paper.passages) else "",
        picture=_picture(here, request, paper) if looks else None, has_pages=has_pages(paper.held),
        text_href=on(here, address), page_href=on(here, address, **{"as": "page"}),
        beside=_beside(here, paper), record=to_record(here, paper.document.id),
        selected={a.address for p, _ in passages for a in p.sentences if _inside(side, a.address)},
    )  # fmt: skip


def _start(request: HttpRequest, paper: Paper, first: str) -> int:
    asked = request.GET.get("from", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 7:
        return min(int(asked), max(0, len(paper.passages) - 1))
    named = first.partition(".")[0] or request.GET.get("at", "")
    if named.isascii() and named.isdecimal() and len(named) < 9 and paper.passages:
        at = min(max(0, int(named) - paper.passages[0].number), len(paper.passages) - 1)
        return at // PER_PAGE * PER_PAGE
    return 0


def _inside(side: dict[str, Any], address: str) -> bool:
    if "chosen" not in side:
        return False
    chosen = side["chosen"]
    low, high = (tuple(map(int, a.split("."))) for a in (chosen.first, chosen.last))
    return low <= tuple(map(int, address.split("."))) <= high


def _people(here: Seat) -> list[str]:
    """The names that fields for somebody are filled with."""
    names = [here.dossier.title(id) for kind in SPEAKERS for id in here.dossier.ids(kind)]
    return list(dict.fromkeys(names))[:PEOPLE]


def _beside(here: Seat, paper: Paper) -> dict[str, str]:
    """The papers before and after this one, in its volume or in the list."""
    slug = here.served.slug
    if paper.part.id:
        names = [f"{paper.document.id}/{p.id}" for p in paper.held.parts if p.kind == "document" and p.id]
    else:
        names = [i for i in here.dossier.ids("document") if here.dossier.held(i) is not None]
    at = names.index(paper.name) if paper.name in names else 0
    to = {"before": names[at - 1] if at else "", "after": names[at + 1] if at + 1 < len(names) else ""}
    return {k: on(here, reverse("capture", args=(slug, n))) if n else "" for k, n in to.items()} | {
        "number": str(at + 1), "of": str(len(names)),
    }  # fmt: skip


def _picture(here: Seat, request: HttpRequest, paper: Paper) -> dict[str, Any]:
    """Which page of a PDF is shown as it looks."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    number = min(max(number, 1), paper.held.pages)
    address = reverse("capture", args=(here.served.slug, paper.name))

    def to(other: int) -> str:
        return on(here, address, **{"as": "page", "page": str(other)})

    return {
        "number": number, "of": paper.held.pages, "before": to(number - 1) if number > 1 else "",
        "after": to(number + 1) if number < paper.held.pages else "",
        "src": on(here, reverse("capture-page", args=(here.served.slug, paper.name, number))),
    }  # fmt: skip


# -- pieces, for the script ----------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Answer with the form for the words that are pointed at; sent again when a field turns others."""
    here, paper = _paper(request, slug, name)
    sent = request.POST if request.method == "POST" else request.GET
    side = panel(here, paper, asked(sent), check=request.method == "POST")
    note_read(here, [paper.document.id])
    return render(request, "desk/_filing.html", _pieces(here, paper, side))


@require_POST
def check(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Answer with what the check would find if the fact were filed as it is typed now."""
    here, paper = _paper(request, slug, name)
    side = panel(here, paper, asked(request.POST), check=True)
    return render(request, "desk/_soon.html", {"panel": side})


def _paper(request: HttpRequest, slug: str, name: str) -> tuple[Seat, Paper]:
    here = seat(request, slug, RECORD)
    paper = paper_of(here.dossier, name)
    if paper is None:
        raise Nothing
    return here, paper


def _pieces(here: Seat, paper: Paper, side: dict[str, Any]) -> dict[str, Any]:
    return {
        "seat": here, "paper": paper, "panel": side,
        "address": reverse("capture", args=(here.served.slug, paper.name)),
    }  # fmt: skip


# -- acts ----------------------------------------------------------------------------------------


def _file(request: HttpRequest, here: Seat, paper: Paper) -> HttpResponse:
    sent = asked(request.POST)
    if restoring(request) or one(sent, "turn"):
        return _whole(request, here, paper, panel(here, paper, sent, check=True))
    kind = one(sent, "kind")
    try:
        if kind not in KINDS:
            raise NotChosen("Say what the sentence is: a statement, a claim, a pledge ...")
        chosen = capturing.choose(paper, one(sent, "s"), one(sent, "e"), one(sent, "w"))
        answers = {k: v for k, v in sent.items() if k not in ("s", "e", "w", "kind")}
        fact = capturing.prepared(here.dossier, paper, chosen, kind, answers, here.today.isoformat())
        filing = capturing.file(actor(here), here.served.folder, fact)
    except Refused as refusal:
        side = panel(here, paper, sent, fault=why(refusal), check=True)
        if SCRIPT in request.META:
            return render(request, "desk/_filing.html", _pieces(here, paper, side), status=422)
        return _whole(request, here, paper, side, status=422)
    drop(request, here.served.slug)
    did(here, filing.plain(), page_of(paper), chosen.passages[0].number)
    done = f"Filed: {short(fact.says)}, {_who(here, fact.fields or {}, one(sent, 'by'))}{said(paper)}"
    return _done(request, here, paper, done.rstrip(" ,") + ".", chosen.passages[0].number, chosen.last)


def _who(here: Seat, fields: dict[str, Any], typed: str) -> str:
    by = fields.get("by")
    name = here.dossier.title(by) if isinstance(by, str) and by else typed
    return f"{name}, " if name else ""


@require_POST
def back(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Take back the account's own last act on this document, or the one that is named."""
    here, paper = _paper(request, slug, name)
    mine = OwnAct.objects.filter(account=here.account, dossier=slug, page=page_of(paper)).order_by("-pk")
    named = request.POST.get("act", "")
    if named:
        mine = (
            mine.filter(pk=int(named))
            if named.isascii() and named.isdecimal() and len(named) < 12
            else mine.none()
        )
    act = mine.first()
    if act is None:
        return _done(request, here, paper, "Nothing of yours is left to take back here.", 0, "")
    try:
        capturing.take_back(actor(here), here.served.folder, Filing.of_plain(act.what))
        done = "Taken back."
    except Refused as refusal:
        done = why(refusal)
    act.delete()
    return _done(request, here, paper, done, act.passage, "")


def _done(request: HttpRequest, here: Seat, paper: Paper, done: str, passage: int, last: str) -> HttpResponse:
    """Answer after an act: what was done, what is filed now, and the margin of its passage."""
    here.served.look_again()
    after = seat(request, here.served.slug)
    if SCRIPT not in request.META:
        query = {"s": _after(paper, last)} if last else {}
        messages.info(request, done)
        return redirect(on(here, reverse("capture", args=(here.served.slug, paper.name)), **query))
    margins = [m for m in capturing.filed_from(after.dossier, paper) if m.passage == passage]
    pieces = _pieces(after, paper, {"own": own(after, paper), "may": True})
    return render(
        request, "desk/_filed.html", {**pieces, "said": done, "passage": passage, "margins": margins}
    )


def _after(paper: Paper, last: str) -> str:
    every = [s.address for p in shown(paper, 0, len(paper.passages)) for s in p.sentences]
    at = every.index(last) + 1 if last in every else 0
    return every[min(at, len(every) - 1)] if every else ""


# -- pages as they look --------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _readers() -> Readers:
    """The process that draws pages: begun when the first is asked for."""
    return Readers(LIMITS, at_once=1)


@require_safe
def picture(request: HttpRequest, slug: str, name: str, number: int) -> HttpResponse:
    """Answer with a page of a PDF as a picture."""
    here = seat(request, slug)
    paper = paper_of(here.dossier, name)
    if paper is None:
        raise Nothing
    try:
        drawn = page_picture(here.served.folder, paper.held, number, _readers())
    except NoPicture:
        raise Nothing from None
    note_read(here, [paper.document.id])
    response = HttpResponse(drawn, content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
