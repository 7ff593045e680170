"""``summitry new``."""

from __future__ import annotations

from pathlib import Path

import click

from summitry.cli.options import Refused


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--title", metavar="TEXT", help="The dossier's title; the folder's name when left out.")
@click.option(
    "--schedule",
    type=click.Choice(["leaders", "ministers"]),
    help="Also write a usual list of what must be ready, for a meeting at this level.",
)
@click.option("--meeting", metavar="ID", help="The meeting of a dossier that stands, for --schedule.")
def command(folder: str, title: str | None, schedule: str | None, meeting: str | None) -> None:
    """Begin a dossier in DIR: a header with remarks, and a few records to replace with your own.

    \b
    summitry new talks --title "Talks on the border, 2026"
    summitry check talks
    summitry new talks --schedule ministers
    summitry new talks --schedule leaders --meeting summit   for a dossier that stands

    Also written: JSON Schemas under .summitry/schema and .vscode/settings.json, so that an editor that
    knows JSON Schema completes and checks while you type. Files that are there already are kept.
    """
    from summitry.secretariat.beginning import FIRST_MEETING, AlreadyThere, CannotWrite, begin

    if meeting:
        _add(folder, schedule, meeting)
        return
    try:
        written = begin(folder, title or Path(folder).resolve().name)
    except AlreadyThere:
        raise Refused(f"{folder} holds a dossier already.", "Name another folder.") from None
    except CannotWrite as error:
        raise Refused(f"{folder} could not be written: {error}.") from None
    if schedule:
        written = (*written, _written(folder, schedule, FIRST_MEETING))
    for name in written:
        click.echo(f"  {name}")
    click.echo(f"A dossier stands in {folder}. Next: summitry check {folder}")


def _add(folder: str, schedule: str | None, meeting: str) -> None:
    """Add a list of tasks to a dossier that stands."""
    from summitry.cli.options import opened
    from summitry.dossier.kinds import Meeting
    from summitry.foundation.suggest import did_you_mean

    if schedule is None:
        raise Refused("A list of tasks for which level?", "Add --schedule leaders or --schedule ministers.")
    known = opened(folder, None, "").ids(Meeting.kind)
    if meeting not in known:
        raise Refused(f'There is no meeting "{meeting}".', did_you_mean(meeting, known))
    click.echo(f"  {_written(folder, schedule, meeting)}")
    click.echo(f"Next: summitry show {folder} countdown {meeting}")


def _written(folder: str, schedule: str, meeting: str) -> str:
    from summitry.secretariat.beginning import AlreadyThere, CannotWrite, add_schedule

    try:
        return add_schedule(folder, schedule, meeting)
    except AlreadyThere as there:
        raise Refused(f"{there} is there already.", "Rename it, or write into it.") from None
    except CannotWrite as error:
        raise Refused(f"{folder} could not be written: {error}.") from None
