"""Searching a dossier: one question, many in a run, passages like one, and questions that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from summitry.archive.proofs import led
from summitry.archive.search import (
    ENGINES,
    Found,
    Hit,
    NoEngine,
    NotADate,
    Searcher,
    answering,
    find_records,
    like,
)
from summitry.dossier.kinds import Search
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass

RUN = "summitry"
"""The name of our runs in a TREC file."""


class NothingLedThere(LookupError):
    """A citation leads to no passage that is held; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a run: its name, its plain words, and the volume it is limited to (or none)."""

    id: str
    words: str
    volume: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Passages like one."""

    cites: str
    hits: tuple[Hit, ...]


def search(dossier: Dossier, text: str, *, limit: int = 10, engine: str = "") -> Found:
    """Answer a typed question from the documents and the records of a dossier.

    Raises:
        NotADate: when what stands behind ``date:`` is none.
        NoEngine: when an engine is named and not installed.
    """

    def question(searcher: Searcher) -> Found:
        found = searcher.ask(text, limit=limit)
        records = find_records(dossier, text, searcher.lists(), limit)
        return replace(found, records=records)

    return answering(dossier, folder_of(dossier), question, engine)


def run(dossier: Dossier, queries: Iterable[Query], *, limit: int = 100, engine: str = "") -> Iterator[str]:
    """Yield the lines of a TREC run: for each query the best documents, best first.

    Queries are plain words: no phrase, operator or field is read in them.

    Raises:
        NoEngine: when an engine is named and not installed.
    """
    asked = list(queries)

    def question(searcher: Searcher) -> list[str]:
        return [
            f"{query.id} Q0 {id} {rank} {score:.6f} {RUN}"
            for query in asked
            for rank, (id, score) in enumerate(searcher.run(query.words, query.volume, limit), 1)
        ]

    yield from answering(dossier, folder_of(dossier), question, engine)


def run_typed(dossier: Dossier, text: str, *, limit: int = 100, engine: str = "") -> list[str]:
    """Return the lines of a TREC run for one typed question, whose name is then 1.

    Raises:
        NotADate: when what stands behind ``date:`` is none.
        NoEngine: when an engine is named and not installed.
    """
    found = answering(dossier, folder_of(dossier), lambda searcher: searcher.run_typed(text, limit), engine)
    return [f"1 Q0 {id} {rank} {score:.6f} {RUN}" for rank, (id, score) in enumerate(found, 1)]


def likeness(dossier: Dossier, cites: str, *, limit: int = 10, engine: str = "") -> Likeness:
    """Return the documents with passages most like the one that a citation leads to.

    Raises:
        NothingLedThere: when it leads nowhere.
        NoEngine: when an engine is named and not installed.
    """
    cited = led(dossier, cites)
    if cited is None:
        raise NothingLedThere(f'The cabinet holds no text for "{cites}".')
    if cited.missing:
        raise NothingLedThere(f'"{cites}" leads nowhere: {cited.missing}.')
    text = "\n".join(passage.text for passage in cited.passages)
    document = cited.citation.document or _document_of(dossier, cited.held.digest)
    part = cited.part.id or next((p.part for p in cited.passages), "")
    but = f"{document}/{part}" if part else document
    hits = answering(dossier, folder_of(dossier), lambda searcher: like(searcher, text, but, limit), engine)
    return Likeness(cites=cites, hits=hits)


def _document_of(dossier: Dossier, digest: str) -> str:
    for id in dossier.ids("document"):
        held = dossier.held(id)
        if held is not None and held.digest == digest:
            return id
    return ""


def kept(dossier: Dossier) -> tuple[Search, ...]:
    """Return the searches that are kept in the dossier, in order of their ids."""
    return dossier.all(Search)


def folder_of(dossier: Dossier) -> Path:
    """Return the folder that a dossier was read from."""
    return Path(dossier.whole.folder)


__all__ = [
    "ENGINES", "Found", "Likeness", "NoEngine", "NotADate", "NothingLedThere", "Query", "folder_of", "kept",
    "likeness", "run", "run_typed", "search",
]  # fmt: skip
