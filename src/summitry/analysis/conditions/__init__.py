"""Conditions: whether what an undertaking depends on holds."""

from __future__ import annotations

from summitry.analysis.conditions.history import ConditionHistory, HeldFrom, condition_history

__all__ = ["ConditionHistory", "HeldFrom", "condition_history"]
