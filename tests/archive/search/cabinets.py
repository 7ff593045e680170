"""A dossier with a cabinet typed out in a test, and questions put to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.holdings import Typed, typed

from summitry.archive.search import Found, Searcher, answering, find_records
from summitry.dossier.header import Grants
from summitry.dossier.holdings import HeldPart, Named
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

HEADER = """
format: 1
dossier: Talks
zone: UTC
markings: [open, restricted]
groups: [consular, intel]
readers: {visitor: {marking: open, groups: []}, consul: {marking: open, groups: [consular]}}
"""
VISITOR = Grants("open")


class Cabinet(Typed):
    """The same, and volumes with titles, dates and lists of names for their documents."""

    def name(self, file: str, *names: Named, **parts: HeldPart) -> None:
        """Give a volume names, and its documents what is said of them."""
        held = self._held[file]
        told = tuple(replace(parts.get(p.id, p), id=p.id, first=p.first, last=p.last) for p in held.parts)
        self._held[file] = replace(held, names=names, parts=told)

    def put(self, file: str, text: str) -> None:
        """Put another text in."""
        self._held[file] = typed(file, text)


def dossier(records: str, cabinet: Typed, day: date | None = date(2030, 1, 1)) -> Dossier:
    """Read a dossier from text, with this cabinet."""
    read = load_texts({"dossier.yaml": HEADER, "records.yaml": records})
    assert not read.faults, read.faults
    held = Dossier(replace(read.whole, holdings=cabinet))
    return held.as_of(day) if day else held


def cabinet_and_records(texts: Mapping[str, str]) -> tuple[str, Cabinet]:
    """Documents by id: their records and the cabinet."""
    records = ["documents:"]
    records += [f"- {{id: {id}, title: {id}, file: archive/{id}.txt}}" for id in texts]
    return "\n".join(records), Cabinet({f"archive/{id}.txt": text for id, text in texts.items()})


def ask(told: Dossier, folder: Path, text: str, engine: str = "fts5") -> Found:
    """Answer a question, records too."""

    def question(searcher: Searcher) -> Found:
        records = find_records(told, text, searcher.lists())
        return replace(searcher.ask(text), records=records)

    return answering(told, folder, question, engine)


def ids(found: Found) -> list[str]:
    """The ids of the documents found, best first."""
    return [hit.id for hit in found.hits]


__all__ = ["VISITOR", "Cabinet", "ask", "cabinet_and_records", "dossier", "ids"]
