"""The rules, one family a module, listed explicitly."""

from __future__ import annotations

from summitry.check.rule import Rule
from summitry.check.rules import (
    agreements,
    alternatives,
    assent,
    cases,
    channels,
    clearance,
    cleared_lines,
    countdown,
    decisions,
    delegations,
    drafts,
    handling,
    happenings,
    indicators,
    lines,
    meetings,
    messages,
    names,
    objectives,
    people,
    pledge_wording,
    pledges,
    positions,
    references,
    relays,
    risks,
    roadmaps,
    sources,
    terms,
    tests,
    timing,
    told,
)

FAMILIES = (
    references,
    names,
    handling,
    relays,
    assent,
    lines,
    cleared_lines,
    sources,
    messages,
    countdown,
    alternatives,
    indicators,
    tests,
    people,
    delegations,
    channels,
    pledges,
    pledge_wording,
    cases,
    terms,
    drafts,
    clearance,
    meetings,
    objectives,
    risks,
    happenings,
    agreements,
    roadmaps,
    positions,
    timing,
    decisions,
    told,
)

RULES: tuple[Rule, ...] = tuple(r for family in FAMILIES for r in family.RULES)
"""Every built-in rule, in order of families."""

BY_CODE: dict[str, Rule] = {r.code: r for r in RULES}
