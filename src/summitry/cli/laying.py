"""Sections as a command gives them out: a page of HTML, or text for the terminal or a file."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summitry.cli.options import JUDGED

if TYPE_CHECKING:
    from summitry.book.blocks import Section
    from summitry.dossier.value import Dossier


def laid_out(
    dossier: Dossier, sections: Sequence[Section], form: str, output: str | None, note: str = ""
) -> str:
    """Return sections as ``html``, or else as text: as wide as the terminal, unless it goes to a file.

    ``note`` stands at the foot of a text.
    """
    if form == "html":
        from summitry.book.html import page

        return page(dossier, sections)
    from summitry.book.numbers import Numbers
    from summitry.cli.screen import Screen
    from summitry.cli.sections import show_section, show_sources

    screen = Screen(io.StringIO() if output else sys.stdout)
    numbers = Numbers(dossier)
    for section in sections:
        show_section(screen, section, numbers, dossier.limit)
    show_sources(screen, numbers)
    if note:
        screen.say(note, style="dim")
    if dossier.is_narrowed:
        screen.say(JUDGED)
    return screen.text()
