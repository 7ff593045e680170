"""Which signs tell which courses apart. Ordinal: a sign speaks for a course, against it, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

Mark = Literal["for", "against", ""]
"""What a sign says of a course when it is seen."""


def tells_apart(marks: Sequence[Mark]) -> bool:
    """Whether a sign with these marks says something different of at least two courses.

    >>> tells_apart(("for", "against")), tells_apart(("for", "for")), tells_apart(("",))
    (True, False, False)
    """
    return len(set(marks)) > 1


def alike(columns: Mapping[str, Sequence[Mark]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of courses that no sign tells apart, in the order given.

    Courses about which no sign says anything are no pair: they lack signs altogether.
    """
    named = [course for course, marks in columns.items() if any(marks)]
    return tuple((a, b) for a, b in combinations(named, 2) if tuple(columns[a]) == tuple(columns[b]))
