"""``summitry export``."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from summitry.cli.options import Refused, as_of_option, for_option, opened, put_files, refusing, save


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(), default=".")
@click.option(
    "--sqlite",
    "form",
    flag_value="sqlite",
    default=True,
    help="One file for people who want SQL (the default).",
)
@click.option(
    "--json", "form", flag_value="json", help="One JSON object: the records by kind, as they are written."
)
@click.option("--csv", "form", flag_value="csv", help="A folder of tables for a spreadsheet.")
@as_of_option
@for_option
@click.option(
    "-o", "--output", required=True, type=click.Path(), help="The file to write; with --csv the folder."
)
def command(folder: str, form: str, as_of: date | None, reader: str, output: str) -> None:
    """Write what the dossier in DIR holds as tables: records, findings, sources, who names whom.

    \b
    summitry export talks -o talks.sqlite
    summitry export talks --as-of 2018-03-12 --for visitor -o visitor.sqlite
    summitry export talks --csv -o tables

    The dossier is narrowed to the reader and limited to the day first. The file has a table for each kind
    of record and for each list within it, views that answer common questions, and a table `readme` that
    says what every column holds. It is written whole or not at all, and the same dossier, reader, day and
    version give the same bytes. Nothing read back: the folder stays the only authored truth.
    """
    from pathlib import Path

    from summitry.cli.screen import working
    from summitry.secretariat.exporting import as_csv, as_json, export_sqlite

    with working("Reading the dossier"):
        dossier = opened(folder, as_of, reader)
    path = Path(output)
    if form == "json":
        save(output, as_json(dossier))
        click.echo(output)
        return
    if form == "csv":
        from summitry.secretariat.bookmaking import Made

        with closing(as_csv(dossier, reader)) as tables:
            put_files((Made(name=name, content=text.encode()) for name, text in tables), path)
        return
    if path.is_dir():
        raise Refused(f"{output} is a folder.", "Name a file: -o talks.sqlite")
    with refusing():
        rows = export_sqlite(dossier, path, reader)
    click.echo(f"{output}: {rows:,} rows, as of {dossier.limit.isoformat()}")
