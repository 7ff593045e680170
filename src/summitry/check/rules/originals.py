"""Whether words are a translation: judged by the script they are in, and what their document says."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LANGUAGES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "km": "Khmer",
    "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Languages by the codes people write."""

_SCRIPTS = {
    "ar": "ARABIC", "el": "GREEK", "fa": "ARABIC", "he": "HEBREW", "hi": "DEVANAGARI", "ja": "CJK HIRAGANA",
    "km": "KHMER", "ko": "HANGUL", "ru": "CYRILLIC", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC",
    "zh": "CJK",
}  # fmt: skip


_CODES = {name.casefold(): code for code, name in LANGUAGES.items()}


def language(code: str) -> str:
    """Return the name of a language, given its code or name.

    >>> language("ko"), language("Lao")
    ('Korean', 'Lao')
    """
    return LANGUAGES.get(_code(code), code)


def is_translation(words: str, original: str, documents: tuple[str, ...] = ()) -> bool:
    """Whether words are not in the language they were said in.

    A language with a script of its own is told by it. Any other only by the languages of the documents:
    where none of them is the original's, the words are a translation; where they say nothing, nothing is
    claimed.

    >>> is_translation("showed its resolve", "ko"), is_translation("비핵화 의지", "ko")
    (True, False)
    >>> is_translation("a clear yes", "fr", ("en",)), is_translation("a clear yes", "en")
    (True, False)
    """
    code = _code(original)
    if not code:
        return False
    scripts = _SCRIPTS.get(code, "").split()
    if scripts:
        return not any(unicodedata.name(c, "").startswith(tuple(scripts)) for c in words)
    known = {_code(d) for d in documents if d}
    return bool(known) and code not in known


@lru_cache(maxsize=1024)
def _code(text: str) -> str:
    """The code of a language written as a code, with a region, or as a name."""
    plain = text.strip().casefold()
    return _CODES.get(plain, plain.split("-")[0])
