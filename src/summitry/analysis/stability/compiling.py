"""Compiled functions: kept beside the code, else in the user's cache, else compiled anew each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function at its first call, without holding the interpreter's lock while it runs.

    The machine code is kept on disk. Where no folder can be written it is compiled in every process.
    """
    try:
        found: Callable[..., Any] = numba.njit(cache=True, nogil=True, boundscheck=False)(function)
    except RuntimeError:
        # Nowhere to keep it: neither the installation nor the user's cache folder can be written.
        found = numba.njit(nogil=True, boundscheck=False)(function)
    return found
