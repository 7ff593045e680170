"""PDF: printed lines put together to paragraphs, notes told by their small print, pages as printed.

Lines that run along heads and feet are kept as left out. A word broken at a line's end is put together
when the paper writes it so elsewhere, or has it nowhere with a hyphen. A page that is a picture without
text is said to need OCR.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import Flow, run_together
from summitry.archive.pagenumbers import (
    as_pattern,
    is_number_alone,
    numbers_at_ends,
    printed_numbers,
    running_lines,
)
from summitry.archive.pdfpages import Line, LockedOrDamaged, PdfFile, Sheet
from summitry.archive.proposals import is_marking, propose_from_lines
from summitry.archive.readers.source import NotRead, Source
from summitry.foundation.values import dataclass

READ_BY = "pdf 1"

_MARGIN = 0.13
"""The part of a page's height, above and below, in which running lines are looked for."""
_NOTE = re.compile(r"(?P<label>\d{1,3}|[*†‡])[.)]?\s*(?=\S)")
_ITEM = re.compile(r"(?:[•▪◦‣–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s)")
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*\Z")
_Calls = dict[str, tuple[int, int]]
"""The number of a note: the passage that calls it, and where in it."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read(source: Source) -> Reading:
    """Return what a PDF holds.

    Raises:
        NotRead: when it is locked or damaged.
    """
    try:
        file = PdfFile(source.content())
    except LockedOrDamaged as why:
        raise NotRead(str(why)) from None
    sheets = list(file.sheets(source.limits.pages))
    composer = Composer(source.limits)
    reading = composer.reading
    reading.pages = file.pages
    if file.pages > len(sheets):
        reading.trouble.append(f"It has {file.pages:,} pages; the first {len(sheets):,} were read.")
    _tell_pictures(reading, sheets)
    layout = _Layout.of(sheets)
    try:
        _compose(composer, sheets, layout)
    except TooMuch:
        reading.trouble.append("It has more text than any paper, and was read only in part.")
    _propose(reading, file, sheets, layout)
    return composer.finish()


def _tell_pictures(reading: Reading, sheets: Sequence[Sheet]) -> None:
    pictures = sum(sheet.picture for sheet in sheets)
    reading.needs_ocr = pictures > 0
    if pictures == len(sheets) > 0:
        reading.trouble.append("It is a scan without text: it needs OCR before it can be searched.")
    elif pictures == 0 and not any(sheet.lines for sheet in sheets):
        reading.trouble.append("There is no text in it.")
    elif pictures:
        some = (
            "1 page is a picture without text, and needs"
            if pictures == 1
            else (f"{pictures:,} pages are pictures without text, and need")
        )
        reading.trouble.append(f"{some} OCR.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """What holds for the paper as a whole."""

    numbers: Sequence[str]
    running: frozenset[str]
    size: float
    """The size of its running text."""
    words: Counter[str]

    @classmethod
    def of(cls, sheets: Sequence[Sheet]) -> _Layout:
        margins = [[line.text for line in sheet.lines if _in_margin(line, sheet)] for sheet in sheets]
        sizes: Counter[float] = Counter()
        words: Counter[str] = Counter()
        for sheet in sheets:
            for line in sheet.lines:
                sizes[round(line.size * 2) / 2] += len(line.text)
                inner = line.text.rstrip("-").rpartition(" ")[0] if line.text.endswith("-") else line.text
                words.update(w.lower() for w in _WORD.findall(inner))
        size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
        return cls(
            numbers=printed_numbers(margins), running=running_lines(margins), size=size, words=words
        )  # fmt: skip


def _in_margin(line: Line, sheet: Sheet) -> bool:
    return line.base > sheet.height * (1 - _MARGIN) or line.base < sheet.height * _MARGIN


@dataclass(slots=True)
class _Block:
    """Lines that belong together."""

    role: str
    lines: list[Line] = field(default_factory=list)
    page: str = ""
    label: str = ""


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on on the next page, and the notes that wait for it to end."""

    flow: Flow
    role: str
    label: str
    calls: list[tuple[int, str]]
    notes: list[_Block]
    before: Line | None = None


def _compose(composer: Composer, sheets: Sequence[Sheet], layout: _Layout) -> None:
    waiting: _Open | None = None
    called: _Calls = {}
    for sheet, page in zip(sheets, layout.numbers, strict=True):
        body, notes, left_out = _blocks(sheet, page, layout)
        for at, block in enumerate(body):
            if waiting is not None and (at or not _goes_on(waiting, block)):
                _close(composer, waiting, layout, called)
                waiting = None
            if waiting is None:
                waiting = _Open(Flow(page), block.role, block.label, [], [])
            elif block.lines:
                waiting.flow.turn(page)
            _pour(waiting, block, layout)
        if waiting is None:
            _notes(composer, notes, layout, called)
        else:
            waiting.notes.extend(notes)
        for block in left_out:
            if waiting is None:
                composer.add("left-out", block.lines[0].text, page=page)
            else:
                waiting.notes.append(block)
    if waiting is not None:
        _close(composer, waiting, layout, called)


def _goes_on(waiting: _Open, block: _Block) -> bool:
    """Whether a paragraph goes on at the head of the next page."""
    if waiting.role != "body" or block.role != "body" or not block.lines:
        return False
    text = waiting.flow.text
    if _ITEM.match(block.lines[0].text):
        return False
    return text.endswith("-") or (not _ENDED.search(text) and block.lines[0].text[:1].islower())


def _pour(waiting: _Open, block: _Block, layout: _Layout) -> None:
    for line in block.lines:
        text = run_together(line.text)
        if waiting.before is not None and not _joined(waiting, text, layout):
            waiting.flow.gap()
        shift = waiting.flow.length + (1 if waiting.flow.waits else 0)
        waiting.calls.extend((shift + where, says) for where, says in line.calls)
        waiting.flow.add(text)
        waiting.before = line


def _joined(waiting: _Open, text: str, layout: _Layout) -> bool:
    """Whether the next line goes on without a space; a word's break is healed on the way."""
    said = waiting.flow.text
    if not said.endswith("-") or not text[:1].isalpha() or not said[-2:-1].isalpha():
        return False
    head = said[:-1].rpartition(" ")[2].lower()
    tail = re.split(r"[^\w]", text, maxsplit=1)[0].lower()
    whole, parted = layout.words[head + tail], layout.words[f"{head}-{tail}"]
    breaks = waiting.before is not None and waiting.before.broken
    acronym = said[:-1].rpartition(" ")[2].isupper() and len(head) > 1
    if text[0].islower() and not acronym and whole >= parted and (whole or breaks or not parted):
        waiting.flow.unhyphen()
    return True


def _close(composer: Composer, waiting: _Open, layout: _Layout, called: _Calls) -> None:
    number = composer.add_flow(waiting.role, waiting.flow, label=waiting.label)
    called.update((says, (number, at)) for at, says in waiting.calls if number)
    _notes(composer, waiting.notes, layout, called)


def _notes(composer: Composer, blocks: Sequence[_Block], layout: _Layout, called: _Calls) -> None:
    """Add notes and running lines; where a number was last called is where its note belongs."""
    for block in blocks:
        run = _Open(Flow(block.page), block.role, block.label, [], [])
        _pour(run, block, layout)
        text = run.flow.text
        if block.label and text.startswith(block.label):
            text = text[len(block.label) :].lstrip(" .)")
        at = called.pop(block.label, (0, 0))
        composer.add(block.role, text, label=block.label, page=block.page, at=at)


# -- one page ------------------------------------------------------------------------------------


def _blocks(sheet: Sheet, page: str, layout: _Layout) -> tuple[list[_Block], list[_Block], list[_Block]]:
    """The paragraphs of a page, its notes, and its running lines."""
    lines, left_out = [], []
    for line in sheet.lines:
        if _in_margin(line, sheet) and _runs(line, page, layout):
            left_out.append(_Block("left-out", [line], page))
        else:
            lines.append(line)
    split = _foot_begins(lines, sheet, layout)
    body = list(_paragraphs(lines[:split], page, layout))
    return body, list(_footnotes(lines[split:], page)), left_out


def _runs(line: Line, page: str, layout: _Layout) -> bool:
    if as_pattern(line.text) in layout.running:
        return True
    if is_number_alone(line.text):
        return page.strip("[]").lower() in line.text.lower()
    return len(line.text) < 90 and page in numbers_at_ends(line.text)


def _foot_begins(lines: Sequence[Line], sheet: Sheet, layout: _Layout) -> int:
    """The line from which on a page holds only small print that begins with a note's number."""
    at = len(lines)
    while at and lines[at - 1].size < 0.93 * layout.size and lines[at - 1].base < 0.6 * sheet.height:
        at -= 1
    while at < len(lines) and not (_NOTE.match(lines[at].text) or lines[at].calls):
        at += 1
    return at


def _footnotes(lines: Sequence[Line], page: str) -> Iterator[_Block]:
    block: _Block | None = None
    number = 0
    for line in lines:
        found = _NOTE.match(line.text)
        label = found["label"] if found else ""
        follows = not label.isdigit() or block is None or int(label) == number + 1
        if label and follows:
            if block is not None:
                yield block
            number = int(label) if label.isdigit() else number
            block = _Block("footnote", [], page, label)
        if block is not None:
            block.lines.append(line)
    if block is not None:
        yield block


def _paragraphs(lines: Sequence[Line], page: str, layout: _Layout) -> Iterator[_Block]:
    if not lines:
        return
    steps = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * a.size]
    step = statistics.median(steps) if steps else 1.2 * layout.size
    margin = min(line.left for line in lines)
    right = max(line.right for line in lines)
    block = _begun(lines[0], page, layout)
    block.lines.append(lines[0])
    for before, line in pairwise(lines):
        if _parts(before, line, step, margin, right):
            yield block
            block = _begun(line, page, layout)
        block.lines.append(line)
    yield block


def _begun(line: Line, page: str, layout: _Layout) -> _Block:
    role, label = _role(line, layout)
    return _Block(role, [], page, label)


def _role(line: Line, layout: _Layout) -> tuple[str, str]:
    if line.size >= 1.15 * layout.size and any(c.isalpha() for c in line.text):
        return (
            "head",
            "1" if line.size >= 1.6 * layout.size else "2" if line.size >= 1.3 * layout.size else "3",
        )
    return "body", ""


def _parts(before: Line, line: Line, step: float, margin: float, right: float) -> bool:
    """Whether another paragraph begins with a line."""
    down = before.base - line.base
    if down > 1.45 * max(step, before.size) or down < -2 * line.size:
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    ended = bool(_ENDED.search(before.text))
    short = before.right < right - 0.12 * (right - margin)
    indented = line.left > before.left + 0.7 * line.size
    if _ITEM.match(line.text) and (ended or short):
        return True
    return ended and (short or (indented and before.left < margin + line.size))


def _propose(reading: Reading, file: PdfFile, sheets: Sequence[Sheet], layout: _Layout) -> None:
    first = [line for sheet in sheets[:1] for line in sheet.lines]
    upper = [
        line for sheet in sheets[:1] for line in sheet.lines
        if line.base > 0.4 * sheet.height and not is_marking(line.text)
    ]  # fmt: skip
    large = max((line.size for line in upper if sum(c.isalpha() for c in line.text) > 3), default=0.0)
    if large >= 1.3 * layout.size:
        title = " ".join(run_together(line.text) for line in upper if line.size == large)
        if len(title) <= 200:
            reading.propose("title", title, "it is set in the largest letters of the first page")
    propose_from_lines(reading, [run_together(line.text) for line in first])
    facts = file.facts()
    if not re.match(r"(?i)microsoft word|untitled|.*\.(?:docx?|indd|pdf|rtf)\Z", facts.title):
        reading.propose("title", facts.title, "the file's properties say so")
    reading.propose("author", facts.author, "the file's properties say so")
