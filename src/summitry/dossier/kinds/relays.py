"""Relays: what a messenger said another had said, hop by hop."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import (
    choice,
    flag,
    many,
    one,
    part,
    parts,
    table,
    text,
    texts,
    verbatim,
    when,
)
from summitry.dossier.kinds.people import Asked
from summitry.dossier.kinds.words import SPEAKERS
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

ASSENTS = ("told", "read back", "understood", "not objected", "agreed", "signed")
"""Grades of assent, weakest first; only the last two confirm."""


@dataclass(frozen=True, kw_only=True)
class Element(Part):
    """One thing the message says, or a condition it hangs on."""

    noun: ClassVar[str] = "element"
    shorthand: ClassVar[str] = "says"
    says: str = text("the element, in our words", required=True)
    harder_than: str = text("the element of which this is a harder form")
    term: str = one("term", help="the term it turns on")


@dataclass(frozen=True, kw_only=True)
class Carry(Part):
    """How one hop carries one element: in which words, on which condition."""

    shorthand: ClassVar[str] = "words"
    words: str = verbatim("the words that carry it")
    if_: tuple[tuple[str, str], ...] = table(
        value=verbatim("the words of the condition"),
        help="conditions it hangs on here: element: words",
    )
    denied: bool | None = flag("whether the hop denies it")
    assent: str = choice(*ASSENTS, help="how far the hearer went along")


@dataclass(frozen=True, kw_only=True)
class Hop(Part):
    """One telling of the message: by whom, to whom, when, and what it carried."""

    noun: ClassVar[str] = "hop"
    by: str = one(*SPEAKERS, help="who tells it; the statement's speaker when blank")
    to: tuple[str, ...] = many(*SPEAKERS, "'public'", help="to whom")
    on: When | None = when("when; the statement's day when blank", world=True)
    statement: str = one("statement", help="the utterance")
    tells: str = choice("all", "part", help="`all` when somebody read the whole text; else part")
    kind: str = choice("telling", "instruction", help="an instruction is authorised, not yet spoken")
    carries: tuple[tuple[str, Carry], ...] = table(value=part(Carry), help="element: the words that carry it")
    version_of: str = text("the hop of which this is another version (translation, second report)")
    compare_with: str = text("the hop to compare with, when not the latest whole telling")
    charged_with: tuple[str, ...] = texts("the elements it was to carry, when only some")
    place: str = text("where")


@dataclass(frozen=True, kw_only=True)
class Relay(Record):
    """A message carried by others: its elements and every hop that told it."""

    kind: ClassVar[str] = "relay"
    plural: ClassVar[str] = "relays"
    family: ClassVar[str] = "relays"

    title: str = text("a short name for the message")
    from_: str = one(*SPEAKERS, help="whose message it is", required=True)
    to: tuple[str, ...] = many(*SPEAKERS, help="for whom")
    elements: tuple[Element, ...] = parts(Element, "what it says, piece by piece", required=True)
    hops: tuple[Hop, ...] = parts(Hop, "who told it, in order")
    asked: tuple[Asked, ...] = parts(Asked, "who was asked to confirm it, and what came back")
