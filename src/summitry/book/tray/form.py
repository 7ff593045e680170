"""A form of the second tray: what it is called, what it is made about, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summitry.book.blocks import Section
from summitry.dossier.value import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of paper.

    ``about`` says what must be named for it (empty: nothing can be); ``ids`` are those that can be on
    the dossier's day, ``needed`` whether one must. ``why_not`` says why a record that is there is not
    among them. On a ``margined`` paper the numbers stand in the margin.
    """

    name: str
    help: str
    about: str
    ids: Callable[[Dossier], tuple[str, ...]]
    section: Callable[[Dossier, str], Section]
    needed: bool = True
    why_not: Callable[[Dossier, str], str] = lambda dossier, id: ""
    margined: bool = False


class NotOnThisForm(LookupError):
    """A paper cannot be made about what was named; a sentence, and what could be named."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known
