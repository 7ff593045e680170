"""Figures as they are reported: minimum, median, maximum, and what was asked for."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured quantity: its runs in ``unit``, and the most or the least it may be (``None``: no limit).

    The median is held against the limits.
    """

    name: str
    unit: str
    runs: tuple[float, ...]
    limit: float | None = None
    least: float | None = None

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.runs)

    @property
    def met(self) -> bool | None:
        """Whether the median is within the limits; ``None`` without any."""
        if self.limit is None and self.least is None:
            return None
        return (self.limit is None or self.median <= self.limit) and (
            self.least is None or self.median >= self.least
        )

    def plain(self) -> dict[str, object]:
        """Return the figure for JSON."""
        return {
            "name": self.name, "unit": self.unit, "min": min(self.runs), "median": self.median,
            "max": max(self.runs), "runs": list(self.runs), "limit": self.limit,
            "least": self.least, "met": self.met,
        }  # fmt: skip


def at(runs: Sequence[float], share: float) -> float:
    """Return the value that a share of the runs does not exceed."""
    ordered = sorted(runs)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def as_table(figures: Sequence[Figure]) -> str:
    """Return figures as lines of text."""
    lines = [f"{'':44} {'min':>10} {'median':>10} {'max':>10}  unit"]
    for f in figures:
        said = "" if f.limit is None else f"   {'within' if f.met else 'OVER'} {f.limit:g}"
        if f.least is not None:
            said += f"   {'at least' if f.met else 'BELOW'} {f.least:g}"
        lines.append(f"{f.name:44} {min(f.runs):10.3f} {f.median:10.3f} {max(f.runs):10.3f}  {f.unit}{said}")
    return "\n".join(lines)
