"""``summitry import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, for_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.secretariat.importing import Arrival, Incoming, Wishes

MOST_FROM_INPUT = 512 * 1024 * 1024
"""Most bytes taken from standard input."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--as", "id", metavar="ID", default="", help="The document's id; for one file.")
@click.option("--marking", metavar="MARKING", default="", help="The marking of what is imported.")
@click.option("--access", metavar="GROUP", multiple=True,
              help="A need-to-know group that may see it; may be repeated.")  # fmt: skip
@click.option("--learned", metavar="DAY", default="", help="The day the team learned of it.")
@click.option("--name", metavar="NAME", default="", help="What standard input is called, such as note.txt.")
@click.option("--dry-run", is_flag=True, help="Read and say what would be recorded; write nothing.")
@for_option
def command(
    folder: str, files: tuple[str, ...], id: str, marking: str, access: tuple[str, ...], learned: str,
    name: str, dry_run: bool, reader: str,
) -> None:  # fmt: skip
    """Take papers into the dossier in DIR: PDF, Word, OpenDocument, web pages, text, e-mail, TEI.

    \b
    summitry import talks cable.pdf memo.docx
    summitry import talks papers "scans/*.pdf"        folders and patterns
    summitry import talks agreed.html --as leap-day --access consular
    wl-paste | summitry import talks - --name note.txt

    The original is kept byte for byte under its digest, and its text in numbered passages beside it.
    What the paper says of itself (title, date, author, marking) is proposed in its record, with the
    reason in a note; what it does not say stays blank. The same file twice is one document. A run that
    was cut short is gone on with by the same command.

    Exit status: 1 when a file could not be read, 2 when the dossier cannot be opened or written.
    """
    from summitry.secretariat.importing import Wishes

    if id and len(files) != 1:
        raise Refused("--as names one document, and several files were given.", "Import them one by one.")
    wishes = Wishes(
        id=id, marking=marking, access=access, learned=_day(learned), dry_run=dry_run, reader=reader
    )  # fmt: skip
    arrivals = _run(folder, _incoming(files, name), wishes)
    unread = sum(arrival.outcome == "not read" for arrival in arrivals)
    if unread:
        raise SystemExit(1)


def _run(folder: str, files: Iterable[Incoming], wishes: Wishes) -> list[Arrival]:
    from summitry.cli.arrivals import show_arrivals
    from summitry.folder.load import Unreadable
    from summitry.foundation.refusals import Refused as NotDone
    from summitry.secretariat.importing import importing
    from summitry.secretariat.opening import UnknownReader

    try:
        return show_arrivals(importing(folder, files, wishes), wishes)
    except (Unreadable, UnknownReader, NotDone) as refusal:
        raise Refused(str(refusal)) from None


def _day(written: str) -> str:
    from summitry.foundation.dates import DateFault, parse_when

    if written:
        try:
            parse_when(written)
        except DateFault as fault:
            raise Refused(fault.message, fault.hint) from None
    return written


def _incoming(files: tuple[str, ...], name: str) -> Iterator[Incoming]:
    from summitry.secretariat.importing import Incoming, found_files

    named = [word for word in files if word != "-"]
    yield from found_files(named)
    if len(named) < len(files):
        content = sys.stdin.buffer.read(MOST_FROM_INPUT + 1)
        if len(content) > MOST_FROM_INPUT:
            raise Refused("Standard input is larger than 512 MB.", "Save it as a file and import that.")
        yield Incoming(path=Path(name or "standard-input"), shown=name or "standard-input", content=content)
