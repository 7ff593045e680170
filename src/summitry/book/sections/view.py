"""A view: an analysis as people look at it, by name, for one record or all of a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summitry.book.blocks import Section, Sentence
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What ``summitry show NAME [ID]`` shows.

    ``ids`` lists what can be shown one by one (empty for a view of the whole dossier). ``result``
    gives the frozen result of the analysis for an id (empty: for all), ``section`` the page. ``verdict``
    gives the title and verdict of the page of all, where they are had much sooner than the page.
    """

    name: str
    help: str
    ids: Callable[[Dossier], tuple[str, ...]]
    result: Callable[[Dossier, str], Any]
    section: Callable[[Dossier, str], Section]
    verdict: Callable[[Dossier], tuple[str, Sentence]] | None = None


class NotToBeShown(ValueError):
    """What was asked of a view does not fit the dossier; a sentence, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A view with something supposed or singled out: ``summitry show VIEW [ID] --OPTION WORDS``.

    ``read`` turns the words into what the analysis takes and raises `NotToBeShown` when they do not fit;
    ``result`` and ``section`` are those of a view, with that besides.
    """

    view: str
    option: str
    read: Callable[[Dossier, str, tuple[str, ...]], Any]
    result: Callable[[Dossier, str, Any], Any]
    section: Callable[[Dossier, str, Any], Section]
