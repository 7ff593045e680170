"""What is already filed from a document, passage by passage."""

from __future__ import annotations

from collections import defaultdict

from summitry.archive.proofs import led
from summitry.archive.quoting import stands
from summitry.dossier.citations import citation
from summitry.dossier.quotations import quotations
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.capturing.paper import Paper

_NAMES = {"relay": "claim", "agreement": "duty", "paper": "step"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Something filed from a passage: what it is, the words by which it is known, its record and its words
    there."""

    passage: int
    what: str
    says: str
    record: str
    words: str


def filed_from(dossier: Dossier, paper: Paper) -> tuple[Margin, ...]:
    """Return what is filed from a document, in the order of its passages."""
    here = {p.number for p in paper.passages}
    found: dict[tuple[int, str, str], Margin] = {}
    for record in dossier.citing(paper.document.id, Record):
        for words, citations in _cited(dossier, record):
            at = _where(dossier, paper, words, citations)
            if at in here:
                margin = _margin(dossier, record, at, words)
                found.setdefault((at, record.id, margin.says), margin)
    return tuple(found[key] for key in sorted(found, key=lambda k: (k[0], k[1])))


def _cited(dossier: Dossier, record: Record) -> list[tuple[str, tuple[str, ...]]]:
    quoted = [(q.words, q.citations) for q in quotations(dossier, record)]
    return quoted or [("", (source,)) for source in record.source]


def _where(dossier: Dossier, paper: Paper, words: str, citations: tuple[str, ...]) -> int:
    """The passage in which the words stand, else the first that is cited precisely; 0 for none."""
    first = 0
    for cited in citations:
        where = led(dossier, cited) if cited.strip() else None
        if where is None or where.held.digest != paper.held.digest or where.missing:
            continue
        there = stands(words, where.passages, in_order=False) if words else None
        if there is not None:
            return there.passages[0].number
        if not first and where.citation.is_precise and where.passages:
            first = where.passages[0].number
    return first


def _margin(dossier: Dossier, record: Record, passage: int, words: str) -> Margin:
    what = _NAMES.get(record.kind, record.kind.replace("_", " "))
    says = record.known_as if record.kind not in ("statement", "excerpt") else ""
    by = getattr(record, "by", "")
    if not says:
        says = dossier.title(by) if isinstance(by, str) and by else record.known_as
    return Margin(passage=passage, what=what, says=says, record=record.id, words=words)


def filed_ids(dossier: Dossier, document: str) -> tuple[str, ...]:
    """Return the records that cite a document."""
    return tuple(r.id for r in dossier.citing(document, Record) if r.kind != "search")


def counted(dossier: Dossier, paper: Paper) -> dict[str, int]:
    """Return how many records cite each part of a volume."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in dossier.citing(paper.document.id, Record):
        for _, citations in _cited(dossier, record):
            for text in citations:
                read = citation(text) if text.strip() else None
                if read is None or read.document not in (paper.document.id, *paper.document.aliases):
                    continue
                passage = paper.held.passage(read.passage) if read.passage else None
                found[passage.part if passage is not None else read.part].add(record.id)
    return {part: len(ids) for part, ids in found.items()}
