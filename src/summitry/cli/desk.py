"""``summitry desk``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.options import Refused, refusing

if TYPE_CHECKING:
    from summitry.desk.state import State


def opened(state: str, *, upgraded: bool = True) -> State:
    """Open the desk's state, its database brought up to date unless it is to stay as it is."""
    with _installed():
        from summitry.desk.serving import prepare
    with refusing():
        return prepare(state, behind_tls=True, upgraded=upgraded)


def in_words(act: Callable[..., str], *words: Any, **named: Any) -> None:
    """Carry out an act on accounts and say what it did, or refuse in words."""
    try:
        click.echo(act(*words, **named))
    except ValueError as refusal:
        raise Refused(str(refusal)) from None


@contextmanager
def _installed() -> Iterator[None]:
    """Refuse in words where what the desk is made of is not there to be imported."""
    try:
        yield
    except ImportError as missing:
        raise Refused(
            f"The desk is not installed ({missing.name} is missing).", "Install summitry[desk]."
        ) from None


def _add(folders: tuple[str, ...], state: str) -> None:
    if not folders:
        raise Refused("Name a dossier to add.")
    there = opened(state).serve([Path(folder) for folder in folders])
    for each in there:
        click.echo(f"The desk serves {each.folder} as {each.slug}.")


@click.command()
@click.argument("folders", nargs=-1, metavar="DIR...", type=click.Path(exists=True, file_okay=False))
@click.option("--state", default="", metavar="DIR", help="Where accounts are kept; else .summitry-desk here.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8018, show_default=True, help="The port to listen at.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="How many processes answer."
)
@click.option("--demo", is_flag=True, help="Serve a copy of DIR with one ready account for each role.")
@click.option(
    "--add", "only_add", is_flag=True, help="Add DIR to what the desk serves, running or not, and end."
)
@click.option("--behind-tls", is_flag=True, help="A server before this one encrypts: demand it.")
def command(
    folders: tuple[str, ...], state: str, host: str, port: int, workers: int, demo: bool, only_add: bool,
    behind_tls: bool,
) -> None:  # fmt: skip
    """Open the desk on one or more dossiers: pages and forms for people who never see a text file.

    \b
    summitry desk talks                       on this machine, at http://localhost:8018
    summitry desk talks other --workers 4 --host 0.0.0.0 --behind-tls
    summitry user add reyes, then: summitry user grant reyes talks --role officer

    Nothing is ever fetched from another host. Dossiers that were served before are served again.

    
    SUMMITRY_HOSTS      the names by which people reach the desk, parted by commas
    SUMMITRY_DATABASE   postgresql://user:password@host:port/name, for accounts in PostgreSQL
    /health             answers 200 when the desk can answer, else 503

    "Run the desk for a team" in the documentation has a service, a container and a server that encrypts.
    """
    if only_add:
        _add(folders, state)
        return
    with _installed():
        from summitry.desk.serving import demonstrate, serve
    if demo:
        if len(folders) != 1:
            raise Refused("Name one dossier to demonstrate.")
        click.echo("Accounts, with their passwords:")
        with refusing():
            accounts = demonstrate(folders[0], state)
        for name, password in accounts:
            click.echo(f"  {name:<14} {password}")
        folders = ()
    address = f"{'localhost' if host == '127.0.0.1' else host}:{port}"
    click.echo(f"The desk is at http{'s' if behind_tls else ''}://{address}")
    with refusing():
        serve(folders, state=state, host=host, port=port, workers=workers, behind_tls=behind_tls)
