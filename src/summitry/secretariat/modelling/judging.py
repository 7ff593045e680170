"""What is wrong with a conflict that is being built, at its fields, as if it were filed."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.analysis.stability import Conflict, conflict_model
from summitry.analysis.stability.feasible import TooMany, count_feasible
from summitry.analysis.stability.standing import fits
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.dossier.value import Dossier
from summitry.folder.supposing import supposed
from summitry.foundation.values import dataclass
from summitry.secretariat.modelling.sheet import Sheet

NOT_FILED = "not-filed-yet"
IN_SYNTAX = frozenset({"STB006", "STB021"})
"""Faults whose hint says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Something wrong with what was put in, in a sentence or two. ``grave``: nothing can be analysed."""

    says: str
    grave: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sheet as it would be read: the model if there is one, how many states can be, and what is wrong.

    ``at`` names places as ``sides.0.prefers.2``; a blank place is the whole. ``states`` is ``None``
    where they cannot be counted.
    """

    conflict: Conflict | None
    states: int | None
    at: Mapping[str, tuple[Misfit, ...]]

    @property
    def count(self) -> int:
        """How many things are wrong."""
        return sum(len(found) for found in self.at.values())


def judged(dossier: Dossier, sheet: Sheet, id: str = "") -> Judged:
    """Return what is wrong with a sheet, in a reader's dossier; ``id`` is the record it would change."""
    name = id or NOT_FILED
    at: dict[str, list[Misfit]] = {}
    if not sheet.title:
        at.setdefault("title", []).append(Misfit(says="Give the conflict a name."))
    record, _ = supposed(ConflictRecord, {**sheet.fields(), "id": name, "title": sheet.title or "A conflict"})
    if record is None:
        return Judged(conflict=None, states=None, at={k: tuple(v) for k, v in at.items()})
    index, _news = dossier.index.with_changes([(dossier.get(name), record)])
    then = Dossier(
        dossier.whole, index=index, header=dossier.header, grants=dossier.grants, day=dossier.limit,
        moment=dossier.moment, knower=dossier.knower,
    )  # fmt: skip
    reading = conflict_model(then, name)
    for fault in reading.faults:
        hint = "" if fault.code in IN_SYNTAX else fault.hint
        place = ".".join(map(str, fault.path))
        at.setdefault(place, []).append(Misfit(says=f"{fault.message} {hint}".strip(), grave=fault.grave))
    conflict = reading.conflict
    states = _count(conflict)
    named = conflict.states if conflict is not None else ()
    if sheet.wanted and named and not any(fits(sheet.wanted, s.pattern) for s in named):
        at.setdefault("wanted", []).append(
            Misfit(says="What is wanted cannot be, by what cannot go together.", grave=False)
        )
    return Judged(conflict=conflict, states=states, at={k: tuple(v) for k, v in at.items()})


def _count(conflict: Conflict | None) -> int | None:
    if conflict is None or not conflict.options:
        return None
    try:
        return len(conflict.states) or count_feasible(len(conflict.options), conflict.infeasible)
    except TooMany:
        return None
