"""Whole programs, measured from outside: processor seconds, wall seconds, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import summitry
from summitry.foundation.values import dataclass
from summitry.testing.bench.figures import Figure


@dataclass(frozen=True, slots=True)
class Run:
    """One run: processor and wall seconds, peak memory in bytes, exit status."""

    cpu: float
    wall: float
    peak: int
    status: int


def run(words: list[str]) -> Run:
    """Run a program to its end, its output thrown away."""
    begun = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(words, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        cpu=used.ru_utime + used.ru_stime, wall=time.perf_counter() - begun,
        peak=used.ru_maxrss * 1024, status=process.returncode,
    )  # fmt: skip


class Summitry:
    """This very program, compiled beforehand where it stands, as an installed one is."""

    def __init__(self) -> None:
        self._python = [sys.executable, "-m"]
        subprocess.run([*self._python, "compileall", "-q", str(Path(summitry.__file__).parent)], check=False)

    def words(self, *words: str) -> list[str]:
        """Return the words that run it."""
        return [*self._python, "summitry", *words]


def starting(example: Path, runs: int) -> list[Figure]:
    """Measure how long the commands people type most take to answer from a cold start."""
    program = Summitry()
    help, check = program.words("--help"), program.words("check", str(example), "--as-of", "2018-03-12")
    asked = [run(help).wall for _ in range(runs)]
    checked = [run(check).wall for _ in range(runs)]
    return [
        Figure(name="summitry --help", unit="s", runs=tuple(asked), limit=0.2),
        Figure(name=f"summitry check {example.name}", unit="s", runs=tuple(checked), limit=1.0),
    ]
