"""``summitry desk``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, refusing

if TYPE_CHECKING:
    from summitry.desk.state import State


def opened(state: str, *, upgraded: bool = True) -> State:
    """Open the desk's state, its database brought up to date unless it is to stay as it is."""
    try:
        from summitry.desk.serving import prepare
    except ImportError as missing:
        raise Refused(
            f"The desk is not installed ({missing.name} is missing).", "Install summitry[desk]."
        ) from None
    with refusing():
        return prepare(state, behind_tls=True, upgraded=upgraded)


@click.command()
@click.argument("folders", nargs=-1, metavar="DIR...", type=click.Path(exists=True, file_okay=False))
@click.option("--state", default="", metavar="DIR", help="Where accounts are kept; else .summitry-desk here.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8018, show_default=True, help="The port to listen at.")
@click.option("--workers", default=1, show_default=True, help="How many processes answer.")
@click.option("--demo", is_flag=True, help="Serve a copy of DIR with one ready account for each role.")
@click.option("--behind-tls", is_flag=True, help="A server before this one encrypts: demand it.")
def command(
    folders: tuple[str, ...], state: str, host: str, port: int, workers: int, demo: bool, behind_tls: bool
) -> None:
    """Open the desk on one or more dossiers: pages and forms for people who never see a text file.

    \b
    summitry desk talks                       on this machine, at http://localhost:8018
    summitry desk talks other --workers 4 --host 0.0.0.0 --behind-tls
    summitry user add reyes, then: summitry user grant reyes talks --role officer

    Nothing is ever fetched from another host. Dossiers that were served before are served again.
    """
    try:
        from summitry.desk.serving import demonstrate, serve
    except ImportError as missing:
        raise Refused(
            f"The desk is not installed ({missing.name} is missing).", "Install summitry[desk]."
        ) from None
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
