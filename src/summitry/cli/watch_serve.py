"""``summitry watch serve``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.desk import opened
from summitry.cli.options import refusing
from summitry.cli.watch_send import settings_option

if TYPE_CHECKING:
    from summitry.secretariat.watching.operator import Settings
    from summitry.secretariat.watching.rounds import Choosers


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True,
                type=click.Path(exists=True, file_okay=False))  # fmt: skip
@settings_option
@click.option("--once", is_flag=True, help="One round, and end: for a machine's own timer.")
def serve(folders: tuple[str, ...], settings_file: str, once: bool) -> None:
    """Watch dossiers: run the monitors, write digests at each reader's hour, send, until asked to end.

    \b
    summitry watch serve talks river --settings watch.toml
    summitry watch serve talks --settings watch.toml --once

    Each reader gets the digest of each day that has ended, and notice of each alarm he chose, once; after an
    interruption what was missed is made up. It may be killed at any moment: what is to be sent stands in the
    dossier's outbox, and a letter that was sent twice over a broken line bears the same Message-ID.

    With [choices] in the operator's file people choose notices for themselves at the desk, within what it
    allows:

    \b
    [choices]
    state = "/srv/talks/desk"            the desk's folder; its accounts say who may see what
    addresses = ["ministry.example"]     hosts, or whole addresses, to which notices may go
    marking = "restricted"               the highest that goes by mail; any, when left out

    With fetch = true in the operator's file it also fetches, beside the rounds, the feeds and mailboxes that
    each dossier's .summitry/watch/sources.toml names, each when it is due (summitry watch fetch --help); one
    that fails or hangs keeps no alarm and no digest waiting.

    The queue is a SQLite file beside the operator's; with database = "postgresql://..." in that file it is
    kept by the PostgreSQL server, and several machines can serve.
    """
    from summitry.secretariat.watching import errands, operator, queues, rounds, sending

    file = Path(settings_file)
    places = tuple(Path(folder) for folder in folders)

    def tell(words: str) -> None:
        click.echo(f"{datetime.now(UTC).isoformat(timespec='seconds')} {words}")
        sys.stdout.flush()

    with refusing():
        settings = operator.settings_in(file)
        sending.relay_of(settings)

        going = rounds.Rounds(places, settings, tell, _choosers(settings))
        fetching = errands.Errands(places if settings.fetch else (), tell)

        def round_() -> None:
            fetching.begin()
            going.go(datetime.now(UTC))

        if once:
            round_()
            fetching.wait()
        elif settings.database:
            queues.with_procrastinate(round_, settings.database, settings.every)
        else:
            queues.with_huey(round_, file.with_suffix(".queue.sqlite3"), settings.every)


def _choosers(settings: Settings) -> Choosers:
    """Open the desk's accounts, where the operator lets people choose; its database stays as it is."""
    from summitry.secretariat.watching.rounds import nobody

    if settings.choices is None:
        return nobody
    opened(settings.choices.state, upgraded=False)
    from summitry.desk.accounts.choosers import Choosers as AtTheDesk

    return AtTheDesk(settings.choices)
