"""``summitry version``."""

from __future__ import annotations

import click

import summitry


@click.command()
def command() -> None:
    """Print the version of summitry and of the text format it reads."""
    from summitry.dossier.header import FORMAT

    click.echo(f"summitry {summitry.__version__} (text format {FORMAT})")
