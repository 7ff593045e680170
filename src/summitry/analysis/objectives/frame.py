"""What a meeting is to achieve: what each objective leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from summitry.analysis.objectives.result import ObjectiveRow, ObjectivesReading
from summitry.dossier.kinds import Meeting, Objective
from summitry.dossier.kinds.meetings import Outcome
from summitry.dossier.meetingdays import held_on
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis

ASKED = ("met_when", "expected_reply", "our_response", "if_refused", "owner", "what")
"""The fields of an objective that a negotiator needs filled."""

_BASIS = Basis(
    method="Each of our objectives is read for what it leaves blank.",
    assumptions=("An objective that names no party is ours.",),
    cannot_say=("Whether what is written is right, or will be met.",),
)


def objectives_reading(dossier: Dossier, meeting: str) -> ObjectivesReading | None:
    """Return what is written of a meeting's objectives; ``None`` for no such meeting."""
    record = dossier.of(Meeting, meeting)
    if record is None:
        return None
    objectives = [o for o in dossier.naming(meeting, Objective) if o.meeting == meeting]
    held = held_on(dossier, record)
    rows = tuple(_row(dossier, o, held) for o in objectives if _is_ours(dossier, o))
    return ObjectivesReading(
        meeting=meeting, held=held, rows=rows,
        theirs=tuple(o.id for o in objectives if not _is_ours(dossier, o)),
        basis=replace(_BASIS, rests_on=(meeting, *(o.id for o in objectives))),
    )  # fmt: skip


def _is_ours(dossier: Dossier, objective: Objective) -> bool:
    return objective.by in ("", dossier.header.own_side)


def _row(dossier: Dossier, objective: Objective, held: date | None) -> ObjectiveRow:
    outcomes = [(at, o) for at, o in enumerate(objective.outcomes) if o.on is None or dossier.passed(o.on)]
    learned = dossier.civil_day(objective.learned, objective.zone) if objective.learned else None
    return ObjectiveRow(
        objective=objective.id,
        blanks=tuple(name for name in ASKED if not getattr(objective, name)),
        result=outcomes[-1][1].result if outcomes else "",
        unproven=tuple(at for at, o in outcomes if _unproven(o)),
        written_after=held is not None and learned is not None and learned > held,
    )


def _unproven(outcome: Outcome) -> bool:
    claims = outcome.result in ("met", "partly", "refused")
    return claims and not outcome.words and not outcome.statement
