"""``summitry journal``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from summitry.cli.options import Refused, refusing


@click.group()
def command() -> None:
    """Read the journal of a dossier's acts, and prove that it is whole.

    \b
    summitry journal verify talks
    summitry journal show talks --record kim-message
    """


def _there(folder: str) -> Path:
    path = Path(folder)
    if not (path / ".summitry" / "journal").is_dir():
        raise Refused(f"{folder} has no journal yet.", "It begins with the first act at the desk.")
    return path


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--seal", default="", metavar="SEAL", help="A seal that was noted earlier: is it still in the chain?"
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(folder: str, seal: str, form: str) -> None:
    """Say whether an entry was removed, changed, put in or moved. Exit status 1 when one was.

    Nothing but the files is needed. Note the seal somewhere else: whoever could write here could write the
    whole journal anew, and a seal kept elsewhere shows it.
    """
    from summitry.foundation.plain import plain
    from summitry.secretariat.journal import entries
    from summitry.secretariat.journal import verify as check

    path = _there(folder)
    found = check(path)
    kept = not seal or any(entry.seal.startswith(seal) for entry in entries(path))
    if form == "json":
        click.echo(json.dumps({**plain(found), "whole": found.whole, "seal_found": kept}, indent=2))
    else:
        for trouble in found.troubles:
            where = f"{trouble.file}:{trouble.line}: " if trouble.line else f"{trouble.file}: "
            click.echo(f"{where}{trouble.says}")
        if found.whole:
            span = f", from {found.first[:10]} to {found.last[:10]}" if found.entries else ""
            click.echo(f"The journal is whole: {found.entries} entries{span}. Its seal is {found.seal}.")
        if not kept:
            click.echo("No entry has that seal: the journal is not the one it was taken from.")
    if not (found.whole and kept):
        raise SystemExit(1)


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--record", default="", metavar="ID", help="Only what was done to this record.")
@click.option("--by", default="", metavar="NAME", help="Only what this person did.")
def show(folder: str, record: str, by: str) -> None:
    """List what was done, by whom and when."""
    from summitry.secretariat.journal import entries

    for entry in entries(_there(folder)):
        if (not record or record in entry.on) and (not by or by == entry.actor):
            click.echo(
                f"{entry.number:>6}  {entry.at[:19]}Z  {entry.actor}  {entry.act}  {' '.join(entry.on)}"
            )


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("record", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who erases it.")
@click.confirmation_option(prompt="This cannot be undone. Erase it?")
def erase(folder: str, record: str, by: str) -> None:
    """Erase a record for good, with the key to what its entries were about; the chain stays whole."""
    from summitry.secretariat import acts

    with refusing():
        erased = acts.erase(acts.Actor(name=by, by="command line"), Path(folder), record)
    click.echo(f"{record} is erased. What this cannot reach:")
    for each in erased.cannot_reach:
        click.echo(f"  {each}")
