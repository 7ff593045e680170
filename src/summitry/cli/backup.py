"""``summitry backup``."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import click

from summitry.cli.options import Refused, refusing
from summitry.cli.progress import sharing


@click.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(exists=True, file_okay=False))
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(), help="The file to write.")
@click.option("--state", default="", metavar="DIR", help="The desk's state: its accounts and all it serves.")
@click.option(
    "--keys",
    default="",
    metavar="FILE",
    type=click.Path(),
    help="Put keys and the secret in this file instead.",
)
def command(folders: tuple[str, ...], output: str, state: str, keys: str) -> None:
    """Write dossiers, and the desk's own state, to one file, while people go on working.

    \b
    summitry backup talks -o talks.tar                  one dossier
    summitry backup --state /var/lib/summitry -o all.tar      the desk and all it serves
    summitry backup --state DIR -o all.tar --keys keys.tar    keys in a file to keep elsewhere
    summitry restore all.tar --check                    prove that a backup is whole

    Each dossier is taken as it stands between two acts: text, journal, keys, documents, inbox. The file
    says what it holds with a SHA-256 of each, replaces nothing, and is readable by you alone. It is not
    encrypted, and it holds all that the dossiers hold. What git keeps is not in it.
    """
    from datetime import UTC, datetime

    from summitry.secretariat.backups import Named, back_up, named

    if not folders and not state:
        raise Refused("Name a dossier, or the desk's state with --state.")
    with refusing(), ExitStack() as stack:
        there: tuple[Named, ...] = ()
        files, database = None, ""
        if state:
            from summitry.cli.desk import opened

            kept = opened(_existing(state), upgraded=False)
            from summitry.desk.backing import state_files

            there = tuple(Named(each.slug, each.folder) for each in kept.dossiers())
            files, database = stack.enter_context(state_files(kept))
        told = stack.enter_context(sharing("Backing up"))
        taken = back_up(
            named(map(Path, folders), there), Path(output), datetime.now(UTC), state=files, database=database,
            keys_to=Path(keys) if keys else None, told=told,
        )  # fmt: skip
    size = os.path.getsize(output) / 1e6
    click.echo(f"{output} holds {taken.files:,} files, {size:,.1f} MB, of {', '.join(sorted(taken.seals))}.")
    for slug, seal in sorted(taken.seals.items()):
        click.echo(f"The journal of {slug} ends with the seal {seal}.")
    for link in taken.left_out:
        click.echo(f"{link} leads out of its dossier and was left out.", err=True)


def _existing(state: str) -> str:
    if not (Path(state) / "secret").is_file():
        raise Refused(f"{state} is no desk's state.", "It is the folder that `summitry desk --state` names.")
    return state
