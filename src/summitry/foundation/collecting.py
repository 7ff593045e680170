"""When garbage is looked for, where much is built that stays: to go through it again and again takes long.

Most of what is built is let go as soon as nothing leads to it any more. The collector is for what leads to
itself. It goes through all that came since it last did, and holds up every thread for as long.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MUCH = 50_000
"""Objects that stay, from which on they are set apart and never gone through again."""

_lock = threading.Lock()
_holding = 0
_was_enabled = False


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold the garbage collector back, for all threads, until none of them holds it back any more."""
    global _holding, _was_enabled
    with _lock:
        if not _holding:
            _was_enabled = gc.isenabled()
            gc.disable()
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if not _holding and _was_enabled:
                gc.enable()


@contextmanager
def keeping() -> Iterator[None]:
    """Build what stays: hold the collector back, and set apart what came when it is much.

    What is set apart is still let go when nothing leads to it, but not when it leads to itself: who
    built it breaks that up (``let_go``).
    """
    with without_collecting():
        before = gc.get_count()[0]
        try:
            yield
        finally:
            if gc.get_count()[0] - before > MUCH:
                gc.freeze()
