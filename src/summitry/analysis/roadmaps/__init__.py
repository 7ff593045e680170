"""Roadmaps: papers' steps side by side, what waits for what, and what falls with a step."""

from __future__ import annotations

from summitry.analysis.roadmaps.compare import (
    Box,
    Compared,
    Like,
    RoadmapRow,
    SideBySide,
    compared_with,
    like_before,
    side_by_side,
    uncut_papers,
)
from summitry.analysis.roadmaps.frame import Fall, Falls, Roadmap, StepSeen, break_step, roadmap

__all__ = [
    "Box",
    "Compared",
    "Fall",
    "Falls",
    "Like",
    "Roadmap",
    "RoadmapRow",
    "SideBySide",
    "StepSeen",
    "break_step",
    "compared_with",
    "like_before",
    "roadmap",
    "side_by_side",
    "uncut_papers",
]
