"""A text as the search sees it: a row of terms, each with the place of its words.

Letters lose their case and accents; English words become stems; `U.S.` is one word and not the pronoun;
initials are passed over; scripts without spaces, and Korean with its particles, become pairs of signs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from summitry.archive.search.stems import stem

US = "u.s."
"""The term of the United States; `us` is the pronoun."""

_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Hangul, Kana, Bopomofo and Han: scripts cut into pairs of signs."""

_WORD = re.compile(
    rf"(?P<paired>[{_PAIRED}]+)"
    r"|(?P<short>(?<![^\W_])(?:(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?|U\. S\.)(?:['’ʼ][sS]\b)?)"
    r"|(?P<initial>(?<![^\W_])[^\W\d_]\.(?=\s|$|,)|(?<=[^\W\d_] )[A-Z](?= [A-Z][^\W\d_]))"
    rf"|(?P<word>(?:(?![{_PAIRED}])[^\W_])(?:(?![{_PAIRED}])[^\W_]|[\u0300-\u036f]|['’ʼ‘`](?=[^\W\d_]))*)"
)
_APOSTROPHES = re.compile("['’ʼ‘`]")
_POSSESSIVE = re.compile("['’ʼ](?:s|S)$")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670]")
_OTHERWISE = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h"}
)
IGNORED = frozenset(
    """
    a an and are as at be been but by for from had has have he her his i if in into is it its me my no not of
    on or our re s she so t than that the their them then there these they this those to too us was we were
    what when which who will with would you your
    """.split()  # noqa: SIM905
)
"""Words that say nothing of what a question is about."""


class Term(NamedTuple):
    """A term, and where its words begin and end in the text."""

    term: str
    begin: int
    end: int


def fold(text: str) -> str:
    """Return a text without case and accents; what has another alphabet keeps its own letters.

    >>> fold("Đà Nẵng, Debré, 리용호")
    'da nang, debre, 리용호'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart)).lower().translate(_OTHERWISE)


@lru_cache(maxsize=400_000)
def term_of(word: str) -> str:
    """Return the term of one written word: ``""`` for the article.

    >>> [term_of(word) for word in ("Talks", "Park's", "Ch’oe", "US", "us", "a")]
    ['talk', 'park', 'choe', 'u.s.', 'us', '']
    """
    if word == "US":
        return US
    folded = _APOSTROPHES.sub("", fold(_POSSESSIVE.sub("", word)))
    return "" if folded == "a" else stem(folded)


def _is_initial(written: str, text: str, begin: int) -> bool:
    """Whether a single letter is part of a name: `W.`, or `W` between two words with capitals, as in
    `Walt W Rostow` and not in `vitamin D deficiency`."""
    if written.endswith("."):
        return written[0].isupper()
    before = text[:begin].rsplit(None, 1)[-1]
    return before[:1].isupper() and len(before) > 1


def _short(written: str) -> str:
    letters = fold(_POSSESSIVE.sub("", written).replace(".", "").replace(" ", ""))
    return US if letters == "us" else letters


def terms(text: str) -> list[Term]:
    """Return the terms of a text in order.

    >>> [t.term for t in terms("U.S.–Korean talks; Walt W. Rostow told us")]
    ['u.s.', 'korean', 'talk', 'walt', 'rostow', 'told', 'us']
    >>> [t.term for t in terms("비핵화 会談")]
    ['비핵', '핵화', '会談']
    """
    found: list[Term] = []
    for match in _WORD.finditer(text):
        kind, written, begin = match.lastgroup, match.group(), match.start()
        if kind == "initial" and _is_initial(written, text, begin):
            continue
        if kind == "paired":
            found.extend(_pairs(written, begin))
            continue
        term = _short(written) if kind == "short" else term_of(written.rstrip("."))
        if term:
            found.append(Term(term, begin, match.end()))
    return found


def _pairs(run: str, begin: int) -> list[Term]:
    signs = unicodedata.normalize("NFKC", run)
    if len(signs) != len(run):  # written in parts: Hangul letter by letter
        return [Term(pair, begin, begin + len(run)) for pair in _two_by_two(signs)]
    return [Term(pair, begin + n, begin + n + len(pair)) for n, pair in enumerate(_two_by_two(signs))]


def _two_by_two(signs: str) -> list[str]:
    return [signs[n : n + 2] for n in range(len(signs) - 1)] if len(signs) > 1 else [signs]


def stems(text: str) -> tuple[str, ...]:
    """Return only the terms of a text."""
    return tuple(t.term for t in terms(text))
