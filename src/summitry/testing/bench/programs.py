"""Whole programs, measured from outside: processor seconds, wall seconds, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from summitry.testing.bench.figures import Figure


@dataclass(frozen=True, slots=True)
class Run:
    """One run: processor and wall seconds, peak memory in bytes, exit status."""

    cpu: float
    wall: float
    peak: int
    status: int


def run(words: list[str], cache: Path | None = None) -> Run:
    """Run a program to its end, its output thrown away.

    ``cache`` is where Python keeps what it compiled, as it does beside an installed program; the first
    run fills it and should not be counted.
    """
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if cache is not None:
        settings["PYTHONPYCACHEPREFIX"] = str(cache)
    begun = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(words, stdout=nowhere, stderr=nowhere, env=settings)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        cpu=used.ru_utime + used.ru_stime, wall=time.perf_counter() - begun,
        peak=used.ru_maxrss * 1024, status=process.returncode,
    )  # fmt: skip


def summitry(*words: str) -> list[str]:
    """The words that run this very summitry."""
    return [sys.executable, "-m", "summitry", *words]


def starting(scratch: Path, example: Path, runs: int) -> list[Figure]:
    """Measure how long the commands people type most take to answer from a cold start."""
    help, check = summitry("--help"), summitry("check", str(example), "--as-of", "2018-03-12")
    cache = scratch / "compiled"
    run(help, cache)
    asked = [run(help, cache).wall for _ in range(runs)]
    run(check, cache)
    checked = [run(check, cache).wall for _ in range(runs)]
    return [
        Figure(name="summitry --help", unit="s", runs=tuple(asked), limit=0.2),
        Figure(name=f"summitry check {example.name}", unit="s", runs=tuple(checked), limit=1.0),
    ]
