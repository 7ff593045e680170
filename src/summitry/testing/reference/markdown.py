"""Markdown as the reference pages need it: docstrings, tables, fenced text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

_LITERAL = re.compile(r"``(.+?)``", re.DOTALL)
_DOCTEST = re.compile(r"(?m)^>>> ")


def docstring(thing: object) -> str:
    """Return a docstring as Markdown: examples fenced, double backticks as single ones."""
    text = inspect.getdoc(thing) or ""
    out = []
    for paragraph in text.split("\n\n"):
        out.append(_paragraph(paragraph))
    return "\n\n".join(out)


def _single(text: str) -> str:
    return _LITERAL.sub(r"`\1`", text)


def _paragraph(paragraph: str) -> str:
    if _DOCTEST.search(paragraph):
        return fenced(paragraph, "pycon")
    lines = paragraph.split("\n")
    if len(lines) > 1 and all(line.startswith("    ") for line in lines):
        return fenced(inspect.cleandoc(paragraph), "text")
    if len(lines) > 1 and lines[0].rstrip().endswith(":") and all(x.startswith("    ") for x in lines[1:]):
        return _entries(lines)
    return _single(paragraph)


def _entries(lines: Sequence[str]) -> str:
    """``Raises:`` and its like: a heading word and entries below it."""
    entries: list[str] = []
    for line in lines[1:]:
        if line.startswith("     ") and entries:
            entries[-1] += " " + line.strip()
        else:
            entries.append(line.strip())
    listed = "\n".join(f"- {_single(entry)}" for entry in entries)
    return f"{lines[0]}\n\n{listed}"


def first_line(thing: object) -> str:
    """Return the summary of a docstring as one line of Markdown."""
    return _single((inspect.getdoc(thing) or "").split("\n\n", 1)[0]).replace("\n", " ")


def fenced(text: str, language: str) -> str:
    """Return text between fences longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; bars and line ends inside cells are made harmless."""
    lines = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    lines += ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def contents(names: Iterable[str]) -> str:
    """Return a table of contents that names pages beside this one."""
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *names, "```"])


def page(*blocks: str) -> str:
    """Return blocks as one page."""
    return "\n\n".join(block for block in blocks if block) + "\n"
