"""What a meeting is to achieve: what each objective leaves open."""

from __future__ import annotations

from datetime import date

from summitry.analysis.objectives.result import ObjectiveRow, ObjectivesReading
from summitry.dossier.kinds import Case, Decision, Draft, Meeting, Objective, Paper
from summitry.dossier.kinds.meetings import Outcome
from summitry.dossier.meetingdays import held_on
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import replace

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
        overtaken=tuple((t, why) for t in objective.what if (why := _overtaken(dossier, t))),
    )


def _unproven(outcome: Outcome) -> bool:
    claims = outcome.result in ("met", "partly", "refused")
    return claims and not outcome.words and not outcome.statement


def _overtaken(dossier: Dossier, target: str) -> str:
    """What became of something an objective is about, when it no longer stands; empty when it does.

    A case whose person is free or dead, a draft that another replaces, a decision or paper withdrawn.
    Lines and pledges have clocks of their own.
    """
    record = dossier.get(target.partition("/")[0])
    if isinstance(record, Case):
        state = _last(dossier, record, [(s.since, s.is_) for s in record.states])
        return {"freed": "is free", "died": "has died"}.get(state, "")
    if isinstance(record, Decision):
        state = _last(dossier, record, [(s.since, s.is_) for s in record.states])
        return {"withdrawn": "was withdrawn", "replaced": "was replaced"}.get(state, "")
    if isinstance(record, Draft):
        later = [d for d in dossier.naming(record.id, Draft) if d.replaces == record.id]
        return f"was replaced by {later[0].title}" if later else ""
    return "was withdrawn" if isinstance(record, Paper) and record.status == "withdrawn" else ""


def _last(dossier: Dossier, record: Record, states: list[tuple[When | None, str]]) -> str:
    """The latest of dated states that has come."""
    come = [(s.sort_key(), is_) for s, is_ in states if s is not None and dossier.passed(s, record.zone)]
    return max(come, default=((), ""))[1]
