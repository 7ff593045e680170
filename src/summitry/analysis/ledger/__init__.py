"""The ledger of agreements: every duty of both sides, what it waited for, what became of it."""

from __future__ import annotations

from summitry.analysis.ledger.frame import agreement_state, ledger
from summitry.analysis.ledger.result import Entry, Ledger, Waited, Wording

__all__ = ["Entry", "Ledger", "Waited", "Wording", "agreement_state", "ledger"]
