"""Plain text: paragraphs parted by blank lines, pages by form feeds."""

from __future__ import annotations

import re
import statistics

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import Flow
from summitry.archive.proposals import propose_from_lines
from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.source import Source

READ_BY = "plain 1"

_HEADING = re.compile(r"\s*(?:from|to|subject|subj|date|re|cc|through|via|copy|ref)\s*:\s*\S", re.IGNORECASE)
"""A memorandum's headings stand one below the other, without blank lines."""


def read(source: Source) -> Reading:
    """Return the paragraphs of a plain text."""
    text, said = decoded(source.content())
    composer = Composer(source.limits)
    if said:
        composer.reading.trouble.append(said)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        _paragraphs(composer, lines)
    except TooMuch:
        composer.reading.trouble.append("It is longer than any paper, and was read only in part.")
    propose_from_lines(composer.reading, [p.text for p in composer.reading.passages[:40]])
    return composer.finish()


def _paragraphs(composer: Composer, lines: list[str]) -> None:
    alone = stands_alone(lines)
    page = 1 if any("\f" in line for line in lines) else 0
    composer.reading.pages = page
    flow = Flow(str(page or ""))
    for line in lines:
        *turned, rest = line.split("\f")
        for before in turned:
            flow.add(f"{before}\n")
            page += 1
            composer.reading.pages = page
            flow.turn(str(page))
        if _HEADING.match(rest) and not alone:
            composer.add_flow("body", flow)
            flow = Flow(str(page or ""))
        flow.add(f"{rest}\n")
        if alone or not rest.strip():
            composer.add_flow("body", flow)
            flow = Flow(str(page or ""))
    composer.add_flow("body", flow)


def stands_alone(lines: list[str]) -> bool:
    """Whether each line is a paragraph: lines that were broken at a width are about as long as each other."""
    filled = [len(line) for line in lines if line.strip()]
    if len(filled) < 2:
        return False
    blank = sum(not line.strip() for line in lines)
    if blank * 12 > len(filled):
        return False
    return statistics.quantiles(filled, n=10)[8] > 110 or blank == 0
