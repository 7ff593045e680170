"""A view as a value: what a notebook shows, the same page as ``summitry show --format html``."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import field
from typing import Any

from summitry.book.blocks import Figure, Section, Table
from summitry.book.html import page
from summitry.book.sections import BY_NAME, VARIANTS
from summitry.book.sections.view import NotToBeShown
from summitry.dossier.value import Dossier
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.values import dataclass

TALLEST = 900
"""Points a notebook gives to a page; a longer one scrolls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A view of an analysis: its page (``section``) and its frozen ``result``.

    A notebook renders it by itself. ``html()`` is the whole page, a file that needs nothing else.
    """

    view: str
    id: str
    section: Section
    result: Any = field(repr=False)
    dossier: Dossier = field(repr=False)

    def html(self) -> str:
        """Return the page."""
        return page(self.dossier, [self.section])

    def _repr_html_(self) -> str:
        """What a notebook shows: the page in a frame of its own, so that neither styles the other."""
        tall = min(TALLEST, 240 + sum(_height(block) for block in self.section.blocks))
        return (
            f'<iframe title="{html.escape(self.section.title)}" srcdoc="{html.escape(self.html())}"'
            f' sandbox style="width:100%;height:{tall}px;border:0"></iframe>'
        )

    def __repr__(self) -> str:
        """Name the view and its title."""
        return f"<Shown {self.view}: {self.section.title}>"


def _height(block: object) -> int:
    if isinstance(block, Table):
        return 60 + 40 * len(block.rows)
    return 80 + 36 * len(block.lanes) if isinstance(block, Figure) else 60


def show(dossier: Dossier, view: str, id: str = "", **supposed: str | Sequence[str] | bool) -> Shown:
    """Return a view of one record, or of all, for a notebook to render.

    ``supposed`` is one of the options of ``summitry show``: ``try_="satellite-launch-vehicle=in"``,
    ``move="summit=2018-06-12"``, ``break_="paper/step"``, ``since="2018-03-05"``, ``merges=True``.

    Raises:
        NotToBeShown: when there is no such view, record or option, with the nearest.
    """
    found = BY_NAME.get(view)
    if found is None:
        raise NotToBeShown(f'There is no view "{view}".', did_you_mean(view, BY_NAME))
    if id and id not in found.ids(dossier):
        hint = did_you_mean(id, found.ids(dossier))
        raise NotToBeShown(f'{view} has nothing called "{id}" to show on that day.', hint)
    given = {name.rstrip("_"): words for name, words in supposed.items() if words}
    if not given:
        return Shown(view=view, id=id, dossier=dossier, section=found.section(dossier, id),
                     result=found.result(dossier, id))  # fmt: skip
    variants = [v for v in VARIANTS if v.view == view and v.option in given]
    if len(given) > 1 or not variants:
        raise NotToBeShown(f'The view "{view}" does not know {", ".join(sorted(given))}.')
    words = given[variants[0].option]
    said = () if isinstance(words, bool) else (words,) if isinstance(words, str) else tuple(words)
    what = variants[0].read(dossier, id, said)
    return Shown(view=view, id=id, dossier=dossier, section=variants[0].section(dossier, id, what),
                 result=variants[0].result(dossier, id, what))  # fmt: skip
