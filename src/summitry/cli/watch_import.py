"""``summitry watch import``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Day, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.secretariat.watching import Taken

SHOWN = 5
"""How many of the troubles of one file are printed; the inbox keeps them all."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--marking", metavar="MARKING", default="", help="The marking of what comes in.")
@click.option("--access", metavar="GROUP", multiple=True,
              help="A need-to-know group that may see it; may be repeated.")  # fmt: skip
@click.option("--grade", metavar="GRADE", default="",
              help="The kind of source: official, database, news, tertiary, general-knowledge.")  # fmt: skip
@click.option("--learned", type=Day(), metavar="DAY", help="The day on which it came; today when left out.")
def command(
    folder: str, files: tuple[Path, ...], marking: str, access: tuple[str, ...], grade: str,
    learned: date | None,
) -> None:  # fmt: skip
    """Take reports into the inbox of the dossier in DIR.

    \b
    summitry watch import talks news.mbox                mail: mbox, a Maildir, .eml
    summitry watch import talks feed.xml                 a feed that was saved: RSS or Atom
    summitry watch import talks page.html note.txt       a saved page, a pasted text
    summitry watch import talks events.csv               a table with a column of days
    summitry watch import talks 20180308.export.CSV.gz   GDELT, ICEWS, UCDP, CNS and CSIS by their columns

    Nothing is fetched: no link, no picture. Boilerplate and trackers are left out. The same item twice is one
    item, and a run that was cut short is gone on with by the same command. What cannot be read is named and
    remembered. A row that a machine coded says so, for as long as it is kept.

    Exit status: 1 when something could not be read, 2 when the dossier cannot be opened or written.
    """
    from summitry.folder.load import Unreadable
    from summitry.foundation.refusals import Refused as NotDone
    from summitry.secretariat.watching import Marks, taking_in

    missing = [str(path) for path in files if not path.exists()]
    if missing:
        raise Refused(f"There is no file {', '.join(missing)}.")
    marks = Marks(marking=marking, access=access, grade=grade, came=learned)
    try:
        failed = _show(taking_in(Path(folder), files, marks))
    except (Unreadable, NotDone) as refusal:
        raise Refused(str(refusal)) from None
    if failed:
        raise SystemExit(1)


def _show(arriving: Iterator[Taken]) -> bool:
    """Print what became of each file, and the sum; say whether something could not be read."""
    from summitry.foundation.printable import one_line

    files = items = new = 0
    failed = False
    watched = sys.stderr.isatty()
    for taken in arriving:
        if not taken.finished:
            if watched:
                click.echo(f"\r{one_line(taken.path.name)}: {taken.items:,} items so far", nl=False, err=True)
            continue
        if watched:
            click.echo("\r\033[K", nl=False, err=True)
        files, items, new = files + 1, items + taken.items, new + taken.new
        failed = failed or bool(taken.unread)
        if taken.unread or taken.doubted:
            _tell(taken)
    click.echo(f"Files read: {files:,}. Items: {items:,}, new ones: {new:,}.")
    return failed


def _tell(taken: Taken) -> None:
    from summitry.foundation.printable import one_line

    name = one_line(str(taken.path))
    for at, why in taken.unread[:SHOWN]:
        click.echo(f"{name}{f', {at}' if at else ''}: {one_line(why)}.", err=True)
    if len(taken.unread) > SHOWN:
        click.echo(f"{name}: {len(taken.unread) - SHOWN:,} more such lines.", err=True)
    if taken.doubted:
        click.echo(f"{name}: {taken.doubted:,} of {taken.items:,} items are odd; triage shows how.", err=True)
