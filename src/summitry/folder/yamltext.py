"""YAML text as plain lists, mappings and texts; what YAML can do beyond that is a fault.

The text is parsed by rapidyaml and handed over as JSON, which Python reads in C: eight times faster
than walking the tree. Only a file in which something unusual may stand (an anchor, a tag, a null, a
number that JSON rewrote) is walked node by node. Measured in ``docs/decisions/003``.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import ryml

from summitry.foundation.values import dataclass

Tree = Any
"""``str``, ``None`` (blank), ``list[Tree]`` or ``dict[str, Tree]``."""


def is_tree(value: object, deepest: int) -> bool:
    """Whether a value is one that a text could hold, with lists and mappings nested at most so deep.

    >>> is_tree({"on": ["2018-03-06", None]}, 2), is_tree({"on": ["2018-03-06"]}, 1), is_tree(3, 9)
    (True, False, False)
    """
    if isinstance(value, Mapping):
        return deepest > 0 and all(isinstance(k, str) and is_tree(v, deepest - 1) for k, v in value.items())
    if isinstance(value, list):
        return deepest > 0 and all(is_tree(v, deepest - 1) for v in value)
    return value is None or isinstance(value, str)


def as_list(value: Tree) -> list[Tree]:
    """Return the entries of a field that may be written as a list, or as one entry alone, or left blank.

    >>> as_list(["a", "b"]), as_list("a"), as_list(None)
    (['a', 'b'], ['a'], [])
    """
    return value if isinstance(value, list) else [] if value is None else [value]


MAX_DEPTH = 40
"""Deepest nesting read; no record needs ten levels."""

# Each begins with a literal character, which the search skips to; most texts hold none of them.
_BEFORE = r"[\s\[{,:-]"
_NO_PROSE = r"(?! +[^\s\]},#])"
_UNUSUAL = tuple(
    (sign, re.compile(rf"{re.escape(sign)}(?<={_BEFORE}{re.escape(sign)}){after}"))
    for sign, after in (
        ("&", _NO_PROSE), ("*", _NO_PROSE), ("!", _NO_PROSE), ("~", ""), ("?", r"\s"), ("<<", ""),
        ("null", r"\b"), ("Null", r"\b"), ("NULL", r"\b"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something unusual at a path of the tree: which fault, and the words that show it."""

    code: str
    path: tuple[str | int, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class Broken(Exception):
    """The text stops being YAML: at which line and column (from 1), and what the parser said."""

    line: int
    column: int
    says: str


def parse(text: str) -> tuple[Tree, list[Trouble]]:
    """Return the tree of a YAML text and what is unusual in it.

    Raises:
        Broken: when the text is not YAML.
    """
    if not text.strip():
        return None, []
    buffer = bytearray(text, "utf-8")  # the tree points into it, so it must live as long
    tree = _ryml_tree(buffer)
    return _walked(tree) if _is_unusual(text) else _through_json(tree, 2 * len(buffer) + 1024)


def _is_unusual(text: str) -> bool:
    return any(sign[0] in text and sign in text and pattern.search(f"\n{text}") for sign, pattern in _UNUSUAL)


def _ryml_tree(buffer: bytearray) -> Any:
    try:
        with _quiet():
            return ryml.parse_in_place(buffer)
    except ryml.ExceptionParse as error:
        at = error.errdata_parse.ymlloc
        raise Broken(int(at.line) or 1, int(at.col) or 1, str(error.msg)) from None
    except (ryml.ExceptionBasic, RuntimeError, MemoryError) as error:
        raise Broken(1, 1, str(error).split("\n")[0][:80]) from None


def _as_json(tree: Any, room: int) -> str:
    """Write a tree as JSON into memory of our own: what the parser asks for itself it never gives back."""
    try:
        return str(ryml.emit_json_in_place(tree, bytearray(room)), "utf-8", "surrogateescape")
    except IndexError:
        room = ryml.compute_emit_json_length(tree)
        return str(ryml.emit_json_in_place(tree, bytearray(room)), "utf-8", "surrogateescape")


def _through_json(tree: Any, room: int) -> tuple[Tree, list[Trouble]]:
    troubles: list[Trouble] = []
    doubled: list[dict[str, Tree]] = []

    def pairs(items: list[tuple[str, Tree]]) -> dict[str, Tree]:
        mapping = dict(items)
        if len(mapping) != len(items):
            doubled.append(mapping)
        return mapping

    rewritten: list[str] = []

    def number(text: str) -> str:
        """The parser writes ``.5`` as ``0.5`` and ``1.`` as ``1.0``; then nobody knows what was meant."""
        if text.startswith(("0.", "-0.")) or text.endswith(".0"):
            rewritten.append(text)
        return text

    try:
        with _quiet():
            emitted = _as_json(tree, room) or "null"
        if '.inf"' in emitted or '.nan"' in emitted:
            return _walked(tree)
        found = json.loads(emitted, object_pairs_hook=pairs, parse_int=str, parse_float=number, strict=False)
    except (ryml.ExceptionBasic, ryml.ExceptionVisit):
        return _walked(tree)
    except (ValueError, RecursionError):
        return _walked(tree)
    if doubled or rewritten:
        return _walked(tree)
    return found, troubles


def _walked(tree: Any) -> tuple[Tree, list[Trouble]]:
    troubles: list[Trouble] = []
    return _node(tree, tree.root_id(), (), troubles), troubles


def _node(tree: Any, node: int, path: tuple[str | int, ...], troubles: list[Trouble]) -> Tree:
    if len(path) > MAX_DEPTH:
        troubles.append(Trouble("FRM021", path[:6], ""))
        return None
    if tree.has_val_anchor(node) or tree.is_val_ref(node):
        troubles.append(Trouble("FRM003", path, ""))
        if tree.is_val_ref(node):
            return None
    if tree.has_val_tag(node):
        troubles.append(Trouble("FRM004", path, _text(tree.val_tag(node))))
    if tree.is_stream(node):
        documents = list(_children(tree, node))
        if len(documents) > 1:
            troubles.append(Trouble("FRM025", path, ""))
        return _node(tree, documents[0], path, troubles) if documents else None
    if tree.is_map(node):
        return _mapping(tree, node, path, troubles)
    if tree.is_seq(node):
        return [_node(tree, child, (*path, at), troubles) for at, child in enumerate(_children(tree, node))]
    return _scalar(tree, node, path, troubles)


def _mapping(tree: Any, node: int, path: tuple[str | int, ...], troubles: list[Trouble]) -> Tree:
    found: dict[str, Tree] = {}
    for child in _children(tree, node):
        key = _text(tree.key(child))
        if key == "<<" or tree.has_key_anchor(child) or tree.is_key_ref(child):
            troubles.append(Trouble("FRM003", (*path, key), ""))
            if key == "<<":
                continue
        if tree.has_key_tag(child):
            troubles.append(Trouble("FRM004", (*path, key), _text(tree.key_tag(child))))
        if key in found:
            troubles.append(Trouble("FRM005", (*path, key), key))
            continue
        found[key] = _node(tree, child, (*path, key), troubles)
    return found


def _scalar(tree: Any, node: int, path: tuple[str | int, ...], troubles: list[Trouble]) -> Tree:
    if not tree.has_val(node):
        return None
    value = tree.val(node)
    text = _text(value) if value is not None else ""
    if tree.is_val_quoted(node) or tree.is_val_literal(node) or tree.is_val_folded(node):
        return text
    if text in ("~", "null", "Null", "NULL"):
        troubles.append(Trouble("FRM012", path, text))
        return None
    return text or None


def _children(tree: Any, node: int) -> Iterator[int]:
    child = tree.first_child(node)
    while child != ryml.NONE:
        yield child
        child = tree.next_sibling(child)


def _text(view: Any) -> str:
    return str(view, "utf-8", "replace") if view is not None else ""


_QUIET = threading.Lock()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser from writing its errors to standard error; it offers no switch for it."""
    with _QUIET:
        try:
            kept = os.dup(2)
        except OSError:
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(nowhere)
            os.close(kept)
