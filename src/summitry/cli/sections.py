"""A section on a terminal: title, verdict, sentences, tables, and where each comes from.

Marks replace shades: a lost or missing thing stands in capitals in brackets, a changed one in
brackets, a blank as a dash; changed words are underlined on a terminal and set between underscores
in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from summitry.book.blocks import Block, Cell, Heading, Paragraph, Points, Section, Sentence, Table, Trace
from summitry.cli.screen import Screen
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.printable import printable

_Words = Callable[[str], str]


class Notes:
    """Numbers the places that sentences come from, in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, tuple[str | int, ...]], int] = {}
        self.lines: list[str] = []

    def number(self, trace: Trace) -> int:
        """Return the number of a trace."""
        path = trace.place.path if trace.place else ()
        key = (trace.record, trace.source, path)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.lines.append(_trace_in_words(trace))
        return self._numbers[key]

    def marks(self, traces: tuple[Trace, ...], origin: str) -> str:
        """Return the marks after a sentence: ``3``, ``3c`` computed, ``3d`` drafted, ``3t`` template."""
        letter = {"quoted": "", "computed": "c", "drafted": "d", "template": "t"}[origin]
        numbers = dict.fromkeys(self.number(t) for t in traces)
        return ",".join(f"{n}{letter}" for n in list(numbers)[:2])


def show_section(screen: Screen, section: Section, day: date) -> None:
    """Lay a section out on the screen."""
    notes = Notes()

    def words(text: str) -> str:
        return printable(fill_days(text, day))

    screen.line(words(section.kicker).upper(), style="dim")
    screen.say(words(section.title), style="bold")
    if section.verdict is not None:
        screen.say(_sentence(section.verdict, notes, words))
    screen.line("")
    for block in section.blocks:
        _block(screen, block, notes, words)
    if section.basis is not None:
        screen.say(f"How: {words(section.basis.method)}", style="dim")
        for title, texts in (
            ("Assumes", section.basis.assumptions),
            ("Cannot say", section.basis.cannot_say),
        ):
            for text in texts:
                screen.say(f"{title}: {words(text)}", style="dim")
    for at, line in enumerate(notes.lines, 1):
        screen.say(f"[{at}] {printable(line)}", style="dim")
    screen.line("")


def _block(screen: Screen, block: Block, notes: Notes, words: _Words) -> None:
    match block:
        case Heading(text):
            screen.say(words(text), style="bold")
        case Paragraph(sentences):
            joined = Text(" ").join(_sentence(s, notes, words) for s in sentences)
            screen.say(joined)
            screen.line("")
        case Points(items, numbered):
            for at, item in enumerate(items, 1):
                mark = f"{at}. " if numbered else "- "
                grid = Grid.grid(padding=0)
                grid.add_column(width=len(mark))
                grid.add_column()
                grid.add_row(mark, _sentence(item, notes, words))
                screen.put(grid, width=screen.prose_width)
            screen.line("")
        case Table():
            _table(screen, block, notes, words)


def _table(screen: Screen, table: Table, notes: Notes, words: _Words) -> None:
    style = box.SIMPLE_HEAD
    if len(table.columns) * 9 > screen.width:
        _as_list(screen, table, notes, words)
        return
    grid = Grid(
        box=style, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold", show_lines=False
    )
    for column in table.columns:
        grid.add_column(words(column.title), justify="right" if column.counts else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(_cell(cell, notes, words) for cell in row))
    screen.put(grid, width=screen.width)
    if table.caption:
        screen.say(words(table.caption), style="dim")
    screen.line("")


def _as_list(screen: Screen, table: Table, notes: Notes, words: _Words) -> None:
    """A table with more columns than the screen can hold, row by row."""
    for row in table.rows:
        screen.say(_cell(row[0], notes, words) if row else "", style="bold")
        for column, cell in zip(table.columns[1:], row[1:], strict=False):
            content = _cell(cell, notes, words)
            if content.plain:
                screen.say(Text.assemble((f"{words(column.title)}: ", "dim"), content), indent=2)
    if table.caption:
        screen.say(words(table.caption), style="dim")
    screen.line("")


def _cell(cell: Cell, notes: Notes, words: _Words) -> Text:
    found = Text()
    if cell.tag == "blank" and not cell.text and not cell.label:
        return Text("–", style="dim")
    if cell.label:
        label = words(cell.label)
        if cell.tag == "loss":
            found.append(f"[{label.upper()}]", style="bold reverse")
        elif cell.tag == "change":
            found.append(f"[{label}]", style="bold")
        else:
            found.append(label, style="dim" if cell.tag == "blank" else "")
        if cell.text:
            found.append(" ")
    found.append(_underlined(cell, words))
    marks = notes.marks(cell.traces, cell.origin)
    if marks:
        found.append(f" [{marks}]", style="dim")
    return found


def _underlined(cell: Cell, words: _Words) -> Text:
    found, at = Text(), 0
    for start, end in cell.changed:
        found.append(words(cell.text[at:start]))
        found.append(words(cell.text[start:end]), style="bold underline")
        at = end
    found.append(words(cell.text[at:]))
    return found


def _sentence(sentence: Sentence, notes: Notes, words: _Words) -> Text:
    found = Text(words(sentence.text))
    marks = notes.marks(sentence.traces, sentence.origin)
    if marks:
        found.append(f" [{marks}]", style="dim")
    return found


def _trace_in_words(trace: Trace) -> str:
    where = ""
    if trace.place is not None:
        where = str(trace.place.origin)
    parts = [p for p in (trace.source, where if where != trace.record else "", trace.record) if p]
    return ", ".join(dict.fromkeys(parts))
