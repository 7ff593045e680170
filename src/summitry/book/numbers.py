"""The numbers that lead from a sentence to where it comes from: set once, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.archive.forms import place_of
from summitry.book.blocks import (
    Bracketed,
    Cell,
    Facts,
    Figure,
    Network,
    Paragraph,
    Points,
    Section,
    Sentence,
    Steps,
    Table,
    Trace,
)
from summitry.book.marking import marking_rank
from summitry.dossier.kinds import Document
from summitry.dossier.record import cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import in_words
from summitry.foundation.values import dataclass

LETTERS = {"quoted": "", "computed": "c", "drafted": "d", "template": "t"}
"""What follows a number: nothing for a document's own words, else how the sentence came about."""

MOST = 2
"""Most numbers after one sentence; more places than that share a number."""

LONGEST_PASSAGE = 400
"""Letters of a passage that are shown with its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What stands under a number.

    ``where`` is file and line (the record's id in a copy made for a reader), ``record`` the title of
    the record, ``cites`` the documents cited there, each with passage, title, date and grade. ``rank`` is
    the place of the highest marking of the records named (0: lowest).
    """

    number: int
    places: tuple[SourcePlace, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """One place under a number; ``words`` are the passage itself, where a record holds it.

    ``cites`` are the documents cited there in words, ``cited`` the same by id, each with its passage.
    """

    where: str
    record: str
    title: str
    cites: tuple[str, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()
    words: str = ""


class Numbers:
    """Numbers places in order of first use."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._numbers: dict[tuple[object, ...], int] = {}
        self._traces: list[tuple[Trace, ...]] = []

    def marks(self, traces: Iterable[Trace], origin: str) -> tuple[tuple[int, str], ...]:
        """Return the numbers of a sentence, each with its letter; at most `MOST`."""
        each = list({_key(t): t for t in traces}.values())
        groups = [(t,) for t in each] if len(each) <= MOST else [tuple(each)]
        return tuple((self._number(group), LETTERS[origin]) for group in groups)

    def of_section(self, section: Section) -> None:
        """Number everything a section says, in reading order."""
        for item in said(section):
            self.marks(item.traces, item.origin)

    def sources(self) -> tuple[Source, ...]:
        """Return what stands under each number so far."""
        return tuple(
            Source(
                number=at,
                places=tuple(self._place(t) for t in traces),
                rank=marking_rank(self._dossier, traces),
            )
            for at, traces in enumerate(self._traces, 1)
        )

    def documents(self) -> tuple[str, ...]:
        """Return the citations that the numbers lead to, in order of first use."""
        cites = (c for traces in self._traces for t in traces for c in t.source.split("; ") if c)
        return tuple(dict.fromkeys(cites))

    def rests_on(self, basis: Basis, most: int = 12) -> tuple[tuple[SourcePlace, ...], int]:
        """Return where the records stand that a result was computed from, and how many more there are.

        The first come first: the record that was asked of.
        """
        ids = tuple(dict.fromkeys(id for id in basis.rests_on if id))
        return tuple(self._rest(id) for id in ids[:most]), max(0, len(ids) - most)

    def _rest(self, id: str) -> SourcePlace:
        record = self._dossier.get(id.partition("/")[0])
        origin = record.where().origin if record is not None else None
        where = str(origin) if origin is not None and origin.file else id
        return SourcePlace(where=where, record=id, title=self._dossier.title(id))

    def _number(self, traces: tuple[Trace, ...]) -> int:
        key = tuple(_key(t) for t in traces)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._traces.append(traces)
        return self._numbers[key]

    def _place(self, trace: Trace) -> SourcePlace:
        if trace.rule:
            return SourcePlace(where="", record="", title=trace.rule.rstrip("."))
        origin = trace.place.origin if trace.place is not None else None
        where = str(origin) if origin is not None and origin.file else trace.record
        sources = [c for c in trace.source.split("; ") if c]
        record = self._dossier.get(trace.record)
        return SourcePlace(
            where=where, record=trace.record, title=self._dossier.title(trace.record),
            cites=tuple(map(self.citation, sources)), cited=tuple(map(self._by_id, sources)),
            words=" ".join(str(getattr(record, "words", "") or "").split())[:LONGEST_PASSAGE],
        )  # fmt: skip

    def _by_id(self, source: str) -> tuple[str, str]:
        """A citation as the document's id and the passage; without id where no document has it."""
        document = self._dossier.get(cited_document(source))
        return (document.id, _passage(source)) if isinstance(document, Document) else ("", source)

    def citation(self, source: str) -> str:
        """Return a citation in words: document, its date and grade, its part, and the passage."""
        document = self._dossier.get(cited_document(source))
        if not isinstance(document, Document):
            return source
        passage = place_of(self._dossier, source)
        if document.published is not None:
            dated = in_words(document.published)
        else:
            dated = in_words(document.date) if document.date is not None else ""
        parts = [document.title, dated, document.grade.replace("-", " "), passage]
        told: dict[str, str] = {}
        for said in parts:
            if said:
                told.setdefault(said.casefold(), said)
        return ", ".join(told.values())


def _passage(source: str) -> str:
    """The part of a volume and the place that a citation names after its document."""
    head, _, locator = source.partition(" ")
    return " ".join(filter(None, (head.partition("/")[2], locator)))


def _key(trace: Trace) -> tuple[object, ...]:
    if trace.rule:
        return ("", "", (trace.rule,))
    return (trace.record, trace.source, trace.place.path if trace.place is not None else ())


def said(section: Section) -> Iterable[Sentence | Cell]:
    """Yield everything a section says that has an origin, in reading order."""
    if section.verdict is not None:
        yield section.verdict
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row
        elif isinstance(block, Facts):
            for fact in block.rows:
                yield from fact.sentences
        elif isinstance(block, Figure | Steps | Network | Bracketed):
            yield block.caption
