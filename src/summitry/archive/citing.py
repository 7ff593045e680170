"""Where a citation leads in a document that is held: to passages, or to a reason why not."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.citations import Citation
from summitry.dossier.holdings import Held, HeldPart, Passage
from summitry.foundation.values import dataclass

WHOLE = HeldPart()
"""Stands for a single document, which has no parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a citation leads: the passages it names, all of its part when it names none.

    ``missing`` says in words what the document does not have; then ``passages`` are those of the
    narrowest place that is there.
    """

    citation: Citation
    held: Held
    part: HeldPart
    passages: tuple[Passage, ...]
    missing: str = ""


def kept(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a paper itself, without the boilerplate that was taken out of a saved page."""
    return tuple(p for p in passages if p.role != "left-out")


def follow(citation: Citation, held: Held) -> Cited:
    """Follow a citation into the text of its document.

    Pages, paragraphs and notes that stand together narrow each other: ``p. 129 para. 5`` is the fifth
    paragraph where it lies on that page, else the fifth that is on it.
    """
    if citation.passage:
        return _by_passage(citation, held)
    part = held.part(citation.part) if citation.part else None
    if citation.part and part is None:
        return _lost(citation, held, WHOLE, held.passages, f"no document {citation.part}")
    part = part or _only(held)
    here = held.of_part(part) if part.id or part.last > 0 else held.passages
    here = kept(here)
    for narrower in (_pages, _paragraphs, _notes):
        found, missing = narrower(citation, here)
        if missing:
            return _lost(citation, held, part, here, missing)
        here = found
    return Cited(citation=citation, held=held, part=part, passages=here)


def _only(held: Held) -> HeldPart:
    return held.parts[0] if len(held.parts) == 1 else WHOLE


def _lost(citation: Citation, held: Held, part: HeldPart, here: tuple[Passage, ...], missing: str) -> Cited:
    return Cited(citation=citation, held=held, part=part, passages=here, missing=missing)


def _by_passage(citation: Citation, held: Held) -> Cited:
    found = held.passage(citation.passage) if held.digest.startswith(citation.digest) else None
    if found is None:
        missing = f"no passage {citation.passage}"
        if not held.digest.startswith(citation.digest):
            missing = "no such passage: it is of another version"
        return _lost(citation, held, WHOLE, held.passages, missing)
    part = held.part(found.part) if found.part else None
    return Cited(citation=citation, held=held, part=part or _only(held), passages=(found,))


Narrowed = tuple[tuple[Passage, ...], str]


def _pages(citation: Citation, here: tuple[Passage, ...]) -> Narrowed:
    if citation.pages is None:
        return here, ""
    order = list(dict.fromkeys(page for p in here for page in (p.page.lower(), p.end_page.lower()) if page))
    first, last = (order.index(page) if page in order else -1 for page in citation.pages)
    if first < 0 or last < first:
        if not order:
            return here, "no pages"
        return here, f"no page {citation.pages[0 if first < 0 else 1]}"
    wanted = set(order[first : last + 1])
    return tuple(p for p in here if _touches(p, order, wanted)), ""


def _touches(passage: Passage, order: list[str], wanted: set[str]) -> bool:
    begin = passage.page.lower()
    end = passage.end_page.lower() or begin
    if begin not in order or end not in order:
        return begin in wanted or end in wanted
    return not wanted.isdisjoint(order[order.index(begin) : order.index(end) + 1])


def _paragraphs(citation: Citation, here: tuple[Passage, ...]) -> Narrowed:
    if citation.paragraphs is None:
        return here, ""
    first, last = citation.paragraphs
    found = tuple(p for p in here if first <= p.paragraph <= last)
    if not found and citation.pages is not None:
        running = [p for p in here if p.paragraph]
        found = tuple(running[first - 1 : last]) if first else ()
    if not found:
        most = max((p.paragraph for p in here), default=0)
        return here, f"no paragraph {first}" + (f" (it has {most})" if most else "")
    return found, ""


def _notes(citation: Citation, here: tuple[Passage, ...]) -> Narrowed:
    if citation.source_note:
        found = tuple(p for p in here if p.role == "source-note")
        return (found, "") if found else (here, "no source note")
    if not citation.note:
        return here, ""
    found = tuple(p for p in here if p.role in ("footnote", "source-note") and p.label == citation.note)
    return (found, "") if found else (here, f"no note {citation.note}")


def place_in_words(held: Held, passage: Passage) -> str:
    """Return where a passage stands, as a person would cite it: ``d49 p. 129, para. 5``.

    >>> p = Passage(number=7, role="body", text="...", page="129", part="d49", paragraph=5)
    >>> place_in_words(Held(digest="", original="", media=""), p)
    'd49 p. 129 para. 5'
    """
    words = [passage.part] if passage.part else []
    if passage.page:
        words.append(f"p. {passage.page}")
    if passage.role == "source-note":
        words.append("source note")
    elif passage.role == "footnote" and passage.label:
        words.append(f"note {passage.label}")
    elif passage.paragraph:
        words.append(f"para. {passage.paragraph}")
    elif passage.role == "head":
        words.append("heading")
    return " ".join(words) or held.passage_id(passage.number)
