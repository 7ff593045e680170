"""Whether a condition holds on a day: the look-up that pledges and conditions share."""

from __future__ import annotations

from datetime import date

from summitry.dossier.kinds import Condition
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is on record of a condition on a day.

    ``holds`` is ``yes``, ``no``, ``disputed``, or empty where nothing is on record. ``since`` is when
    that began (``None`` when nobody says), ``entry`` its position among the states (-1 for none).
    ``held_before`` says that an earlier entry has it hold.
    """

    condition: str
    holds: str = ""
    since: When | None = None
    entry: int = -1
    held_before: bool = False


def condition_on(dossier: Dossier, id: str, day: date | None = None) -> Holding:
    """Return what is on record of a condition on ``day`` (the dossier's own day when left out).

    The latest state that has begun counts; two that began on one day and differ are a dispute. A
    state without a date has always been so.
    """
    condition = dossier.of(Condition, id)
    if condition is None:
        return Holding(condition=id)
    begun: list[tuple[date, int]] = []
    for position, state in enumerate(condition.states):
        if state.since is None:
            begun.append((date.min, position))
        else:
            since = dossier.civil_day(state.since, condition.zone)
            if (since <= day) if day is not None else dossier.passed(since):
                begun.append((since, position))
    if not begun:
        return Holding(condition=id)
    last = max(begun)[0]
    latest = [position for since, position in begun if since == last]
    states = condition.states
    words = {states[position].holds for position in latest}
    entry = latest[-1]
    return Holding(
        condition=id, holds=words.pop() if len(words) == 1 else "disputed",
        since=states[entry].since, entry=entry,
        held_before=any(states[p].holds == "yes" for since, p in begun if since < last),
    )  # fmt: skip
