"""The lists at the end: the documents cited, and the index of terms and names."""

from __future__ import annotations

import re
from dataclasses import replace

from summitry.book.blocks import Trace
from summitry.book.marking import marking_rank
from summitry.book.volume import value as v
from summitry.book.volume.setting import Compositor
from summitry.dossier.kinds import Document, Term
from summitry.dossier.kinds.people import Person
from summitry.dossier.record import cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say

LEAST = 3
"""Shorter words are not indexed."""


def documents_of(dossier: Dossier, comp: Compositor) -> tuple[v.Documented, ...]:
    """Return the documents that the numbers lead to, by title."""
    found = []
    for id in comp.numbers.documents():
        document = dossier.get(cited_document(id))
        if isinstance(document, Document):
            dated = document.published or document.date
            found.append(
                v.Documented(
                    id=document.id,
                    no="",
                    title=comp.words(document.title),
                    author=comp.words(document.author) if document.author else (),
                    dated=in_words(dated) if dated else say("not dated"),
                    grade=document.grade.replace("-", " "),
                )
            )
    unique = {d.id: d for d in found}
    listed = sorted(unique.values(), key=lambda d: ("".join(r.text for r in d.title).casefold(), d.id))
    return tuple(replace(each, no=say("D{number}", number=at)) for at, each in enumerate(listed, 1))


def index_of(dossier: Dossier, comp: Compositor, chapters: tuple[v.Chapter, ...]) -> tuple[v.Entry, ...]:
    """Return terms and people with the sections that name them."""
    texts = [
        (piece.key, piece.number, _text(piece)) for chapter in chapters for piece in chapter.pieces
        if chapter.key != "findings"
    ]  # fmt: skip
    wanted: dict[str, int] = {}
    names = (*((t.title, t.id) for t in dossier.all(Term)), *((p.name, p.id) for p in dossier.all(Person)))
    for name, id in names:
        wanted[name] = max(wanted.get(name, 0), marking_rank(dossier, (Trace(record=id),)))
    found = []
    for term in sorted(wanted, key=lambda t: (t.casefold(), t)):
        if len(term) < LEAST:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
        sections = tuple((key, number) for key, number, text in texts if pattern.search(text))
        if sections:
            found.append(v.Entry(term=comp.words(term), sections=sections, rank=wanted[term]))
    return tuple(found)


def _text(piece: v.Piece | v.Page) -> str:
    said = " ".join("".join(r.text for r in s.words) for s in v.said_in(piece))
    return (said + " " + "".join(r.text for r in piece.title)).replace("\u00a0", " ").replace("\u200b", "")
