"""Summitry prepares a negotiation: one dossier of plain text, checked, analysed, briefed, replayed.

As a library: load a folder, limit it to a day (and to a reader), ask.

>>> from datetime import date
>>> import summitry
>>> dossier = summitry.load_texts({
...     "dossier.yaml": "{format: 1, own_side: us, counterparts: [them], zone: UTC}",
...     "pledges.yaml": "pledges: [{id: p, by: them, does: no launches, said: 2018-03-06}]",
... }).as_of(date(2018, 3, 12))
>>> [found.code for found in summitry.check(dossier).faults]
['REF001']
>>> summitry.pledge_state(dossier, "p").by
'them'

``summitry.load(path)`` reads a folder. One function answers one question of one record; ask many of them
through ``dossier.ask(function, id)``, which remembers the answers. Results are frozen, and
``summitry.plain(result)`` makes JSON of them. What is imported here is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

# The package is imported first, so that the function below keeps the name.
import summitry.check as _package_of_rules

if TYPE_CHECKING:
    from summitry.analysis.alternatives import alternative_reading, evidence_matrix, initiative, move
    from summitry.analysis.cases import case_reading
    from summitry.analysis.channels import channel_reading, reach
    from summitry.analysis.clearance import text_clearance
    from summitry.analysis.conditions import condition_history
    from summitry.analysis.countdown import (
        countdown,
        if_moved,
        lateness,
        rival_datings,
        today,
        workdays_in_hand,
    )
    from summitry.analysis.decisions import decision_reading
    from summitry.analysis.drafts import compare_drafts, draft_reading
    from summitry.analysis.events import event_account, list_overview, proposed_merges
    from summitry.analysis.excerpts import gathered
    from summitry.analysis.indicators import indicator_reading
    from summitry.analysis.informed import informed
    from summitry.analysis.ledger import ledger
    from summitry.analysis.lines import changed_since, clearing, line_state, question_reading
    from summitry.analysis.meetings import meeting_reading
    from summitry.analysis.objectives import objectives_reading
    from summitry.analysis.people import delegation, experience, expert_reading, have_met
    from summitry.analysis.pledges import back_test, pledge_state, silences
    from summitry.analysis.positions import position_grid
    from summitry.analysis.posts import post_reading
    from summitry.analysis.relays import relay_reading
    from summitry.analysis.risks import failure_plan
    from summitry.analysis.roadmaps import break_step, roadmap, side_by_side
    from summitry.analysis.stability import conflict_faults, conflict_model, conflict_stability
    from summitry.analysis.terms import term_reading
    from summitry.analysis.tests import test_reading
    from summitry.book.brief import brief
    from summitry.book.brief.page import brief_html, brief_text
    from summitry.book.shown import Shown, show
    from summitry.check.run import Report
    from summitry.dossier.header import Grants
    from summitry.dossier.session import Session
    from summitry.dossier.value import Dossier
    from summitry.folder.load import Unreadable, load_texts
    from summitry.foundation.plain import plain
    from summitry.foundation.version import __version__ as __version__
    from summitry.secretariat.opening import load
    from summitry.secretariat.replaying import difference, replay

_FROM: dict[str, str] = {
    "Dossier": "dossier.value", "Grants": "dossier.header", "Report": "check.run",
    "Session": "dossier.session", "Unreadable": "folder.load", "load": "secretariat.opening",
    "load_texts": "folder.load", "plain": "foundation.plain",
    "difference": "secretariat.replaying", "replay": "secretariat.replaying",
    "brief": "book.brief", "brief_html": "book.brief.page", "brief_text": "book.brief.page",
    "Shown": "book.shown", "show": "book.shown",
    "alternative_reading": "analysis.alternatives", "evidence_matrix": "analysis.alternatives",
    "initiative": "analysis.alternatives", "move": "analysis.alternatives",
    "case_reading": "analysis.cases",
    "channel_reading": "analysis.channels", "reach": "analysis.channels",
    "text_clearance": "analysis.clearance",
    "condition_history": "analysis.conditions",
    "countdown": "analysis.countdown", "if_moved": "analysis.countdown", "lateness": "analysis.countdown",
    "rival_datings": "analysis.countdown", "today": "analysis.countdown",
    "workdays_in_hand": "analysis.countdown",
    "compare_drafts": "analysis.drafts", "draft_reading": "analysis.drafts",
    "event_account": "analysis.events", "list_overview": "analysis.events",
    "proposed_merges": "analysis.events",
    "decision_reading": "analysis.decisions",
    "gathered": "analysis.excerpts",
    "indicator_reading": "analysis.indicators",
    "informed": "analysis.informed",
    "ledger": "analysis.ledger",
    "changed_since": "analysis.lines", "clearing": "analysis.lines", "line_state": "analysis.lines",
    "question_reading": "analysis.lines",
    "meeting_reading": "analysis.meetings",
    "objectives_reading": "analysis.objectives",
    "delegation": "analysis.people", "experience": "analysis.people", "expert_reading": "analysis.people",
    "have_met": "analysis.people",
    "back_test": "analysis.pledges", "pledge_state": "analysis.pledges", "silences": "analysis.pledges",
    "position_grid": "analysis.positions",
    "post_reading": "analysis.posts",
    "relay_reading": "analysis.relays",
    "failure_plan": "analysis.risks",
    "break_step": "analysis.roadmaps", "roadmap": "analysis.roadmaps", "side_by_side": "analysis.roadmaps",
    "conflict_faults": "analysis.stability", "conflict_model": "analysis.stability",
    "conflict_stability": "analysis.stability",
    "term_reading": "analysis.terms",
    "test_reading": "analysis.tests",
}  # fmt: skip
"""Name: the module below `summitry` it comes from."""

del _package_of_rules


def check(dossier: Dossier) -> Report:
    """Return what is wrong with a dossier's text and open in its negotiation, as of its day.

    A dossier without a day is looked at as of the cutoff in its header.

    Raises:
        NoDay: when the dossier has neither a day nor a cutoff.
    """
    found: Report = importlib.import_module("summitry.secretariat.checking").check(dossier)
    return found


def __getattr__(name: str) -> Any:
    module = "foundation.version" if name == "__version__" else _FROM.get(name)
    if module is None:
        raise AttributeError(f"summitry has no {name}")
    found = getattr(importlib.import_module(f"summitry.{module}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "Dossier",
    "Grants",
    "Report",
    "Session",
    "Shown",
    "Unreadable",
    "alternative_reading",
    "back_test",
    "break_step",
    "brief",
    "brief_html",
    "brief_text",
    "case_reading",
    "changed_since",
    "channel_reading",
    "check",
    "clearing",
    "compare_drafts",
    "condition_history",
    "conflict_faults",
    "conflict_model",
    "conflict_stability",
    "countdown",
    "decision_reading",
    "delegation",
    "difference",
    "draft_reading",
    "event_account",
    "evidence_matrix",
    "experience",
    "expert_reading",
    "failure_plan",
    "gathered",
    "have_met",
    "if_moved",
    "indicator_reading",
    "informed",
    "initiative",
    "lateness",
    "ledger",
    "line_state",
    "list_overview",
    "load",
    "load_texts",
    "meeting_reading",
    "move",
    "objectives_reading",
    "plain",
    "pledge_state",
    "position_grid",
    "post_reading",
    "proposed_merges",
    "question_reading",
    "reach",
    "relay_reading",
    "replay",
    "rival_datings",
    "roadmap",
    "show",
    "side_by_side",
    "silences",
    "term_reading",
    "test_reading",
    "text_clearance",
    "today",
    "workdays_in_hand",
]
