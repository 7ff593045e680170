"""Words that chance chose, to be read aloud and typed: no letter or digit in them is taken for another."""

from __future__ import annotations

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def grouped(groups: int, length: int, letters: str = _LETTERS) -> str:
    """Return groups of letters, parted by hyphens."""
    return "-".join("".join(secrets.choice(letters) for _ in range(length)) for _ in range(groups))
