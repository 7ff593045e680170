"""Word files as paragraphs and notes. The only module that knows the library behind it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from docx2python import docx2python

from summitry.archive.flowing import run_together
from summitry.archive.readers.source import NotRead
from summitry.foundation.values import dataclass

_NOTE = re.compile(r"\s*(footnote|endnote)(-?\d+)\)\s*")


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph: its raw text, its style, whether it is a row of a table."""

    text: str
    style: str
    row: bool = False


def word_paragraphs(content: bytes) -> tuple[list[tuple[str, str]], list[WordParagraph]]:
    """Return the notes (``footnote1`` and its text) and the paragraphs of the body, in order.

    Raises:
        NotRead: when it is damaged.
    """
    try:
        with docx2python(BytesIO(content)) as file:
            body = [p for table in file.body_pars for p in _of_table(table)]
            notes = [n for pars in (file.footnotes_pars, file.endnotes_pars) for n in _notes(pars)]
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError):
        raise NotRead("it is damaged, or made in a way that is not understood") from None
    return notes, body


def _of_table(table: list[list[list[Any]]]) -> list[WordParagraph]:
    """Running text comes as a table of one cell; the rows of a real one are each one paragraph."""
    single = len(table) == 1 and len(table[0]) == 1
    if single:
        return [WordParagraph(_text(par), _style(par)) for par in table[0][0] if _text(par).strip()]
    rows = (" ".join(run_together(_text(par)) for cell in row for par in cell) for row in table)
    return [WordParagraph(row, "", True) for row in rows if row.strip()]


def _text(par: object) -> str:
    runs: list[str] = getattr(par, "run_strings", [])
    return "".join(runs)


def _style(par: object) -> str:
    return str(getattr(par, "style", ""))


def _notes(pars: list[list[list[list[Any]]]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for par in (p for table in pars for row in table for cell in row for p in cell):
        text = _text(par)
        match = _NOTE.match(text)
        if match:
            found.append((f"{match[1]}{match[2]}", run_together(text[match.end() :])))
        elif found and text.strip():
            key, said = found[-1]
            found[-1] = (key, run_together(f"{said} {text}"))
    return [(key, said) for key, said in found if said]
