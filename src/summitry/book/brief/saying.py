"""Making sentences with their traces: drafted, quoted, computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.book.blocks import Sentence, Trace
from summitry.book.brief.value import MISSING, Point
from summitry.dossier.record import Part, Record
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.dates.months import month_names
from summitry.foundation.dates.words import day_in_words, in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import listed as joined


def trace(record: Record, *path: str | int, of: Part | None = None) -> Trace:
    """Return a trace to a field; it cites the sources of the part, else of the record."""
    source = (of.source if of is not None else ()) or record.source
    return Trace(record=record.id, source="; ".join(source), place=record.where(*path))


def drafted(text: str, *traces: Trace) -> Sentence:
    """Return a sentence somebody drafted in the dossier."""
    return Sentence(ended(text), "drafted", traces)


def quoted(text: str, *traces: Trace) -> Sentence:
    """Return a sentence that gives somebody's words."""
    return Sentence(ended(text), "quoted", traces)


def computed(text: str, *traces: Trace) -> Sentence:
    """Return a sentence that follows from the records."""
    return Sentence(ended(text), "computed", traces)


def point(*sentences: Sentence, rank: int = 0) -> Point:
    """Return a point."""
    return Point(sentences=sentences, rank=rank)


def missing(text: str, *traces: Trace, rank: int = 1) -> Point:
    """Return a point that says what is not there."""
    return Point(sentences=(computed(text, *traces),), tag=MISSING, rank=rank)


def ended(text: str) -> str:
    """Return a text as a sentence: one line, a capital at its head, a full stop at its end."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…", ".”", "?”", "!”")) else f"{text}."


def in_quotes(words: str) -> str:
    """Return words between curly quotation marks; such marks inside become single ones."""
    inner = words.strip().replace("“", "‘").replace("”", "’")
    if inner.startswith('"') and inner.endswith('"'):
        inner = inner[1:-1]
    return f"“{inner}”"


def listed(names: Iterable[str]) -> str:
    """Return ``a, b and c``."""
    return joined(names)


def day_of(dossier: Dossier, when: When, zone: str = "") -> str:
    """Return a date in words; the year is left out in the dossier's own year.

    Two points of one page rarely lie far apart, and the foot of the page names the year.
    """
    if when.precision == "instant" or (when.at is not None and not when.lasts):
        words = day_in_words(dossier.civil_day(when, zone))
    else:
        words = in_words(when, zone or dossier.header.zone)
    year = f" {dossier.limit.year}"
    dossier.passed(date(dossier.limit.year + 1, 1, 1))  # the words change with the year
    if words.endswith(year) and any(month in words for month in month_names()):
        words = words.removesuffix(year)
    return words


def within(dossier: Dossier, id: str) -> str:
    """Return a name as it stands within a sentence: ``the White House``, whatever its letterhead says."""
    name = the(dossier, id)
    return say("the {name}", name=name[4:]) if name.startswith("The ") else name
