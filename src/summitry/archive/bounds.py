"""Bounds on a process that reads what a stranger made: it is stopped when it takes more."""

from __future__ import annotations

import resource
import signal

FILES = 64
"""Most files such a process may have open."""


def bound(*, memory: int, seconds: int, written: int) -> None:
    """Bind this process, for good.

    ``memory`` is the address space it may add to what it has, in bytes; ``seconds`` its processor time (by
    the clock three times as long); ``written`` the largest file it may write, in bytes.
    """
    signal.alarm(seconds * 3)
    bounds = (
        (resource.RLIMIT_AS, _held_already() + memory), (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, FILES),
    )  # fmt: skip
    for what, most in bounds:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _held_already() -> int:
    """The address space this process has before it reads anything; the libraries take much of it."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 512 * 1024 * 1024
