"""Checking a dossier: the rules about records, and those about the pages made from them."""

from __future__ import annotations

from summitry.check.catalogue import Entry, catalogue
from summitry.check.rule import Rule
from summitry.check.rules import RULES
from summitry.check.run import Report
from summitry.check.run import check as run_rules
from summitry.dossier.value import Dossier

EVERY_RULE: tuple[Rule, ...] = RULES
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
