"""What if a meeting fails."""

from summitry.analysis.risks.frame import ASKED, failure_plan, risk_row
from summitry.analysis.risks.result import FailurePlan, RiskRow

__all__ = ["ASKED", "FailurePlan", "RiskRow", "failure_plan", "risk_row"]
