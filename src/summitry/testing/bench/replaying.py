"""``bench replay``: a year over 25,000 records, everything computed again that a day changes.

In processor time, which on a quiet machine is the time that passes.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

from summitry.analysis.lines import question_reading
from summitry.analysis.pledges import pledge_state
from summitry.check.run import Checker
from summitry.dossier.session import Session
from summitry.folder.load import load
from summitry.testing.bench.dossier import write_dossier
from summitry.testing.bench.figures import Figure

FIRST = date(2017, 6, 30)
DAYS = 365


def replaying(scratch: Path, runs: int) -> list[Figure]:
    """Measure each of 365 days: findings, the clock of every pledge, the lines in force."""
    write_dossier(scratch / "dossier")
    dossier = load(scratch / "dossier")
    means, longest = [], []
    for _ in range(max(1, runs // 3)):
        days = _a_year(Checker(Session(dossier.as_of(FIRST))))
        means.append(sum(days) / len(days))
        longest.append(max(days))
    return [
        Figure(name="a day of a replay, on average", unit="ms CPU", runs=tuple(means), limit=100),
        Figure(name="the longest day", unit="ms CPU", runs=tuple(longest)),
    ]


def _a_year(checker: Checker) -> list[float]:
    session = checker.session
    taken = []
    for n in range(1, DAYS + 1):
        begun = time.process_time()
        checker.move_to(FIRST + timedelta(days=n))
        day = session.dossier
        for id in day.ids("pledge"):
            day.ask(pledge_state, id)
        for id in day.ids("question"):
            day.ask(question_reading, id)
        checker.report()
        taken.append((time.process_time() - begun) * 1e3)
    return taken
