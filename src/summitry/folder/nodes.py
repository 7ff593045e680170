"""The smallest change of a YAML text that gives a field another value.

Lists are compared item by item and mappings key by key, so that what did not change keeps its own
lines, comments and quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from summitry.folder import emit
from summitry.folder.refusals import Tangled
from summitry.folder.splice import Splice
from summitry.folder.yamltext import Tree
from summitry.foundation.values import dataclass

Node = Any
"""A node as PyYAML composes it: ``id``, ``value``, ``start_mark``, ``end_mark``, ``flow_style``."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a file, composed: ``node`` counts from ``base`` in the file's text."""

    text: str
    base: int
    node: Node

    def start(self, node: Node) -> int:
        """Where a node begins in the file."""
        return self.base + int(node.start_mark.index)

    def end(self, node: Node) -> int:
        """Where a node's last character stands, plus one; blank lines and comments after it are not it."""
        if node.id == "scalar":
            if node.style in ("|", ">"):
                found = self.text[self.start(node) : self.base + node.end_mark.index]
                return self.start(node) + len(found.rstrip())
            return self.base + int(node.end_mark.index)
        if node.flow_style or not node.value:
            return self.base + int(node.end_mark.index)
        last = node.value[-1]
        return max(self.end(part) for part in (last if isinstance(last, tuple) else (last,)))

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def next_line(self, at: int) -> int:
        """Where the line after a place begins; the end of the text when there is none."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def column(self, at: int) -> int:
        """How many characters stand before a place on its line."""
        return at - self.line_start(at)


def pair_of(node: Node, key: str) -> tuple[Node, Node] | None:
    """Return the key and value nodes of one key of a mapping."""
    return next(((k, v) for k, v in node.value if k.value == key), None)


def set_key(text: Text, mapping: Node, key: str, old: Tree, new: Tree) -> Iterator[Splice]:
    """Yield the changes that give ``key`` of a mapping the value ``new``; a blank one takes it out."""
    pair = pair_of(mapping, key)
    blank = new is None or new in ("", [], {})
    if pair is None:
        if not blank:
            yield _added(text, mapping, key, new)
    elif blank:
        yield _taken_out(text, mapping, pair)
    elif _said(old) != _said(new):
        yield from _changed(text, pair[0], pair[1], key, old, new, flow=bool(mapping.flow_style))


# -- one key -------------------------------------------------------------------------------------


def _added(text: Text, mapping: Node, key: str, new: Tree) -> Splice:
    if mapping.flow_style or not mapping.value:
        if not mapping.flow_style:
            raise Tangled
        close = text.end(mapping) - 1
        if mapping.value:
            at = text.end(mapping.value[-1][1])
            return Splice(at, at, f", {emit.scalar(key, flow=True)}: {emit.flow(new)}")
        return Splice(close, close, f"{emit.scalar(key, flow=True)}: {emit.flow(new)}")
    indent = text.column(text.start(mapping.value[0][0]))
    at = text.next_line(text.end(mapping))
    return _new_lines(text, at, emit.field(key, new, indent))


def _new_lines(text: Text, at: int, lines: str) -> Splice:
    """Whole lines at the start of a line, or at the end of a text whose last line has no end."""
    if at and text.text[at - 1] != "\n":
        return Splice(at, at, "\n" + lines.removesuffix("\n"))
    return Splice(at, at, lines)


def _taken_out(text: Text, mapping: Node, pair: tuple[Node, Node]) -> Splice:
    at = next(n for n, (k, _) in enumerate(mapping.value) if k is pair[0])
    start, end = text.start(pair[0]), text.end(pair[1])
    following = mapping.value[at + 1][0] if at + 1 < len(mapping.value) else None
    if mapping.flow_style:
        if following is not None:
            return Splice(start, text.start(following), "")
        before = text.end(mapping.value[at - 1][1]) if at else start
        return Splice(before, end, "")
    if text.text[text.line_start(start) : start].strip():  # on the line of the hyphen
        if following is None:
            raise Tangled
        return Splice(start, text.start(following), "")
    return Splice(text.line_start(start), text.next_line(end), "")


def _changed(
    text: Text, key_node: Node, node: Node, key: str, old: Tree, new: Tree, *, flow: bool
) -> Iterator[Splice]:
    start, end = text.start(node), text.end(node)
    if flow or (node.id != "scalar" and node.flow_style and _one_line(new)):
        yield Splice(start, end, f" {emit.flow(new)}" if start == end else emit.flow(new))
    elif node.id == "sequence" and isinstance(new, list) and isinstance(old, list) and not node.flow_style:
        try:
            yield from list(_items(text, node, old, new))
        except Tangled:  # a list laid out in some other way: all of it anew
            yield _rewritten(text, key_node, node, key, new)
    elif (
        node.id == "mapping" and isinstance(new, Mapping) and isinstance(old, Mapping) and not node.flow_style
    ):
        for inner in dict.fromkeys([*old, *new]):
            yield from set_key(text, node, inner, old.get(inner), new.get(inner))
    elif isinstance(new, str) and "\n" not in new and node.id == "scalar" and node.style not in ("|", ">"):
        yield Splice(start, end, f" {emit.scalar(new)}" if start == end else emit.scalar(new))
    else:
        yield _rewritten(text, key_node, node, key, new)


def _key_by_key(node: Node, old: Tree, new: Tree) -> bool:
    """Whether a mapping can be changed a key at a time: in block style, its first key staying."""
    if node.id != "mapping" or node.flow_style or not node.value:
        return False
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return False
    return node.value[0][0].value in new and {k.value for k, _ in node.value} >= set(old)


def _one_line(new: Tree) -> bool:
    return not isinstance(new, str) and len(emit.flow(new)) < emit.FLOW_WIDTH * 2


def _rewritten(text: Text, key_node: Node, node: Node, key: str, new: Tree) -> Splice:
    """The whole field anew; a comment on its first line stays there."""
    start, end = text.start(key_node), max(text.end(node), text.end(key_node) + 1)
    lines = emit.field(key, new, text.column(start)).removesuffix("\n").split("\n")
    first = text.text[text.end(key_node) : text.next_line(start)]
    comment = re.search(r"\s+#[^\n]*", first)
    if comment and (text.end(key_node) + comment.start() < text.start(node) or text.next_line(start) <= end):
        lines[0] += comment[0]
    return Splice(start, end, "\n".join([lines[0].lstrip(), *lines[1:]]))


# -- lists ---------------------------------------------------------------------------------------


def _items(text: Text, node: Node, old: list[Tree], new: list[Tree]) -> Iterator[Splice]:
    starts = [_item_line(text, item) for item in node.value]
    if len(starts) != len(old):
        raise Tangled
    indent = text.column(_hyphen(text, node.value[0]))
    end = text.next_line(text.end(node))
    matcher = SequenceMatcher(None, [_said(v) for v in old], [_said(v) for v in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        both = min(b - a, d - c)
        for n in range(both):
            yield from _item(text, node.value[a + n], old[a + n], new[c + n], indent)
        for n in range(a + both, b):
            yield Splice(starts[n], text.next_line(text.end(node.value[n])), "")
        if d > c + both:
            at = starts[a + both] if a + both < len(starts) else end
            lines = "".join(_as_item(v, indent) for v in new[c + both : d])
            yield _new_lines(text, at, lines)


def _as_item(value: Tree, indent: int) -> str:
    return "".join(f"{line}\n" for line in emit.entry(value, indent))


def _item(text: Text, node: Node, old: Tree, new: Tree, indent: int) -> Iterator[Splice]:
    if _key_by_key(node, old, new):
        for key in dict.fromkeys([*old, *new]):
            yield from set_key(text, node, key, old.get(key), new.get(key))
        return
    start = _hyphen(text, node)
    lines = _as_item(new, indent)
    yield Splice(start, max(text.end(node), start + 1), lines.strip("\n").lstrip())


def _hyphen(text: Text, node: Node) -> int:
    start = text.start(node)
    line = text.line_start(start)
    before = text.text[line:start]
    if not re.fullmatch(r" *- +", before):
        raise Tangled
    return line + before.index("-")


def _item_line(text: Text, node: Node) -> int:
    _hyphen(text, node)
    return text.line_start(text.start(node))


def _said(value: Tree) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
