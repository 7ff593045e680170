"""``summitry trace``."""

from __future__ import annotations

from pathlib import Path

import click

from summitry.cli.options import Refused


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
def command(file: str) -> None:
    """Prove that every sentence of a book leads to where it comes from.

    \b
    summitry trace out/book.html
    summitry trace out/book.docx

    Counts the sentences, those without an origin, the numbers that are set and those that lead nowhere.
    Exit status 1 unless all is well.
    """
    from summitry.book.volume.proof import Unproven, prove

    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{file} could not be read: {(error.strerror or '').lower()}.") from None
    try:
        proof = prove(path.suffix.lower().lstrip("."), content)
    except Unproven as refusal:
        raise Refused(str(refusal), "Books in HTML and DOCX can be proven.") from None
    for line in proof.lines():
        click.echo(line)
    if not proof.holds:
        raise SystemExit(1)
