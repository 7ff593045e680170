"""``summitry watch run``, ``acknowledge`` and ``backtest``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import JUDGED, Refused, as_of_option, for_option, format_option, opened, refusing

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


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("pledge", metavar="PLEDGE")
@as_of_option
@for_option
@format_option("text", "json")
def backtest(folder: str, pledge: str, as_of: date | None, reader: str, form: str) -> None:
    """Run a pledge's monitor over the past, day by day as events were learned, before relying on it.

    \b
    summitry watch backtest talks test-pause-2018
    summitry watch backtest talks test-pause-2018 --as-of 2021-12-31

    For each list of past events and each reading: how many breaks there were, how many the monitor found on
    the day they were learned, and those it told of early, late, never or falsely. Condition and start are
    left aside, as in any back-test.
    """
    from summitry.foundation.plain import plain
    from summitry.foundation.suggest import did_you_mean
    from summitry.watch.monitors import back_test_of

    dossier = opened(folder, as_of, reader)
    found = back_test_of(dossier, pledge)
    if found is None:
        raise Refused(f'There is no undertaking "{pledge}".', did_you_mean(pledge, dossier.ids("pledge")))
    if form == "json":
        click.echo(json.dumps(plain(found), indent=2, ensure_ascii=False))
        return
    click.echo(f"{dossier.title(pledge)}: {found.days:,} days replayed.")
    heads = " ".join(f"{head:>6}" for head in ("breaks", "found", "early", "late", "missed", "false"))
    click.echo(f"{'list':24} {'reading':24} {heads}")
    for row in found.rows:
        counts = (row.breaks, row.found, *(len(x) for x in (row.early, row.late, row.missed, row.false)))
        by = row.by or "its text"
        click.echo(f"{row.series:24} {by:24} " + " ".join(f"{n:>6}" for n in counts))
    if not found.rows:
        click.echo("No list of past events covers the kinds it names.")
