"""What a scope says of an event: in, out, silent, or not to be decided from what is on record.

FORMAT section 6: what is not named is silent; the most specific kind named in the tree wins; rules
also look at actor, place and degree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from summitry.foundation.values import dataclass

Answer = Literal["in", "out", "silent", "unclear"]
Ancestors = Callable[[str], Sequence[str]]
"""A kind and everything that includes it."""

_AMOUNT = re.compile(r"\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a scope: a kind of event that is in or out, when the qualifications hold."""

    kind: str
    is_: str
    by: str = ""
    place: str = ""
    at_least: str = ""

    @property
    def qualified(self) -> int:
        """How many qualifications it has."""
        return bool(self.by) + bool(self.place) + bool(self.at_least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is on record of one event, for the qualifications of a rule."""

    by: frozenset[str] = frozenset()
    place: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a scope says of a kind or event, and the kinds named that decide it.

    ``unclear`` means that the kinds named contradict each other, or that a rule asks for something
    the event's record does not say.
    """

    answer: Answer
    named: tuple[str, ...] = ()


def fit(kind: str, entries: Sequence[Entry], ancestors: Ancestors, facts: Facts | None = None) -> Fit:
    """Return what ``entries`` say of an event of ``kind``.

    Without ``facts`` every qualification is undecided. Where undecided qualifications could change
    the answer it is ``unclear``.
    """
    above = ancestors(kind)
    certain: list[Entry] = []
    possible: list[Entry] = []
    for entry in entries:
        if entry.kind not in above:
            continue
        holds = _holds(entry, facts)
        if holds is not False:
            possible.append(entry)
            if holds:
                certain.append(entry)
    sure = _decide(certain, ancestors)
    if len(certain) == len(possible):
        return sure
    perhaps = _decide(possible, ancestors)
    if sure.answer == perhaps.answer:
        return sure
    return Fit(answer="unclear", named=tuple(dict.fromkeys((*sure.named, *perhaps.named))))


def _decide(entries: Sequence[Entry], ancestors: Ancestors) -> Fit:
    if not entries:
        return Fit(answer="silent")
    kinds = tuple(dict.fromkeys(e.kind for e in entries))
    nearest = [k for k in kinds if not any(_narrower(other, k, ancestors) for other in kinds)]
    answers: set[str] = set()
    for kind in nearest:
        of_kind = [e for e in entries if e.kind == kind]
        most = max(e.qualified for e in of_kind)
        answers |= {e.is_ for e in of_kind if e.qualified == most}
    named = tuple(sorted(nearest))
    if answers == {"in"}:
        return Fit(answer="in", named=named)
    return Fit(answer="out" if answers == {"out"} else "unclear", named=named)


def _narrower(one: str, other: str, ancestors: Ancestors) -> bool:
    """Whether ``one`` lies strictly below ``other`` (two that include each other do not)."""
    return one != other and other in ancestors(one) and one not in ancestors(other)


def _holds(entry: Entry, facts: Facts | None) -> bool | None:
    """Whether the qualifications of an entry hold; ``None`` where the record does not say."""
    if not entry.qualified:
        return True
    if facts is None:
        return None
    answers = []
    if entry.by:
        answers.append(entry.by in facts.by if facts.by else None)
    if entry.place:
        answers.append(True if entry.place.casefold() in facts.place.casefold() else None)
    if entry.at_least:
        answers.append(reaches(facts.amount, entry.at_least))
    if False in answers:
        return False
    return None if None in answers else True


def reaches(amount: str, least: str) -> bool | None:
    """Whether an amount reaches a degree; ``None`` unless both are numbers of the same unit.

    >>> reaches("35 rounds", "20 rounds"), reaches("12 rounds", "20 rounds"), reaches("some", "20 rounds")
    (True, False, None)
    """
    one, other = _AMOUNT.fullmatch(amount), _AMOUNT.fullmatch(least)
    if one is None or other is None or one[2].strip().casefold() != other[2].strip().casefold():
        return None
    return float(one[1].replace(",", "")) >= float(other[1].replace(",", ""))


def overridden(entries: Iterable[Entry], by: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return a scope with a reading's entries laid over it: what the reading names replaces the same
    line (kind and qualifications) of the text, and the rest stays."""
    over = tuple(by)
    replaced = {(e.kind, e.by, e.place, e.at_least) for e in over}
    kept = (e for e in entries if (e.kind, e.by, e.place, e.at_least) not in replaced)
    return (*kept, *over)
