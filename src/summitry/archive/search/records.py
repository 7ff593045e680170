"""The records of a dossier by their words: ranked as documents are, and listed apart from them."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from summitry.archive.search.concepts import IGNORED_TERMS, PERSONAL, Concept, asked
from summitry.archive.search.conditions import date_in
from summitry.archive.search.language import (
    Beginning,
    Both,
    Either,
    Field,
    Node,
    Phrase,
    Together,
    Without,
    Words,
    parse,
    positive,
)
from summitry.archive.search.names import Form, Lists
from summitry.archive.search.places import Places
from summitry.archive.search.ranking import Cabinet, Score, Sought, rarity, score
from summitry.archive.search.result import RecordHit
from summitry.archive.search.snippets import extract_of
from summitry.archive.search.words import fold, stems
from summitry.dossier.fields import specs
from summitry.dossier.kinds import Document
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import every_part, world_date
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """A record's words: its lines, the first its title; their terms, and how many of them are the title's."""

    text: str
    row: Form
    head: int
    distinct: frozenset[str]
    length: int
    """In words, the title's counted twice."""


@dataclass(frozen=True, slots=True)
class Read:
    """A record in terms."""

    record: Record
    terms: Terms

    @property
    def text(self) -> str:
        """Its lines, the first its title."""
        return self.terms.text

    @property
    def row(self) -> Form:
        """Their terms in order."""
        return self.terms.row

    @property
    def head(self) -> int:
        """How many of the terms are the title's."""
        return self.terms.head


def find_records(dossier: Dossier, text: str, lists: Lists, limit: int = 10) -> tuple[RecordHit, ...]:
    """Return the records that a typed question finds, best first. Documents that are held are left out:
    their texts are searched."""
    node = parse(text)
    concepts = _concepts(node, lists)
    letting = _Letting(dossier, lists)
    if not concepts:
        if not _binds(node):
            return ()
        reads = (Read(record, terms) for record, terms in _records(dossier))
        chosen = sorted((r for r in reads if letting.through(node, r)), key=lambda read: read.record.id)
        return tuple(_hit(read, Score(0.0, (), -1), []) for read in chosen[:limit])
    first = {form[0] for concept in concepts for form in concept.forms}
    records, words, every = 0, 0, list[Read]()
    for record, terms in _records(dossier):
        records += 1
        words += terms.length
        if not first.isdisjoint(terms.distinct):  # the others have nothing of it
            every.append(Read(record, terms))
    cabinet = Cabinet(documents=records, length=max(1.0, words / max(1, records)), passage=max(1.0, words))
    numbers: dict[str, int] = {}
    for read in every:
        for term in read.row:
            numbers.setdefault(term, len(numbers) + 1)
    packed = [Places.of([numbers[t] for t in read.row], read.head, (read.head,)) for read in every]
    used, sought = _sought(concepts, numbers, packed, cabinet.documents)
    ranked = sorted(
        (
            (found, read)
            for read, places in zip(every, packed, strict=True)
            if (found := score(places, sought, cabinet)).total > 0 and letting.through(node, read)
        ),
        key=lambda pair: (-pair[0].total, pair[1].record.id),
    )
    return tuple(_hit(read, found, used) for found, read in ranked[:limit])


def read_words(dossier: Dossier) -> None:
    """Read now the words of what is searched, so that the first question need not wait for it."""
    for _ in _records(dossier):
        pass


def _records(dossier: Dossier) -> Iterator[tuple[Record, Terms]]:
    """The records that are searched, with their terms."""
    known = _TERMS.get
    for record in dossier.index.records():
        held = known(id(record))
        if held is None or held[0]() is not record:
            held = _read(record)
        if held[1] is not None:
            yield record, held[1]


_TERMS: dict[int, tuple[weakref.ref[Record], Terms | None]] = {}
"""The terms of records that are still there, which never change; none of those that are not searched."""


def _read(record: Record) -> tuple[weakref.ref[Record], Terms | None]:
    key = id(record)
    read = _TERMS[key] = (weakref.ref(record, partial(_forget, key)), _terms(record))
    return read


def _forget(key: int, gone: weakref.ref[Record]) -> None:
    """Let the terms of a record go with it, unless its number is another's by now."""
    known = _TERMS.get(key)
    if known is not None and known[0] is gone:
        del _TERMS[key]


def _terms(record: Record) -> Terms | None:
    if isinstance(record, Document) and record.file:
        return None
    title = record.known_as
    lines = [title, *(line for line in texts_of(record) if line != title)]
    head = stems(title)
    row = (*head, *(term for line in lines[1:] for term in stems(line)))
    row = tuple(map(sys.intern, row))
    length = len(row) + len(head)
    return Terms("\n".join(lines), row, len(head), frozenset(row), length) if row else None


def texts_of(record: Record) -> Iterator[str]:
    """Yield every text a person wrote in a record and its parts; ids and references are none."""
    owners: Iterable[Part] = (record, *(part for _, part in every_part(record)))
    for owner in owners:
        filled = owner.__dict__
        for spec in specs(type(owner)):
            value = filled.get(spec.name)
            if not value or spec.name in ("id", "was", "access", "marking", "zone", "file", "address"):
                continue
            if spec.shape in ("text", "words"):
                yield str(value)
            elif spec.shape == "texts":
                yield from map(str, value)


def _concepts(node: Node, lists: Lists) -> list[Concept]:
    found: dict[tuple[str, Form], Concept] = {}
    for each in positive(node):
        if isinstance(each, Beginning):
            continue
        assert isinstance(each, Words | Phrase | Field)
        text = each.value if isinstance(each, Field) else each.text
        for concept in asked(text, lists).concepts:
            found.setdefault((concept.kind, concept.forms[0]), concept)
    return list(found.values())


def _sought(
    concepts: Iterable[Concept], numbers: dict[str, int], packed: list[Places], records: int
) -> tuple[list[Concept], list[Sought]]:
    used, sought = [], []
    for concept in concepts:
        forms = _numbered(concept.forms, numbers)
        having = sum(any(places.of_form(form) for form in forms) for places in packed) if forms else 0
        if having:
            weight = concept.weight * rarity(records, having)
            used.append(concept)
            sought.append(Sought(weight=weight, forms=forms, others=_numbered(concept.others, numbers)))
    return used, sought


def _numbered(forms: Iterable[Form], numbers: dict[str, int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(numbers[t] for t in form) for form in forms if all(t in numbers for t in form))


def _hit(read: Read, found: Score, used: list[Concept]) -> RecordHit:
    forms = [form for concept in used for form in concept.forms]
    lines = read.text.split("\n")
    shown = max(((extract_of(line, forms)) for line in lines), key=lambda extract: extract[2])
    counted = tuple(
        concept.name for concept, each in zip(used, found.each, strict=True) if each > 0
    ) if found.each else ()  # fmt: skip
    return RecordHit(
        id=read.record.id, kind=read.record.kind, title=read.record.known_as, score=round(found.total, 3),
        words=shown[0], marked=shown[1], counted=tuple(dict.fromkeys(counted)),
    )  # fmt: skip


def _binds(node: Node) -> bool:
    if isinstance(node, Together | Both | Either):
        return any(_binds(inner) for inner in node.nodes)
    return isinstance(node, Field | Without)


@dataclass(frozen=True, slots=True)
class _Letting:
    """Whether a record is let through by what binds in a question."""

    dossier: Dossier
    lists: Lists

    def through(self, node: Node, read: Read) -> bool:
        if isinstance(node, Words | Beginning):
            return True
        if isinstance(node, Together):
            return all(self.through(inner, read) for inner in node.nodes)
        return self._holds(node, read)

    def _holds(self, node: Node, read: Read) -> bool:
        if isinstance(node, Words):
            return all(term in IGNORED_TERMS or term in read.row for term in stems(node.text))
        if isinstance(node, Phrase):
            return _stands(stems(node.text), read.row)
        if isinstance(node, Beginning):
            return any(word.startswith(fold(node.text)) for word in fold(read.text).split())
        if isinstance(node, Field):
            return self._field(node.name, node.value, read)
        if isinstance(node, Without):
            return not self._holds(node.node, read)
        holds = any if isinstance(node, Either) else all
        return holds(self._holds(inner, read) for inner in node.nodes)

    def _field(self, name: str, value: str, read: Read) -> bool:
        record = read.record
        answers: dict[str, Callable[[], bool]] = {
            "kind": lambda: value.lower() in (record.kind, type(record).plural),
            "title": lambda: _stands(stems(value), read.row[: read.head]),
            "marking": lambda: (
                value.lower() == (record.marking or self.dossier.header.lowest_marking).lower()
            ),
            "compartment": lambda: value in record.access and value in self.dossier.header.groups,
            "in": lambda: value == record.id,
            "date": lambda: self._dated(value, record),
            "person": lambda: self._names(value, read),
        }
        return answers[name]() if name in answers else False

    def _dated(self, value: str, record: Record) -> bool:
        when, asked_for = world_date(record), date_in(value)
        return when is not None and when.earliest <= asked_for.latest and asked_for.earliest <= when.latest

    def _names(self, value: str, read: Read) -> bool:
        people = [c for c in asked(value, self.lists).concepts if c.kind in PERSONAL]
        forms = [form for c in people for form in c.forms] or [stems(value)]
        return any(_stands(form, read.row) for form in forms)


def _stands(form: Form, row: Form) -> bool:
    return any(row[at : at + len(form)] == form for at in range(len(row) - len(form) + 1)) if form else False
