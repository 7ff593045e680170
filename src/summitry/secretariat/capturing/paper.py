"""A held document as it is read for capture: its passages in sentences, its gaps, and what is pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitry.archive.citing import place_in_words
from summitry.archive.quoting import stands
from summitry.archive.sentences import Span, sentences
from summitry.dossier.holdings import Held, HeldPart, Passage
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, When, parse_when
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass

_CUT = re.compile(r"(?:…|\.{3}|\[\.{3}\]|\[…\])")
_ADDRESS = re.compile(r"(\d{1,6})\.(\d{1,4})\Z", re.ASCII)
WIDEST = 40
"""Most sentences that are filed as one fact."""


class NotChosen(Refused):
    """What was pointed at is not in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that can be pointed at. ``address`` is its passage and its place there: ``12.0``."""

    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as it is shown.

    ``cut_before`` and ``cut_after`` say that its words begin or end where something was left out;
    ``left_out`` how many passages of boilerplate lie before it.
    """

    number: int
    role: str
    place: str
    language: str
    sentences: tuple[Sentence, ...]
    cut_before: bool = False
    cut_after: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document, or one document of a volume, that can be captured from.

    ``name`` is how it is cited (``frus1964-68v07/d49``), ``date`` the day it bears as written, blank where
    nobody says.
    """

    document: Document
    held: Held
    part: HeldPart
    name: str
    title: str
    date: str = ""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages in reading order."""
        return self.held.of_part(self.part) if self.part.last > 0 else self.held.passages

    @property
    def when(self) -> When | None:
        """The day it bears."""
        return _when(self.date, self.document.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The words that are pointed at, and the passages they stand in."""

    first: str
    last: str
    words: str
    passages: tuple[Passage, ...]
    sources: tuple[str, ...]
    """How they are cited: the passage ids."""


def paper_of(dossier: Dossier, name: str) -> Paper | None:
    """Return the paper of that name (``document`` or ``document/part``), or ``None``: it is not held, or
    this reader knows no such document."""
    id, _, part_id = name.partition("/")
    document = dossier.of(Document, id)
    held = dossier.held(id) if document is not None else None
    if document is None or held is None:
        return None
    part = held.part(part_id) if part_id else held.parts[0] if len(held.parts) == 1 else HeldPart()
    if part is None:
        return None
    said = part.date or (document.date.text if document.date is not None and not part_id else "")
    title = part.title if part_id else document.known_as
    return Paper(
        document=document, held=held, part=part, title=title or name, date=_dated(said, document.zone),
        name=f"{document.id}/{part_id}" if part_id else document.id,
    )  # fmt: skip


def _dated(text: str, zone: str) -> str:
    return text if _when(text, zone) is not None else ""


def _when(text: str, zone: str) -> When | None:
    try:
        return parse_when(text, zone or None) if text else None
    except DateFault:
        return None


def shown(paper: Paper, first: int, most: int) -> tuple[Shown, ...]:
    """Return passages as they are shown, ``most`` of them from the ``first`` on (counted from 0)."""
    return tuple(_shown(paper, paper.passages[first : first + most]))


def _shown(paper: Paper, passages: tuple[Passage, ...]) -> Iterator[Shown]:
    left_out = 0
    for passage in passages:
        if passage.role == "left-out":
            left_out += 1
            continue
        text = passage.text
        yield Shown(
            number=passage.number, role=passage.role, place=place_in_words(paper.held, passage),
            language=passage.language, left_out=left_out, cut_before=bool(_CUT.match(text)),
            cut_after=bool(_CUT.search(text[-6:])) and len(text) > 6,
            sentences=tuple(
                Sentence(address=f"{passage.number}.{at}", text=text[s.start : s.end])
                for at, s in enumerate(sentences(text))
            ),
        )  # fmt: skip
        left_out = 0


def choose(paper: Paper, first: str, last: str = "", words: str = "") -> Chosen:
    """Return what is pointed at: the sentences from ``first`` to ``last``, or ``words`` that stand in them.

    Raises:
        NotChosen: when there is no such sentence, or the words do not stand there.
    """
    a, b = _place(paper, first), _place(paper, last or first)
    if b < a:
        a, b = b, a
    inside = [p for p in paper.passages if a[0] <= p.number <= b[0] and p.role != "left-out"]
    pieces = []
    for passage in inside:
        spans = sentences(passage.text)
        low = a[1] if passage.number == a[0] else 0
        high = b[1] if passage.number == b[0] else len(spans) - 1
        pieces += [(passage, span) for span in spans[low : high + 1]]
    if not pieces or len(pieces) > WIDEST:
        raise NotChosen("Choose a sentence, or some that stand together.")
    text = _text(pieces)
    narrowed = " ".join(words.split())
    if narrowed and narrowed != text:
        there = stands(narrowed, inside)
        if there is None:
            raise NotChosen("These words do not stand there. Mark them in the text.")
        inside, text = [p for p in inside if p in there.passages], narrowed
    return Chosen(
        first=f"{a[0]}.{a[1]}", last=f"{b[0]}.{b[1]}", words=text, passages=tuple(inside),
        sources=tuple(paper.held.passage_id(p.number) for p in inside),
    )  # fmt: skip


def _place(paper: Paper, address: str) -> tuple[int, int]:
    read = _ADDRESS.match(address)
    passage = paper.held.passage(int(read[1])) if read else None
    if read is None or passage is None or passage not in paper.passages or passage.role == "left-out":
        raise NotChosen("There is no such sentence in this document.")
    at = int(read[2])
    if at >= len(sentences(passage.text)):
        raise NotChosen("There is no such sentence in this document.")
    return passage.number, at


def _text(pieces: list[tuple[Passage, Span]]) -> str:
    """The words as they stand: within a passage from its first to its last letter, a space between two."""
    found: list[str] = []
    for passage in dict.fromkeys(p for p, _ in pieces):
        spans = [s for p, s in pieces if p is passage]
        found.append(passage.text[spans[0].start : spans[-1].end])
    return " ".join(found)
