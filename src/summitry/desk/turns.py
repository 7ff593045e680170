"""Whose turn it is to compute: pages come first, and what is made beside them waits for as long as one is.

Threads of one process take turns by the interpreter's lock. A page gives it up at every read of a file or of
the database, and would each time have to wait until a thread beside it lets go again: a page of 30 ms then
took half a second. So what is made beside pages asks here, often, whether it should wait.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_MOST = 0.05
"""Seconds after which it goes on for a moment all the same: without end it must not wait."""

_free = threading.Event()
_free.set()


@contextmanager
def page() -> Iterator[None]:
    """Have what is made beside pages wait for as long as this lasts. The desk makes one page at a time."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def give_way() -> None:
    """Wait while a page is being made."""
    if not _free.is_set():
        _free.wait(AT_MOST)
