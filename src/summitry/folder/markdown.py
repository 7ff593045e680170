"""Markdown files: one record each, its fields as front matter, its text as the body."""

from __future__ import annotations

import re

from summitry.folder.faults import fault
from summitry.folder.reading import spot
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass

_FENCE = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)


@dataclass(frozen=True, slots=True)
class Pages:
    """The two halves of a Markdown file; ``body_offset`` is where the body begins in the text."""

    front: str
    body: str
    body_offset: int


def split(text: str, name: str) -> tuple[Pages | None, list[Diagnostic]]:
    """Return front matter and body; a fault when there is no front matter.

    ``README.md`` and files without any front matter that sit beside a dossier as plain reading are
    passed over in silence.
    """
    match = _FENCE.match(text)
    if match is None:
        if text.startswith("---"):
            return None, [
                fault("FRM027", f"The front matter of {name} has no end.", spot(name, 1, 1),
                      "Close it with a line of three hyphens.")
            ]  # fmt: skip
        return None, []
    return Pages(match["front"], text[match.end() :], match.end()), []
