"""Everything that can be asked of a conflict, answered at once: as sections, and as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summitry.analysis.stability.concepts import CONCEPTS
from summitry.analysis.stability.explain import Explanation, explain, explain_coalition
from summitry.analysis.stability.inverse import Rankings, rankings
from summitry.analysis.stability.limited import NotApplicable
from summitry.analysis.stability.many import MANY, Client, TooMuch
from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.rearrange import LeastChange, least_changes, sensitivity
from summitry.analysis.stability.result import StabilityResult
from summitry.analysis.stability.robust import robustness
from summitry.analysis.stability.seen import views
from summitry.analysis.stability.status_quo import jumps, status_quo
from summitry.book.blocks import Section
from summitry.book.conflicts.changes import (
    inverse_section,
    robustness_section,
    sensitivity_section,
    views_section,
)
from summitry.book.conflicts.outcome import outcome_section
from summitry.book.conflicts.pictures import status_quo_tree
from summitry.book.conflicts.today import jumps_section, status_quo_section
from summitry.book.conflicts.told import Told
from summitry.book.conflicts.why import why_section
from summitry.foundation.plain import plain

Answer = tuple[str, Any, Section]
"""What was asked, its result as plain values, and its page."""


class NoSuchState(ValueError):
    """The conflict has no such state; or none was named and there is no state of today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a conflict besides what holds.

    ``sides`` are positions of the sides meant, all when empty; with ``together`` they act as one.
    """

    concepts: tuple[str, ...] = CONCEPTS
    why: str = ""
    status_quo: str = ""
    inverse: str = ""
    sensitivity: bool = False
    robustness: bool = False
    jumps: bool = False
    views: bool = False
    sides: tuple[int, ...] = ()
    together: bool = False
    seed: int = 0
    threads: int = 1
    client: Client | None = None
    """Of a Dask cluster on which many models are swept."""

    @property
    def anything(self) -> bool:
        """Whether anything is asked at all."""
        return bool(
            self.why or self.status_quo or self.inverse or self.sensitivity
            or self.robustness or self.jumps or self.views
        )  # fmt: skip


def state_named(told: Told, name: str) -> int:
    """Return the position of a state by its id or its letters; ``today`` is today's.

    Raises ``NoSuchState``.
    """
    wanted = told.conflict.status_quo if name == "today" else name
    if wanted is None:
        raise NoSuchState("The conflict does not say what holds today; name a state.")
    for n, state in enumerate(told.graph.states):
        if str(wanted) in (str(state.id), state.pattern):
            return n
    raise NoSuchState(f'There is no state "{name}" in this conflict.')


def answers(
    told: Told, asked: Asked, result: StabilityResult, heard: Callable[[float], None] | None = None
) -> Iterator[Answer]:
    """Yield an answer to each thing asked. ``heard`` is told what share of the longest work is done.

    Raises ``NoSuchState``, ``many.TooMuch``, ``limited.NotApplicable`` and ``feasible.TooMany``.
    """
    conflict = told.conflict
    several = tuple(c for c in asked.concepts if c in MANY)
    if asked.why:
        found = tuple(_explained(told, asked, state_named(told, asked.why)))
        if not found:
            raise NotApplicable("None of these concepts can be explained for this conflict.")
        yield "why", plain(found), why_section(told, found)
    if asked.status_quo:
        reach = status_quo(conflict, told.graph, state_named(told, asked.status_quo))
        tree = status_quo_tree(told, reach, result)
        section = status_quo_section(told, reach, *([tree] if tree is not None else []))
        yield "status_quo", plain(reach), section
    if asked.inverse:
        yield _inverse(told, asked, several, heard)
    if asked.sensitivity:
        shifts = sensitivity(
            conflict, asked.sides, several, threads=asked.threads, told=heard, client=asked.client
        )
        yield "sensitivity", plain(shifts), sensitivity_section(told, shifts)
    if asked.robustness:
        firm = robustness(
            conflict, several, seed=asked.seed, threads=asked.threads, told=heard, client=asked.client
        )
        yield "robustness", plain(firm), robustness_section(told, firm)
    if asked.jumps:
        leaps = jumps(conflict, told.graph, [c for c in asked.concepts if c in CONCEPTS])
        yield "jumps", plain(leaps), jumps_section(told, leaps)
    if asked.views:
        seen = views(conflict)
        yield "views", plain(seen), views_section(told, seen)


def _explained(told: Told, asked: Asked, state: int) -> Iterator[Explanation]:
    if asked.together:
        for concept in asked.concepts:
            if concept in ("Nash", "GMR", "SMR", "SEQ"):
                yield explain_coalition(told.conflict, told.graph, concept, asked.sides, state)
        return
    for side in asked.sides or range(len(told.graph.sides)):
        for concept in asked.concepts:
            try:
                yield explain(told.conflict, concept, side, state, told.graph)
            except NotApplicable:
                if len(asked.concepts) == 1:
                    raise


def _inverse(
    told: Told, asked: Asked, concepts: Sequence[str], heard: Callable[[float], None] | None
) -> Answer:
    state = state_named(told, asked.inverse)
    sides = asked.sides or tuple(range(len(told.graph.sides)))
    found: list[Rankings] = [
        rankings(told.conflict, told.graph, state, side, concept)
        for side in sides
        for concept in asked.concepts
        if concept in CONCEPTS and (concept != "SIM" or all(told.graph.vectors))
    ]
    changes: list[LeastChange] = []
    why_not = ""
    try:
        for n, side in enumerate(sides):
            changes += least_changes(
                told.conflict, state, side, concepts, threads=asked.threads,
                told=_part(heard, n, len(sides)), client=asked.client,
            )  # fmt: skip
    except TooMuch as reason:
        why_not = str(reason)
    id: StateId = told.graph.states[state].id
    result = {"state": id, "rankings": plain(found), "least_changes": plain(changes)}
    return "inverse", result, inverse_section(told, id, found, changes, why_not)


def _part(heard: Callable[[float], None] | None, at: int, parts: int) -> Callable[[float], None] | None:
    if heard is None:
        return None
    return lambda share: heard((at + share) / parts)


def whole(told: Told, asked: Asked, result: StabilityResult, found: Sequence[Answer]) -> list[Section]:
    """Return the pages to show: what was asked, or what holds when nothing was."""
    pages = [section for _, _, section in found]
    return pages if asked.anything else [outcome_section(told, result), *pages]
