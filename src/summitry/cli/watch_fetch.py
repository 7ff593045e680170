"""``summitry watch fetch``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from summitry.cli.options import Day, Refused


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--learned", type=Day(), metavar="DAY", help="The day on which it came; today when left out.")
def command(folder: str, learned: date | None) -> None:
    """Fetch the feeds and mailboxes that an operator named, and take what is new into the inbox.

    \b
    DIR/.summitry/watch/sources.toml:
      agent = "Press office of the ministry; press@ministry.example"
      [[feed]]
      address = "https://wire.example/feed.xml"
      every = 60                      minutes between two questions; 15 at least
      marking = "open"                also: access = ["inner"], grade = "news"
      [[mailbox]]
      host = "imap.ministry.example"
      user = "press"
      password_file = "/etc/summitry/press.password"
      every = 15                      minutes between two looks of the service; the command looks at once

    \b
    summitry watch fetch talks        ask whatever is due; let a timer do so

    Feeds are asked conditionally, so that what has not changed is not sent again; none more often than it
    says, one at a time, and less and less often while it fails. An answer of more than 16 MB or 90 seconds
    is given up; one that points elsewhere is followed five times, and to no other scheme. Mailboxes are read
    over IMAP with TLS; nothing in them changes. A run that was cut short is gone on with by the same command.
    The service fetches too where the operator's file says so (watch serve --help); the desk never does.

    Exit status: 1 when a source failed, 2 when the sources or the dossier cannot be read.
    """
    from summitry.folder.load import Unreadable
    from summitry.foundation.printable import one_line
    from summitry.foundation.refusals import Refused as NotDone
    from summitry.secretariat.watching.fetching import fetch

    failed = new = 0
    try:
        for found in fetch(Path(folder), learned=learned):
            click.echo(f"{one_line(found.address)}: {one_line(found.says)}", err=found.failed)
            for at, why in found.unread[:5]:
                click.echo(f"    {one_line(at)}{': ' if at else ''}{one_line(why)}.", err=True)
            failed, new = failed + found.failed, new + found.new
    except (Unreadable, NotDone) as refusal:
        raise Refused(str(refusal)) from None
    click.echo(f"New reports: {new:,}.")
    if failed:
        raise SystemExit(1)
