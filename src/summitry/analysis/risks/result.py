"""What is said of the risks of a meeting."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One risk.

    ``blanks`` names what is not said of it; ``watcher`` is who watches for its early sign; ``seen`` says
    that whoever looked last saw the sign, on ``seen_on`` (``None`` without a date).
    """

    risk: str
    blanks: tuple[str, ...]
    sign: str
    watcher: str
    seen: bool
    seen_on: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePlan:
    """The risks named for a meeting; a plan only where one of them names a way out."""

    meeting: str
    rows: tuple[RiskRow, ...]
    basis: Basis

    @property
    def exists(self) -> bool:
        """Whether one of the risks names a way out."""
        return any("way_out" not in r.blanks for r in self.rows)

    @property
    def loss_stated(self) -> bool:
        """Whether one of the risks says what is lost."""
        return any("lost" not in r.blanks for r in self.rows)
