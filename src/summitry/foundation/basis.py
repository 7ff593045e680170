"""What every result of an analysis carries besides its numbers."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.foundation.labels import say
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How a result came about, so that a reader can take it apart.

    ``method`` says in a sentence what was done; ``assumptions`` what it takes for granted;
    ``cannot_say`` what must not be read out of it; ``rests_on`` the ids of the records (or
    ``record/part``) it was computed from.
    """

    method: str
    assumptions: tuple[str, ...] = ()
    cannot_say: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


def together(found: Iterable[Basis]) -> Basis | None:
    """Return the basis of several results on one page; ``None`` without any.

    Each sentence is said once, in the order of the results.
    """
    every = list(found)
    if not every:
        return None
    return Basis(
        method=" ".join(dict.fromkeys(say(b.method) for b in every)),
        assumptions=tuple(dict.fromkeys(text for b in every for text in b.assumptions)),
        cannot_say=tuple(dict.fromkeys(text for b in every for text in b.cannot_say)),
        rests_on=tuple(dict.fromkeys(id for b in every for id in b.rests_on)),
    )
