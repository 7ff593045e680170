"""A condition's states up to the day, and what hangs on it."""

from __future__ import annotations

from summitry.dossier.conditions import Holding, condition_on
from summitry.dossier.kinds import Agreement, Condition, Paper, Pledge
from summitry.dossier.undertakings import given_in
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFrom:
    """One state that has begun: ``entry`` is its position in the record."""

    since: When | None
    holds: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionHistory:
    """A condition on the day (``now``), its states so far, and the undertakings that hang on it, by
    their text or by a reading."""

    condition: str
    says: str
    now: Holding
    states: tuple[HeldFrom, ...]
    hanging: tuple[str, ...]
    basis: Basis


def condition_history(dossier: Dossier, id: str) -> ConditionHistory | None:
    """Return whether a condition holds on the day and how that came; ``None`` when there is none."""
    condition = dossier.of(Condition, id)
    if condition is None:
        return None
    begun = [
        HeldFrom(since=s.since, holds=s.holds, entry=at)
        for at, s in enumerate(condition.states)
        if s.since is None or dossier.passed(s.since, condition.zone)
    ]
    begun.sort(key=lambda s: s.since.sort_key() if s.since is not None else ())
    hanging = [
        item.target
        for record in (
            *dossier.naming(condition.id, Pledge), *dossier.naming(condition.id, Agreement),
            *dossier.naming(condition.id, Paper),
        )
        for item in given_in(record)
        if condition.id in (item.what.while_, *(r.while_ for r in item.what.readings))
    ]  # fmt: skip
    return ConditionHistory(
        condition=condition.id, says=condition.says, now=condition_on(dossier, condition.id),
        states=tuple(begun), hanging=tuple(hanging),
        basis=Basis(
            method="The latest state that has begun counts; two of one day that differ are a dispute.",
            cannot_say=("What nobody has recorded.",), rests_on=(condition.id, *hanging),
        ),
    )  # fmt: skip
