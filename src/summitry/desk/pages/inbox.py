"""The inbox: what came in, gathered, with what it touches; a person says what it is. Nothing is filed by
itself, and what is unread stays until somebody has said something of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from summitry.book.marking import highest_of
from summitry.desk.access import Seat, seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import READ, RECORD
from summitry.desk.pages import inboxacts, inboxreading, inboxshown
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.dossier.kinds.words import SPEAKERS
from summitry.foundation.dates import day_in_words
from summitry.foundation.wording import counted, opened
from summitry.secretariat.watching import triaging
from summitry.watch.inbox import Entry
from summitry.watch.triage.value import Proposal

PER_PAGE = 40
"""Happenings in one list."""
DONE = 300
"""Reports somebody dealt with that are listed, those of the latest acts."""
NAMES = 1500
"""Names that a field for somebody is filled with."""


@require_http_methods(["GET", "HEAD", "POST"])
@on_ones_clock
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list of what is unread with one happening whole; do what was asked of one."""
    here = seat(request, slug, RECORD if request.method == "POST" else READ)
    if request.method == "POST":
        return _act(request, here)
    return _page(request, here)


def _act(request: HttpRequest, here: Seat) -> HttpResponse:
    every = inboxreading.unread(here).proposals
    done = inboxacts.do(request, here, every)
    if done.fault:
        return _page(request, here, fault=done.fault, typed=request.POST.dict(), status=422)
    here.served.look_again()
    query = {k: v for k in ("show", "from") if (v := request.POST.get(k, ""))}
    if done.then:
        query["h"] = done.then
    return redirect(on(here, reverse("inbox", args=(here.served.slug,)), **query))


def _page(
    request: HttpRequest,
    here: Seat,
    *,
    fault: str = "",
    typed: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = inboxreading.unread(here)
    typed = typed or {}
    touching = (typed.get("show") or request.GET.get("show", "")) == "touching"
    every = [p for p in found.proposals if p.touches] if touching else list(found.proposals)
    asked = str(typed.get("h") or request.GET.get("h", ""))
    at = inboxreading.placed(every, asked)
    start = _start(str(typed.get("from") or request.GET.get("from", "")), at, len(every))
    at = start if at is None else at
    chosen = every[at] if every else None
    address = reverse("inbox", args=(here.served.slug,))
    keep = {"show": "touching"} if touching else {}

    def to(place: int) -> str:
        return on(here, address, **keep, h=every[place].id) if 0 <= place < len(every) else ""

    listing = [
        inboxshown.row(here, each, to(n), chosen=n == at)
        for n, each in enumerate(every[start : start + PER_PAGE], start)
    ]
    return page(
        request, here, "desk/inbox.html", title="Inbox", here="inbox", status=status, fault=fault,
        verdict=_verdict(here, found.proposals, found.left), rows=listing, touching=touching,
        event=inboxshown.happening(here, chosen) if chosen else None,
        before=to(at - 1), after=to(at + 1), first=start + 1,
        earlier=on(here, address, **keep, **{"from": str(max(0, start - PER_PAGE))}) if start else "",
        later=on(here, address, **keep, **{"from": str(start + PER_PAGE)})
        if start + PER_PAGE < len(every) else "", start=start or "",
        all_href=on(here, address), touching_href=on(here, address, show="touching"),
        done_href=on(here, reverse("inbox-done", args=(here.served.slug,))),
        take_href=reverse("inbox-take", args=(here.served.slug,)) if here.may(RECORD) else "",
        asked_gone=bool(asked) and chosen is not None and chosen.id != asked,
        marking=_marking(here, (r.entry for p in every[start : start + PER_PAGE] for r in p.reports)),
        own=_own(here),
        **(_forms(here, chosen, every, typed) if chosen and here.may(RECORD) else {}),
    )  # fmt: skip


def _start(asked: str, at: int | None, count: int) -> int:
    if at is not None:
        return at // PER_PAGE * PER_PAGE
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 0
    return min(number, max(0, count - 1)) // PER_PAGE * PER_PAGE


def _verdict(here: Seat, proposals: Sequence[Proposal], left: int) -> str:
    if not proposals:
        return "Nothing is unread."
    reports = sum(len(p.unread) for p in proposals)
    touching = sum(bool(p.touches) for p in proposals)
    oldest = day_in_words(date.fromisoformat(proposals[0].came))
    more = (
        f" {left:,} more reports wait behind these, and are gathered as these are dealt with." if left else ""
    )
    touched = "none touches" if not touching else f"{touching:,} {'touches' if touching == 1 else 'touch'}"
    return (
        f"{opened(counted(reports, 'report'))} of {counted(len(proposals), 'event')} unread, the oldest since"
        f" {oldest}; {touched} what is on record.{more}"
    )


def _marking(here: Seat, entries: Iterable[Entry]) -> str:
    """The highest marking of what the page shows."""
    header = here.dossier.header
    return highest_of(header, (e.marking or header.lowest_marking for e in entries))


def _forms(here: Seat, chosen: Proposal, every: Sequence[Proposal], typed: dict[str, Any]) -> dict[str, Any]:
    dossier = here.dossier
    near = inboxshown.happenings_near(chosen, every)
    return {
        "may": True, "typed": typed, "kinds": inboxshown.kinds(dossier, chosen),
        "by": typed.get("by", inboxshown.doer(dossier, chosen)),
        "place": typed.get("place", inboxshown.place(chosen)), "says": typed.get("title", chosen.title),
        "on_day": typed.get("day", ""),
        "said": [(n, dossier.title(s.by), s.words) for n, s in enumerate(chosen.said)],
        "answers": inboxshown.answers(dossier, chosen) if chosen.said else [],
        "records": inboxshown.records_near(here, chosen),
        "near": near[: inboxshown.CANDIDATES], "others": near[inboxshown.CANDIDATES :],
        "names": _names(here),
    }  # fmt: skip


def _names(here: Seat) -> list[str]:
    names = [here.dossier.title(id) for kind in SPEAKERS for id in here.dossier.ids(kind)]
    return list(dict.fromkeys(names))[:NAMES]


def _own(here: Seat) -> list[dict[str, str]]:
    """The account's own last acts here, which it can take back."""
    if not here.may(RECORD):
        return []
    mine = OwnAct.objects.filter(account=here.account, dossier=here.served.slug, page=inboxacts.PAGE)
    return [{"id": str(act.pk), "says": str(act.what.get("says", ""))} for act in mine.order_by("-pk")[:5]]


@require_safe
def dealt_with(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was ignored and what was accepted, the latest act first, and what could not be read."""
    here = seat(request, slug)
    acts = triaging.dealt_with(here.served.folder, here.dossier, DONE)
    rows = [
        {
            "did": act.state,
            "who": act.who,
            "day": day_in_words(date.fromisoformat(act.at[:10])),
            "because": act.because,
            "items": " ".join(e.id for e in act.entries),
            "reports": [(e.item.title or e.item.text[:120], e.item.source or e.file) for e in act.entries],
            "record": opened(here.dossier.title(act.record)) if act.record else "",
            "href": to_record(here, act.record) if act.record else "",
        }
        for act in acts
    ]
    ignored = sum(len(r["reports"]) for r in rows if r["did"] == "ignored")
    return page(
        request, here, "desk/inbox-done.html", title="Ignored and accepted", here="inbox", rows=rows,
        verdict=f"{opened(counted(ignored, 'report'))} ignored. Each can be taken up again."
        if rows else "Nothing was ignored or accepted yet.",
        troubles=triaging.not_read(here.served.folder, here.dossier)[:DONE],
        back=on(here, reverse("inbox", args=(slug,))), may=here.may(RECORD),
        marking=_marking(here, (e for act in acts for e in act.entries)),
        holds=[act.record for act in acts if act.record],
    )  # fmt: skip
