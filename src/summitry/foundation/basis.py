"""What every result of an analysis carries besides its numbers."""

from __future__ import annotations

from dataclasses import dataclass


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
