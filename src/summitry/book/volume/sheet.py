"""A paper of its own as set: one piece, and behind it where each sentence comes from."""

from __future__ import annotations

from dataclasses import replace

from summitry.book.blocks import Section
from summitry.book.html import JUDGED
from summitry.book.volume import value as v
from summitry.book.volume.build import shown_source, stamped
from summitry.book.volume.lists import documents_of
from summitry.book.volume.setting import Compositor
from summitry.book.volume.words import Setter
from summitry.dossier.kinds.people import Person
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say


def sheet(dossier: Dossier, section: Section, name: str, *, margined: bool = False) -> v.Volume:
    """Return a paper, set; on a ``margined`` one the numbers stand in the margin."""
    comp = Compositor(dossier, Setter(dossier.limit, [p.name for p in dossier.all(Person)]))
    header = dossier.header
    piece = replace(comp.piece(section, f"{name}-1", ""), margined=margined)
    kicker = comp.words.shown(section.kicker)
    title = comp.words.shown(section.title)
    chapter = v.Chapter(key=name, number="", kicker=kicker, title=title, pieces=(piece,), rank=piece.rank)
    sources_say = comp.by_page(say("Find the number that stands beside the sentence; the documents follow."))
    return stamped(
        v.Volume(
            dossier=comp.words.shown(header.dossier) or "Dossier", subtitle="",
            known=say("As known on {day}, {place}", day=day_in_words(dossier.limit), place=header.known_in),
            judged=say(JUDGED) if dossier.is_narrowed else "", day=dossier.limit.isoformat(), version="",
            markings=header.markings or ("",), rank=piece.rank, facts=(), play=(), chapters=(chapter,),
            sources=tuple(shown_source(source, comp) for source in comp.numbers.sources()),
            documents=documents_of(dossier, comp), index=(), guide=_NOTHING, sources_say=sources_say,
            index_says=_NOTHING, sort="paper", name=f"{kicker}, {title}",
        )
    )  # fmt: skip


_NOTHING = v.Said(words=())
