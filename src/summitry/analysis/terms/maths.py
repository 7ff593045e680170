"""Finding a term in a text, as a whole word, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_UNSPACED = (
    ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\u0e00", "\u0eff"),
    ("\u1780", "\u17ff"),
)  # fmt: skip
_FREE = (("\uac00", "\ud7a3"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"), *_UNSPACED)
"""First and last letter of the blocks of Hangul, and of the scripts that put no spaces between words."""


def folded(text: str) -> str:
    """Return a text as terms are looked for in it: NFC, without regard to capitals."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _among(letters: str, blocks: tuple[tuple[str, str], ...]) -> bool:
    """Whether some of the letters are of some of the blocks."""
    return not letters.isascii() and any(a <= letter <= z for letter in letters for a, z in blocks)


@lru_cache(maxsize=4096)
def pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the pattern of a term's forms, ``None`` when it has none.

    Words are whole: "test" is not in "contest" nor "tests". In Korean particles follow a noun
    without a space, so a form in Hangul may go on; in scripts that put no spaces between words it may
    also begin anywhere. White space in a form stands for any.

    >>> bool(pattern(("비핵화",)).search(folded("비핵화를"))), bool(pattern(("test",)).search("contest"))
    (True, False)
    """
    found = [
        _one(form) for form in sorted(set(map(folded, forms)), key=lambda f: (-len(f), f)) if form.strip()
    ]
    return re.compile("|".join(found)) if found else None


def _one(form: str) -> str:
    form = form.strip()
    before = "" if _among(form[:1], _UNSPACED) else r"(?<!\w)"
    after = "" if _among(form[-1:], _FREE) else r"(?!\w)"
    return before + r"\s+".join(re.escape(word) for word in form.split()) + after


def uses(forms: tuple[str, ...], text: str) -> bool:
    """Whether a text uses a term.

    >>> uses(("complete denuclearization", "CVID"), "on the way to Complete  Denuclearization")
    True
    """
    compiled = pattern(forms)
    return compiled is not None and compiled.search(folded(text)) is not None


Finder = tuple[dict[str, tuple[tuple[str, tuple[str, ...]], ...]], tuple[tuple[str, tuple[str, ...]], ...]]
"""Terms with their forms by the first word of a form, and those whose forms may begin anywhere."""

_WORDS = re.compile(r"\w+")


def finder(terms: Iterable[tuple[str, tuple[str, ...]]]) -> Finder:
    """Prepare many terms to be looked for at once: most texts hold the first word of few of them."""
    by_word: dict[str, dict[str, tuple[str, ...]]] = {}
    anywhere: dict[str, tuple[str, ...]] = {}
    for term, forms in terms:
        for form in map(folded, forms):
            words = _WORDS.findall(form)
            if not words or _among(form, _FREE):
                anywhere[term] = forms
            else:
                by_word.setdefault(words[0], {})[term] = forms
    return {word: tuple(found.items()) for word, found in by_word.items()}, tuple(anywhere.items())


def found_in(finder: Finder, text: str) -> tuple[str, ...]:
    """Return the terms a text uses, in order of their names.

    >>> found_in(finder([("a", ("no test",)), ("b", ("test",)), ("c", ("tests",))]), "No test at all")
    ('a', 'b')
    """
    by_word, anywhere = finder
    ready = folded(text)
    likely = dict(anywhere)
    for word in by_word.keys() & set(_WORDS.findall(ready)):
        likely.update(by_word[word])
    hits = (term for term, forms in likely.items() if (p := pattern(forms)) is not None and p.search(ready))
    return tuple(sorted(hits))


def differ(texts: Iterable[str]) -> bool:
    """Whether two of some definitions differ in their words; spacing and capitals do not count."""
    return len({" ".join(folded(text).split()).rstrip(".") for text in texts}) > 1
