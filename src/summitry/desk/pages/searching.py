"""Search over what the reader's copy holds: the documents of the cabinet, and the records by kind."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry.archive.search.result import Extract, Found, Hit, RecordHit
from summitry.desk.access import Seat, seat
from summitry.desk.pages.addresses import BY_VIEW, to_page, to_passage
from summitry.desk.pages.framing import on, page, to_record
from summitry.dossier.kinds import BY_KIND
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened
from summitry.secretariat.searching import NoEngine, NotADate, kept, search

MOST = 30
LONGEST = 500
"""Characters of a question that are read."""

PAGES = {"relay": "relays", "pledge": "pledges", "question": "lines", "meeting": "countdown"}
"""Kinds whose records have a page of a view of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words, and whether they are what was asked for."""

    words: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Something that was found: its title and page, words of it, where it is from."""

    title: tuple[Piece, ...]
    href: str
    pieces: tuple[Piece, ...] = ()
    about: str = ""
    verbatim: bool = False


@require_safe
def searching(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was found in documents and records, the best first; without a question, the kept ones."""
    here = seat(request, slug)
    question = " ".join(request.GET.get("q", "")[:LONGEST].split())
    found, fault = Found(question=question), ""
    if question:
        try:
            found = search(here.dossier, question, limit=MOST)
        except NotADate as wrong:
            fault = f"{wrong} {wrong.hint}"
        except NoEngine as missing:
            fault = str(missing)
    documents = [_document(here, hit) for hit in found.hits]
    address = reverse("search", args=(slug,))
    kinds = [
        (opened(BY_KIND[kind].plural.replace("_", " ")), [_record(here, hit) for hit in hits])
        for kind, hits in _by_kind(found.records)
    ]
    return page(
        request, here, "desk/search.html", title="Search", here="search", question=question, fault=fault,
        documents=documents, kinds=kinds, verdict=_verdict(found) if question and not fault else "",
        instead=(found.did_you_mean, on(here, address, q=found.did_you_mean)) if found.did_you_mean else None,
        narrower=[
            (t.facet, t.value, t.documents, on(here, address, q=f"{question} {t.asks}"))
            for t in found.tallies if t.asks
        ],
        kept=[(s.known_as, on(here, address, q=s.asks)) for s in kept(here.dossier)],
        status=422 if fault else 200,
        holds=[*(h.document for h in found.hits), *(r.id for r in found.records)],
    )  # fmt: skip


def _verdict(found: Found) -> str:
    if not found.documents and not found.records:
        lost = listed(f"“{w}”" for w in found.nowhere)
        words = f" {lost} {'occurs' if len(found.nowhere) == 1 else 'occur'} in no document." if lost else ""
        return f"Nothing on “{found.question}” in this copy.{words} Try another word for it."
    held = f" of {found.held}" if found.held else ""
    told = [f"{counted(found.documents, 'document')}{held}"] if found.held else []
    told.append(f"{'the best ' if len(found.records) == MOST else ''}{counted(len(found.records), 'record')}")
    left = f" The best {MOST} documents are shown." if found.documents > MOST else ""
    ignored = f" Left aside: {listed(found.ignored)}." if found.ignored else ""
    return f"{opened(listed(told))}.{left}{ignored}"


def _by_kind(hits: tuple[RecordHit, ...]) -> list[tuple[str, list[RecordHit]]]:
    """The records by kind, the kind with the best one first."""
    best: dict[str, int] = {}
    for at, hit in enumerate(hits):
        best.setdefault(hit.kind, at)
    ordered = sorted(hits, key=lambda h: best[h.kind])
    return [(kind, list(some)) for kind, some in groupby(ordered, key=lambda h: h.kind)]


def _document(here: Seat, hit: Hit) -> Row:
    extract = hit.extract
    name = f"{hit.document}/{hit.part}" if hit.part else hit.document
    return Row(
        title=_pieces(opened(hit.title or here.dossier.title(hit.document)), ()),
        href=to_passage(here, name, extract.passage if extract else ""),
        pieces=_pieces(extract.words, extract.marked) if extract else (),
        about=", ".join(filter(None, (hit.date, hit.author, _place(extract)))), verbatim=True,
    )  # fmt: skip


def _place(extract: Extract | None) -> str:
    if extract is None:
        return ""
    return (
        f"page {extract.page}"
        if extract.page
        else f"paragraph {extract.paragraph}"
        if extract.paragraph
        else ""
    )


def _record(here: Seat, hit: RecordHit) -> Row:
    view = PAGES.get(hit.kind, "")
    href = (
        to_page(here, view, hit.id) if view in BY_VIEW and hit.kind != "meeting" else to_record(here, hit.id)
    )
    named = hit.words == hit.title
    verbatim = getattr(here.dossier.get(hit.id), "words", "") == hit.words
    return Row(
        title=_pieces(opened(hit.title), hit.marked if named else ()), href=href, verbatim=verbatim,
        pieces=_pieces(hit.words, hit.marked) if not named else (),
    )  # fmt: skip


def _pieces(words: str, marked: tuple[tuple[int, int], ...]) -> tuple[Piece, ...]:
    found, at = [], 0
    for start, end in marked:
        found += [Piece(words=words[at:start], found=False), Piece(words=words[start:end], found=True)]
        at = end
    return tuple(p for p in (*found, Piece(words=words[at:], found=False)) if p.words)
