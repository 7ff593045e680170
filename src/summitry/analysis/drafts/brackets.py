"""Bracketed text: ``[words of one side | words of the other]``, taken apart and put together again.

Printing what was parsed gives the same text, whatever it was. Not brackets: Markdown links
``[label](address)``, footnotes ``[^1]``, the boxes of a task list, link definitions, and anything after
a backslash. ``[...]`` marks a gap in a text known only in part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field

from summitry.foundation.values import dataclass

DEEPEST = 20
"""Brackets nested deeper than this are read as plain text."""

_LINK_TARGET = re.compile(r"\((?=[^()\s]*[./#:@])(?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_FOOTNOTE = re.compile(r"\^[^\s\]]+\Z")
_GAP = re.compile(r"\s*(?:\.{3}|…)\s*\Z")
_BOX = re.compile(r"(?:^|\n)[ \t]*(?:[-*+]|\d+[.)])[ \t]+\Z")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it stands, escapes included."""

    raw: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words not agreed: one alternative, or several side by side. ``start`` is where it opens."""

    alternatives: tuple[tuple[Node, ...], ...]
    start: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the text is not known."""

    raw: str = "[...]"


Node = Words | Bracket | Gap
Text = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text taken apart; ``unpaired`` are the places of brackets without a partner."""

    nodes: Text
    unpaired: tuple[int, ...] = ()


def parse(text: str) -> Parsed:
    """Take a text apart at its brackets.

    >>> parse("We [shall | should] act").nodes
    (Words(raw='We '), Bracket(alternatives=((Words(raw='shall '),), (Words(raw=' should'),)), start=3), \
Words(raw=' act'))
    """
    pairs, unpaired = _pairs(text)
    return Parsed(tuple(_nodes(text, 0, len(text), pairs, 0)), unpaired)


def printed(nodes: Text) -> str:
    """Put a text together again."""
    return "".join(
        f"[{'|'.join(printed(a) for a in node.alternatives)}]" if isinstance(node, Bracket) else node.raw
        for node in nodes
    )


def _pairs(text: str) -> tuple[dict[int, int], tuple[int, ...]]:
    """Where each opening bracket closes, for those that do; and the places of all others."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    stray: list[int] = []
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "[":
            opened.append(at)
        elif text[at] == "]":
            if opened:
                pairs[opened.pop()] = at
            else:
                stray.append(at)
        at += 1
    return pairs, tuple(sorted(stray + opened))


def _nodes(text: str, start: int, end: int, pairs: dict[int, int], depth: int) -> Iterator[Node]:
    plain = at = start
    while at < end:
        if text[at] == "\\":
            at += 2
            continue
        close = pairs.get(at) if text[at] == "[" else None
        if close is None:
            at += 1
            continue
        link = _no_bracket(text, at, close)
        if link or depth >= DEEPEST:
            at = max(link, close + 1)
            continue
        if plain < at:
            yield Words(text[plain:at])
        if _GAP.match(text[at + 1 : close]):
            yield Gap(text[at : close + 1])
        else:
            yield Bracket(tuple(_alternatives(text, at + 1, close, pairs, depth + 1)), at)
        plain = at = close + 1
    if plain < end:
        yield Words(text[plain:end])


def _no_bracket(text: str, at: int, close: int) -> int:
    """Where the thing ends that only looks like a bracket; 0 for a bracket."""
    inside = text[at + 1 : close]
    target = _LINK_TARGET.match(text, close + 1)
    if target is not None:
        return target.end()
    if _FOOTNOTE.match(inside):
        return close + 1
    if text.startswith(":", close + 1) and (at == 0 or text[at - 1] == "\n"):
        return close + 1
    if inside in (" ", "x", "X") and _BOX.search(text[max(0, at - 12) : at]):
        return close + 1
    return 0


def _alternatives(
    text: str, start: int, end: int, pairs: dict[int, int], depth: int
) -> Iterator[tuple[Node, ...]]:
    begin = at = start
    while at < end:
        if text[at] == "\\":
            at += 2
        elif text[at] == "[" and at in pairs:
            at = pairs[at] + 1
        elif text[at] == "|":
            yield tuple(_nodes(text, begin, at, pairs, depth))
            begin = at = at + 1
        else:
            at += 1
    yield tuple(_nodes(text, begin, end, pairs, depth))


def brackets(nodes: Text) -> Iterator[Bracket]:
    """Yield every bracket, outer before inner."""
    for node in nodes:
        if isinstance(node, Bracket):
            yield node
            for alternative in node.alternatives:
                yield from brackets(alternative)


def wording(nodes: Text) -> str:
    """Return an alternative as one would quote it: one line, without escapes and emphasis.

    >>> wording(parse(" *shall*  \\\\[not\\\\] act ").nodes)
    'shall [not] act'
    """
    text = re.sub(r"\\(.)", r"\1", printed(nodes), flags=re.DOTALL)
    return plainly(text)


def plainly(text: str) -> str:
    """Return words as they are compared: NFC, one line, without emphasis."""
    return " ".join(unicodedata.normalize("NFC", text).replace("*", "").split())


def count_words(nodes: Text) -> tuple[int, int]:
    """Return how many words a text has, and how many of them stand in brackets.

    Words of every alternative count. In scripts without spaces a run of letters counts as one.
    """
    every = bracketed = 0
    for node in nodes:
        if isinstance(node, Bracket):
            inside = sum(count_words(a)[0] for a in node.alternatives)
            every, bracketed = every + inside, bracketed + inside
        elif isinstance(node, Words):
            every += len(_WORD.findall(node.raw))
    return every, bracketed
