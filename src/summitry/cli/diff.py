"""``summitry diff``."""

from __future__ import annotations

import json
import sys
from datetime import date

import click

from summitry.cli.options import Refused, as_of_option, for_option, format_option, opened, save


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
@click.option("--from", "since", metavar="DAY", default="", help="The day to start from.")
@click.option("--to", "day", metavar="DAY", default="",
              help="The day to compare it with; else the cutoff of dossier.yaml, else today.")  # fmt: skip
@click.option("--against", metavar="OTHER", default="", type=click.Path(),
              help="Compare with the dossier in this folder instead.")  # fmt: skip
@as_of_option
@for_option
@format_option("text", "json", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    folder: str, since: str, day: str, against: str, as_of: date | None, reader: str, form: str,
    output: str | None,
) -> None:  # fmt: skip
    """Compare two days of the dossier in DIR, or that dossier with another.

    \b
    summitry diff talks --from 2018-03-08 --to 2018-03-12
    summitry diff talks --against talks-of-last-week
    summitry diff talks --against talks-of-last-week --format html -o differs.html
    summitry diff talks --against ../other/talks --as-of 2018-03-12 --format json

    Two days: what was learned between them, findings, clocks and lines, as `summitry replay` tells them
    of one day; with the later day first, the same turned round. Two dossiers: records added, removed and
    changed field by field, with old and new words, and findings come and gone.
    """
    from summitry.cli.screen import working, write

    if against and (since or day):
        raise Refused("Give either two days or another dossier.", "With --against, use --as-of for the day.")
    if not against and not since:
        raise Refused(
            "Say what to compare with.", "summitry diff DIR --from DAY --to DAY, or --against OTHER."
        )
    with working("Comparing"):
        if against:
            text = _dossiers(folder, against, as_of, reader, form)
        else:
            text = _days(folder, since, day, reader, form)
    if output:
        save(output, text)
    else:
        write(sys.stdout, text)


def _days(folder: str, since: str, day: str, reader: str, form: str) -> str:
    from summitry.book.diary.as_json import difference_as_json
    from summitry.book.diary.page import difference_page
    from summitry.book.diary.text import entry_text
    from summitry.cli.replay import day_of
    from summitry.cli.screen import Screen
    from summitry.secretariat.replaying import difference

    start = day_of(since)
    dossier = opened(folder, day_of(day) if day else None, reader)
    entry = difference(dossier, start, dossier.limit)
    if form == "json":
        return json.dumps(difference_as_json(dossier, entry), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        return difference_page(dossier.as_of(max(start, dossier.limit)), entry)
    return entry_text(dossier, entry, Screen(sys.stdout).prose_width)


def _dossiers(folder: str, other: str, as_of: date | None, reader: str, form: str) -> str:
    from summitry.book.diary.as_json import comparison_as_json
    from summitry.book.diary.comparing import comparison_page
    from summitry.book.diary.text import comparison_text
    from summitry.cli.screen import Screen
    from summitry.secretariat.replaying import compare

    day = _day(as_of)
    first, second = opened(folder, day, reader), opened(other, day, reader)
    found = compare(first, second)
    if form == "html":
        return comparison_page(first, second, found)
    if form == "json":
        return json.dumps(comparison_as_json(found), ensure_ascii=False, indent=2) + "\n"
    return comparison_text(found, Screen(sys.stdout).prose_width)


def _day(as_of: date | None) -> date | None:
    """The whole day of a moment: what two dossiers differ in is told day by day."""
    from datetime import datetime

    return as_of.date() if isinstance(as_of, datetime) else as_of
