"""``summitry watch``: the group; each of its commands has a module of its own, imported when it is called."""

from __future__ import annotations

import importlib

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("summitry.cli.watch_import", "Take reports in: mail, feeds, pages, text, tables of events."),
}
"""Name: module (its ``command``), and what the list of commands says of it."""


class WatchGroup(click.Group):
    """Commands by name, imported on call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


@click.group(cls=WatchGroup)
def command() -> None:
    """Watch for news: take reports in, gather those of one event, and say what has come due.

    \b
    summitry watch import talks news.mbox feed.xml events.csv

    Nothing is fetched from anywhere, and nothing becomes a record of the dossier unless a person accepts it.
    """
