"""A section on a terminal: title, verdict, sentences, tables, and where each comes from.

Marks replace shades: a lost or missing thing stands in capitals in brackets, a changed one in
brackets, a blank as a dash; changed words are underlined on a terminal and set between underscores
in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text

from summitry.book.blocks import (
    Block,
    Bracketed,
    Cell,
    Figure,
    Heading,
    Network,
    Paragraph,
    Points,
    Section,
    Sentence,
    Steps,
    Table,
)
from summitry.book.figures.chart import chart
from summitry.book.figures.sequence import sequence_chart
from summitry.book.numbers import Numbers, SourcePlace
from summitry.cli.screen import Screen
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.printable import printable

_Words = Callable[[str], str]


def show_section(screen: Screen, section: Section, numbers: Numbers, day: date) -> None:
    """Lay a section out on the screen."""

    def words(text: str) -> str:
        return printable(fill_days(text, day))

    screen.line(words(section.kicker).upper(), style="dim")
    screen.say(words(section.title), style="bold")
    if section.verdict is not None:
        screen.say(_sentence(section.verdict, numbers, words))
    screen.line("")
    for block in section.blocks:
        _block(screen, block, numbers, words)
    if section.basis is not None:
        screen.say(f"How: {words(section.basis.method)}", style="dim")
        for title, texts in (
            ("Assumes", section.basis.assumptions),
            ("Cannot say", section.basis.cannot_say),
        ):
            for text in texts:
                screen.say(f"{title}: {words(text)}", style="dim")
        rests, more = numbers.rests_on(section.basis)
        if rests:
            named = "; ".join(words(_rest(place)) for place in rests)
            screen.say(f"Rests on: {named}{f'; and {more} more' if more else ''}.", style="dim")
    screen.line("")


def show_sources(screen: Screen, numbers: Numbers) -> None:
    """List what stands under the numbers."""
    sources = numbers.sources()
    if sources:
        screen.line("Sources", style="bold")
    for source in sources:
        places = "; ".join(_place(place) for place in source.places)
        screen.say(printable(f"[{source.number}] {places}"), style="dim")


def _rest(place: SourcePlace) -> str:
    return place.title if place.title == place.where else f"{place.title} ({place.where})"


def _place(place: SourcePlace) -> str:
    parts = (place.where, *place.cites)
    return ", ".join(p for p in parts if p)


def _block(screen: Screen, block: Block, numbers: Numbers, words: _Words) -> None:
    match block:
        case Heading(text):
            screen.say(words(text), style="bold")
        case Paragraph(sentences):
            joined = Text(" ").join(_sentence(s, numbers, words) for s in sentences)
            screen.say(joined)
            screen.line("")
        case Points(items, numbered):
            for at, item in enumerate(items, 1):
                mark = f"{at}. " if numbered else "- "
                grid = Grid.grid(padding=0)
                grid.add_column(width=len(mark))
                grid.add_column()
                grid.add_row(mark, _sentence(item, numbers, words))
                screen.put(grid, width=screen.prose_width)
            screen.line("")
        case Figure():
            for line in chart(block, screen.width, words):
                screen.line(line)
            screen.say(_sentence(block.caption, numbers, words), style="dim")
            screen.line("")
        case Steps():
            for line in sequence_chart(block, words):
                screen.say(line)
            screen.say(_sentence(block.caption, numbers, words), style="dim")
            screen.line("")
        case Network():
            screen.say(words(f"[{block.alt}]"), style="dim")
            screen.say(_sentence(block.caption, numbers, words), style="dim")
            screen.line("")
        case Bracketed(pieces=pieces):
            raised = (f"{words(p.text)}({words(p.raised)})" if p.raised else words(p.text) for p in pieces)
            screen.say("".join(raised))
            screen.say(_sentence(block.caption, numbers, words), style="dim")
            screen.line("")
        case Table():
            _table(screen, block, numbers, words)


LONGEST_WORD = 18
"""A column is at least as wide as its longest word, up to this; longer words are broken."""


def _table(screen: Screen, table: Table, numbers: Numbers, words: _Words) -> None:
    titles = [words(column.title) for column in table.columns]
    rows = [[_cell(cell, numbers, words) for cell in row] for row in table.rows]
    columns = [[title, *(row[at].plain for row in rows if at < len(row))] for at, title in enumerate(titles)]
    least = [min(LONGEST_WORD, max(map(_longest_word, column))) for column in columns]
    widest = [max(map(cell_len, column)) for column in columns]
    room = screen.width - _GAP * (len(columns) - 1)
    if sum(least) > room:
        _as_list(screen, table, numbers, words)
        return
    widths = _shared(widest, least, room)
    grid = Grid(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold",
        leading=1 if widths != widest else 0,
    )  # fmt: skip
    for column, title, width in zip(table.columns, titles, widths, strict=True):
        side: Literal["left", "right"] = "right" if column.counts else "left"
        grid.add_column(title, justify=side, overflow="fold", width=width)
    for row in rows:
        grid.add_row(*row)
    screen.put(grid, width=screen.width)
    if table.caption:
        screen.say(words(table.caption), style="dim")
    screen.line("")


_GAP = 2
"""Columns between two columns of a table."""


def _shared(widest: list[int], least: list[int], room: int) -> list[int]:
    """Share a screen's width among columns: the widest give way first, none below its longest word."""
    widths = list(widest)
    while sum(widths) > room:
        spare = [(width, at) for at, width in enumerate(widths) if width > least[at]]
        widths[max(spare)[1]] -= 1
    return widths


def _longest_word(text: str) -> int:
    return max((cell_len(word) for word in text.split()), default=1)


def _as_list(screen: Screen, table: Table, numbers: Numbers, words: _Words) -> None:
    """A table with more columns than the screen can hold, row by row."""
    for row in table.rows:
        screen.say(_cell(row[0], numbers, words) if row else "", style="bold")
        for column, cell in zip(table.columns[1:], row[1:], strict=False):
            content = _cell(cell, numbers, words)
            if content.plain:
                screen.say(Text.assemble((f"{words(column.title)}: ", "dim"), content), indent=2)
    if table.caption:
        screen.say(words(table.caption), style="dim")
    screen.line("")


def _cell(cell: Cell, numbers: Numbers, words: _Words) -> Text:
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
    words_said = _underlined(cell, words)
    if cell.struck:
        words_said.stylize("strike")
        words_said = Text.assemble("~", words_said, "~")
    found.append(words_said)
    marks = _marks(numbers, cell)
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


def _sentence(sentence: Sentence, numbers: Numbers, words: _Words) -> Text:
    found = Text(words(sentence.text))
    marks = _marks(numbers, sentence)
    if marks:
        found.append(f" [{marks}]", style="dim")
    return found


def _marks(numbers: Numbers, item: Sentence | Cell) -> str:
    return ", ".join(f"{number}{letter}" for number, letter in numbers.marks(item.traces, item.origin))
