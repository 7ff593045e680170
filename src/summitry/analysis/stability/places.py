"""Where a field of a JSON text stands: line and column, found when somebody asks."""

from __future__ import annotations

import json
import re
from typing import Any

_BLANK = re.compile(r"[ \t\r\n]*")


class Unreadable(Exception):
    """The text is no JSON that we accept: a sentence, and at which character."""

    def __init__(self, why: str, at: int = 0) -> None:
        super().__init__(why)
        self.why, self.at = why, at


def parsed(text: str) -> Any:
    """Return the value of a JSON text.

    Raises ``Unreadable`` for anything but plain JSON: also a name given twice, ``NaN``, or nesting too
    deep to read.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is no JSON: {error.msg.lower()}.", error.pos) from None
    except RecursionError:
        raise Unreadable("This is nested too deeply to read.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(f'The name "{key}" is given twice in one object.')
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise Unreadable(f"{name} is no number that counts here.")


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return the line and column, counted from 1, of a character.

    >>> line_and_column("a\\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def place_of(text: str, path: tuple[str | int, ...]) -> int:
    """Return at which character the field at ``path`` begins, or the nearest known one above it.

    >>> place_of('{"a": [1, {"b": 2}]}', ("a", 1, "b"))
    16
    """
    decoder = json.JSONDecoder()

    def skip(at: int) -> int:
        found = _BLANK.match(text, at)
        return found.end() if found else at

    at = skip(0)
    for step in path:
        inner = _step(text, decoder, skip, at, step)
        if inner is None:
            break
        at = inner
    return at


def _step(text: str, decoder: json.JSONDecoder, skip: Any, at: int, step: str | int) -> int | None:
    """Return where one member of the value at ``at`` begins; ``None`` when it has no such member."""
    opening = text[at : at + 1]
    if opening != ("{" if isinstance(step, str) else "["):
        return None
    at, count = skip(at + 1), 0
    while at < len(text) and text[at] not in "}]":
        key: str | int = count
        if opening == "{":
            key, at = decoder.raw_decode(text, at)
            at = skip(skip(at) + 1)
        if key == step:
            return at
        _, at = decoder.raw_decode(text, at)
        at, count = skip(at), count + 1
        if text[at : at + 1] == ",":
            at = skip(at + 1)
    return None
