"""``summitry watch send`` and ``watch sent``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Day, Refused, opened, refusing

if TYPE_CHECKING:
    from summitry.secretariat.watching.operator import Addressee, Settings


def settings_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add ``--settings``."""
    return click.option(
        "--settings", "settings_file", required=True, envvar="SUMMITRY_WATCH", metavar="FILE",
        type=click.Path(dir_okay=False), help="The operator's file; or SUMMITRY_WATCH.",
    )(command)  # fmt: skip


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@settings_option
@click.option("--on", type=Day(), metavar="DAY", help="The day of the digest; else the last that has ended.")
@click.option("--reader", "readers", multiple=True, metavar="NAME",
              help="Only to those who read as NAME; else to all in the file.")  # fmt: skip
@click.option("--to", metavar="ADDRESS", help="To one address instead; say with --reader as whom.")
@click.option("--again", is_flag=True, help="Try once more what the relay refused.")
def send(
    folder: str, settings_file: str, on: date | None, readers: tuple[str, ...], to: str | None, again: bool
) -> None:
    """Send the digest of a day by mail, once to each reader.

    \b
    summitry watch send talks --settings watch.toml
    summitry watch send talks --settings watch.toml --reader visitor --on 2018-03-12
    summitry watch send talks --settings watch.toml --reader visitor --to ann@example.org

    Each reader gets a letter of his own from his own copy; nobody else gets one. A letter that was sent is
    not sent again. One that the relay did not take waits, and the next call tries it again with the same
    Message-ID. summitry watch sent talks says what was sent to whom.

    Exit status: 1 when a letter could not be sent.
    """
    from summitry.foundation.refusals import Refused as NotDone
    from summitry.secretariat.opening import UnknownReader, load
    from summitry.secretariat.watching import operator, sending, writing

    place = Path(folder)
    opened(folder, on, "")
    try:
        settings = operator.settings_in(Path(settings_file))
        whole = load(folder)
        day = on or writing.last_ended(whole, datetime.now(UTC))
        for who, new in sending.put_digests(
            place, whole, settings, _addressees(settings, readers, to), day, datetime.now(UTC), again=again
        ):
            if not new:
                click.echo(f"{who.to}: the digest of that day was put before.")
        done = list(sending.post(place, settings))
    except (NotDone, UnknownReader) as refusal:
        raise Refused(str(refusal)) from None
    for each in done:
        click.echo(f"{each.letter.address}: {each.told}")
    if any(each.how != "sent" for each in done):
        raise SystemExit(1)


def _addressees(settings: Settings, readers: tuple[str, ...], to: str | None) -> list[Addressee]:
    from summitry.secretariat.watching.operator import Addressee, address

    if to:
        if len(readers) > 1:
            raise Refused("One address reads as one reader: give --reader once.")
        if not readers:
            raise Refused("Say as whom that address reads: --reader NAME.")
        return [Addressee(reader=readers[0], to=address(to))]
    found = [who for who in settings.addressees if not readers or who.reader in readers]
    if not found:
        raise Refused("The operator's file names nobody to write to.", "Write [[reader]] with as and to.")
    return found


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
def sent(folder: str) -> None:
    """Say what was sent to whom, what waits, and what was refused.

    \b
    summitry watch sent talks
    """
    from summitry.secretariat.watching import outbox

    place = Path(folder)
    if not (place / outbox.PLACE).is_file():
        click.echo("Nothing was ever sent.")
        return
    with refusing(), outbox.opened(place) as box:
        for letter in box.record():
            at = datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="seconds") if letter.at else ""
            who = f"{letter.address} as {letter.reader}" if letter.reader else letter.address
            what = f"{letter.sort} {letter.about}".strip()
            told = f"{letter.state} {at}".strip() + (f": {letter.why}" if letter.why else "")
            click.echo(f"{letter.day}  {what} to {who}: {told}")
