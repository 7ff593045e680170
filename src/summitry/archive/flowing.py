"""Running text as it is gathered: white space runs as one, and the place of every note and page kept."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SOFT = "\u00ad"


class Flow:
    """A paragraph in the making."""

    __slots__ = ("_gap", "_pieces", "length", "notes", "page", "turns")

    def __init__(self, page: str = "") -> None:
        self._pieces: list[str] = []
        self._gap = False
        self.length = 0
        self.page = page
        self.turns: list[tuple[int, str]] = []
        self.notes: list[int] = []

    def add(self, raw: str | None) -> None:
        """Add text as it stands in the file."""
        if not raw:
            return
        if not raw.isascii() or not raw.isprintable():
            raw = cleaned(raw)
            if not raw:
                return
        words = raw.split()
        if not words:
            self._gap = True
            return
        if self._pieces and (self._gap or raw[0].isspace()):
            self._pieces.append(" ")
            self.length += 1
        body = " ".join(words)
        self._pieces.append(body)
        self.length += len(body)
        self._gap = raw[-1].isspace()

    def gap(self) -> None:
        """Part what comes from what stands, by one space."""
        self._gap = True

    @property
    def waits(self) -> bool:
        """Whether a space will stand before what comes next."""
        return self._gap and bool(self._pieces)

    def unhyphen(self) -> None:
        """Take the last letter away: a hyphen that only broke a word."""
        self._pieces[-1] = self._pieces[-1][:-1]
        self.length -= 1

    def turn(self, page: str) -> None:
        """Note that another page begins here."""
        if not self._pieces:
            self.page = page
        else:
            self.turns.append((self.length + (1 if self._gap else 0), page))

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)


def cleaned(raw: str) -> str:
    """Return text in NFC, without what no reader sees: soft hyphens, control characters as spaces."""
    if _SOFT in raw:
        raw = raw.replace(_SOFT, "")
    raw = _CONTROLS.sub(" ", raw)
    return raw if raw.isascii() else unicodedata.normalize("NFC", raw)


def run_together(raw: str) -> str:
    """Return text with white space runs as one space, and none at its ends.

    >>> run_together("  the\\n President  said ")
    'the President said'
    """
    return " ".join(cleaned(raw).split())
