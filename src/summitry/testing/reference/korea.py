"""Examples for the pages of kinds: records of ``examples/korea-2018`` as their authors wrote them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from summitry.dossier.kinds import BY_PLURAL
from summitry.dossier.record import Record
from summitry.dossier.shape import every_part
from summitry.folder.load import load

LINES = 14
"""An example is no longer than this."""

KOREA = Path(__file__).parents[4] / "examples" / "korea-2018"


@lru_cache(maxsize=1)
def _records() -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    if (KOREA / "dossier.yaml").is_file():
        for record in load(KOREA).index.records():
            found.setdefault(record.plural, []).append(record)
    return found


def example_of(plural: str) -> str:
    """Return the record of a kind that says most in a few lines; nothing where there is none.

    Cases are left out: they are for their readers.
    """
    if plural not in BY_PLURAL or plural == "cases":
        return ""
    fullest, text = 0, ""
    for record in sorted(_records().get(plural, ()), key=lambda r: r.id):
        said = len(record.__dict__) + 2 * sum(1 for _ in every_part(record))
        written = _text(record)
        if said > fullest and 0 < written.count("\n") + 1 <= LINES:
            fullest, text = said, written
    return text


def _text(record: Record) -> str:
    """A record's own lines: from its dash to the next line that is no deeper."""
    origin = record.origin
    if not origin.file.endswith(".yaml"):
        return ""
    lines = (KOREA / origin.file).read_text(encoding="utf-8").split("\n")
    start = origin.line - 1
    if not re.match(r"\s*- ", lines[start]):
        return ""
    depth = len(lines[start]) - len(lines[start].lstrip())
    taken = [lines[start]]
    for line in lines[start + 1 :]:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        taken.append(line)
    while taken and not taken[-1].strip():
        taken.pop()
    return "\n".join(taken)
