"""Counting sources against a rule such as "two independent"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_RULE = re.compile(
    r"(?:^|\bat least )(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\b(?=\s+(?:\w+\s+)?"
    r"(?:independent|different|separate|distinct|sources?|official|reports?)\b|\s*$)",
    re.IGNORECASE,
)


def sources_wanted(rule: str) -> int | None:
    """Return how many sources a rule asks for, or ``None`` when it does not say so in numbers.

    >>> sources_wanted("two independent"), sources_wanted("at least 3 sources"), sources_wanted("imagery")
    (2, 3, None)
    """
    match = _RULE.search(rule.strip())
    if match is None:
        return None
    number = match["n"].lower()
    return int(number) if number.isdigit() else _NUMBERS[number]


def separate_sources(documents: Iterable[tuple[str, str]]) -> int:
    """Return how many separate sources some documents are: ``(id, author)`` pairs.

    Documents of one author count once; a document without an author counts by itself. That two
    authors drew on one source cannot be seen here.
    """
    return len({("author", author.casefold()) if author else ("document", id) for id, author in documents})
