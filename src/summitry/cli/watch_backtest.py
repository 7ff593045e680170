"""``summitry watch backtest``."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, as_of_option, for_option, format_option, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.dossier.value import Dossier
    from summitry.watch.monitors import MonitorTest, PastSpell, PastTest

MOST = 60
"""Spells that are told one by one."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("record", metavar="RECORD")
@as_of_option
@for_option
@format_option("text", "json")
def backtest(folder: str, record: str, as_of: date | None, reader: str, form: str) -> None:
    """Run a monitor over the past, day by day as things were learned, before relying on it.

    \b
    summitry watch backtest talks test-pause-2018                 a pledge: for each list and reading
    summitry watch backtest talks test-pause-2018 --as-of 2021-12-31
    summitry watch backtest talks new-york                        a channel, as a line, test, sign ...

    RECORD is what the monitor watches. Of a pledge, for each list of past events and each reading: how many
    breaks there were, how many the monitor found on the day they were learned, and those it told of early,
    late, never or falsely. Condition and start are left aside, as in any back-test.

    Of a test, a sign, a list of events, a line to take, a clearance, a channel, the duties of an agreement or
    a task's deadline: each spell of days over which the alarm was so, and whether it was told at once, late
    or never (what shows it was learned later), and each that was told and not so (a later record shows it).
    What was so is judged by what is known on the last day, each thing on the day it happened. The monitor is
    as it stands that day, as if it had been written down before.
    """
    from summitry.foundation.plain import plain
    from summitry.foundation.suggest import did_you_mean
    from summitry.watch.monitors import back_test_of, past_of, why_not

    dossier = opened(folder, as_of, reader)
    if dossier.get(record) is None:
        known = [r.id for r in dossier.index.records()]
        raise Refused(f'There is no record "{record}".', did_you_mean(record, known))
    pledge, past = back_test_of(dossier, record), past_of(dossier, record)
    found = pledge or past
    if found is None:
        raise Refused(why_not(dossier, record))
    if form == "json":
        click.echo(json.dumps(plain(found), indent=2, ensure_ascii=False))
    elif pledge is not None:
        _print_pledge(dossier, pledge)
    elif past is not None:
        _print_past(dossier, past)
        if left := why_not(dossier, record):
            click.echo(left)


def _print_pledge(dossier: Dossier, found: MonitorTest) -> None:
    click.echo(f"{dossier.title(found.target)}: {found.days:,} days replayed.")
    heads = " ".join(f"{head:>6}" for head in ("breaks", "found", "early", "late", "missed", "false"))
    click.echo(f"{'list':24} {'reading':24} {heads}")
    for row in found.rows:
        counts = (row.breaks, row.found, *(len(x) for x in (row.early, row.late, row.missed, row.false)))
        by = row.by or "its text"
        click.echo(f"{row.series:24} {by:24} " + " ".join(f"{n:>6}" for n in counts))
    if not found.rows:
        click.echo("No list of past events covers the kinds it names.")


def _print_past(dossier: Dossier, found: PastTest) -> None:
    from summitry.foundation.dates import day_in_words
    from summitry.foundation.printable import one_line

    days = (found.last - found.first).days + 1
    click.echo(
        f"{one_line(dossier.title(found.target)).rstrip('.')}: {days:,} days replayed,"
        f" {day_in_words(found.first)} to {day_in_words(found.last)}."
    )
    heads = ("so", "told", "at once", "late", "missed", "false", "days too many", "days wanting")
    click.echo(f"{'alarm':24} " + " ".join(f"{head:>7}" for head in heads))
    for row in found.rows:
        counts = (row.so, row.told, row.at_once, row.late, row.missed, row.false, row.too_many, row.wanting)
        told = " ".join(f"{n:>{max(7, len(h))}}" for n, h in zip(counts, heads, strict=True))
        click.echo(f"{row.monitor:24} {told}")
    if not found.spells:
        click.echo("On none of these days was there anything to tell, and nothing was told.")
    for spell in found.spells[:MOST]:
        for at, line in enumerate(_spell(dossier, spell, found.last, dossier.title(found.target))):
            click.echo(f"{'    ' if at else ''}{one_line(line)}")
    if len(found.spells) > MOST:
        click.echo(f"And {len(found.spells) - MOST:,} more: --format json has them all.")


def _spell(dossier: Dossier, spell: PastSpell, last: date, title: str) -> Iterator[str]:
    from summitry.foundation.dates import day_in_words
    from summitry.foundation.wording import listed

    def span(days: tuple[date, date]) -> str:
        on = "" if days[1] == last else f" to {day_in_words(days[1])}"
        return f"{'from ' if not on else ''}{day_in_words(days[0])}{on}{' on' if not on else ''}"

    told = f"told {span(spell.told)}" if spell.told else ""
    so = f"so {span(spell.so)}" if spell.so else ""
    days = so if spell.so == spell.told else "; ".join(filter(None, (so, told)))
    of = "" if spell.title == title else f"{spell.title.rstrip('.')}, "
    yield f"{spell.how}: {of}{days}. {spell.says}"
    if spell.because and spell.known is not None:
        names = [dossier.title(id).rstrip(".") for id in spell.because[:3]]
        yield f"learned late, by {day_in_words(spell.known)}: {listed(names)}."
