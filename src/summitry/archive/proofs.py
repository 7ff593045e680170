"""Every quotation of a record held against the documents it cites."""

from __future__ import annotations

import enum
from dataclasses import replace

from summitry.archive.citing import Cited, follow, kept, place_in_words
from summitry.archive.quoting import Change, Match, Standing, held_against, stands
from summitry.dossier.citations import citation
from summitry.dossier.holdings import Passage
from summitry.dossier.kinds import Document
from summitry.dossier.quotations import Quotation, quotations
from summitry.dossier.value import Dossier
from summitry.foundation.origin import Path
from summitry.foundation.values import dataclass


class Verdict(enum.Enum):
    """What became of a quotation when it was looked up."""

    PROVED = "proved"
    ELSEWHERE = "elsewhere"
    """The words stand in the document, but not where the citation says."""
    DIFFERS = "differs"
    """A text like it stands there, in other words."""
    ABSENT = "absent"
    """Nothing like it stands in the document."""
    UNPROVED = "unproved"
    """No text of what it cites is held."""
    UNSOURCED = "unsourced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A quotation and what was found: ``document`` is the one it was held against, ``cites`` the citation
    as written, ``passages`` where the words (or the nearest text) stand, ``places`` the same as a person
    would cite them."""

    path: Path
    words: str
    verdict: Verdict
    document: str = ""
    cites: str = ""
    passages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    nearest: str = ""
    changes: tuple[Change, ...] = ()
    missing: str = ""
    """What the document does not have of the place that is cited: ``no page 900``."""


_BEST = (Verdict.PROVED, Verdict.ELSEWHERE, Verdict.DIFFERS, Verdict.ABSENT)


def proofs(dossier: Dossier, record: str) -> tuple[Proof, ...]:
    """Return how each quotation of a record stands; one that several documents bear out is proved once."""
    found = dossier.get(record)
    return () if found is None else tuple(_proof(dossier, q) for q in quotations(dossier, found))


def _proof(dossier: Dossier, quotation: Quotation) -> Proof:
    if not quotation.citations:
        return Proof(path=quotation.path, words=quotation.words, verdict=Verdict.UNSOURCED)
    tried = []
    for cited in _by_document(dossier, quotation.citations):
        tried.append(_tried(dossier, quotation, cited, several=len(quotation.citations) > 1))
        if tried[-1].verdict is Verdict.PROVED:
            break
    if not tried:
        return Proof(
            path=quotation.path, words=quotation.words, verdict=Verdict.UNPROVED,
            cites=quotation.citations[0],
        )  # fmt: skip
    return min(tried, key=lambda p: _BEST.index(p.verdict))


def _by_document(dossier: Dossier, citations: tuple[str, ...]) -> list[Cited]:
    """Where citations lead; those that lead to one document are one place, in its order."""
    found: dict[str, Cited] = {}
    for text in citations:
        cited = led(dossier, text)
        if cited is None:
            continue
        key = cited.held.digest
        first = found.get(key)
        if first is None or (first.missing and not cited.missing):
            found[key] = cited
        elif not cited.missing:
            both = {p.number: p for p in (*first.passages, *cited.passages)}
            found[key] = replace(first, passages=tuple(both[number] for number in sorted(both)))
    return list(found.values())


def led(dossier: Dossier, text: str) -> Cited | None:
    """Return where a citation leads, or ``None`` when no text of its document is held."""
    read = citation(text)
    held = dossier.held(read.document, read.digest) or dossier.held(read.document)
    return None if held is None else follow(read, held)


def _tried(dossier: Dossier, quotation: Quotation, cited: Cited, *, several: bool) -> Proof:
    match, verdict = _judged(quotation.words, cited, several=several)
    held = cited.held
    document = dossier.of(Document, cited.citation.document)
    return Proof(
        path=quotation.path, words=quotation.words, verdict=verdict,
        document=document.id if document is not None else "", cites=cited.citation.text,
        passages=tuple(held.passage_id(p.number) for p in match.passages),
        places=tuple(place_in_words(held, p) for p in match.passages),
        nearest=match.nearest, changes=match.changes, missing=cited.missing,
    )  # fmt: skip


def _judged(words: str, cited: Cited, *, several: bool) -> tuple[Match, Verdict]:
    """Where the words stand best: in the place cited, in its part of the volume, in the whole file."""
    found = stands(words, cited.passages, in_order=not several)
    if found is not None:
        return found, Verdict.ELSEWHERE if cited.missing else Verdict.PROVED
    wider = [kept(cited.held.passages)]
    if cited.part.id:
        wider.insert(0, _part(cited))
    for passages in wider:
        found = stands(words, passages)
        if found is not None:
            return found, Verdict.ELSEWHERE
    for passages in (cited.passages, wider[0]):
        nearest = held_against(words, passages)
        if nearest.standing is Standing.NEAR:
            return nearest, Verdict.DIFFERS
    return nearest, Verdict.ABSENT


def _part(cited: Cited) -> tuple[Passage, ...]:
    held = cited.held
    return kept(held.of_part(cited.part) if cited.part.last > 0 else held.passages)
