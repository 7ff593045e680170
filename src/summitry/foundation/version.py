"""The version of Summitry: every file it makes says it."""

from __future__ import annotations

__version__ = "0.1.0"
