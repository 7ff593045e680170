"""Text that stops being YAML: how far it can be read, and what is wrong where it stops."""

from __future__ import annotations

import re
from dataclasses import replace

from summitry.folder import yamltext
from summitry.folder.faults import fault
from summitry.folder.reading import spot
from summitry.foundation.diagnostics import Diagnostic

_BREAK = re.compile(r"(?m)^(?: *- |[^\s#-])")


def read_tree(
    name: str, text: str, first_line: int = 1
) -> tuple[yamltext.Tree, list[yamltext.Trouble], list[Diagnostic]]:
    """Return the tree of the longest beginning of a text that is whole records, what is unusual in it,
    and the fault where it ends (none when nothing is wrong).

    The cut is made before the record in which the break stands, so that no half record is taken for a
    whole one.
    """
    try:
        return *yamltext.parse(text), []
    except yamltext.Broken as error:
        broken = error
    tab = _indenting_tab(text)
    starts = [m.start() for m in _BREAK.finditer(text)]
    low, high = 0, len([s for s in starts if s <= _offset(text, broken.line)])
    cut = 0
    while low < high:  # the longest beginning that parses, by halving
        middle = (low + high + 1) // 2
        end = starts[middle] if middle < len(starts) else len(text)
        if _parses(text[:end]):
            low, cut = middle, end
        else:
            high = middle - 1
    line = text.count("\n", 0, cut) + 1
    return *yamltext.parse(text[:cut]), [_fault(name, text, broken, tab, line, first_line)]


def _parses(text: str) -> bool:
    try:
        yamltext.parse(text)
    except yamltext.Broken:
        return False
    return True


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line):
        found = text.find("\n", at)
        if found < 0:
            return len(text)
        at = found + 1
    return at


def _indenting_tab(text: str) -> int:
    """Return the line (from 1) of the first tab that indents, or 0."""
    match = re.search(r"(?m)^ *\t+[^\s#]", text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _fault(
    name: str, text: str, broken: yamltext.Broken, tab: int, cut_line: int, first_line: int
) -> Diagnostic:
    shift = first_line - 1
    if tab and tab <= broken.line:
        return fault(
            "FRM002", f"Line {tab + shift} of {name} is indented with a tab; the file was read up to"
            f" line {cut_line - 1 + shift}.", spot(name, tab + shift, 1), "Indent with spaces only.",
        )  # fmt: skip
    lines = text.split("\n")
    line = broken.line
    if not "".join(lines[line - 1 :]).strip():  # the parser looked for an end to the last line
        broken, line = replace(broken, column=1), cut_line
    content = lines[line - 1] if line else ""
    message = f"{name} cannot be read from line {cut_line + shift} on: {_reason(broken.says, content)}."
    return fault(
        "FRM001", message, spot(name, line + shift, max(1, broken.column)), _hint(broken.says, content)
    )  # fmt: skip


def _reason(says: str, line: str) -> str:
    if "two colons" in says or re.search(r":\s.*:\s", line):
        return "a line holds two colons"
    if "terminating" in says or "closing" in says or "quote" in says:
        return "a bracket or quotation mark is not closed"
    if line.strip().startswith(("@", "`", "%")):
        return f'a text begins with "{line.strip()[0]}"'
    return "the text is not YAML there"


def _hint(says: str, line: str) -> str:
    if "two colons" in says or re.search(r":\s.*:\s", line):
        return "Put the text after the first colon in quotation marks."
    return (
        "Look for a quotation mark or bracket that is not closed, or for lines that are not"
        " indented like those around them. The records before that line were read."
    )
