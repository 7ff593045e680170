"""``bench load``: a cold check beside ``bean-check``, and a check again after one edit."""

from __future__ import annotations

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from summitry.check.run import Checker, check
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder import edit
from summitry.folder.load import Reader, load
from summitry.testing.bench.dossier import RECORDS, write_dossier, write_ledger
from summitry.testing.bench.figures import Figure
from summitry.testing.bench.orderly import LAST
from summitry.testing.bench.programs import Summitry, run


def loading(scratch: Path, runs: int, peer: str) -> list[Figure]:
    """Measure cold checks of 25,000 records, and of 25,000 directives by ``peer`` when it is there.

    The two are run by turns, so that a noisy machine is noisy for both, both compiled
    beforehand. Ours prints every finding in full.
    """
    size = write_dossier(scratch / "dossier")
    ledger_size = write_ledger(scratch / "ledger.beancount")
    found = len(check(load(scratch / "dossier")).found)
    check_ours = Summitry().words("check", str(scratch / "dossier"))
    check_theirs = [peer, "--no-cache", str(scratch / "ledger.beancount")]
    ours, theirs, peaks = [], [], []
    for _ in range(runs):
        mine = run(check_ours)
        ours.append(mine.cpu / RECORDS * 1e6)
        peaks.append(mine.peak / 1e6)
        if peer:
            theirs.append(run(check_theirs).cpu / RECORDS * 1e6)
    figures = [
        Figure(name="cold check, a record", unit="µs CPU", runs=tuple(ours)),
        Figure(name="peak memory of it", unit="MB", runs=tuple(peaks), limit=500),
        Figure(name="bytes a record", unit="bytes", runs=(size / RECORDS,)),
        Figure(name="records for one finding", unit="records", runs=(RECORDS / found,)),
    ]
    if theirs:
        ratios = tuple(a / b for a, b in zip(ours, theirs, strict=True))
        figures += [
            Figure(name="bean-check --no-cache, a directive", unit="µs CPU", runs=tuple(theirs)),
            Figure(name="bytes a directive", unit="bytes", runs=(ledger_size / RECORDS,)),
            Figure(name="ours beside theirs", unit="times", runs=ratios, limit=1.0),
        ]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return [*figures, *alone.submit(holding, scratch / "dossier", runs).result()]


def holding(folder: Path, runs: int) -> list[Figure]:
    """Edit one field of one record, and check again, in a process that holds the dossier and nothing else."""
    reader = Reader(folder)
    whole = reader.read()
    session = Session(Dossier(whole).as_of(LAST))
    checker = Checker(session)
    taken = []
    for n, kind in zip(
        range(max(runs, 5)), ("statement", "event", "position", "relay", "task") * runs, strict=False
    ):
        id = session.whole.ids(kind)[0]
        read = edit.read_fields(folder, id, ["note"])
        edit.set_fields(folder, id, {"note": f"note {n}"}, read.digest)
        begun = time.process_time()
        whole, changes = reader.refresh(whole)
        checker.change(changes, whole)
        checker.report()
        taken.append((time.process_time() - begun) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return [
        Figure(name="check again after one edit", unit="ms CPU", runs=tuple(taken), limit=100),
        Figure(name="memory of a process that holds it", unit="MB", runs=(peak,), limit=500),
    ]
