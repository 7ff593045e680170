"""Whose turn it is: one page at a time, and what is made beside pages waits for as long as one is.

Threads of one process take turns by the interpreter's lock. A page gives it up at every read of a file or of
the database, and would each time have to wait until a thread beside it lets go again: a page of 30 ms then
took half a second. So what is made beside pages asks here, often, whether it should wait. A page that
itself waits for another process lets the next one come meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_MOST = 0.05
"""Seconds after which it goes on for a moment all the same: without end it must not wait."""

_page = threading.Lock()
_holder = 0
"""The thread that makes a page."""
_free = threading.Event()
_free.set()


@contextmanager
def page() -> Iterator[None]:
    """Make a page: no other is made meanwhile, and what is made beside pages waits."""
    _begin()
    try:
        yield
    finally:
        _end()


@contextmanager
def aside() -> Iterator[None]:
    """Let other pages be made while this one waits for something that is done elsewhere.

    What was asked of a dossier before may have changed after. Outside a page it does nothing.
    """
    if _holder != threading.get_ident():
        yield
        return
    _end()
    try:
        yield
    finally:
        _begin()


def give_way() -> None:
    """Wait while a page is being made."""
    if not _free.is_set():
        _free.wait(AT_MOST)


def _begin() -> None:
    global _holder
    _page.acquire()
    _holder = threading.get_ident()
    _free.clear()


def _end() -> None:
    global _holder
    _holder = 0
    _free.set()
    _page.release()
