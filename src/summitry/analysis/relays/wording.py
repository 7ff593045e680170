"""What changed between two wordings, word by word.

Quotation marks, case, punctuation and cuts ("…", "[…]") are no change of wording: two editors print
the same sentence with different ones.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from summitry.foundation.values import dataclass

Stretch = tuple[int, int]
"""Start and end of some characters of a text; the end is not included."""

_PIECE = re.compile(r"\[?(?:…|\.\.\.)\]?|[^\W_]+(?:['’‘ʼ\-‐‑.,/][^\W_]+)*")
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Rewording:
    """The words of the new text that are not in the old, and those of the old that were left out.

    Both empty when the wording is the same.
    """

    changed: tuple[Stretch, ...] = ()
    left_out: tuple[Stretch, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return not self.changed and not self.left_out


UNCHANGED = Rewording()


@dataclass(frozen=True, slots=True)
class _Wording:
    words: tuple[str, ...]
    places: tuple[Stretch, ...]
    cuts: frozenset[int]
    """Before which words something was cut from the text."""


def reworded(old: str, new: str, *, excerpt: bool = False) -> Rewording:
    """Return what changed from ``old`` to ``new``.

    Where either text marks a cut, what is missing there is no change. ``excerpt`` says that the new
    text is only a part of what was said: then nothing counts as left out.

    >>> reworded("no ballistic missile tests", "“No missile tests.”")
    Rewording(changed=(), left_out=((3, 12),))
    >>> reworded("showed its resolve", "showed its commitment").changed
    ((11, 21),)
    """
    before, after = _wording(old), _wording(new)
    changed: list[Stretch] = []
    left_out: list[Stretch] = []
    matcher = SequenceMatcher(a=before.words, b=after.words, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        if d > c and not (what == "insert" and a in before.cuts):
            changed.append(_stretch(after, c, d))
        if b > a and not excerpt and not (what == "delete" and c in after.cuts):
            left_out.append(_stretch(before, a, b))
    return Rewording(tuple(changed), tuple(left_out))


def count_words(text: str) -> int:
    """Return how many words a text has; marks of a cut do not count."""
    pieces = _PIECE.findall(text)
    cuts = sum(map(_is_cut, pieces)) if "…" in text or "..." in text else 0
    return len(pieces) - cuts


def _is_cut(piece: str) -> bool:
    return piece.strip("[]") in ("…", "...")


@lru_cache(maxsize=4096)
def _wording(text: str) -> _Wording:
    words: list[str] = []
    places: list[Stretch] = []
    cuts: set[int] = set()
    for match in _PIECE.finditer(text):
        piece = match.group()
        if _is_cut(piece):
            cuts.add(len(words))
        else:
            plain = piece if piece.isascii() else unicodedata.normalize("NFKC", piece)
            words.append(plain.casefold().translate(_ALIKE))
            places.append(match.span())
    return _Wording(tuple(words), tuple(places), frozenset(cuts))


def _stretch(wording: _Wording, first: int, last: int) -> Stretch:
    return wording.places[first][0], wording.places[last - 1][1]
