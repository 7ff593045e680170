"""Figures as they are reported: minimum, median, maximum, and what was asked for."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured quantity: its runs in ``unit``, and the most it may be (``None``: no limit).

    The median is held against the limit.
    """

    name: str
    unit: str
    runs: tuple[float, ...]
    limit: float | None = None

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.runs)

    @property
    def met(self) -> bool | None:
        """Whether the median is within the limit; ``None`` without one."""
        return None if self.limit is None else self.median <= self.limit

    def plain(self) -> dict[str, object]:
        """Return the figure for JSON."""
        return {
            "name": self.name, "unit": self.unit, "min": min(self.runs), "median": self.median,
            "max": max(self.runs), "runs": list(self.runs), "limit": self.limit, "met": self.met,
        }  # fmt: skip


def as_table(figures: Sequence[Figure]) -> str:
    """Return figures as lines of text."""
    lines = [f"{'':44} {'min':>10} {'median':>10} {'max':>10}  unit"]
    for f in figures:
        said = "" if f.limit is None else f"   {'within' if f.met else 'OVER'} {f.limit:g}"
        lines.append(f"{f.name:44} {min(f.runs):10.3f} {f.median:10.3f} {max(f.runs):10.3f}  {f.unit}{said}")
    return "\n".join(lines)
