"""How the wanted outcome and today's state of a conflict stand: for which side, and what keeps it there.

Only small conflicts are looked at, by search, so that a check needs no further package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summitry.analysis.stability.explain import WayOut, explain_in
from summitry.analysis.stability.feasible import TooMany
from summitry.analysis.stability.frame import conflict_model
from summitry.analysis.stability.graph import states_of
from summitry.analysis.stability.model import Conflict, StateId
from summitry.analysis.stability.seen import graph_seen_by
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.dossier.value import Dossier

MOST_STATES = 1 << 10
"""States up to which a conflict is looked at."""

Which = Literal["wanted", "today"]
How = Literal["left", "threatened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One side that a state does not satisfy, looked at by credible answers (SEQ).

    ``left``: nothing that the others can do would deter the move ``way`` begins with. ``threatened``:
    only an answer would that is not good for those who would have to make it; ``way`` holds it.
    """

    which: Which
    state: StateId
    side: int
    how: How
    way: WayOut


def standings(dossier: Dossier, conflict: str) -> tuple[Standing, ...]:
    """Return the sides that would leave the wanted outcome or today's state, wanted first.

    Empty when the record cannot be read, has more than ``MOST_STATES`` states, or leaves open what some
    side prefers.
    """
    reading = dossier.ask(conflict_model, conflict)
    record = dossier.of(ConflictRecord, conflict)
    if reading.conflict is None or record is None:
        return ()
    model = reading.conflict
    if any(model.preference(i) is None for i in range(len(model.sides))):
        return ()
    try:
        states = states_of(model, MOST_STATES)
    except TooMany:
        return ()
    found: list[Standing] = []
    wanted = next((s.id for s in states if record.wanted and fits(record.wanted.strip(), s.pattern)), None)
    if wanted is not None:
        found += _of(model, "wanted", wanted)
    if model.status_quo is not None and model.status_quo != wanted:
        found += _of(model, "today", model.status_quo)
    return tuple(found)


def fits(letters: str, pattern: str) -> bool:
    """Whether a pattern, some letters of which may be open, covers these letters.

    >>> fits("YN", "Y-"), fits("YN", "YY")
    (True, False)
    """
    return len(letters) == len(pattern) and all(p in ("-", a) for a, p in zip(letters, pattern, strict=True))


def _of(model: Conflict, which: Which, state: StateId) -> Iterator[Standing]:
    for side in range(len(model.sides)):
        graph = graph_seen_by(model, side)
        here = next(n for n, s in enumerate(graph.states) if s.id == state)
        credible = explain_in(model, graph, "SEQ", side, here)
        if credible.stable:
            continue
        free = {way.move[-1].end for way in credible.ways if not way.deterred}
        any_answer = {w.move[-1].end: w for w in explain_in(model, graph, "GMR", side, here).ways}
        left = [any_answer[end] for end in any_answer if end in free and not any_answer[end].deterred]
        if left:
            yield Standing(which=which, state=state, side=side, how="left", way=left[0])
        else:
            first = next(any_answer[end] for end in any_answer if end in free)
            yield Standing(which=which, state=state, side=side, how="threatened", way=first)
