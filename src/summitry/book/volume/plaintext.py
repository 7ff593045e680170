"""A paper as plain text: the same words, numbers and markings as on its page, 78 columns wide."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from summitry.book.volume import value as v
from summitry.foundation.labels import say

WIDTH = 78
LABEL = 17
"""Columns of the labels in the margin."""
LONGEST_WORD = 14
"""A column is at least as wide as its longest word, up to this; longer words are broken."""


def text(volume: v.Volume) -> str:
    """Return a paper as text: head, contents, foot, sources, documents."""
    marking = volume.markings[volume.rank].upper()
    lines = [_ends(volume.dossier, marking), ""]
    for chapter in volume.chapters:
        for piece in chapter.pieces:
            if isinstance(piece, v.Piece):
                lines += _piece(volume, chapter, piece)
    lines += [_ends(volume.known, marking), *([volume.judged] if volume.judged else [])]
    lines += ["", say("Sources").upper(), *_wrapped("", _said(volume, volume.sources_say), "")]
    for source in volume.sources:
        lines += _wrapped(f"{source.number:>3}. ", _places(source.places), " " * 5)
    if volume.documents:
        lines += ["", say("Documents").upper()]
        for document in volume.documents:
            parts = ", ".join(p for p in (_plain(document.title), document.dated, document.grade) if p)
            lines += _wrapped("- ", parts, "  ")
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in lines) + "\n"


def _piece(volume: v.Volume, chapter: v.Chapter, piece: v.Piece) -> Iterator[str]:
    yield chapter.kicker.upper()
    yield from _wrapped("", _plain(piece.title), "")
    yield ""
    if piece.standfirst:
        yield from _wrapped("", _sentences(volume, piece.standfirst), "")
        yield ""
    for block in piece.blocks:
        yield from _block(volume, block)
        yield ""


def _block(volume: v.Volume, block: v.Block) -> Iterator[str]:
    match block:
        case v.Subhead():
            yield _plain(block.words).upper()
        case v.Text() if block.apart:
            for said in block.sentences:
                yield from _wrapped("", _said(volume, said), "")
        case v.Text() | v.Basis():
            yield from _wrapped("", _sentences(volume, block.sentences), "")
        case v.Points():
            for at, item in enumerate(block.items, 1):
                mark = f"{at}. " if block.numbered else "- "
                yield from _wrapped(mark, _sentences(volume, item), " " * len(mark))
        case v.Facts():
            yield from _facts(volume, block)
        case v.Boxes():
            yield _boxes(block)
        case v.Space():
            yield from _space(block)
        case v.Grid():
            yield from _grid(volume, block)
        case v.Picture():
            yield from _wrapped(say("[Figure]") + " ", block.alt, "  ")
            yield from _wrapped(f"{block.label} " if block.label else "", _said(volume, block.caption), "")
        case v.Wording():
            yield from _wrapped(
                "", "".join(_plain(w) + (f"({r})" if r else "") for w, r in block.stretches), ""
            )
            yield from _wrapped("", _said(volume, block.caption), "")
        case v.Missing():
            yield from _wrapped("", _said(volume, block.said), "")


def _facts(volume: v.Volume, facts: v.Facts) -> Iterator[str]:
    if facts.ruled:
        yield "=" * WIDTH
    for fact in facts.rows:
        label = _plain(fact.label)
        head = f"{label:<{LABEL}} " if len(label) <= LABEL else ""
        if not head:
            yield label
            head = " " * (LABEL + 1)
        rest = " " * (LABEL + 1)
        if not fact.sentences:
            yield f"{head}{'_' * (WIDTH - len(rest))}"
            yield from (f"{rest}{'_' * (WIDTH - len(rest))}" for _ in range(fact.lines - 1))
        elif facts.numbered:
            for at, said in enumerate(fact.sentences, 1):
                yield from _wrapped(f"{head if at == 1 else rest}{at}. ", _said(volume, said), f"{rest}   ")
        else:
            yield from _wrapped(head, _sentences(volume, fact.sentences), rest)
    if facts.ruled:
        yield "-" * WIDTH


def _boxes(boxes: v.Boxes) -> str:
    label = f"{_plain(boxes.label):<{LABEL}} "
    if boxes.signed:
        room = WIDTH - len(label) - sum(len(_plain(w)) + 3 for w in boxes.words)
        pen = "_" * max(3, room // len(boxes.words))
        return label + "  ".join(f"{_plain(w)} {pen}" for w in boxes.words)
    ticks = ("x" if at == boxes.ticked else " " for at in range(len(boxes.words)))
    return label + "   ".join(f"[{t}] {_plain(w)}" for t, w in zip(ticks, boxes.words, strict=True))


def _space(space: v.Space) -> Iterator[str]:
    if space.columns:
        yield from ([_plain(space.label)] if space.label else [])
        parts = [2 if at == space.widest else 1 for at in range(len(space.columns))]
        room = WIDTH - 3 * (len(parts) - 1)
        widths = [room * part // sum(parts) for part in parts]
        yield " | ".join(f"{_plain(c):<{w}}" for c, w in zip(space.columns, widths, strict=True))
        yield from (" | ".join("_" * w for w in widths) for _ in range(space.lines))
        return
    rest = " " * (LABEL + 1)
    for at in range(space.lines):
        head = f"{_plain(space.label):<{LABEL}} " if at == 0 else rest
        yield f"{head}{'_' * (WIDTH - len(head))}"


# -- tables ---------------------------------------------------------------------------------------


def _grid(volume: v.Volume, grid: v.Grid) -> Iterator[str]:
    rows = [_row(volume, grid, at) for at in range(len(grid.rows))]
    titles = [_plain(c.title) for c in grid.columns]
    widths = _widths(grid, titles, rows)
    yield from _laid_out(titles, rows, widths) if widths else _row_by_row(titles, rows)
    notes = _notes(grid.head_notes)
    if notes:
        yield say("Cells without a number: {numbers}", numbers=notes)
    if grid.caption.words:
        yield from _wrapped("", _said(volume, grid.caption), "")


def _widths(grid: v.Grid, titles: list[str], rows: list[list[str]]) -> list[int]:
    """Columns as wide as their share, none narrower than its longest word; nothing where that has no room."""
    room = WIDTH - 2 * (len(titles) - 1)
    words = [f"{title} {' '.join(row[at] for row in rows)}".split() for at, title in enumerate(titles)]
    least = [min(LONGEST_WORD, max(map(len, each), default=1)) for each in words]
    if sum(least) > room:
        return []
    widths = [max(low, int(room * c.share)) for low, c in zip(least, grid.columns, strict=True)]
    while sum(widths) > room:
        spare = [(width, at) for at, width in enumerate(widths) if width > least[at]]
        widths[max(spare)[1]] -= 1
    return widths


def _laid_out(titles: list[str], rows: list[list[str]], widths: list[int]) -> Iterator[str]:
    for at, row in enumerate([titles, *rows]):
        cells = [_wrapped("", text, "", width) or [""] for text, width in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            parts = (
                _padded(c[n] if n < len(c) else "", w) for c, w in zip(cells, widths, strict=True)
            )  # fmt: skip
            yield "  ".join(parts)
        yield "  ".join(("=" if at == 0 else "-") * w for w in widths)


def _row_by_row(titles: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in rows:
        yield from _wrapped("", row[0], "  ")
        for title, cell in zip(titles[1:], row[1:], strict=True):
            if cell:
                yield from _wrapped(f"  {title}: ", cell, "    ")


def _row(volume: v.Volume, grid: v.Grid, at: int) -> list[str]:
    found = [_cell(volume, cell) for cell in grid.rows[at]]
    found += [""] * (len(grid.columns) - len(found))
    if grid.row_notes and grid.row_notes[at]:
        widest = max(range(len(grid.columns)), key=lambda n: (bool(found[n]), grid.columns[n].share))
        found[widest] = f"{found[widest]} {_notes(grid.row_notes[at])}".strip()
    return found


def _cell(volume: v.Volume, cell: v.SetCell) -> str:
    labels = " ".join(
        f"[{_plain(words).upper()}]" if tag == "loss" else f"[{_plain(words)}]" if tag == "change"
        else _plain(words) for words, tag in cell.labels
    )  # fmt: skip
    words = _said(volume, cell.said, held=cell.held)
    words = f"~{words}~" if cell.struck else words
    if cell.tag == "blank":
        return f"({' '.join(p for p in (labels, words) if p)})" if labels or words else "–"
    return " ".join(p for p in (labels, words) if p)


# -- words ----------------------------------------------------------------------------------------


def _plain(words: v.Words) -> str:
    return "".join(run.text for run in words).replace("\u00a0", " ").replace("\u200b", "")


def _notes(notes: Iterable[v.Note]) -> str:
    told = ",\u00a0".join(f"{number}{letter}" for number, letter in notes)
    return f"[{told}]" if told else ""


def _said(volume: v.Volume, said: v.Said, *, held: bool = True) -> str:
    tag = f"{said.tag.upper()}." if said.tag else ""
    marking = f"({volume.markings[said.rank]})" if said.rank and held else ""
    return " ".join(p for p in (tag, marking, " ".join(_plain(said.words).split()), _notes(said.notes)) if p)


def _sentences(volume: v.Volume, every: Iterable[v.Said]) -> str:
    return " ".join(_said(volume, said) for said in every)


def _places(places: Iterable[object]) -> str:
    told = []
    for place in places:
        title, where = getattr(place, "title", ""), getattr(place, "where", "")
        head = ", ".join(p for p in (title if title != where else "", where) if p)
        told.append("; ".join((head, *getattr(place, "cites", ()))))
    return ". ".join(told) + "."


def _wide(text: str) -> int:
    return sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - len(text) - _wide(text))


def _wrapped(first: str, text: str, indent: str, width: int = WIDTH) -> list[str]:
    """Wrap by columns; letters of East Asian scripts take two."""
    wide = _wide(text)
    room = max(len(first) + 4, width - (wide * width) // max(1, len(text) + wide))
    return textwrap.wrap(
        text, width=room, initial_indent=first, subsequent_indent=indent, break_long_words=True,
        break_on_hyphens=False,
    )  # fmt: skip


def _ends(left: str, right: str) -> str:
    return f"{left}{' ' * max(2, WIDTH - len(left) - len(right))}{right}"
