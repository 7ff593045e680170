"""The version of Summitry: every file it makes says it."""

from __future__ import annotations

VERSION = "0.1.0"
