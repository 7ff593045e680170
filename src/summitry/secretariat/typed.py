"""What no keyboard types, and what is too long to be read: refused before anything is written."""

from __future__ import annotations

import re

_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def fault_in(*texts: str, most: int) -> str:
    """Say what is wrong with what was typed; blank when nothing is.

    >>> fault_in("as it was told", most=40)
    ''
    """
    if any(_UNPRINTED.search(text) for text in texts):
        return "What was typed holds a character that cannot be printed."
    if any(len(text) > most for text in texts):
        return f"At most {most:,} characters are taken."
    return ""
