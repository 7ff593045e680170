"""Setting sections: sentences get their numbers and markings, tables their widths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summitry.book import blocks
from summitry.book.blocks import Cell, Section, Sentence, Table, Tag, Trace
from summitry.book.brief.value import MISSING
from summitry.book.figures.alt import alt_text
from summitry.book.figures.network import network_svg
from summitry.book.figures.sequence import sequence_alt, sequence_svg
from summitry.book.figures.svg import svg
from summitry.book.marking import marking_rank
from summitry.book.numbers import Numbers
from summitry.book.volume import value as v
from summitry.book.volume.widths import shares, wants_width
from summitry.book.volume.words import Setter
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say

PAGE_RULE = marked("Supplied by Summitry's page, not by the dossier")
"""Where a sentence of a template comes from."""

MANY = 4
LONG = 90
"""So many sentences of so many letters are no paragraph any more: each stands by itself."""
LANES_SIDEWAYS = 12
LANES_UPRIGHT = 20
MOST_ROWS = 200
LATEST = 50
MOST_COLUMNS = 10
LONGEST_NAME = 120
NOTES_IN_LAST = 3
"""A row with more numbers than this shows them in its cells."""


class Compositor:
    """Sets the sections of one book, in order; numbers run through."""

    def __init__(self, dossier: Dossier, setter: Setter) -> None:
        self.dossier = dossier
        self.words = setter
        self.numbers = Numbers(dossier)
        self.figures = 0

    def said(self, item: Sentence, rule: str, tag: str = "") -> v.Said:
        """Set a sentence; without traces of its own it comes from ``rule``."""
        traces = item.traces or (self._rule(item.origin, rule),)
        return v.Said(
            words=self.words(item.text), notes=self.numbers.marks(traces, item.origin),
            origin=item.origin, rank=marking_rank(self.dossier, item.traces), tag=tag,
        )  # fmt: skip

    @staticmethod
    def _rule(origin: str, rule: str) -> Trace:
        return Trace(rule=say(PAGE_RULE) if origin == "template" else rule)

    def by_page(self, text: str, tag: str = "") -> v.Said:
        """Set a sentence that the page itself supplies."""
        return self.said(Sentence(text, "template"), say(PAGE_RULE), tag)

    def piece(self, section: Section, key: str, number: str, *, says_how: bool = True) -> v.Piece:
        """Set a section; ``says_how`` puts below it how it came about."""
        rule = rule_of(section)
        standfirst = (self.said(section.verdict, rule),) if section.verdict is not None else ()
        set_blocks = [made for block in section.blocks for made in self._block(block, rule)]
        if section.basis is not None and says_how:
            texts = (section.basis.method, *section.basis.assumptions, *section.basis.cannot_say)
            notes = tuple(self.said(Sentence(say(t), "template"), say(PAGE_RULE)) for t in texts if t)
            set_blocks.append(v.Basis(sentences=notes))
        found = v.Piece(
            key=key, number=number, title=self.words(_capital(section.title)), standfirst=standfirst,
            blocks=tuple(set_blocks), wide=wants_width(section),
        )  # fmt: skip
        rest = tuple(Trace(record=id) for id in section.basis.rests_on) if section.basis else ()
        return v.replace_rank(found, marking_rank(self.dossier, rest))

    def _block(self, block: blocks.Block, rule: str) -> Iterable[v.Block]:
        match block:
            case blocks.Heading(text):
                yield v.Subhead(words=self.words(_capital(text)))
            case blocks.Paragraph(sentences):
                long = len(sentences) >= MANY and sum(len(s.text) for s in sentences) > MANY * LONG
                yield v.Text(sentences=tuple(self.said(s, rule) for s in sentences), apart=long)
            case blocks.Points(items, numbered):
                yield v.Points(items=tuple((self.said(s, rule),) for s in items), numbered=numbered)
            case Table():
                yield from self._tables(block, rule)
            case blocks.Figure():
                yield from self._pictures(block, rule)
            case blocks.Steps():
                self.figures += 1
                yield v.Picture(
                    svg=sequence_svg(block, self.words.plain), alt=self.words.plain(sequence_alt(block)),
                    caption=self.said(block.caption, rule),
                    label=say("Figure {number}.", number=self.figures),
                )  # fmt: skip
            case blocks.Network():
                self.figures += 1
                yield v.Picture(
                    svg=network_svg(block, self.words.plain), alt=self.words.plain(block.alt),
                    caption=self.said(block.caption, rule),
                    label=say("Figure {number}.", number=self.figures),
                )  # fmt: skip
            case blocks.Bracketed():
                stretches = tuple((self.words(p.text), self.words.plain(p.raised)) for p in block.pieces)
                yield v.Wording(stretches=stretches, caption=self.said(block.caption, rule))
            case blocks.Facts():
                rows = tuple(self._fact(fact, rule) for fact in block.rows)
                yield v.Facts(rows=rows, ruled=block.ruled, numbered=block.numbered)
            case blocks.Boxes():
                ticked = block.words.index(block.ticked) if block.ticked in block.words else -1
                yield v.Boxes(words=tuple(map(self.words, block.words)), label=self.words(block.label),
                              ticked=ticked, signed=block.signed)  # fmt: skip
            case blocks.Space():
                columns = tuple(map(self.words, block.columns))
                yield v.Space(lines=block.lines, label=self.words(block.label), columns=columns,
                              widest=block.widest)  # fmt: skip

    def _fact(self, fact: blocks.Fact, rule: str) -> v.Fact:
        """Set a label with its sentences; those that say what is missing are tagged."""
        tags = [MISSING if at in fact.missing else "" for at in range(len(fact.sentences))]
        said = (self.said(s, rule, tag) for s, tag in zip(fact.sentences, tags, strict=True))
        return v.Fact(label=self.words(fact.label), sentences=tuple(said), lines=fact.lines)

    def _pictures(self, figure: blocks.Figure, rule: str) -> Iterable[v.Picture]:
        """A figure with more lanes than a page holds becomes several; the last has the caption."""
        most = LANES_SIDEWAYS if figure.wide else LANES_UPRIGHT
        parts = max(1, -(-len(figure.lanes) // most))
        size = -(-len(figure.lanes) // parts)
        self.figures += 1
        for part in range(parts):
            cut = replace(figure, lanes=figure.lanes[part * size : (part + 1) * size])
            last = part == parts - 1
            yield v.Picture(
                svg=svg(cut, self.words.plain), alt=self.words.plain(alt_text(cut)),
                caption=self.said(figure.caption, rule) if last else v.Said(words=()),
                label=say("Figure {number}.", number=self.figures) if last else "",
            )  # fmt: skip

    def _tables(self, table: Table, rule: str) -> Iterable[v.Grid]:
        """A table with too many columns becomes several, each with the first column."""
        others = len(table.columns) - 1
        parts = -(-others // (MOST_COLUMNS - 1)) if others >= MOST_COLUMNS else 1
        size = -(-others // parts) if others else 0
        for part in range(parts):
            keep = [0, *range(1 + part * size, min(len(table.columns), 1 + (part + 1) * size))]
            yield self._grid(table, keep, rule)

    def _grid(self, table: Table, keep: Sequence[int], rule: str) -> v.Grid:
        rows = [[row[at] for at in keep if at < len(row)] for row in table.rows]
        caption = table.caption
        if len(rows) > MOST_ROWS:
            left = say(
                "The last {latest} of {count} rows; all of them stand in the dossier.",
                latest=LATEST,
                count=len(rows),
            )
            rows, caption = rows[-LATEST:], f"{caption} {left}".strip()
        last = all(len({id_of(t) for c in row for t in c.traces}) <= NOTES_IN_LAST for row in rows)
        last = last and any(cell.traces for row in rows for cell in row)
        bare = any(_speaks(c) and not c.traces for row in rows for c in row)
        rest = self.numbers.marks((self._rule("computed", rule),), "computed") if bare and not caption else ()
        set_rows, row_notes = [], []
        for row in rows:
            notes: dict[v.Note, None] = {}
            cells: list[v.SetCell] = []
            for cell in row:
                own = self.numbers.marks(cell.traces, cell.origin) if _speaks(cell) and cell.traces else ()
                notes.update(dict.fromkeys(own))
                found = self._cell(cell, () if last else own)
                held = found.said.rank > max((c.said.rank for c in cells), default=0)
                cells.append(replace(found, held=held))
            set_rows.append(tuple(cells))
            row_notes.append(tuple(notes) if last else ())
        return v.Grid(
            columns=self._columns(table, keep, last),
            rows=tuple(set_rows),
            row_notes=tuple(row_notes) if last else (),
            head_notes=rest,
            caption=self._caption(caption, rule, bare),
            names=_names(rows),
        )

    def _cell(self, cell: Cell, notes: tuple[v.Note, ...]) -> v.SetCell:
        said = v.Said(
            words=self.words(cell.text, cell.changed), notes=notes,
            origin=cell.origin if _speaks(cell) else "", rank=marking_rank(self.dossier, cell.traces),
        )  # fmt: skip
        return v.SetCell(said=said, struck=cell.struck, labels=self._labels(cell), tag=cell.tag)

    def _labels(self, cell: Cell) -> tuple[tuple[v.Words, Tag], ...]:
        """Several labels in one stand side by side; in a cell marked as a loss, those in capitals are it."""
        parts = [p for p in cell.label.split(", ") if p]
        if cell.tag == "blank" or len(parts) == 1:
            return ((self.words(cell.label), cell.tag),) if cell.label else ()
        return tuple((self.words(part), _drawn(part, cell.tag)) for part in parts)

    def _columns(self, table: Table, keep: Sequence[int], last: bool) -> tuple[v.SetColumn, ...]:
        widths = shares(table, keep, last)
        return tuple(
            v.SetColumn(
                title=self.words(table.columns[at].title), counts=table.columns[at].counts, share=share
            )
            for at, share in zip(keep, widths, strict=True)
        )

    def _caption(self, caption: str, rule: str, bare: bool) -> v.Said:
        if bare and caption:
            return self.said(Sentence(caption), rule)
        return self.by_page(caption) if caption else v.Said(words=())


def rule_of(section: Section) -> str:
    """Say how what a section computes came about."""
    if section.basis is not None and section.basis.method:
        return say(section.basis.method)
    return say("Computed from the records of the section “{kicker}”", kicker=section.kicker)


def id_of(trace: Trace) -> tuple[object, ...]:
    """Return what makes two traces one."""
    return (trace.record, trace.source, trace.rule, trace.place.path if trace.place is not None else ())


def _names(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column names the rows, rather than telling something in sentences."""
    return all(len(row[0].text) <= LONGEST_NAME for row in rows if row)


def _drawn(part: str, tag: Tag) -> Tag:
    if part in (say("first here"), say("same words")) or tag not in ("loss", "change"):
        return "plain"
    return "loss" if tag == "loss" and part.isupper() else "change"


def _speaks(cell: Cell) -> bool:
    return bool(cell.text or cell.label)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
