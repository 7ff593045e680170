"""A meeting's window in words."""

from __future__ import annotations

from datetime import date

from summitry.dossier.meetingdays import Given, Window
from summitry.foundation.dates import day_in_words, in_words, parse_when


def window_in_words(window: Window | Given) -> str:
    """Write when a meeting may fall: on one day, on one day between two, from or until one."""
    return span_in_words(window.early, window.late)


def span_in_words(early: date | None, late: date | None) -> str:
    """Write the two ends of a window; one of them may be open."""
    if early is None and late is None:
        return "an unknown day"
    if early is None or late is None:
        known = day_in_words(early or late or date.min)
        return f"some day until {known}" if early is None else f"some day from {known} on"
    if early == late:
        return day_in_words(early)
    return in_words(parse_when({"between": early.isoformat(), "and": late.isoformat()}))
