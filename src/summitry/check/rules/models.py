"""MDL: models of conflicts, and whether they can be analysed as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.stability import conflict_model
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Conflict
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Severity


@rule("MDL001", "model-unreadable", Severity.SERIOUS, Conflict)
def model_unreadable(dossier: Dossier, conflict: Conflict) -> Iterable[Found]:
    """A model of a conflict cannot be analysed: something in it cannot be read, or leaves nothing.

    Until it is mended, nobody learns from it where the conflict would settle. The finding stands at the
    statement, pattern or ranking it is about; write that as the hint says.
    """
    for fault in dossier.ask(conflict_model, conflict.id).faults:
        if fault.grave:
            yield Found(
                message=f"{conflict.known_as} cannot be analysed. {fault.message}",
                at=conflict.where(*fault.path),
                about=(conflict.id,),
                hint=fault.hint,
            )


@rule("MDL002", "model-contradictory", Severity.SERIOUS, Conflict)
def model_contradictory(dossier: Dossier, conflict: Conflict) -> Iterable[Found]:
    """A model of a conflict contradicts itself, repeats itself, or says nothing on a side's preferences.

    It is analysed without what has no effect, which may not be what its author meant: an outcome then
    looks stable by mistake. Drop what is idle, or write what was meant.
    """
    for fault in dossier.ask(conflict_model, conflict.id).faults:
        if not fault.grave:
            yield Found(
                message=f"In {conflict.known_as} something is without effect or missing. {fault.message}",
                at=conflict.where(*fault.path),
                about=(conflict.id,),
                hint=fault.hint,
            )


RULES = (model_unreadable, model_contradictory)
