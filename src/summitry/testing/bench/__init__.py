"""The benchmarks of ``summitry bench``: each figure beside its peer's, from one run."""

from __future__ import annotations

from summitry.testing.bench.command import main

__all__ = ["main"]
