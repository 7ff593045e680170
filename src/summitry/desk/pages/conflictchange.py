"""What would have to change for an outcome to hold, in the time a page may take."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache

from summitry.analysis.stability import Conflict
from summitry.analysis.stability.many import TooMuch
from summitry.analysis.stability.model import Statements
from summitry.analysis.stability.rearrange import (
    Change,
    LeastChange,
    Shift,
    least_changes,
    sensitivity,
    statements_of,
)
from summitry.book.conflicts.changes import kept
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed, ordinal
from summitry.secretariat.modelling import in_words

SECONDS = 2.0
"""Time for the whole question on a page; what takes longer is asked at the command line."""
MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Sentences on what would do it. ``late``: not all was looked at in the time there is."""

    said: tuple[str, ...]
    late: bool = False


class _Late(Exception):
    """The time is over."""


@lru_cache(maxsize=64)
def what_would_do(conflict: Conflict, state: int, seconds: float = SECONDS) -> Changes:
    """Return what in one side's statements would make the state at a position hold for all.

    Each side is looked at with the others as they are: its lines in another order, one line left out or
    turned round. A model is judged once, whoever asks.
    """
    end = time.monotonic() + seconds

    def told(_share: float) -> None:
        if time.monotonic() > end:
            raise _Late

    said: list[str] = []
    try:
        shifts = sensitivity(conflict, told=told, swept=False).shifts
        said += _single(conflict, state, shifts)
        for side in range(len(conflict.sides)):
            if statements_of(conflict, side):
                said += _orders(conflict, side, least_changes(conflict, state, side, told=told, swept=False))
    except (_Late, TooMuch):
        return Changes(said=tuple(dict.fromkeys(said))[:MOST], late=True)
    return Changes(said=tuple(dict.fromkeys(said))[:MOST])


def _line(conflict: Conflict, side: int, at: int) -> str:
    preference = conflict.preference(side)
    assert preference is not None and isinstance(preference.order, Statements)
    formula = preference.order.statements[at]
    return in_words(formula, [o.name for o in conflict.options])


def _side(conflict: Conflict, name: str) -> int:
    return next(n for n, s in enumerate(conflict.sides) if s.name == name)


def _single(conflict: Conflict, state: int, shifts: Iterable[Shift]) -> list[str]:
    """Sentences on single lines that bring the state about, or without which it would not hold."""
    id = conflict.states[state].id
    merged: dict[tuple[str, int, bool, bool], list[str]] = {}
    for shift in shifts:
        if shift.to is None and id in (*shift.gained, *shift.lost):
            key = (shift.side, shift.statement, shift.turned, id in shift.gained)
            merged.setdefault(key, []).append(shift.concept)
    found = []
    for (name, at, turned, gained), concepts in merged.items():
        how = "turned round" if turned else "gave up"
        then = "would hold" if gained else "would no longer hold"
        line = _line(conflict, _side(conflict, name), at)
        found.append(
            f"If {name} {how} its {ordinal(at + 1)} line ({line}), it {then} ({', '.join(concepts)})."
        )
    return found


def _orders(conflict: Conflict, side: int, least: Iterable[LeastChange]) -> list[str]:
    """Sentences on the nearest order of a side's lines in which the state holds, concept by concept."""
    name = conflict.sides[side].name
    by_text: dict[str, list[str]] = {}
    for each in least:
        if not each.least:
            by_text.setdefault(f"No other order of what {name} prefers makes it hold", []).append(
                each.concept
            )
        elif each.least[0].swaps:
            how = _moved(conflict, side, each.least[0])
            by_text.setdefault(f"It would hold if {name} had {how}", []).append(each.concept)
    return [f"{text} ({', '.join(concepts)})." for text, concepts in by_text.items()]


def _moved(conflict: Conflict, side: int, change: Change) -> str:
    still = kept(change.order)
    places = [(k, ordinal(n), ordinal(k + 1)) for n, k in enumerate(change.order, 1) if k not in still]
    return listed(f"{_line(conflict, side, k)} as its {now} line, not its {was}" for k, now, was in places)
