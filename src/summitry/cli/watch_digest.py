"""``summitry watch digest``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from summitry.cli.options import Day, for_option, format_option, opened, save


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--on", "--as-of", "on", type=Day(), metavar="DAY",
              help="The day it is about; else the cutoff of dossier.yaml, else today.")  # fmt: skip
@for_option
@format_option("text", "html", "json")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write into this file.")
def digest(folder: str, on: date | None, reader: str, form: str, output: str | None) -> None:
    """Write the digest of a day for one reader: ten lines on top, the rest behind.

    \b
    summitry watch digest talks --for visitor
    summitry watch digest talks --for visitor --on 2018-03-12
    summitry watch digest talks --format html -o digest.html

    What was learned and what it touches, what contradicts what, what is now late, which alarms stand, what
    is due on the next workday. It is made from the reader's own copy, says what day it knows, and each line
    leads to its record. The HTML needs nothing else and suits mail programs; the text is 72 columns wide.
    """
    from summitry.book.digest import as_html, as_json, as_text
    from summitry.cli.screen import write
    from summitry.secretariat.watching.digesting import letter_for

    found = letter_for(Path(folder), opened(folder, on, reader), reader)
    if form == "html":
        made = as_html(found)
    elif form == "json":
        made = json.dumps(as_json(found), indent=2, ensure_ascii=False) + "\n"
    else:
        made = as_text(found)
    if output is not None:
        save(output, made)
    else:
        write(sys.stdout, made)
