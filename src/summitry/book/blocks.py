"""What a page is made of: sentences with their origins, tables, points; not how they look.

A section is a value. The terminal, HTML, and later PDF and DOCX are made from it, so that no output
can say what another does not, and no sentence can lose where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from summitry.foundation.basis import Basis
from summitry.foundation.origin import Place

Origin = Literal["quoted", "computed", "drafted", "template"]
"""Where a sentence's words come from: a source's own words, an analysis, somebody's drafting in the
dossier, or summitry's own page."""

Tag = Literal["", "loss", "change", "plain", "blank"]
"""How a cell is marked: something is lost, late or missing; something changed; nothing did; nobody
said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a sentence leads back to: a record's field, and the citation standing there if any."""

    record: str = ""
    source: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or a point, or a cell's words) with how it came about and where from."""

    text: str
    origin: Origin = "computed"
    traces: tuple[Trace, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running sentences."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, numbered when their number matters."""

    items: tuple[Sentence, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a state word or figure in ``label``, words in ``text``, and how it is marked.

    ``changed`` are the stretches of ``text`` (start, end) that differ from what they are compared with.
    """

    text: str = ""
    label: str = ""
    tag: Tag = ""
    origin: Origin = "computed"
    traces: tuple[Trace, ...] = ()
    changed: tuple[tuple[int, int], ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's title, and whether it holds counts (set right)."""

    title: str
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    wide: bool = False


Block = Paragraph | Points | Heading | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One view of an analysis: a title, a verdict in a sentence, its blocks, and what it rests on."""

    kicker: str
    title: str
    verdict: Sentence | None = None
    blocks: tuple[Block, ...] = ()
    basis: Basis | None = None
