"""Text as it can be shown: what would not print, or would reorder what stands around it, as a code."""

from __future__ import annotations

import re

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """Return ``text`` with control characters and marks of direction shown as their codes.

    An imported text may hold escape sequences that steer a terminal, or marks that make words read in
    another order than they are stored in; on a page both are shown, not obeyed. Line breaks and tabs
    stay. Joiners that Persian and Indian scripts need stay too.

    >>> printable("sanctions\\u202e lifted")
    'sanctions[U+202E] lifted'
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def one_line(text: str) -> str:
    """Return printable text with line breaks and runs of blanks as single blanks.

    >>> one_line("no nuclear\\n  or missile tests")
    'no nuclear or missile tests'
    """
    return " ".join(printable(text).split())
