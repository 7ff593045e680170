"""Work shared among threads: progress told, and stopped at once by an interrupt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
Told = Callable[[float], None]
"""Told from time to time what share of the work is done, from 0 to 1."""


class Crew:
    """Threads that share the pieces of one job, and stop between pieces when told to."""

    def __init__(self, threads: int, told: Told | None, total: int, *, quick: bool = True) -> None:
        self.threads, self.told, self.total = threads, told, max(total, 1)
        self.done = 0.0
        self.inline, self.quick = quick and threads == 1, quick
        self.stop = np.zeros(1, np.int32)

    def share(self, work: Callable[..., T], pieces: Sequence[tuple[Any, ...]], weight: float) -> list[T]:
        """Do all pieces; ``weight`` is their part of the whole job. Results come in no set order."""
        results = []
        if self.inline or (len(pieces) == 1 and self.quick):
            for piece in pieces:
                results.append(work(*piece))
                self.advance(weight / len(pieces))
            return results
        with ThreadPoolExecutor(self.threads) as pool:
            waiting: set[Future[T]] = {pool.submit(work, *piece) for piece in pieces}
            try:
                while waiting:
                    finished, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                    for one in finished:
                        results.append(one.result())
                        self.advance(weight / len(pieces))
            except BaseException:
                self.stop[0] = 1
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        return results

    def advance(self, by: float) -> None:
        """Tell that a part of the job is done."""
        self.done += by
        if self.told is not None:
            self.told(min(self.done / self.total, 1.0))

    def finish(self) -> None:
        """Tell that the whole job is done."""
        if self.told is not None:
            self.told(1.0)


def pieces(count: int, threads: int, least: int = 1) -> list[tuple[int, int]]:
    """Cut ``count`` things into runs, some for each thread, none shorter than ``least``."""
    parts = max(1, min(threads * 8, count // max(least, 1)))
    cuts = [count * n // parts for n in range(parts + 1)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]
