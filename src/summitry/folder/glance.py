"""Where a record's own fields stand, seen at a glance: for records written one field a line.

Most records are. Whatever might mislead a plain look at the lines (quotation marks or brackets that
stay open at a line's end, tabs, other line ends, explicit keys, several documents) is left to the
parser; a property test holds both to the same answers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summitry.foundation.origin import Path

_BEGINS = re.compile(r" *- +(?=[A-Za-z_][\w-]*:(?: |$))", re.MULTILINE)
_MISLEADING = re.compile(
    "[\t\r\x85\u2028\u2029]|^(?:---|\\.\\.\\.)|^ *(?:- +)?\\?|(?<=[\\s\\[{,:-])'", re.MULTILINE
)


def offset_of(record: str, path: Path) -> int | None:
    """Return the offset of a field in a record's text (its ``-`` included), or of the whole record
    when it has no such field; ``None`` when that cannot be told at a glance."""
    if len(path) > 1 or (begins := _BEGINS.match(record)) is None or _MISLEADING.search(record):
        return None
    if not path:
        return begins.end()
    if not isinstance(path[0], str) or _stays_open(record):
        return None
    start, key = begins.end(), path[0]
    if record.startswith((f"{key}: ", f"{key}:\n"), start):
        return start
    found = _field(start, key).search(record, start)
    if found is not None:
        return found.end()
    return start if f'"{key}"' not in record else None


def _stays_open(record: str) -> bool:
    """Whether a bracket or a quotation mark on some line is closed on another."""
    if not any(sign in record for sign in '[]{}"'):
        return False
    return any(
        line.count('"') % 2 or line.count("[") != line.count("]") or line.count("{") != line.count("}")
        for line in record.split("\n")
    )


@lru_cache(maxsize=2048)
def _field(indent: int, key: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)^ {{{indent}}}(?={re.escape(key)}:(?: |$))")
