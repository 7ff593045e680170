"""Several things named in one sentence, when each of them is itself several words."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.foundation.wording import number

MOST = 6
"""How many things one sentence names before it only counts the rest."""


def enumerated(names: Iterable[str], most: int = MOST, *, whole: int | None = None) -> str:
    """Join longer names by semicolons; beyond ``most`` of them the rest is counted.

    ``whole`` is how many there are, where ``names`` are only the first of them.

    >>> enumerated(["Talks first.", "a freeze", "tests go on"], most=2)
    'Talks first; a freeze; and one more'
    """
    every = list(names)
    shown = [clause(name) for name in every[:most]]
    rest = (len(every) if whole is None else whole) - len(shown)
    return "; ".join([*shown, f"and {number(rest)} more"] if rest else shown)


def clause(text: str) -> str:
    """Return a sentence as it stands inside another: one line, without its full stop.

    >>> clause(" It tests\\n again. ")
    'It tests again'
    """
    one_line = " ".join(text.split())
    return one_line[:-1] if one_line.endswith(".") and not one_line.endswith("..") else one_line
