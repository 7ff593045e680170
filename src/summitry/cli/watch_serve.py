"""``summitry watch serve``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from summitry.cli.options import refusing
from summitry.cli.watch_send import settings_option


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

        going = rounds.Rounds(places, settings, tell)
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
