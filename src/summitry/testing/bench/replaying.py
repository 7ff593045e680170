"""``bench replay``: a year over 25,000 records, everything computed again that a day changes.

The dossier is that of ``bench load``: half of it is known when the year begins, the rest is learned in
it, 34 records a day. Every day has all findings in order, and holds an answer to every analysis of every
record it is for: of what was learned it is asked, and again where the day puts an answer in doubt. In
processor time, which on a quiet machine is the time that passes; loading and the first day are not in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from summitry.analysis.alternatives import alternative_reading
from summitry.analysis.cases import case_reading
from summitry.analysis.channels import channel_reading
from summitry.analysis.clearance import text_clearance
from summitry.analysis.countdown import countdown, lateness
from summitry.analysis.decisions import decision_reading
from summitry.analysis.drafts import draft_reading
from summitry.analysis.events import list_overview
from summitry.analysis.indicators import indicator_reading
from summitry.analysis.ledger import ledger
from summitry.analysis.lines import line_state, question_reading
from summitry.analysis.meetings import meeting_reading
from summitry.analysis.objectives import objectives_reading
from summitry.analysis.people import delegation
from summitry.analysis.pledges import pledge_state
from summitry.analysis.positions import position_grid
from summitry.analysis.relays import relay_reading
from summitry.analysis.risks import failure_plan
from summitry.analysis.terms import term_reading
from summitry.analysis.tests import test_reading
from summitry.check.run import Checker
from summitry.dossier.session import Session
from summitry.folder.load import load
from summitry.testing.bench.dossier import write_dossier
from summitry.testing.bench.figures import Figure

FIRST = date(2017, 6, 30)
DAYS = 365
ANALYSES: dict[str, tuple[Callable[..., Any], ...]] = {
    "agreement": (ledger,), "alternative": (alternative_reading,), "case": (case_reading,),
    "channel": (channel_reading,), "decision": (decision_reading,), "draft": (draft_reading,),
    "indicator": (indicator_reading,), "line": (line_state, text_clearance),
    "meeting": (countdown, lateness, meeting_reading, delegation, failure_plan, objectives_reading),
    "option": (position_grid,), "paper": (position_grid,), "pledge": (pledge_state,),
    "question": (question_reading, position_grid), "relay": (relay_reading,), "series": (list_overview,),
    "term": (term_reading,), "test": (test_reading,),
}  # fmt: skip
"""The analyses of one record, by its kind."""


def replaying(scratch: Path, runs: int) -> list[Figure]:
    """Measure each of 365 days: findings, and all analyses."""
    write_dossier(scratch / "dossier")
    dossier = load(scratch / "dossier")
    years = [_a_year(Checker(Session(dossier.as_of(FIRST)))) for _ in range(max(1, runs // 3))]
    means = tuple(sum(days) / len(days) for days in years)
    return [
        Figure(name="a day of a replay, on average", unit="ms CPU", runs=means, limit=10),
        Figure(name="its days, one by one", unit="ms CPU", runs=tuple(day for days in years for day in days)),
    ]


def _a_year(checker: Checker) -> list[float]:
    session = checker.session
    for kind, analyses in ANALYSES.items():
        for id in session.dossier.ids(kind):
            for analysis in analyses:
                session.dossier.ask(analysis, id)
    asked = {analysis for analyses in ANALYSES.values() for analysis in analyses}
    taken = []
    for n in range(1, DAYS + 1):
        begun = time.process_time()
        turn = checker.move_to(FIRST + timedelta(days=n))
        day = session.dossier
        for id, kind in turn.touched:
            for analysis in ANALYSES.get(kind, ()):
                day.ask(analysis, id)
        for key in turn.doubted:
            if key[1] in asked:
                day.ask(key[1], *key[2])
        checker.report()
        taken.append((time.process_time() - begun) * 1e3)
    return taken
