"""Plain values as YAML text a desk officer would have written: blocks, few quotation marks.

Whatever is written here reads back as the same value; where a plain scalar would not, it is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from summitry.folder.yamltext import Tree

FLOW_WIDTH = 100
"""Longest list or mapping written on one line, in characters."""

_PLAIN = re.compile(r"[^\W_][^\n\r\t#\"'`\\&*!|>%@{}\[\]?<=:]*\Z")
_NUMBERISH = re.compile(r"[+\-.]|[0-9]")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:]{5,8})?)?)?\Z")
_COUNT = re.compile(r"(?:0|[1-9][0-9]{0,8})(?: [a-z]+)?\Z")
_WORDS = frozenset({"null", "true", "false", "inf", "nan", "infinity"})


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as a YAML scalar on one line; quoted when it would not read back as itself.

    >>> scalar("Chung, to the press"), scalar("a: b"), scalar("2018-03-12"), scalar("null")
    ('Chung, to the press', '"a: b"', '2018-03-12', '"null"')
    """
    if _is_plain(text) and not (flow and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or text.lower() in _WORDS or not _PLAIN.match(text):
        return False
    if _NUMBERISH.match(text):
        return bool(_DATE.match(text) or _COUNT.match(text))
    return True


def flow(value: Tree) -> str:
    """Return a value on one line: ``[a, b]``, ``{between: a, and: b}``."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(k, flow=True)}: {flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(flow(v) for v in value)}]"
    return "" if value is None else scalar(value, flow=True)


def item(record: Mapping[str, Tree], indent: int = 0) -> str:
    """Return a record as an item of its kind's list, every line ended, ``indent`` spaces deep."""
    pad = " " * indent
    lines = list(_mapping(record, indent + 2))
    lines[0] = f"{pad}- {lines[0][indent + 2 :]}"
    return "".join(f"{line}\n" for line in lines)


def field(key: str, value: Tree, indent: int) -> str:
    """Return one field of a block mapping, every line ended, its key ``indent`` spaces deep."""
    return "".join(f"{line}\n" for line in _field(key, value, indent))


def _mapping(record: Mapping[str, Tree], indent: int) -> Iterator[str]:
    for key, value in record.items():
        yield from _field(key, value, indent)


def _field(key: str, value: Tree, indent: int) -> Iterator[str]:
    pad = " " * indent
    head = f"{pad}{scalar(key)}:"
    if value is None or value == "" or value == [] or value == {}:
        yield head
    elif isinstance(value, str):
        yield from _text(head, value, indent)
    elif _fits(value, len(head)):
        yield f"{head} {flow(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + 2)
    else:
        yield head
        for each in value:
            yield from entry(each, indent)


def _text(head: str, value: str, indent: int) -> Iterator[str]:
    if "\n" not in value or not _fit_for_block(value):
        yield f"{head} {scalar(value)}"
        return
    yield f"{head} |-"
    for line in value.split("\n"):
        yield f"{' ' * (indent + 2)}{line}" if line else ""


def _fit_for_block(value: str) -> bool:
    """Whether a literal block keeps every line as it is."""
    lines = value.split("\n")
    return (
        bool(lines[0].strip()) and not lines[0].startswith(" ") and bool(lines[-1].strip())
        and all(line == line.rstrip() and "\t" not in line for line in lines)
    )  # fmt: skip


def entry(value: Tree, indent: int) -> Iterator[str]:
    """Yield the lines of one item of a list, its hyphen ``indent`` spaces deep."""
    pad = " " * indent
    if isinstance(value, Mapping) and value and not _fits(value, indent + 2):
        lines = list(_mapping(value, indent + 2))
        yield f"{pad}- {lines[0][indent + 2 :]}"
        yield from lines[1:]
    else:
        yield f"{pad}- {flow(value)}"


def _fits(value: Tree, used: int) -> bool:
    """Whether a list or mapping is short and simple enough for one line."""
    return not _deep(value) and used + 1 + len(flow(value)) <= FLOW_WIDTH


def _deep(value: Tree) -> bool:
    if isinstance(value, str) or value is None:
        return False
    inner = value.values() if isinstance(value, Mapping) else value
    return any(isinstance(v, (Mapping, list, tuple)) and len(v) > 2 for v in inner)
