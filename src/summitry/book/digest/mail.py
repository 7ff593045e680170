"""A digest as a letter: HTML for mail programs, plain text in 72 columns, JSON for other programs.

Mail programs drop style sheets, scripts and what lies elsewhere: the HTML holds its few styles at each
element, no picture, and no address but those of the desk's own pages where the caller names them.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from summitry.book.blocks import Heading, Paragraph, Points, Section, Sentence, Trace
from summitry.book.html import JUDGED
from summitry.book.labelling import templates
from summitry.book.marking import highest_marking
from summitry.book.numbers import Numbers, Source, SourcePlace, said
from summitry.book.tracing import trace_of
from summitry.book.wording import words_for
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import language, say
from summitry.foundation.printable import one_line
from summitry.foundation.values import dataclass

WIDTH = 72
FEW = 2
"""Places under one number up to which the documents they cite are named too."""
FORM = "summitry-digest/1"
"""Name and number of the JSON. A field may be added under one number; none changes its meaning."""

Href = Callable[[str], str]
"""Gives the address of a record's own page on a desk; blank where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the letter: its heading and lines, each with the numbers of its sources."""

    title: str
    lines: tuple[tuple[str, tuple[int, ...]], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A digest ready to be set. ``known`` says what day it knows, ``marking`` is the highest in it."""

    dossier: str
    title: str
    reader: str
    day: str
    known: str
    judged: str
    marking: str
    verdict: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]


def letter(dossier: Dossier, section: Section, reader: str = "", title: str = "") -> Letter:
    """Set a digest, or another page by its ``title``; every line carries the numbers of its records."""
    numbers, words = Numbers(dossier), words_for(dossier.limit)
    parts: list[Part] = []
    head = ""
    for block in section.blocks:
        if isinstance(block, Heading):
            head = block.text
        elif isinstance(block, Points | Paragraph):
            sentences = block.items if isinstance(block, Points) else block.sentences
            lines = tuple((one_line(words.plain(s.text)), _marks(dossier, numbers, s)) for s in sentences)
            numbered = isinstance(block, Points) and block.numbered
            parts.append(Part(title=head, lines=lines, numbered=numbered))
    header = dossier.header
    verdict = section.verdict.text if section.verdict is not None else ""
    return Letter(
        dossier=header.dossier or say("Dossier"), title=title or say("Digest of {day}", day=section.title),
        reader=reader, day=dossier.limit.isoformat(), verdict=words.plain(verdict), parts=tuple(parts),
        known=say("As known at the end of {day}, {place}.", day=day_in_words(dossier.limit),
                  place=header.known_in),
        judged=say(JUDGED) if dossier.is_narrowed else "",
        marking=highest_marking(dossier, _traces(section)), sources=numbers.sources(),
    )  # fmt: skip


def _marks(dossier: Dossier, numbers: Numbers, sentence: Sentence) -> tuple[int, ...]:
    """The numbers of the records that a line leads to: one for each, whatever the field."""
    records = dict.fromkeys(t.record.partition("/")[0] for t in sentence.traces)
    traces = [trace_of(dossier, record) for record in records]
    return tuple(number for number, _ in numbers.marks(traces, sentence.origin))


def _traces(section: Section) -> list[Trace]:
    return [trace for item in said(section) for trace in item.traces]


def subject(letter: Letter) -> str:
    """Return the subject of the mail; it holds nothing of the dossier but its name and the day."""
    return one_line(f"{letter.dossier}: {letter.title}")


# -- text -------------------------------------------------------------------------------------------


def as_text(letter: Letter) -> str:
    """Return a digest as plain text, no line wider than 72 columns but for what cannot be broken."""
    return "\n".join(line.rstrip() for line in _text(letter)) + "\n"


def _text(letter: Letter) -> Iterator[str]:
    marking = letter.marking.upper()
    room = WIDTH - len(marking) - 2
    head = letter.dossier if len(letter.dossier) <= room else f"{letter.dossier[: room - 1]}…"
    yield f"{head}{marking:>{WIDTH - len(head)}}"
    yield from _wrapped("", _titled(letter))
    yield letter.known
    if letter.judged:
        yield letter.judged
    yield ""
    yield from _wrapped("", letter.verdict)
    for part in letter.parts:
        yield ""
        yield part.title.upper()
        yield ""
        for at, (line, marks) in enumerate(part.lines, 1):
            yield from _wrapped(f"{at:>2}. " if part.numbered else "  - ", f"{line}{_noted(marks)}")
    if letter.sources:
        yield ""
        yield say("Where it stands").upper()
        yield ""
    for source in letter.sources:
        yield from _wrapped(f"{source.number:>3}. ", _places(source))
    yield ""
    yield f"{marking:>{WIDTH}}"


def _titled(letter: Letter) -> str:
    return (
        say("{title}, for {reader}", title=letter.title, reader=letter.reader)
        if letter.reader
        else letter.title
    )


def _noted(marks: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, marks))}]" if marks else ""


def _places(source: Source) -> str:
    told = (", ".join(filter(None, (p.title.rstrip("."), rest))) for p, rest in _leads(source))
    return f"{one_line('; '.join(told))}."


def _leads(source: Source) -> list[tuple[SourcePlace, str]]:
    """The places under a number; where they are many, each without the documents it cites."""
    few = len(source.places) <= FEW
    return [
        (p, one_line(", ".join(filter(None, (p.where, *(p.cites if few else ())))))) for p in source.places
    ]


def _wrapped(first: str, text: str) -> Iterator[str]:
    """Wrap by columns: a letter of East Asian scripts takes two."""
    rest, line, empty = " " * len(first), first, True
    for word in text.split():
        for piece in textwrap.wrap(word, WIDTH - len(first)) or [word]:
            if not empty and _columns(line) + 1 + _columns(piece) > WIDTH:
                yield line
                line, empty = rest, True
            line, empty = (f"{line}{piece}" if empty else f"{line} {piece}"), False
    if not empty:
        yield line


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


# -- HTML -------------------------------------------------------------------------------------------


def as_html(letter: Letter, href: Href | None = None) -> str:
    """Return a digest as one HTML page that fetches nothing; ``href`` leads to records on a desk."""
    page = templates().get_template("digest.html").render(
        letter=letter, titled=_titled(letter), words=words_for(None), language=language(),
        href=href or _nowhere, places=_leads,
    )  # fmt: skip
    return page.lstrip()


def _nowhere(record: str) -> str:
    return ""


# -- JSON -------------------------------------------------------------------------------------------


def as_json(letter: Letter) -> dict[str, Any]:
    """Return a digest as plain values: its head, ``parts`` with ``lines``, and ``sources`` by number."""
    return {
        "form": FORM, "dossier": letter.dossier, "reader": letter.reader, "day": letter.day,
        "known": letter.known, "narrowed": bool(letter.judged), "marking": letter.marking,
        "verdict": letter.verdict,
        "parts": [
            {"title": p.title, "lines": [{"text": text, "sources": list(marks)} for text, marks in p.lines]}
            for p in letter.parts
        ],
        "sources": [
            {
                "number": s.number,
                "places": [
                    {"record": p.record, "title": p.title, "where": p.where, "cites": list(p.cites)}
                    for p in s.places
                ],
            }
            for s in letter.sources
        ],
    }  # fmt: skip
