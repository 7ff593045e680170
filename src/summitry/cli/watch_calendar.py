"""``summitry watch calendar`` and ``watch feed``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from summitry.cli.options import Day, Refused, as_of_option, for_option, opened


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@as_of_option
@for_option
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write into this file.")
def calendar(folder: str, as_of: date | None, reader: str, output: str | None) -> None:
    """Write meetings, deadlines and latest starts as a calendar file (ICS).

    \b
    summitry watch calendar talks --for visitor -o talks.ics

    Days stay days in every time zone; hours are instants. A meeting whose day is not fixed stands over its
    window, as tentative. An entry keeps its id: when its day changes, a calendar program moves it.
    """
    from summitry.book.calendar import as_ics

    _write(as_ics(opened(folder, as_of, reader)), output)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--on", type=Day(), metavar="DAY", help="The last day in it; else the cutoff, else today.")
@click.option("--days", type=click.IntRange(1, 60), default=7, show_default=True, help="How many days.")
@for_option
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write into this file.")
def feed(folder: str, on: date | None, days: int, reader: str, output: str | None) -> None:
    """Write the digests of the last days as an Atom feed.

    \b
    summitry watch feed talks --for visitor -o talks.atom

    The desk serves the same at an address with a token of the reader's own.
    """
    from summitry.secretariat.watching.digesting import feed_for

    _write(feed_for(Path(folder), opened(folder, on, reader), reader, days=days), output)


def _write(content: bytes, output: str | None) -> None:
    if output is None:
        click.echo(content.decode("utf-8"), nl=False)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise Refused(f"{output} could not be written: {(error.strerror or '').lower()}.") from None
