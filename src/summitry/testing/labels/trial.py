"""A trial language: every word of a label stands in ⟦…⟧, so that what no catalogue reaches is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summitry.foundation.labels import with_words_wrapped

BEFORE, AFTER = "⟦", "⟧"


class Trial:
    """A catalogue whose translation of a text is that text with its own words between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        """Return the text, wrapped."""
        return with_words_wrapped(message, BEFORE, AFTER)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for ``n``, wrapped."""
        return with_words_wrapped(msgid1 if n == 1 else msgid2, BEFORE, AFTER)


_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBERS = re.compile(r"^\s*(?:\d+\s+)*|(?:\s+\d+)*\s*$")
_BREAK = re.compile(r"[^\w\s'’-]+|\s-\s")


def outside(text: str) -> tuple[str, ...]:
    """Return the stretches of a text that stand outside all ⟦…⟧.

    >>> outside("⟦The account of ⟧8 ⟦March⟧⟦ leaves out ⟧“while it goes on”.")
    ('8 ', '“while it goes on”.')
    """
    found, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == BEFORE:
            if depth == 0 and at > start:
                found.append(text[start:at])
            depth += 1
        elif sign == AFTER and depth:
            depth -= 1
            start = at + 1
    if depth == 0 and start < len(text):
        found.append(text[start:])
    return tuple(found)


def plain(text: str) -> str:
    """Return the words of a text, one blank between them, a bar where a sign stands."""
    text = text.replace("\u200b", "").replace("\u2060", "").replace("\u00a0", " ")
    kept = _BREAK.sub(" | ", text.replace("’", "'").casefold())
    return " ".join(kept.split())


def loose_words(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the stretches outside ⟦…⟧ that stand in none of the ``known`` texts, by words.

    ``known`` are a dossier's own words, each passed through `plain` and joined.
    """
    haystack = f" {' | '.join(known)} "
    loose = []
    for stretch in outside(text):
        for part in plain(stretch).split("|"):
            words = _NUMBERS.sub("", part).strip()
            if _WORD.search(words) and f" {words} " not in haystack:
                loose.append(words)
    return tuple(loose)
