"""A bracketed text with a letter for each alternative, as a table below it can refer to them."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.drafts.brackets import Bracket, Text, brackets

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def letter(number: int) -> str:
    """Return the letter of an alternative, from 0.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    found = ""
    number += 1
    while number:
        number, at = divmod(number - 1, len(ALPHABET))
        found = ALPHABET[at] + found
    return found


def lettered(nodes: Text) -> tuple[tuple[str, str], ...]:
    """Return the text in stretches, each with the letter of the alternative that ends there.

    Letters run in the order in which the text's passages and their alternatives are listed. The
    stretches together are the text as it stands.
    """
    letters: dict[int, list[str]] = {}
    at = 0
    for bracket in brackets(nodes):
        letters[bracket.start] = [letter(at + n) for n in range(len(bracket.alternatives))]
        at += len(bracket.alternatives)
    return tuple(_joined(_stretches(nodes, letters)))


def _stretches(nodes: Text, letters: dict[int, list[str]]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if not isinstance(node, Bracket):
            yield node.raw, ""
            continue
        yield "[", ""
        for at, (alternative, name) in enumerate(zip(node.alternatives, letters[node.start], strict=True)):
            yield from _stretches(alternative, letters)
            yield "", name
            yield ("]" if at == len(node.alternatives) - 1 else "|"), ""


def _joined(found: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join stretches up to the next letter, which stands at the last word, before any blanks."""
    text = ""
    for piece, name in found:
        text += piece
        if name:
            words = text.rstrip()
            yield words, name
            text = text[len(words) :]
    if text:
        yield text, ""
