"""How a dossier stands at the end of a day: findings, clocks, lines. Two of them make an entry."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.analysis.countdown import Lateness, countdown, lateness
from summitry.analysis.lines import LineState, QuestionReading, line_state, question_reading
from summitry.analysis.pledges import PledgeState, pledge_state
from summitry.check.accepts import accepting
from summitry.check.standing import Unit
from summitry.dossier.conditions import Holding, condition_on
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import Window, is_ahead, meeting_window
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass

Findings = Mapping[Unit, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that a diary follows, on one day. Findings still have their day counts open."""

    dossier: Dossier
    findings: Findings
    accepted: Findings
    pledges: Mapping[str, PledgeState]
    conditions: Mapping[str, Holding]
    windows: Mapping[str, Window]
    late: Mapping[str, Lateness]
    questions: Mapping[str, QuestionReading]
    lines: Mapping[str, LineState]


def standing(dossier: Dossier, found: Findings) -> Standing:
    """Return how a dossier stands, given what the rules found by unit."""
    findings, accepted = _settled(dossier, found)
    pledges = {id: dossier.ask(pledge_state, id) for id in dossier.ids("pledge")}
    ahead = {m.id: dossier.ask(meeting_window, m.id) for m in dossier.all(Meeting) if is_ahead(dossier, m)}
    return Standing(
        dossier=dossier, findings=findings, accepted=accepted,
        pledges={id: state for id, state in pledges.items() if state is not None},
        conditions={id: dossier.ask(condition_on, id) for id in dossier.ids("condition")},
        windows=ahead,
        late={
            id: dossier.ask(lateness, id)
            for id, window in ahead.items() if window.dated and not dossier.ask(countdown, id).refused
        },
        questions={id: dossier.ask(question_reading, id) for id in dossier.ids("question")},
        lines={id: dossier.ask(line_state, id) for id in dossier.ids("line")},
    )  # fmt: skip


def _settled(dossier: Dossier, found: Findings) -> tuple[Findings, Findings]:
    """Part the findings from those somebody has accepted; faults are about the text and left out."""
    open_ = {unit: kept for unit, each in found.items() if (kept := _no_faults(each))}
    if not dossier.ids("accepted"):
        return open_, {}
    settled = accepting(dossier, tuple(d for each in open_.values() for d in each))
    taken = {id(d) for d in settled.accepted}
    left: dict[Unit, tuple[Diagnostic, ...]] = {}
    accepted: dict[Unit, tuple[Diagnostic, ...]] = {}
    for unit, each in open_.items():
        if rest := tuple(d for d in each if id(d) not in taken):
            left[unit] = rest
        if gone := tuple(d for d in each if id(d) in taken):
            accepted[unit] = gone
    for note in settled.left:
        if note.code.startswith("ACC"):
            left[(note.code, note.about[0])] = (note,)
    return left, accepted


def _no_faults(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return found if not any(d.is_fault for d in found) else tuple(d for d in found if not d.is_fault)
