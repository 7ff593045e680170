"""How a question is typed: plain words, and for those who want them phrases, AND, OR, NOT and fields.

    bombing halt Rostow                any of the words, best documents first
    "reciprocal restraint"             these words, one after the other
    bombing AND (Thieu OR Ky)          both sides of AND must occur; one of OR
    bombing NOT Laos, bombing -Laos    without the word
    negotia*                           any word that begins so
    title:memorandum person:Rostow date:1968-10-15/1968-10-31 marking:"top secret"

Nothing typed is an error but a date that is none: a quotation mark that is not closed runs to the end,
a bracket too many is passed over, an unknown field is read as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitry.foundation.values import dataclass

FIELDS = (
    "title", "section", "author", "person", "participant", "subject", "place", "date", "marking", "kind",
    "compartment", "language", "in",
)  # fmt: skip
"""`in` is the document or volume; `compartment` one of the dossier's groups."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words side by side, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other."""

    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A fact about the document."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be."""

    node: Node


@dataclass(frozen=True, slots=True)
class Together:
    """Things side by side: phrases, fields and what is forbidden bind; words are ranked."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """AND: each must hold."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """OR: one must hold."""

    nodes: tuple[Node, ...]


Node = Words | Phrase | Beginning | Field | Without | Together | Both | Either

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<quoted>"[^"]*(?:"|$) | “[^”]*(?:”|$) | «[^»]*(?:»|$) | „[^“”]*(?:“|”|$))
    | (?P<minus>-(?=[\w"“«„(]))
    | (?P<field>[^\W\d_]+:(?=[^\s:()/]))
    | (?P<word>(?:[^\s()"“«„]|(?<=\w)[„](?=\w))+)""",
    re.VERBOSE,
)
DEEPEST = 40
"""How deep brackets are read; further ones are passed over."""

_Token = tuple[str, str]


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    fresh = True  # a minus and a field begin a word
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:  # a closing quotation mark on its own, or the like
            at, fresh = at + 1, True
            continue
        kind, written = str(match.lastgroup), match.group()
        if kind in ("minus", "field") and (
            not fresh or (kind == "field" and written[:-1].lower() not in FIELDS)
        ):
            rest = re.compile(r"[^\s()\"“«„]+").match(text, at)
            assert rest is not None
            kind, written = "word", rest.group()
        at += len(written)
        fresh = kind in ("space", "open", "minus")
        if kind != "space":
            yield kind, written
        elif "\n" in written:
            continue


def parse(text: str) -> Node:
    """Return what a typed question means; an empty one is `Together` of nothing.

    >>> parse("bombing halt")
    Words(text='bombing halt')
    >>> parse('person:"Le Duc Tho" -Laos')
    Together(nodes=(Field(name='person', value='Le Duc Tho'), Without(node=Words(text='Laos'))))
    """
    return _Reading(list(_tokens(text))).either(0)


class _Reading:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at = tokens, 0

    def peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def either(self, depth: int) -> Node:
        found = [self.both(depth)]
        while self.peek() == ("word", "OR"):
            self.at += 1
            found.append(self.both(depth))
        found = [node for node in found if node != Together(())]
        return found[0] if len(found) == 1 else Either(tuple(found)) if found else Together(())

    def both(self, depth: int) -> Node:
        found = [self.together(depth)]
        while self.peek() == ("word", "AND"):
            self.at += 1
            found.append(self.together(depth))
        found = [node for node in found if node != Together(())]
        return found[0] if len(found) == 1 else Both(tuple(found)) if found else Together(())

    def together(self, depth: int) -> Node:
        nodes: list[Node] = []
        while (token := self.peek())[0] != "end" and token not in (("word", "OR"), ("word", "AND")):
            if token[0] == "close":
                if depth:
                    break
                self.at += 1
                continue
            node = self.one(depth)
            if node is None:
                continue
            if isinstance(node, Words) and nodes and isinstance(nodes[-1], Words):
                node = Words(f"{nodes.pop().text} {node.text}")  # type: ignore[union-attr]
            nodes.append(node)
        return nodes[0] if len(nodes) == 1 else Together(tuple(nodes))

    def one(self, depth: int) -> Node | None:
        kind, written = self.peek()
        self.at += 1
        if kind == "open":
            return self._bracket(depth)
        if kind == "minus" or (kind, written) == ("word", "NOT"):
            return self._forbidden(depth)
        if kind == "quoted":
            inner = written[1:].rstrip('"”»“') if len(written) > 1 else ""
            return Phrase(inner) if inner.strip() else None
        if kind == "field":
            return self._field(written[:-1].lower())
        if len(written) > 2 and written.endswith("*"):
            return Beginning(written.rstrip("*"))
        return Words(written)

    def _bracket(self, depth: int) -> Node | None:
        if depth >= DEEPEST:
            return None
        node = self.either(depth + 1)
        if self.peek()[0] == "close":
            self.at += 1
        return node if node != Together(()) else None

    def _forbidden(self, depth: int) -> Node | None:
        if self.peek()[0] in ("end", "close") or self.peek()[1] in ("AND", "OR"):
            return None
        if depth >= DEEPEST:
            return None
        node = self.one(depth + 1)
        return None if node is None else node.node if isinstance(node, Without) else Without(node)

    def _field(self, name: str) -> Node | None:
        kind, written = self.peek()
        if kind == "quoted":
            self.at += 1
            value = written[1:].rstrip('"”»“')
        elif kind in ("word", "field"):
            self.at += 1
            value = written
            while kind == "field" and self.peek()[0] in ("word", "field"):
                kind, more = self.peek()
                value, self.at = value + more, self.at + 1
        else:
            return None
        return Field(name, value.strip()) if value.strip() else None


def positive(node: Node) -> Iterator[Node]:
    """Yield the words, phrases, beginnings and persons that are asked for, in their order."""
    if isinstance(node, Together | Both | Either):
        for inner in node.nodes:
            yield from positive(inner)
    elif isinstance(node, Words | Phrase | Beginning) or (isinstance(node, Field) and node.name == "person"):
        yield node
