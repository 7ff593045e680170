"""The text of a document as it is kept: a line about the document, then a line for each passage.

One JSON object a line, so that a comparison of two versions shows the passages that differ. The
numbers of passages are what citations name: a text that was written is never written again.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, TypeVar

from summitry.dossier.holdings import (
    ROLES,
    Attached,
    CrossReference,
    Held,
    HeldPart,
    Named,
    Passage,
    Proposed,
)

FORMAT = 1
"""The only form of kept texts that this version reads."""

T = TypeVar("T")

_LISTS: tuple[tuple[str, type], ...] = (
    ("proposed", Proposed), ("parts", HeldPart), ("names", Named), ("references", CrossReference),
    ("attached", Attached),
)  # fmt: skip
_PLAIN = ("digest", "original", "media", "read_by", "size", "pages", "needs_ocr")


class Damaged(ValueError):
    """A kept text that is not as it was written."""


def as_lines(held: Held) -> bytes:
    """Return the text as it is kept."""
    head: dict[str, Any] = {"format": FORMAT}
    head.update({key: getattr(held, key) for key in _PLAIN})
    head["trouble"] = list(held.trouble)
    head["passages"] = len(held.passages)
    for name, _ in _LISTS:
        head[name] = [_row(each) for each in getattr(held, name)]
    lines = [_json(head)]
    lines.extend(_json(_row(passage)) for passage in held.passages)
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def from_lines(content: bytes) -> Held:
    """Return the text that was kept.

    Raises:
        Damaged: when it is not whole or was changed in a way that cannot be.
    """
    try:
        lines = content.decode("utf-8").split("\n")
        head = json.loads(lines[0])
        rows = [json.loads(line) for line in lines[1:] if line]
    except ValueError as error:
        raise Damaged(str(error)) from None
    try:
        return _held(head, rows)
    except (TypeError, KeyError, AttributeError) as error:
        raise Damaged(str(error)) from None


def _held(head: dict[str, Any], rows: list[dict[str, Any]]) -> Held:
    if head["format"] != FORMAT or head["passages"] != len(rows):
        raise Damaged("its first line does not tell of what follows")
    passages = tuple(_passage(row) for row in rows)
    if any(p.number != at or p.role not in ROLES for at, p in enumerate(passages, 1)):
        raise Damaged("its passages are not numbered in order")
    lists: dict[str, Any] = {name: tuple(_made(cls, row) for row in head[name]) for name, cls in _LISTS}
    plain = {key: head[key] for key in _PLAIN}
    return Held(**plain, **lists, trouble=tuple(head["trouble"]), passages=passages)


def _passage(row: dict[str, Any]) -> Passage:
    if "at" in row:
        row["at"] = tuple(row["at"])
    if "turns" in row:
        row["turns"] = tuple((int(at), str(page)) for at, page in row["turns"])
    if type(row["text"]) is not str:
        raise Damaged("a passage has no text")
    return Passage(**row)


def _made(cls: type[T], row: dict[str, Any]) -> T:
    return cls(**{key: tuple(value) if type(value) is list else value for key, value in row.items()})


def _row(value: Any) -> dict[str, Any]:
    """The filled fields of a part of the text."""
    return {name: found for name, blank in _fields(type(value)) if (found := getattr(value, name)) != blank}


def _fields(cls: type) -> tuple[tuple[str, Any], ...]:
    known = _FIELDS.get(cls)
    if known is None:
        known = _FIELDS[cls] = tuple((f.name, f.default) for f in dataclasses.fields(cls))
    return known


_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _json(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    # these would end a line for some programs, and JSON knows them by another name
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
