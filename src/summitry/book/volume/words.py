"""Text as it is set: scripts told apart, days and names kept together, long runs made breakable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from summitry.book.volume.value import Run, Words
from summitry.foundation.dates.months import month_names
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.printable import printable

_SCRIPTS = (
    ("ko", False, "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"),
    ("ja", False, "\u3041-\u30ff"),
    ("zh", False, "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("ru", False, "\u0400-\u052f"),
    ("he", True, "\u0590-\u05ff"),
    ("ar", True, "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"),
)
"""Language, whether it runs from right to left, letters. The commonest language of a script stands for it."""

_FOREIGN = re.compile(
    "|".join(
        f"(?P<s{at}>[{chars}](?:[{chars}\\s·・,.\\-]*[{chars}])?)"
        for at, (_, _, chars) in enumerate(_SCRIPTS)
    )
)
_LONG = re.compile(r"[^\s\u200b\u00a0]{25,}")
_TOGETHER = 24
"""Names longer than this may break."""


class Setter:
    """Makes runs of text on a day, in a dossier whose names are known."""

    def __init__(self, day: date, names: Iterable[str]) -> None:
        self._day = day
        self._days = re.compile(rf"\b(\d{{1,2}}) (?=(?:{'|'.join(map(re.escape, month_names()))})\b)")
        kept = sorted({n for n in names if " " in n and len(n) <= _TOGETHER}, key=lambda n: (-len(n), n))
        self._names = re.compile("|".join(map(re.escape, kept)) or r"(?!)")

    def plain(self, text: str) -> str:
        """Return the text with day counts filled in and nothing unprintable."""
        return printable(fill_days(text, self._day))

    def shown(self, text: str) -> str:
        """Return a text for a place that holds plain text only."""
        return _curly(self.plain(text))

    def __call__(self, text: str, changed: tuple[tuple[int, int], ...] = ()) -> Words:
        """Return the text in runs; the stretches in ``changed`` are marked."""
        runs: list[Run] = []
        at = 0
        for start, end in (*changed, (len(text), len(text))):
            if start < at:
                continue
            runs += self._runs(text[at:start], changed=False)
            runs += self._runs(text[start:end], changed=True)
            at = end
        return tuple(runs)

    def _runs(self, text: str, *, changed: bool) -> Iterable[Run]:
        shown = self._days.sub("\\1\u00a0", _curly(self.plain(text)))
        shown = self._names.sub(lambda m: m[0].replace(" ", "\u00a0"), shown)
        at = 0
        for match in _FOREIGN.finditer(shown):
            if match.start() > at:
                yield Run(_breakable(shown[at : match.start()]), changed=changed)
            lang, rtl, _ = _SCRIPTS[int(str(match.lastgroup)[1:])]
            yield Run(_breakable(match[0]), lang, rtl, changed)
            at = match.end()
        if at < len(shown):
            yield Run(_breakable(shown[at:]), changed=changed)


_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=\w)|(?<=s)'(?=\s)")
_OPENING = re.compile(r'(?:(?<=^)|(?<=[\s(\[—–“‘]))"(?=\S)')


def _curly(text: str) -> str:
    """Set typewriter quotation marks and apostrophes as a printer does; every other sign stays."""
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    return _OPENING.sub("“", text).replace('"', "”") if '"' in text else text


def _breakable(text: str) -> str:
    """Let runs over 24 characters, such as addresses, break every 8; days and names have blanks."""
    return _LONG.sub(lambda m: "\u200b".join(m[0][i : i + 8] for i in range(0, len(m[0]), 8)), text)


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Return the code points that the shipped fonts can print."""
    listed = (Path(__file__).parent.parent / "fonts" / "covered.txt").read_text(encoding="ascii")
    found: set[int] = {0x0A, 0x20, 0xA0, 0x200B, 0x200C, 0x200D}
    for line in listed.split():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def with_glyphs(text: str, refused: frozenset[str] = frozenset()) -> str:
    """Return the text with what no shipped font has, or what is in ``refused``, as the character's code."""
    if text.isascii() and not refused:
        return text
    known = covered()
    return "".join(c if ord(c) in known and c not in refused else f"[U+{ord(c):04X}]" for c in text)
