"""A brief as a page: HTML to read and print, and plain text."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

from summitry.book.blocks import Sentence
from summitry.book.brief.value import MISSING, Brief, Point
from summitry.book.html import Frame, frame, render
from summitry.book.numbers import Numbers, Source
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.labels import say
from summitry.foundation.printable import printable

WIDTH = 78
"""Columns of the plain text."""
LABEL = 5


def brief_html(dossier: Dossier, brief: Brief) -> str:
    """Return a brief as one HTML file: the page, and below it the sources of every sentence."""
    numbers = _numbered(dossier, brief)
    return render(
        "brief.html", dossier, brief=brief, numbers=numbers, sources=numbers.sources(),
        frame=frame(dossier, brief.title, brief.marking), left_off=left_off(brief),
    )  # fmt: skip


def _numbered(dossier: Dossier, brief: Brief) -> Numbers:
    numbers = Numbers(dossier)
    for sentence in brief.sentences():
        numbers.marks(sentence.traces, sentence.origin)
    return numbers


def left_off(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return what the page had no room for: heading and words."""
    return tuple((say(part.title), p.text) for part in brief.parts for p in part.left_off)


def brief_text(dossier: Dossier, brief: Brief) -> str:
    """Return a brief as plain text, at most 78 columns wide."""
    numbers = _numbered(dossier, brief)
    around = frame(dossier, brief.title, brief.marking)
    lines = [_ends(printable(around.dossier), printable(around.marking.upper())), ""]
    lines += [printable(brief.title.upper()), printable(brief.kicker), ""]
    for label, sentences in (
        (say("When"), brief.when), (say("Where"), brief.where), (say("Level"), brief.level),
        (say("With"), brief.whom),
    ):  # fmt: skip
        lines += _wrapped(f"{label}: ", _said(dossier, numbers, sentences), " " * 2)
    for part in brief.parts:
        lines += ["", say(part.title).upper()]
        for at, point in enumerate(part.points, 1):
            lines += _point(dossier, numbers, at, point)
    lines += ["", *_foot(around), "", say("SOURCES"), *_sources(numbers.sources())]
    off = left_off(brief)
    if off:
        lines += ["", say("NOT ON THE PAGE, FOR WANT OF ROOM")]
        for title, text in off:
            lines += _wrapped("- ", _shown(f"{title}: {text}", dossier), "  ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _foot(around: Frame) -> list[str]:
    return [_ends(around.known, around.marking.upper()), *([around.judged] if around.judged else [])]


def _ends(left: str, right: str) -> str:
    return f"{left}{' ' * max(2, WIDTH - len(left) - len(right))}{right}"


def _point(dossier: Dossier, numbers: Numbers, at: int, point: Point) -> list[str]:
    tag = say("MISSING. ") if point.tag == MISSING else ""
    return _wrapped(f"{at:>3}. ", tag + _said(dossier, numbers, point.sentences), " " * LABEL)


def _said(dossier: Dossier, numbers: Numbers, sentences: Iterable[Sentence]) -> str:
    found = []
    for s in sentences:
        marks = ", ".join(f"{n}{letter}" for n, letter in numbers.marks(s.traces, s.origin))
        text = _shown(s.text, dossier)
        found.append(f"{text} [{marks}]" if marks else text)
    return " ".join(found)


def _shown(text: str, dossier: Dossier) -> str:
    """The text as of the day, with nothing in it that cannot be printed."""
    return printable(fill_days(text, dossier.limit))


def _wrapped(first: str, text: str, indent: str) -> list[str]:
    """Wrap by columns; letters of East Asian scripts take two."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    width = WIDTH - (wide * WIDTH) // max(1, len(text) + wide)
    return textwrap.wrap(
        text, width=max(30, width), initial_indent=first, subsequent_indent=indent, break_long_words=True,
        break_on_hyphens=False,
    )  # fmt: skip


def _sources(sources: Iterable[Source]) -> list[str]:
    lines = []
    for source in sources:
        places = "; ".join(", ".join(p for p in (place.where, *place.cites) if p) for place in source.places)
        lines += _wrapped(f"{source.number:>3}. ", printable(places), " " * LABEL)
    return lines
