"""What this machine has to offer to a large piece of work."""

from __future__ import annotations

import os
from pathlib import Path

KEPT_FREE = 0.1
"""Share of the free memory that is left to others."""


def memory_to_use(root: Path = Path("/")) -> int:
    """Return how many bytes a large piece of work may take: what is free, less a tenth.

    The limit of a container counts when it is lower. Where the system does not say what is free, nine
    tenths of the memory there is.
    """
    free = _available(root / "proc/meminfo")
    if free is None:
        free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = _number(root / "sys/fs/cgroup/memory.max")
    if limit is not None:
        free = min(free, max(0, limit - (_number(root / "sys/fs/cgroup/memory.current") or 0)))
    return int(free * (1 - KEPT_FREE))


def _available(path: Path) -> int | None:
    """Return the bytes the kernel says can be had without swapping."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, rest = line.partition(":")
        if name == "MemAvailable" and rest.split()[:1] and rest.split()[0].isdigit():
            return int(rest.split()[0]) * 1024
    return None


def _number(path: Path) -> int | None:
    try:
        found = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
    return int(found) if found.isdigit() else None
