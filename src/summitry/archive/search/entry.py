"""One document made ready to be searched: a single document, or one document of a volume."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summitry.archive.search.words import Term, fold, terms
from summitry.dossier.holdings import Held, HeldPart, Passage
from summitry.foundation.values import dataclass

WINDOW = 150
"""About how many words a passage has that is scored by itself."""

SEARCHED = ("head", "body", "footnote", "source-note", "quoted", "attached")
"""Roles of passages that count once. Lists are in the head of a document; what was left out of a saved
page is never searched."""

_PARTING = "\x00"


class Piece(NamedTuple):
    """A passage as it is kept for showing, and where its words begin in the document's row of terms."""

    number: int
    role: str
    page: str
    label: str
    paragraph: int
    begin: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said of a document beside its text."""

    id: str
    document: str
    part: str = ""
    digest: str = ""
    title: str = ""
    section: str = ""
    author: str = ""
    place: str = ""
    date: str = ""
    first_day: int = 0
    """The first day it may bear, as a count of days; 0 when it bears none."""
    last_day: int = 0
    marking: str = ""
    """The dossier's marking of its record."""
    printed: str = ""
    """The marking printed on it."""
    access: tuple[str, ...] = ()
    kind: str = ""
    grade: str = ""
    language: str = ""
    subjects: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document in terms: its head first, then all that is searched of it, passage by passage."""

    facts: Facts
    row: tuple[Term, ...]
    words: frozenset[tuple[str, str]]
    """Each written word, folded, with its term."""
    head: int
    windows: tuple[int, ...]
    pieces: tuple[Piece, ...]


def heading(facts: Facts) -> str:
    """Return the head of a document: title, headings of its volume, subjects, participants."""
    return f" {_PARTING} ".join((facts.title, facts.section, *facts.subjects, *facts.participants))


class ReadPassage(NamedTuple):
    """A passage in terms, with its written words, folded, and their terms."""

    passage: Passage
    row: list[Term]
    words: frozenset[tuple[str, str]]


def read_passage(passage: Passage) -> ReadPassage:
    """Return a passage in terms."""
    row = terms(passage.text)
    return ReadPassage(passage, row, _words(passage.text, row))


def entry(facts: Facts, held: Held, part: HeldPart) -> Entry:
    """Return a document in terms."""
    return composed(facts, [read_passage(passage) for passage in _searched(held, part)])


def composed(facts: Facts, passages: Sequence[ReadPassage]) -> Entry:
    """Put a document together from its head and its passages, and cut it into windows."""
    above = heading(facts)
    row: list[Term] = list(terms(above))
    words = set(_words(above, row))
    head, windows, filled = len(row), [], 0
    pieces: list[Piece] = []
    for passage, found, written in passages:
        words |= written
        pieces.append(_piece(passage, len(row)))
        for begin, end in _cut(len(found), filled):
            if not filled:
                windows.append(len(row))
            row.extend(found[begin:end])
            filled += end - begin
            if filled >= WINDOW * 0.85:
                filled = 0
    return Entry(
        facts=facts, row=tuple(row), words=frozenset(words), head=head,
        windows=tuple(windows), pieces=tuple(pieces),
    )  # fmt: skip


def _searched(held: Held, part: HeldPart) -> Iterator[Passage]:
    for passage in held.of_part(part):
        own_title = passage.role == "head" and passage.text == part.title
        if passage.role in SEARCHED and not own_title:
            yield passage


def _cut(words: int, filled: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a passage's words that go to one window each; a short rest is not cut off."""
    begin = 0
    while begin < words:
        room = WINDOW - filled
        end = words if words - begin <= room + WINDOW // 3 else begin + room
        yield begin, end
        begin, filled = end, 0 if filled + end - begin >= WINDOW * 0.85 else filled + end - begin


def _words(text: str, row: Sequence[Term]) -> frozenset[tuple[str, str]]:
    written = {(text[term.begin : term.end], term.term) for term in row}
    return frozenset((fold(word), term) for word, term in written)


def _piece(passage: Passage, begin: int) -> Piece:
    return Piece(
        passage.number, passage.role, passage.page, passage.label, passage.paragraph, begin, passage.text
    )


def packed(pieces: tuple[Piece, ...]) -> bytes:
    """Return passages as they are kept in the index."""
    return zlib.compress(json.dumps(pieces, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(content: bytes) -> tuple[Piece, ...]:
    """Read what `packed` wrote.

    Raises:
        ValueError, zlib.error: when a byte of it has changed.
    """
    return tuple(Piece(*row) for row in json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass")))


def words_of(facts: Facts, pieces: tuple[Piece, ...]) -> set[tuple[str, str]]:
    """Return each written word of a document, folded, with its term."""
    found: set[tuple[str, str]] = set()
    for text in (heading(facts), *(piece.text for piece in pieces)):
        found |= _words(text, terms(text))
    return found
