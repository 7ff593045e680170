"""The book as DOCX: pandoc makes the parts from its AST; styles, endnotes, heads and feet are set here.

The sources are Word endnotes, decimal, at the end of the document. Head and foot show the highest
marking of what a page holds. Word has no field that finds the highest on a page: STYLEREF takes the first
or the last, looks further back where a page has none, and LibreOffice does not renew it. So a Word section,
and a page, ends where the marking changes from one piece of the book to the next.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pypandoc  # type: ignore[import-untyped]

from summitry.book.numbers import Source
from summitry.book.volume import value as v
from summitry.book.volume.package import Paper, packed, section_end, table_of_contents
from summitry.book.volume.pandoctree import Node, Writer, paragraph, picture_name, raw, styled, text
from summitry.book.volume.pdf import drawn
from summitry.foundation.labels import marked, say

API = [1, 23, 1]
"""The version of pandoc's types this AST is written in."""


HOW_TO_READ = marked(
    "The numbers that stand beside the sentences lead to the sources at the end: alone to a document, with c"
    " to what was computed, with d to what was drafted, with t to the page itself."
)


class DocxFailed(RuntimeError):
    """Pandoc did not make the DOCX."""


def docx(volume: v.Volume, paper: Paper = "a4") -> bytes:
    """Return the book as DOCX.

    Raises:
        DocxFailed: with what pandoc says.
    """
    writer = Writer(volume)
    blocks = list(_blocks(writer, paper))
    ast = json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": blocks}, ensure_ascii=False)
    with tempfile.TemporaryDirectory(prefix="summitry-book-") as folder:
        for at, picture in enumerate(drawn(writer.pictures), 1):
            (Path(folder) / picture_name(at)).write_bytes(picture)
        made = _pandoc(ast, folder)
    return packed(made, volume, [_note(s, volume.markings) for s in volume.sources], paper)


def _pandoc(ast: str, folder: str) -> bytes:
    words = [pypandoc.get_pandoc_path(), "--from=json", "--to=docx", "--output=-"]
    try:
        return subprocess.run(
            words, check=True, capture_output=True, cwd=folder, input=ast.encode("utf-8", "replace")
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise DocxFailed(" ".join(said.decode("utf-8", "replace").split())[:400]) from None


def _note(source: Source, markings: tuple[str, ...]) -> str:
    """What stands under a number, as Word's XML; LibreOffice sets it on pages without head and foot."""
    pieces = []
    for place in source.places:
        title = place.title if place.title != place.where else ""
        parts = [p for p in (title, place.where) if p]
        pieces.append("; ".join([", ".join(parts), *place.cites]))
    held = f"({markings[source.rank]}) " if source.rank else ""
    return escape(_clean(f"{held}{'. '.join(pieces)}."))


def _clean(words: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", words)


def _blocks(writer: Writer, paper: Paper) -> Iterator[Node]:
    volume = writer.volume
    if volume.sort == "paper":
        yield from _paper(writer, paper)
        return
    yield from _front(writer)
    yield raw(section_end(volume, volume.rank, paper, wide=False), block=True)
    yield paragraph("ContentsHeading", text(say("Contents")))
    yield raw(table_of_contents(volume), block=True)
    yield paragraph("TableNote", text(say(HOW_TO_READ)))
    yield paragraph("TableNote", writer.said(volume.guide))
    # Renewed by the word processor, the contents list every title, and some are of restricted records.
    yield raw(section_end(volume, volume.rank, paper, wide=False), block=True)
    for chapter in volume.chapters:
        yield from _chapter(writer, chapter, paper)
    yield from _lists(writer)


def _paper(writer: Writer, paper: Paper) -> Iterator[Node]:
    """A paper of its own: its pieces, then the sources."""
    for chapter in writer.volume.chapters:
        yield from _chapter(writer, chapter, paper)
    yield from _lists(writer)


def _front(writer: Writer) -> Iterator[Node]:
    volume = writer.volume
    yield paragraph("Kicker", text(say("Briefing book")))
    yield paragraph("Title", text(volume.dossier))
    if volume.subtitle:
        yield paragraph("Subtitle", text(volume.subtitle))
    for label, sentences in volume.facts:
        yield paragraph(
            "Fact", [styled("Label", text(label)), raw("<w:r><w:tab/></w:r>"), *writer.sentences(sentences)]
        )
    if volume.judged:
        yield paragraph("Fact", text(volume.judged))
    if volume.play:
        yield paragraph("Kicker", text(say("State of play")))
    for line in volume.play:
        yield paragraph("BodyText", [*writer.said(line.said), styled("Held", text(f" {line.title}"))])
    yield paragraph("TableNote", text(volume.version))


def _chapter(writer: Writer, chapter: v.Chapter, paper: Paper) -> Iterator[Node]:
    """Pieces one after another; where the paper turns, the marking changes, or the chapter ends, a Word
    section ends, and with it the page: so no page holds more than its head and foot say."""
    pieces = chapter.pieces
    for at, piece in enumerate(pieces):
        wide = isinstance(piece, v.Piece) and piece.wide
        yield from _piece(writer, chapter, piece, first=at == 0)
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        turns = following is None or wide != (isinstance(following, v.Piece) and following.wide)
        if turns or (following is not None and following.rank != piece.rank):
            yield raw(section_end(writer.volume, piece.rank, paper, wide=wide), block=True)


def _piece(writer: Writer, chapter: v.Chapter, piece: v.Piece | v.Page, *, first: bool) -> Iterator[Node]:
    level = 1 if first else 2
    yield paragraph("Kicker", text(_kicker(writer.volume, piece.number, chapter.kicker)))
    yield writer.heading(level, piece.title, piece.key)
    if isinstance(piece, v.Piece):
        if piece.standfirst:
            yield paragraph("Standfirst", writer.sentences(piece.standfirst))
        for block in piece.blocks:
            yield from writer.block(block, level)
        return
    for label, sentences in piece.head:
        yield paragraph(
            "Fact", [styled("Label", text(label)), raw("<w:r><w:tab/></w:r>"), *writer.sentences(sentences)]
        )
    for title, points in piece.parts:
        yield writer.heading(level + 1, (v.Run(title),))
        if points:
            items = [[{"t": "Plain", "c": writer.sentences(point)}] for point in points]
            yield {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
        else:
            yield paragraph("BodyText", text(say("Nothing on record.")))


def _kicker(volume: v.Volume, number: str, name: str) -> str:
    """In a book a section has its number; a paper of its own has none."""
    return name if volume.sort == "paper" else say("Section {number} · {kicker}", number=number, kicker=name)


def _lists(writer: Writer) -> Iterator[Node]:
    volume = writer.volume
    count = len(volume.chapters)
    yield paragraph("Kicker", text(_kicker(volume, str(count + 1), say("Sources"))))
    yield writer.heading(1, (v.Run(say("Documents")),), "documents")
    yield paragraph("Standfirst", writer.said(volume.sources_say))
    if volume.documents:
        columns = tuple(
            v.SetColumn(title=(v.Run(t),), share=s)
            for t, s in (
                (say("No."), 0.08),
                (say("Document"), 0.42),
                (say("By"), 0.2),
                (say("Dated"), 0.16),
                (say("Grade"), 0.14),
            )
        )
        rows = tuple(
            tuple(
                v.SetCell(said=v.Said(words=words))
                for words in ((v.Run(d.no),), d.title, d.author, (v.Run(d.dated),), (v.Run(d.grade),))
            )
            for d in volume.documents
        )
        yield from writer.grid(v.Grid(columns=columns, rows=rows, caption=v.Said(words=())))
    if volume.index:
        yield paragraph("Kicker", text(_kicker(volume, str(count + 2), say("Index"))))
        yield writer.heading(1, (v.Run(say("Index of terms")),), "index")
        yield paragraph("Standfirst", writer.said(volume.index_says))
        for entry in volume.index:
            numbers = ", ".join(dict.fromkeys(number for _, number in entry.sections))
            yield paragraph("IndexEntry", [*writer.words(entry.term), *text(f"  {numbers}")])
    yield writer.heading(1, (v.Run(say("Sources")),), "sources")
