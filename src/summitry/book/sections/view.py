"""A view: an analysis as people look at it, by name, for one record or all of a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from summitry.book.blocks import Section
from summitry.dossier.value import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What ``summitry show NAME [ID]`` shows.

    ``ids`` lists what can be shown one by one (empty for a view of the whole dossier). ``result``
    gives the frozen result of the analysis for an id (empty: for all), ``section`` the page.
    """

    name: str
    help: str
    ids: Callable[[Dossier], tuple[str, ...]]
    result: Callable[[Dossier, str], Any]
    section: Callable[[Dossier, str], Section]
