"""Drafts: what is still open, who holds which words since when, what changed between versions."""

from summitry.analysis.drafts.letters import letter, lettered
from summitry.analysis.drafts.objections import objection
from summitry.analysis.drafts.reading import (
    compare_drafts,
    draft_reading,
    next_version,
    parsed_draft,
    versions_of,
)
from summitry.analysis.drafts.result import (
    Comparison,
    DraftReading,
    HeldWords,
    Objection,
    Passage,
    VersionMeasure,
)

__all__ = [
    "Comparison",
    "DraftReading",
    "HeldWords",
    "Objection",
    "Passage",
    "VersionMeasure",
    "compare_drafts",
    "draft_reading",
    "letter",
    "lettered",
    "next_version",
    "objection",
    "parsed_draft",
    "versions_of",
]
