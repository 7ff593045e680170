"""Two papers laid side by side: what the later one took out, and what it put in, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summitry.archive.citing import kept
from summitry.dossier.holdings import Held, HeldPart, Passage
from summitry.foundation.values import dataclass

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 4_000
"""Longest passage compared word by word, in characters; a longer one is shown whole, twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One passage that is not the same in both papers.

    ``pieces`` are stretches of words and what became of each: ``same``, ``out`` or ``in``.
    """

    before: Passage | None
    after: Passage | None
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What differs between two papers."""

    same: int
    """Passages that are the same in both."""
    changes: tuple[Change, ...]


def redline(before: Held, before_part: HeldPart, after: Held, after_part: HeldPart) -> Redline:
    """Lay two papers side by side, passage by passage. What is left out of a paper is not compared."""
    left, right = kept(before.of_part(before_part)), kept(after.of_part(after_part))
    matcher = SequenceMatcher(None, [p.text for p in left], [p.text for p in right], autojunk=False)
    same = 0
    changes: list[Change] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            same += b - a
        else:
            changes.extend(_changed(left[a:b], right[c:d]))
    return Redline(same=same, changes=tuple(changes))


def _changed(left: Sequence[Passage], right: Sequence[Passage]) -> Iterator[Change]:
    """Pair the passages that are most alike, in order; what has no pair went out or came in."""
    begin = 0
    # of as many passages on both sides each stands for its like, however much was changed in it
    least = 0.2 if len(left) == len(right) else 0.5
    for before in left:
        at = _partner(before, right, begin, least)
        if at < 0:
            yield Change(before=before, after=None, pieces=((before.text, "out"),))
            continue
        for new in right[begin:at]:
            yield Change(before=None, after=new, pieces=((new.text, "in"),))
        yield Change(before=before, after=right[at], pieces=compared(before.text, right[at].text))
        begin = at + 1
    for new in right[begin:]:
        yield Change(before=None, after=new, pieces=((new.text, "in"),))


def _partner(before: Passage, right: Sequence[Passage], begin: int, least: float) -> int:
    words = before.text.casefold().split()
    best, found = least, -1
    for at in range(begin, min(len(right), begin + 12)):
        matcher = SequenceMatcher(None, words, right[at].text.casefold().split(), autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, found = ratio, at
    return found


def compared(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return two texts as one, each stretch with what became of it.

    >>> compared("It will consider aid.", "It will provide aid.")
    (('It will ', 'same'), ('consider', 'out'), ('provide', 'in'), (' aid.', 'same'))
    """
    if max(len(before), len(after)) > _LONGEST:
        return ((before, "out"), (after, "in"))
    left, right = _PIECE.findall(before), _PIECE.findall(after)
    pieces: list[tuple[str, str]] = []
    out = new = ""
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = "".join(left[a:b]), "".join(right[c:d])
        if kind != "equal" or ((out or new) and b < len(left) and not gone.strip()):
            # a space between two changes belongs to both
            out, new = out + gone, new + come
            continue
        pieces.extend(_both(out, new))
        pieces.append((gone, "same"))
        out = new = ""
    return (*pieces, *_both(out, new))


def _both(out: str, new: str) -> list[tuple[str, str]]:
    return [(text, what) for text, what in ((out, "out"), (new, "in")) if text]
