"""What a page is made of: sentences with their origins, tables, points; not how they look.

A section is a value. The terminal, HTML, and later PDF and DOCX are made from it, so that no output
can say what another does not, and no sentence can lose where it comes from.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Literal

from summitry.foundation.basis import Basis
from summitry.foundation.labels import say
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass

Origin = Literal["quoted", "computed", "drafted", "template"]
"""Where a sentence's words come from: a source's own words, an analysis, somebody's drafting in the
dossier, or summitry's own page."""

Tag = Literal["", "loss", "change", "plain", "blank"]
"""How a cell is marked: something is lost, late or missing; something changed; nothing did; nobody
said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a sentence leads back to: a record's field, and the citation standing there if any.

    ``rule`` says in words how it was computed, or who supplied it, where no single record says it.
    """

    record: str = ""
    source: str = ""
    rule: str = ""
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

    ``changed`` are the stretches of ``text`` (start, end) that differ from what they are compared with;
    ``struck`` says that what the cell names can no longer happen. ``about`` is the record or part (or, of a
    text, the place in it) that the cell names, so that a page on which one can act knows on what.
    """

    text: str = ""
    label: str = ""
    tag: Tag = ""
    origin: Origin = "computed"
    traces: tuple[Trace, ...] = ()
    changed: tuple[tuple[int, int], ...] = ()
    struck: bool = False
    lang: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's title, and whether it holds counts (set right); ``about`` as of a cell."""

    title: str
    counts: bool = False
    about: str = ""


def titled(*titles: str) -> tuple[Column, ...]:
    """Return columns under titles of the catalogue."""
    return tuple(Column(title=say(title)) for title in titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    wide: bool = False


Look = Literal["filled", "open", "hatched", "grey"]
"""How a mark is drawn: named or early; not named or late; blank or of no fixed day; a spell or window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something in a lane of a figure: a point on one day, or a bar to the end of ``until``.

    ``label`` stands at it. ``row`` sets marks of a lane under each other; ``shape`` is that of a point.
    """

    since: date
    until: date | None = None
    look: Look = "filled"
    shape: Literal["dot", "diamond"] = "dot"
    label: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of a figure. ``apart`` rules it off from those above."""

    title: str
    note: str = ""
    marks: tuple[Mark, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Days that run through all lanes, such as a quiet spell or a window; both ends belong to it."""

    since: date
    until: date
    label: str = ""
    look: Look = "grey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Lanes over days, from ``first`` to ``last``; what lies outside is not drawn. ``now`` is ruled.

    `figures.svg.svg` draws it, `figures.chart.chart` writes it in letters, `figures.alt.alt_text` says
    in words what is on it.
    """

    first: date
    last: date
    lanes: tuple[Lane, ...]
    caption: Sentence
    bands: tuple[Band, ...] = ()
    now: date | None = None
    wide: bool = False


StageState = Literal["stands", "broken", "falls"]
"""What becomes of a step: nothing, it does not come, or it can no longer happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step of a sequence: in the column of its side, at its place (``None``: in a circle).

    ``after`` and ``in_return_for`` are the keys of steps it waits for and is given for.
    """

    key: str
    title: str
    column: int
    place: int | None
    state: StageState = "stands"
    after: tuple[str, ...] = ()
    in_return_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Steps in the order in which they can come, a column for each side.

    `figures.sequence` draws it, writes it in letters, and says in words what is on it.
    """

    columns: tuple[str, ...]
    stages: tuple[Stage, ...]
    caption: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A round mark of a network with a few letters in it; ``ringed`` has a second line around it.

    ``across`` and ``down`` say where it stands, from 0 at the left and top to 1.
    """

    label: str
    across: float
    down: float
    look: Literal["filled", "open", "grey"] = "open"
    ringed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line with a head from one node to another, by position; ``line`` is that of its kind."""

    start: int
    end: int
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and arrows, such as the states of a conflict and who moves between them.

    ``lines`` are the kinds of arrow by name, each drawn with a line of its own; ``marks`` say what the
    looks of nodes mean. ``alt`` says in words what is drawn. ``down`` is its height as a share of its width;
    in a ``ring`` arrows bend inwards, away from the nodes between their ends.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    lines: tuple[str, ...]
    marks: tuple[tuple[Node, str], ...] = ()
    alt: str
    caption: Sentence
    down: float = 0.6
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bracketed text; an alternative in brackets carries a raised letter."""

    text: str
    raised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """A text under negotiation as it stands, brackets and all; a trace for the whole of it."""

    pieces: tuple[Piece, ...]
    caption: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label with what stands beside it; without sentences, ``lines`` empty lines to fill by pen.

    ``missing`` are the places of sentences that say what is not there.
    """

    label: str
    sentences: tuple[Sentence, ...] = ()
    lines: int = 1
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with sentences beside them; the head of a paper is ``ruled`` above and below.

    Where the sentences are ``numbered``, each is a point of its own.
    """

    rows: tuple[Fact, ...]
    ruled: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Words to choose from by pen, side by side: each with a box, or with a line to sign on.

    ``ticked`` is the word that the dossier has already; what says so stands in a sentence beside it.
    """

    words: tuple[str, ...]
    label: str = ""
    ticked: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Empty lines to write on by pen; with ``columns``, rows of an empty table under their titles.

    The column at ``widest`` has twice the room of the others.
    """

    lines: int
    label: str = ""
    columns: tuple[str, ...] = ()
    widest: int = 1


Block = Paragraph | Points | Heading | Table | Figure | Steps | Network | Bracketed | Facts | Boxes | Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One view of an analysis: a title, a verdict in a sentence, its blocks, and what it rests on."""

    kicker: str
    title: str
    verdict: Sentence | None = None
    blocks: tuple[Block, ...] = ()
    basis: Basis | None = None
