"""How far a long piece of work is, and how long it will still take."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

AFTER = 1.0
"""Seconds before anything is shown."""


@contextmanager
def sharing(what: str) -> Iterator[Callable[[float], None] | None]:
    """Show a bar with the time left while the body runs; the body tells the share done, from 0 to 1.

    Nothing is shown where nobody looks at a terminal, or when the work is over at once: then, or where
    output is no terminal, the body gets ``None``. What was shown is wiped away, by an interrupt too.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr, no_color=bool(os.environ.get("NO_COLOR")) or None),
        transient=True,
    )
    begun = time.monotonic()
    task = bar.add_task(what, total=1.0)
    started = False

    def told(share: float) -> None:
        nonlocal started
        if not started and time.monotonic() - begun > AFTER:
            bar.start()
            started = True
        bar.update(task, completed=share)

    try:
        yield told
    finally:
        if started:
            bar.stop()
