"""``summitry redline``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, as_of_option, folder_and_rest, for_option, opened
from summitry.foundation.printable import printable

if TYPE_CHECKING:
    from summitry.archive.redline import Change
    from summitry.dossier.holdings import Passage

_MARKS = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}
_STYLES = {"same": "", "out": "red strike", "in": "green underline"}


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] BEFORE AFTER")
@as_of_option
@for_option
def command(words: tuple[str, ...], as_of: date | None, reader: str) -> None:
    """Lay two papers side by side: what the later one took out, and what it put in.

    \b
    summitry redline talks options-march options-april
    summitry redline talks memo frus1964-68v07/d49      a document of a volume

    Passages that are the same in both are counted and not printed. On a terminal words that went are
    struck through and words that came are underlined; in a pipe they stand as [-went-] and {+came+}.
    """
    import sys

    from summitry.cli.screen import Screen
    from summitry.secretariat.redlining import NotHeld, side_by_side

    folder, rest = folder_and_rest(words)
    if len(rest) != 2:
        raise Refused("Say which two papers: summitry redline DIR BEFORE AFTER.")
    dossier = opened(folder, as_of, reader)
    try:
        found = side_by_side(dossier, *rest)
    except NotHeld as refusal:
        raise Refused(str(refusal)) from None
    screen = Screen()
    marked = not sys.stdout.isatty()
    for change in found.changes:
        screen.line(_where(change), "dim")
        screen.say(tuple(_piece(text, what, marked=marked) for text, what in change.pieces), indent=2)
        screen.say()
    same = f"{found.same:,} passage{'' if found.same == 1 else 's'}"
    changed = len(found.changes)
    screen.say(f"{same} the same, {changed:,} changed." if changed else f"The same words: {same}.")
    screen.flush()


def _piece(text: str, what: str, *, marked: bool) -> tuple[str, str]:
    begin, end = _MARKS[what] if marked else ("", "")
    return f"{begin}{printable(text)}{end}", _STYLES[what]


def _where(change: Change) -> str:
    if change.before is None:
        return f"new: {_place(change.after)}"
    if change.after is None:
        return f"gone: {_place(change.before)}"
    return f"{_place(change.before)} -> {_place(change.after)}"


def _place(passage: Passage | None) -> str:
    if passage is None:
        return ""
    page = f"p. {passage.page}, " if passage.page else ""
    if passage.paragraph:
        return f"{page}paragraph {passage.paragraph}"
    return (
        f"{page}{'note ' + passage.label if passage.role == 'footnote' else 'passage ' + str(passage.number)}"
    )
