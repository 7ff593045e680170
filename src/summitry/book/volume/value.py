"""A book as set: words in runs, numbers given, markings known. What every format is made from.

Nothing is decided after this: HTML, PDF and DOCX show the same words, the same numbers in the same
order and the same markings, or a test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from summitry.book.blocks import Tag
from summitry.book.numbers import Source
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one script; ``lang`` where it is not English, ``changed`` if underlined."""

    text: str
    lang: str = ""
    rtl: bool = False
    changed: bool = False


Words = tuple[Run, ...]

Note = tuple[int, str]
"""A number under Sources and the letter behind it (none, c, d or t)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, point or cell's words: where it comes from, and how it is marked (0: lowest)."""

    words: Words
    notes: tuple[Note, ...] = ()
    origin: str = ""
    rank: int = 0
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Running sentences; where they are many and long, each stands ``apart``."""

    sentences: tuple[Said, ...]
    apart: bool = False
    form: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points; each has one sentence or more."""

    items: tuple[tuple[Said, ...], ...]
    numbered: bool = False
    form: Literal["points"] = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label with what stands beside it; without sentences, so many empty ``lines`` to fill by pen."""

    label: Words
    sentences: tuple[Said, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels in the margin with sentences beside them, each a point where they are ``numbered``.

    The head of a paper is ``ruled`` above and below.
    """

    rows: tuple[Fact, ...]
    ruled: bool = False
    numbered: bool = False
    form: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Words to choose from by pen: a box at each, or a line to sign on; one may be ticked already."""

    words: tuple[Words, ...]
    label: Words = ()
    ticked: int = -1
    signed: bool = False
    form: Literal["boxes"] = "boxes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Empty lines, or empty rows under titles, to write on by pen; ``widest`` has twice the room."""

    lines: int
    label: Words = ()
    columns: tuple[Words, ...] = ()
    widest: int = 1
    form: Literal["space"] = "space"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead:
    """A heading inside a section."""

    words: Words
    form: Literal["subhead"] = "subhead"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A cell; ``said`` has no notes of its own when the row's last column shows them.

    ``labels`` stand over the words, each with how it is drawn; what is ``struck`` can no longer happen.
    The first cell of a row that is ``held`` closer says so for the others.
    """

    said: Said
    struck: bool = False
    held: bool = False
    labels: tuple[tuple[Words, Tag], ...] = ()
    tag: Tag = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetColumn:
    """A column: its title, whether it holds counts, its share of the width (all shares make 1)."""

    title: Words
    counts: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. ``row_notes`` are shown in a last column where every row's fit; else stand in cells.

    Where cells have no notes of their own, those in the head, or of the ``caption``, are theirs. In a
    table of ``names`` the first column names the row, and is set bold.
    """

    columns: tuple[SetColumn, ...]
    rows: tuple[tuple[SetCell, ...], ...]
    row_notes: tuple[tuple[Note, ...], ...] = ()
    head_notes: tuple[Note, ...] = ()
    names: bool = True
    caption: Said
    form: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure: drawn as SVG, said in words for those who do not see it, with its caption.

    ``label`` is its number in the book, "Figure 3."; blank above the last part of one that was cut.
    """

    svg: str
    alt: str
    caption: Said
    label: str = ""
    form: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text under negotiation as it stands; each stretch with the raised letter of its alternative."""

    stretches: tuple[tuple[Words, str], ...]
    caption: Said
    form: Literal["wording"] = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something the book should hold here and does not: one sentence."""

    said: Said
    form: Literal["missing"] = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How a section came about, in small type."""

    sentences: tuple[Said, ...]
    form: Literal["basis"] = "basis"


Block = Text | Points | Facts | Boxes | Space | Subhead | Grid | Picture | Wording | Missing | Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A section on the page: title, standfirst, exhibit, sentences. ``wide``: its page lies on its side.

    ``rank`` is the highest marking of what it says; ``floor`` what every page of it is marked at least,
    since all of it was computed from records marked so. On a ``margined`` page numbers stand in the margin.
    """

    key: str
    number: str
    title: Words
    standfirst: tuple[Said, ...] = ()
    blocks: tuple[Block, ...] = ()
    wide: bool = False
    rank: int = 0
    floor: int = 0
    margined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A one-page brief (``sort`` brief), or the two sides of a card (``sort`` card)."""

    key: str
    number: str
    title: Words
    head: tuple[tuple[str, tuple[Said, ...]], ...]
    parts: tuple[tuple[str, tuple[tuple[Said, ...], ...]], ...]
    sort: Literal["brief", "card"] = "brief"
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One part of the book, as the contents list it."""

    key: str
    number: str
    kicker: str
    title: str
    pieces: tuple[Piece | Page, ...]
    rank: int = 0
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the state of play: what it says, and the chapter and its title that show it."""

    said: Said
    chapter: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the index: a term or name, and the numbers of the sections that speak of it.

    ``rank`` is the marking of the record it names.
    """

    term: Words
    sections: tuple[tuple[str, str], ...]
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """A document in the list behind the sources; ``no`` is its number there, such as D7."""

    id: str
    no: str
    title: Words
    author: Words
    dated: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The whole book, or one paper. ``markings`` are lowest first; ``rank`` is the highest it holds.

    A paper (``sort`` paper) is a single piece with its sources behind it: no front, contents or index.
    ``name`` is what it is, as the file's title has it.

    ``guide``, ``sources_say`` and ``index_says`` are the page's own words with the contents, the sources
    and the index.
    """

    dossier: str
    subtitle: str
    known: str
    judged: str
    day: str
    version: str
    markings: tuple[str, ...]
    rank: int
    facts: tuple[tuple[str, tuple[Said, ...]], ...]
    play: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    documents: tuple[Documented, ...]
    index: tuple[Entry, ...]
    guide: Said
    sources_say: Said
    index_says: Said
    failures: tuple[str, ...] = ()
    sort: Literal["book", "paper"] = "book"
    name: str = "briefing book"

    def said(self) -> Iterator[Said]:
        """Yield everything that has an origin, in reading order."""
        for _, sentences in self.facts:
            yield from sentences
        yield from (line.said for line in self.play)
        if self.sort == "book":
            yield self.guide
        for chapter in self.chapters:
            for piece in chapter.pieces:
                yield from said_in(piece)
        yield self.sources_say
        if self.index:
            yield self.index_says


def said_in(piece: Piece | Page) -> Iterator[Said]:
    """Yield what a section says, in reading order; of a table, each cell and then its caption."""
    if isinstance(piece, Page):
        for _, sentences in piece.head:
            yield from sentences
        for _, points in piece.parts:
            for point in points:
                yield from point
        return
    yield from piece.standfirst
    for block in piece.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[Said]:
    match block:
        case Text() | Basis():
            yield from block.sentences
        case Points():
            for item in block.items:
                yield from item
        case Facts():
            for fact in block.rows:
                yield from fact.sentences
        case Grid():
            for row in block.rows:
                yield from (cell.said for cell in row)
            yield block.caption
        case Missing():
            yield block.said
        case Picture() | Wording():
            yield block.caption
        case Subhead() | Boxes() | Space():
            return


def notes_of(volume: Volume) -> tuple[Note, ...]:
    """Return every note of the book, each as often as it is set."""
    found = [note for said in volume.said() for note in said.notes]
    for chapter in volume.chapters:
        for piece in chapter.pieces:
            if isinstance(piece, Piece):
                grids = (block for block in piece.blocks if isinstance(block, Grid))
                for grid in grids:
                    found += [*grid.head_notes, *(note for notes in grid.row_notes for note in notes)]
    return tuple(found)


def replace_rank(piece: Piece, least: int) -> Piece:
    """Return a section marked with the highest of what it says, and at least ``least``."""
    return replace(piece, floor=least, rank=max((least, *(said.rank for said in said_in(piece)))))
