"""Excerpts: what was marked in the papers under one label, gathered over all of them."""

from __future__ import annotations

from summitry.analysis.excerpts.frame import gathered, labels
from summitry.analysis.excerpts.result import Counterpart, Gathered, Gathering, Standing

__all__ = ["Counterpart", "Gathered", "Gathering", "Standing", "gathered", "labels"]
