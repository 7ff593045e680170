"""The views, one a module, listed explicitly."""

from __future__ import annotations

from summitry.book.sections import (
    alternatives,
    breaking,
    cases,
    channels,
    clearance,
    conflicts,
    countdown,
    decisions,
    drafts,
    events,
    excerpts,
    ledger,
    lines,
    meetings,
    merging,
    moving,
    objectives,
    people,
    pledges,
    positions,
    relays,
    risks,
    roadmaps,
    since,
    taskings,
    terms,
    tests,
    trying,
)
from summitry.book.sections.view import Variant, View

VIEWS: tuple[View, ...] = (
    people.VIEW,
    channels.VIEW,
    relays.VIEW,
    lines.VIEW,
    alternatives.VIEW,
    tests.VIEW,
    conflicts.VIEW,
    cases.VIEW,
    terms.VIEW,
    drafts.VIEW,
    countdown.VIEW,
    meetings.VIEW,
    objectives.VIEW,
    risks.VIEW,
    positions.VIEW,
    clearance.VIEW,
    pledges.VIEW,
    events.VIEW,
    ledger.VIEW,
    roadmaps.VIEW,
    excerpts.VIEW,
    decisions.VIEW,
    taskings.VIEW,
)
"""Every built-in view, in the order of ``summitry show --help``."""

VARIANTS: tuple[Variant, ...] = (
    trying.VARIANT,
    moving.VARIANT,
    breaking.VARIANT,
    since.VARIANT,
    merging.VARIANT,
)
"""The views with something supposed or singled out; each is an option of ``summitry show``."""

BY_NAME: dict[str, View] = {v.name: v for v in VIEWS}
