"""What if a meeting fails: the risks named for it, their signs, and the way out."""

from __future__ import annotations

from summitry.analysis.risks.result import FailurePlan, RiskRow
from summitry.dossier.kinds import Indicator, Meeting, Risk
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import replace

ASKED = ("cause", "sign", "owner", "trigger", "lost", "way_out")
"""What a plan says of each risk, in the order of the page."""

_BASIS = Basis(
    method="A meeting has a failure plan when one of its risks names a way out.",
    cannot_say=("How likely a risk is, or whether the way out would work.",),
)


def failure_plan(dossier: Dossier, meeting: str) -> FailurePlan | None:
    """Return what is written for the case that a meeting fails; ``None`` for no such meeting."""
    if dossier.of(Meeting, meeting) is None:
        return None
    risks = [r for r in dossier.naming(meeting, Risk) if r.meeting == meeting]
    return FailurePlan(
        meeting=meeting, rows=tuple(_row(dossier, r) for r in risks),
        basis=replace(_BASIS, rests_on=(meeting, *(r.id for r in risks))),
    )  # fmt: skip


def risk_row(dossier: Dossier, risk: str) -> RiskRow | None:
    """Return what is written of one risk; ``None`` for no such risk."""
    record = dossier.of(Risk, risk)
    return _row(dossier, record) if record is not None else None


def _row(dossier: Dossier, risk: Risk) -> RiskRow:
    sign = dossier.of(Indicator, risk.sign) if risk.sign else None
    looked = [s for s in sign.seen if s.on is None or dossier.passed(s.on)] if sign else []
    last = looked[-1] if looked else None
    seen = last is not None and last.result == "seen"
    return RiskRow(
        risk=risk.id, blanks=tuple(name for name in ASKED if not getattr(risk, name)),
        sign=sign.id if sign else "", watcher=sign.watcher if sign else "", seen=seen,
        seen_on=last.on if seen and last is not None else None,
    )  # fmt: skip
