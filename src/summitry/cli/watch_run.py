"""``summitry watch run`` and ``acknowledge``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import JUDGED, as_of_option, for_option, format_option, opened, refusing

if TYPE_CHECKING:
    from summitry.dossier.value import Dossier
    from summitry.watch.monitors import Alarm


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--all", "all_", is_flag=True, help="Those that somebody took note of, too.")
@as_of_option
@for_option
@format_option("text", "json")
def run(folder: str, all_: bool, as_of: date | None, reader: str, form: str) -> None:
    """Say what the monitors find on the day: each alarm with why, since when, what rests on it, whose it is.

    \b
    summitry watch run talks
    summitry watch run talks --as-of 2018-03-12      as it would have been on that day
    summitry watch acknowledge talks w-1f2e          do not repeat it while its cause is the same

    Watched are pledges by reading, tests, indicators, lines that run out or that one's own side contradicts
    in public, clearances, latest starts, deadlines and duties, channels, and the days with events of a list,
    by rank.

    Exit status: 1 when there is an alarm nobody took note of.
    """
    from summitry.foundation.plain import plain
    from summitry.secretariat.watching import running

    dossier = opened(folder, as_of, reader)
    found = running.raised(Path(folder), dossier)
    shown = [(alarm, who) for alarm, who in found if all_ or not who]
    if form == "json":
        listed = [{"key": a.key, **plain(a), "acknowledged_by": who} for a, who in shown]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        for alarm, who in shown:
            _print(dossier, alarm, who)
        click.echo(f"Alarms: {len(shown):,}. Taken note of: {sum(bool(who) for _, who in found):,}.")
        if dossier.is_narrowed:
            click.echo(JUDGED)
    if any(not who for _, who in found):
        raise SystemExit(1)


def _print(dossier: Dossier, alarm: Alarm, who: str) -> None:
    from summitry.foundation.dates import day_in_words
    from summitry.foundation.printable import one_line
    from summitry.foundation.wording import listed

    click.echo(f"{alarm.key}  {alarm.monitor}: {one_line(alarm.title)} ({alarm.about})")
    click.echo(f"    {one_line(alarm.says)}")
    click.echo(f"    {one_line(alarm.why)}")
    owner = dossier.title(alarm.owner) if alarm.owner else "nobody is named"
    since = f"since {day_in_words(alarm.since)}; " if alarm.since else ""
    click.echo(f"    {since}owner: {one_line(owner)}")
    if alarm.bears_on:
        click.echo(f"    what rests on it: {one_line(listed([dossier.title(x) for x in alarm.bears_on]))}")
    if who:
        click.echo(f"    taken note of by {one_line(who)}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("alarm", metavar="ALARM")
@as_of_option
def acknowledge(folder: str, alarm: str, as_of: date | None) -> None:
    """Take note of an alarm: it is not repeated until its cause is another."""
    from summitry.secretariat.acts import at_the_command_line
    from summitry.secretariat.watching import running

    dossier = opened(folder, as_of, "")
    with refusing():
        found = running.acknowledge(at_the_command_line(), Path(folder), dossier, alarm)
    click.echo(f"Taken note of: {found.title}.")
