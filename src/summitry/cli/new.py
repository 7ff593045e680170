"""``summitry new``."""

from __future__ import annotations

from pathlib import Path

import click

from summitry.cli.options import Refused


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--title", metavar="TEXT", help="The dossier's title; the folder's name when left out.")
def command(folder: str, title: str | None) -> None:
    """Begin a dossier in DIR: a header with remarks, and a few records to replace with your own.

    \b
    summitry new talks --title "Talks on the border, 2026"
    summitry check talks

    Also written: JSON Schemas under .summitry/schema and .vscode/settings.json, so that an editor that
    knows JSON Schema completes and checks while you type. Files that are there already are kept.
    """
    from summitry.secretariat.beginning import AlreadyThere, CannotWrite, begin

    try:
        written = begin(folder, title or Path(folder).resolve().name)
    except AlreadyThere:
        raise Refused(f"{folder} holds a dossier already.", "Name another folder.") from None
    except CannotWrite as error:
        raise Refused(f"{folder} could not be written: {error}.") from None
    for name in written:
        click.echo(f"  {name}")
    click.echo(f"A dossier stands in {folder}. Next: summitry check {folder}")
