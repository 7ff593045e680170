"""``summitry book``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import (
    Refused,
    as_of_option,
    completing,
    folder_and_rest,
    for_option,
    opened,
    put_files,
)

if TYPE_CHECKING:
    from summitry.book.volume.value import Volume
    from summitry.dossier.value import Dossier
    from summitry.secretariat.bookmaking import Format

FORMATS = ("html", "pdf", "docx")


def _complete_meeting(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    dossier = completing(folder_and_rest(tuple(ctx.params.get("words") or ()))[0])
    return [id for id in dossier.ids("meeting") if id.startswith(incomplete)] if dossier is not None else []


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR]")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False), required=True, help="Write into this folder."
)
@click.option("--meeting", default="", metavar="ID", shell_complete=_complete_meeting,
              help="For this meeting; else for all of ours that are to come.")  # fmt: skip
@click.option("--formats", default="html,pdf,docx", show_default=True, help="What to make.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
              help="Pages break alike on both.")  # fmt: skip
@as_of_option
@for_option
def command(
    words: tuple[str, ...],
    output: str,
    meeting: str,
    formats: str,
    paper: str,
    as_of: date | None,
    reader: str,
) -> None:
    """Make the briefing book of the dossier in DIR: book.html, book.pdf, book.docx and cards.pdf.

    \b
    summitry book talks -o out
    summitry book talks -o out --meeting summit --as-of 2018-03-12
    summitry book talks -o out --for visitor --formats pdf --paper letter

    The same dossier, day and version give the same bytes. `sections` in dossier.yaml chooses and orders
    the chapters. A chapter that cannot be made says so in its place; the others are made. `summitry
    trace out/book.html` proves that every sentence leads to where it comes from.
    """
    from summitry.cli.screen import working
    from summitry.secretariat.bookmaking import NotInstalled, rendered, renderers

    folder, rest = folder_and_rest(words)
    if rest:
        raise Refused(f'"{rest[0]}" is no folder. Name one: summitry book DIR -o OUT.')
    wanted = _formats(formats)
    try:
        renderers(wanted)
    except NotInstalled as refusal:
        raise Refused(str(refusal), refusal.hint) from None
    with working("Reading the dossier and putting the book together"):
        dossier = opened(folder, as_of, reader)
        volume = _volume(dossier, meeting, reader)
    made = rendered(volume, wanted, "letter" if paper == "letter" else "a4")
    failed = put_files(made, Path(output), "Setting the pages")
    for failure in volume.failures:
        click.echo(f"Missing in the book: {failure}", err=True)
    if failed:
        raise SystemExit(1)


def _formats(text: str) -> tuple[Format, ...]:
    named = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not named:
        raise Refused(f'There is no format "{", ".join(unknown)}".', f"Formats: {', '.join(FORMATS)}.")
    return named  # type: ignore[return-value]


def _volume(dossier: Dossier, meeting: str, reader: str) -> Volume:
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.bookmaking import UnknownMeeting, book

    try:
        return book(dossier, meeting, reader)
    except UnknownMeeting as refusal:
        hint = did_you_mean(refusal.id, refusal.known) or f"Meetings: {', '.join(refusal.known[:12])}."
        raise Refused(str(refusal), hint) from None
