"""Word files (DOCX): paragraphs, headings, tables, and footnotes where they are called.

Macros and pictures are passed over; nothing that a file links to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import run_together
from summitry.archive.markup import NotMarkup, name_of, text_of, xml_tree
from summitry.archive.packed import Packed
from summitry.archive.proposals import propose_from_lines
from summitry.archive.readers.source import NotRead, Source
from summitry.archive.wordfiles import WordParagraph, word_paragraphs

READ_BY = "docx 1"

_CALL = re.compile(r"----(footnote|endnote)(-?\d+)----")
_OTHER = re.compile(r"----(?:media/[^-]*|Image alt text---->[^<]*<|image[^-]*)----")
_LINK = re.compile(r"<a href=\"[^\"]*\">(.*?)</a>", re.DOTALL)
_HEADING = re.compile(r"(?i)heading\s*(\d)")


def read(source: Source) -> Reading:
    """Return what a Word file holds.

    Raises:
        NotRead: when it is damaged, locked or unfolds to too much.
    """
    content = source.content()
    packed = Packed(content, source.limits)
    if "word/document.xml" not in packed.names:
        raise NotRead("it is damaged: it holds no text")
    for name in packed.names:
        if name.endswith((".xml", ".rels")):
            packed.read(name)
    composer = Composer(source.limits)
    notes, body = word_paragraphs(content)
    try:
        _compose(composer, body, dict(notes))
    except TooMuch:
        composer.reading.trouble.append("It is longer than any paper, and was read only in part.")
    lines = [p.text for p in composer.reading.passages if p.role != "footnote"]
    _propose(composer.reading, packed, lines)
    return composer.finish()


def _compose(composer: Composer, body: list[WordParagraph], notes: dict[str, str]) -> None:
    told: dict[str, str] = {}
    for paragraph in body:
        text, calls = _without_calls(paragraph.text)
        role, label = _role(paragraph)
        number = composer.add(role, text, label=label)
        for at, key in calls:
            if key in notes and key not in told:
                told[key] = str(len(told) + 1)
                composer.add("footnote", notes[key], label=told[key], at=(number, at) if number else (0, 0))
    for key, text in notes.items():
        if key not in told:
            composer.add("footnote", text)


def _role(paragraph: WordParagraph) -> tuple[str, str]:
    heading = _HEADING.match(paragraph.style)
    if heading:
        return "head", heading[1]
    if paragraph.style.lower() == "title":
        return "head", "1"
    return "body", "row" if paragraph.row else ""


def _without_calls(raw: str) -> tuple[str, list[tuple[int, str]]]:
    """The text, and where in it which notes are called."""
    calls: list[tuple[int, str]] = []
    text = ""
    at = 0
    raw = _LINK.sub(r"\1", _OTHER.sub("", raw)).removeprefix("--\t")
    for match in _CALL.finditer(raw):
        text = (
            run_together(f"{text}{raw[at : match.start()]}")
            if text
            else run_together(raw[at : match.start()])
        )
        calls.append((len(text), f"{match[1]}{match[2]}"))
        at = match.end()
        if raw[at : at + 1].isspace():
            text += " "
    return run_together(text + raw[at:]), calls


def _propose(reading: Reading, packed: Packed, lines: list[str]) -> None:
    heads = [p.text for p in reading.passages[:8] if p.role == "head" and p.label == "1"]
    if heads:
        reading.propose("title", heads[0], "it is the first heading")
    propose_from_lines(reading, lines)
    for what, value in _properties(packed):
        reading.propose(what, value, "the file's properties say so")


def _properties(packed: Packed) -> Iterator[tuple[str, str]]:
    content = packed.read("docProps/core.xml")
    if not content:
        return
    try:
        root: Any = xml_tree(content)
    except NotMarkup:
        return
    fields = {"title": "title", "creator": "author", "language": "language"}
    for each in root.iter():
        if name_of(each) in fields:
            yield fields[name_of(each)], text_of(each)
