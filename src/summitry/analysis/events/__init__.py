"""Events: sources that disagree, lists that lack what others have, rows that may be one event."""

from __future__ import annotations

from summitry.analysis.events.account import (
    EventAccount,
    ReportSeen,
    event_account,
    nobody_named,
    told_as_other,
)
from summitry.analysis.events.lists import ListOverview, Merge, list_overview, proposed_merges
from summitry.analysis.events.merging import ListPair, Merging, merging

__all__ = [
    "EventAccount",
    "ListOverview",
    "ListPair",
    "Merge",
    "Merging",
    "ReportSeen",
    "event_account",
    "list_overview",
    "merging",
    "nobody_named",
    "proposed_merges",
    "told_as_other",
]
