"""Days ahead and days gone by, in words."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words

SOON = 7
"""Days before something runs out or falls due on which it is told."""


def last_day(when: When | None) -> date | None:
    """Return the last day of a date that ends."""
    return when.latest if when is not None and when.latest.year < 9999 else None


def nears(dossier: Dossier, last: date) -> bool:
    """Whether a last day is near or gone by."""
    return dossier.passed(last - timedelta(days=SOON))


def gone(dossier: Dossier, last: date) -> bool:
    """Whether a last day has gone by."""
    return dossier.passed(last + timedelta(days=1))


def ran_out(dossier: Dossier, last: date, ahead: str, behind: str) -> str:
    """Return a sentence about a last day: one for a day to come, one for a day gone by."""
    return f"{behind if gone(dossier, last) else ahead} {day_in_words(last)}."
