"""Experience in words."""

from __future__ import annotations

from summitry.analysis.people.result import Experience
from summitry.foundation.wording import counted, dated, listed


def experience_in_words(experience: Experience) -> str:
    """Counts by depth, with first and last day: ``one contact, in June 2017``."""
    counts = listed(counted(n, depth) for depth, n in experience.counts)
    if experience.first is None or experience.last is None:
        return counts
    if experience.first.text == experience.last.text:
        return f"{counts}, {dated(experience.first)}"
    return f"{counts}, the first {dated(experience.first)}, the last {dated(experience.last)}"
