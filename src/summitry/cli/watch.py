"""``summitry watch``: the group; each of its commands has a module of its own, imported when it is called."""

from __future__ import annotations

import importlib

import click

COMMANDS: dict[str, tuple[str, str, str]] = {
    "import": ("watch_import", "command", "Take reports in: mail, feeds, pages, text, tables of events."),
    "fetch": ("watch_fetch", "command", "Fetch the feeds and mailboxes that an operator named."),
    "triage": ("watch_triage", "triage", "Show what came in, gathered, and what it touches."),
    "accept": ("watch_triage", "accept", "Make a record of a happening."),
    "attach": ("watch_triage", "attach", "Add its reports to an event on record."),
    "ignore": ("watch_triage", "ignore", "Remember that it was looked at and left."),
    "split": ("watch_triage", "split", "Hold some of its reports apart."),
    "run": ("watch_run", "run", "Say what the monitors find: each alarm with why and since when."),
    "digest": ("watch_digest", "digest", "Write a day's digest for a reader: ten lines, the rest behind."),
    "feed": ("watch_calendar", "feed", "Write the digests of the last days as an Atom feed."),
    "calendar": ("watch_calendar", "calendar", "Write meetings, deadlines and latest starts as ICS."),
    "send": ("watch_send", "send", "Send a day's digest by mail, once to each reader."),
    "serve": ("watch_serve", "serve", "Run the monitors and send what is due, until asked to end."),
    "sent": ("watch_send", "sent", "Say what was sent to whom."),
    "acknowledge": ("watch_run", "acknowledge", "Take note of an alarm."),
    "backtest": ("watch_backtest", "backtest", "Run a monitor over the past before relying on it."),
    "merge": ("watch_triage", "merge", "Put two happenings together."),
}
"""Name: module and name in it, and what the list of commands says of it."""


class WatchGroup(click.Group):
    """Commands by name, imported on call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"summitry.cli.{module}"), name)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, _, says) in COMMANDS.items()])


@click.group(cls=WatchGroup)
def command() -> None:
    """Watch for news: take reports in, gather those of one event, and say what has come due.

    \b
    summitry watch import talks news.mbox feed.xml events.csv
    summitry watch triage talks
    summitry watch run talks
    summitry watch digest talks --for visitor

    Nothing is fetched but by `watch fetch`, and by `watch serve` where an operator lets it, from what the
    operator named; and nothing becomes a record of the dossier unless a person accepts it.
    """
