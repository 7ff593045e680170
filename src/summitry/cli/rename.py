"""``summitry rename``."""

from __future__ import annotations

from pathlib import Path

import click

from summitry.cli.options import Refused, completing, folder_and_rest


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    folder, rest = folder_and_rest(tuple(ctx.params.get("words") or ()))
    dossier = completing(folder)
    if rest or dossier is None:
        return []
    return sorted(r.id for r in dossier.index.records() if r.id.startswith(incomplete))


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] OLD NEW", shell_complete=_complete)
def command(words: tuple[str, ...]) -> None:
    """Give a record or part another id, in one act with every reference to it.

    \b
    summitry rename talks kim-letter kim-message
    summitry rename talks kim-message/freeze pause      a part of a record

    The record keeps its earlier id under `was`, so that old links live. Prose is left alone.
    """
    from summitry.secretariat.acts import at_the_command_line, rename

    folder, rest = folder_and_rest(words)
    if len(rest) != 2:
        raise Refused("Say which id, and what it becomes: summitry rename DIR OLD NEW.")
    try:
        changed = rename(at_the_command_line(), Path(folder), *rest)
    except _refusals() as refusal:
        raise Refused(str(refusal)) from None
    click.echo(f"{rest[0]} is now {rest[1]}; changed: {', '.join(changed)}")


def _refusals() -> tuple[type[Exception], ...]:
    from summitry.folder.load import Unreadable
    from summitry.folder.refusals import Refused as NotMade

    return (NotMade, Unreadable)
