"""What the analysis of a conflict says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summitry.analysis.stability.model import State, StateId
from summitry.foundation.basis import Basis
from summitry.foundation.plain import plain

BySide = tuple[tuple[str, tuple[StateId, ...]], ...]
"""The states stable for each side, in the order of the sides."""
ByConcept = tuple[tuple[str, tuple[StateId, ...]], ...]
"""States for each concept, in the order in which the concepts were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stable:
    """The states stable under one concept, side by side, and for all (``equilibria``).

    Of a conflict too large to list, both are empty and ``counts`` says how many there are.
    """

    concept: str
    by_side: BySide
    equilibria: tuple[StateId, ...]
    counts: tuple[tuple[str, int], ...] = ()
    """How many states are stable for each side; the last entry, ``""``, counts the equilibria."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """The states stable for one coalition against all others: under CNash, CGMR, CSMR, CSEQ."""

    name: str
    sides: tuple[str, ...]
    stable: ByConcept


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The conflict with its sides joined into coalitions, each acting as one."""

    name: str
    stable: tuple[Stable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """What can be reached from today (or another state): by any moves, and by improvements only.

    The state itself is among them only when one can come back to it.
    """

    start: StateId
    by_moves: tuple[StateId, ...]
    by_improvements: tuple[StateId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A question that was not answered, and why, in a sentence."""

    asked: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Which engine was used and why, what it was estimated to need, and how many states it saw.

    ``kind``: ``general`` (search on state and last mover), ``dense`` (sweeps over all patterns) or
    ``sparse`` (sweeps over the feasible states).
    """

    kind: str
    why: str
    states: int
    patterns: int = 0
    bytes_estimated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityResult:
    """Which outcomes of a conflict hold, for whom, under which concept.

    ``uncertain`` and ``strength`` are there where preferences are partly unknown, or of two strengths.
    ``refused`` names what could not be answered for this model.
    """

    states: tuple[State, ...]
    stable: tuple[Stable, ...]
    uncertain: tuple[Stable, ...] = ()
    strength: tuple[Stable, ...] = ()
    coalitions: tuple[Coalition, ...] = ()
    structures: tuple[Structure, ...] = ()
    reachable: Reachable | None = None
    engine: Engine
    refused: tuple[Refusal, ...] = ()
    basis: Basis

    def of(self, concept: str) -> Stable | None:
        """Return what was found under a concept; ``None`` when it was not asked for."""
        every = (*self.stable, *self.uncertain, *self.strength)
        return next((s for s in every if s.concept == concept), None)

    def to_json(self) -> dict[str, Any]:
        """Return the result as the command prints it, with the model's own names of states."""
        whole: dict[str, Any] = {
            "states": [_state(s) for s in self.states],
            "stable": _stable(self.stable),
            "equilibria": _equilibria(self.stable),
            "coalitions": {c.name: _listed(c.stable) for c in self.coalitions},
            "structures": {
                s.name: {"stable": _stable(s.stable), "equilibria": _equilibria(s.stable)}
                for s in self.structures
            },
            "reachable": _reachable(self.reachable),
        }
        for name, stables in (("uncertain", self.uncertain), ("strength", self.strength)):
            if stables:
                whole[name] = _stable(stables)
        if any(s.counts for s in self.stable):
            whole["counts"] = {s.concept: {side or "all": n for side, n in s.counts} for s in self.stable}
        whole["engine"] = plain(self.engine)
        whole["refused"] = {r.asked: r.why for r in self.refused}
        whole["basis"] = plain(self.basis)
        return whole


def _state(state: State) -> dict[str, Any]:
    found: dict[str, Any] = {"id": state.id}
    if state.pattern:
        found["pattern" if "-" in state.pattern else "yn"] = state.pattern
    if state.label:
        found["label"] = state.label
    return found


def _listed(by_concept: ByConcept) -> dict[str, list[StateId]]:
    return {concept: list(states) for concept, states in by_concept}


def _stable(every: tuple[Stable, ...]) -> dict[str, dict[str, list[StateId]]]:
    return {s.concept: {side: list(states) for side, states in s.by_side} for s in every}


def _equilibria(every: tuple[Stable, ...]) -> dict[str, list[StateId]]:
    return {s.concept: list(s.equilibria) for s in every}


def _reachable(found: Reachable | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "from": found.start,
        "reachable_from_status_quo": list(found.by_moves),
        "reachable_by_improvements": list(found.by_improvements),
    }
