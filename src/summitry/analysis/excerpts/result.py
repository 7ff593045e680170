"""What was gathered under a label."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """What an undertaking was for: its target, who was to do it, and its fate (``None``: not judged)."""

    target: str
    by: str
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A step or duty that a passage became, or that is of the kind asked for.

    ``status`` is its latest fate, 0 to 3; ``None`` while nobody has judged it. ``cites`` are its
    citations as written.
    """

    target: str
    by: str
    given: When | None
    counterparts: tuple[Counterpart, ...]
    status: int | None
    judged: When | None
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One passage, and the steps and duties that rest on it or that it is said to be about.

    ``excerpt`` is blank for a step or duty of the kind for which nobody has marked a passage.
    """

    excerpt: str
    document: str
    at: str
    became: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Everything under one label, by document in order of their days.

    ``kind`` is the kind of step of that name, if there is one: then its steps and duties are there too.
    """

    label: str
    kind: str
    rows: tuple[Gathered, ...]
    basis: Basis
