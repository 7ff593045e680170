"""Drafts: what is still open, who holds which words since when, what changed between versions."""

from summitry.analysis.drafts.objections import objection
from summitry.analysis.drafts.reading import compare_drafts, draft_reading, next_version, versions_of
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
    "next_version",
    "objection",
    "versions_of",
]
