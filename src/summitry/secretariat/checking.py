"""Checking a dossier: the rules about records, and those about the pages made from them."""

from __future__ import annotations

from summitry.book.brief.findings import RULES as BRIEF_RULES
from summitry.check.catalogue import Entry, catalogue
from summitry.check.rule import Rule
from summitry.check.rules import RULES
from summitry.check.run import Report
from summitry.check.run import check as run_rules
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic

EVERY_RULE: tuple[Rule, ...] = (*RULES, *BRIEF_RULES)
"""The rules a check runs."""


def check(dossier: Dossier) -> Report:
    """Look at a dossier with every rule.

    A dossier without a day is looked at as of its header's cutoff.

    Raises:
        NoDay: when the dossier has neither a day nor a cutoff.
    """
    return run_rules(dossier, EVERY_RULE)


def every_code() -> dict[str, Entry]:
    """Return what can be reported, by code."""
    return catalogue(EVERY_RULE)


def brief_findings(dossier: Dossier, meeting: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the page of one meeting's brief."""
    return tuple(d for rule in BRIEF_RULES for d in rule.apply(dossier, meeting))
