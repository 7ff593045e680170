"""Did you mean ...? The nearest known word to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, or ``None`` when none is near.

    Words over 80 characters get no suggestion: they are not misspellings.

    >>> nearest("pledgs", ["pledges", "people"])
    'pledges'
    >>> nearest("rel01", ["REL002"])
    'REL002'
    """
    if not word or len(word) > 80:
        return None
    folded = {k.lower(): k for k in known if len(k) < 80}
    found = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean "x"?`` or an empty text."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else ""
