"""``summitry replay``."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Day, Refused, for_option, format_option, is_folder, opened, save

if TYPE_CHECKING:
    from summitry.book.diary import Diary
    from summitry.dossier.value import Dossier


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] FROM TO")
@for_option
@format_option("text", "json", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def command(words: tuple[str, ...], reader: str, form: str, output: str | None) -> None:
    """Tell day by day, from FROM to TO, what was learned and what that changed.

    \b
    summitry replay talks 2018-03-05 2018-03-31
    summitry replay talks 2018-03-05 2018-03-31 --format html -o march.html
    summitry replay talks 2018-03-05 today --for visitor --format json

    For each day: the records and parts that were learned, the findings that appeared, changed or went
    and why, the clocks that moved (pledges, conditions, tasks turning late, days reached), and the
    answers and lines that came, changed or ended. A day counts as a whole, in the dossier's zone.
    """
    from summitry.cli.screen import working, write
    from summitry.secretariat.replaying import replay

    folder, first, last = _words(words)
    with working("Reading the dossier"):
        dossier = opened(folder, last, reader)
    with working("Going through the days"):
        found = replay(dossier, first, last)
        text = _rendered(dossier, found, form)
    if output:
        save(output, text)
    else:
        write(sys.stdout, text)


def _words(words: tuple[str, ...]) -> tuple[str, date, date]:
    folder, days = (
        (words[0], words[1:]) if words and (len(words) > 2 or is_folder(words[0])) else (".", words)
    )
    if len(days) != 2:
        raise Refused(
            "Name the first and the last day: summitry replay DIR FROM TO.",
            "For example: summitry replay talks 2018-03-05 2018-03-31.",
        )
    first, last = (day_of(word) for word in days)
    if last < first:
        raise Refused(f"The last day, {days[1]}, comes before the first, {days[0]}.", "Turn them round.")
    if first == date.min:
        raise Refused("There is no day before that one to compare it with.", "Begin a day later.")
    return folder, first, last


def day_of(word: str) -> date:
    """Read a day from the command line; a moment counts as its day."""
    from datetime import datetime

    day = Day().convert(word, None, None)
    return day.date() if isinstance(day, datetime) else day


def _rendered(dossier: Dossier, found: Diary, form: str) -> str:
    from summitry.book.diary.as_json import diary_as_json
    from summitry.book.diary.text import diary_text
    from summitry.cli.screen import Screen

    if form == "json":
        return json.dumps(diary_as_json(found), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from summitry.book.diary.page import diary_page

        return diary_page(dossier, found)
    return diary_text(found, Screen(sys.stdout).prose_width)
