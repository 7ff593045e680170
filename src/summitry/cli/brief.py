"""``summitry brief``."""

from __future__ import annotations

import sys
from datetime import date

import click

from summitry.cli.options import (
    Refused,
    as_of_option,
    completing,
    folder_and_rest,
    for_option,
    format_option,
    opened,
    save,
)


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    folder, rest = folder_and_rest(tuple(ctx.params.get("words") or ()))
    dossier = completing(folder)
    if rest or dossier is None:
        return []
    return [id for id in dossier.ids("meeting") if id.startswith(incomplete)]


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] MEETING", shell_complete=_complete)
@as_of_option
@for_option
@format_option("html", "text", "json")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--strict", is_flag=True, help="Exit status 1 when the page has a seventh point or a second page."
)
def command(
    words: tuple[str, ...], as_of: date | None, reader: str, form: str, output: str | None, strict: bool
) -> None:
    """Write the brief for MEETING: one page, seven headings, each sentence with where it comes from.

    \b
    summitry brief talks foreign-ministers -o brief.html
    summitry brief talks foreign-ministers --format text --as-of 2018-03-12
    summitry brief talks foreign-ministers --for visitor -o for-visitor.html

    What somebody wrote for the page is never left off; what is computed fills the room that is left,
    and what found no room stands below the page. The HTML file needs nothing else: it opens in any
    browser, prints on A4 and Letter, and can be read on a phone.
    """
    from summitry.book.brief import NotAMeeting, brief
    from summitry.cli.screen import working, write
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.checking import brief_findings

    folder, rest = folder_and_rest(words)
    if len(rest) != 1:
        raise Refused("Name one meeting: summitry brief DIR MEETING.")
    with working("Reading the dossier"):
        dossier = opened(folder, as_of, reader)
        try:
            page = brief(dossier, rest[0])
        except NotAMeeting as refusal:
            known = refusal.known
            hint = did_you_mean(rest[0], known) or (f"Meetings: {', '.join(known[:12])}." if known else "")
            raise Refused(f'There is no meeting "{rest[0]}" on that day.', hint) from None
        text = _rendered(dossier, page, form)
    if output:
        save(output, text)
    else:
        write(sys.stdout, text)
    findings = brief_findings(dossier, page.meeting)
    for found in findings:
        click.echo(f"{found.code} {found.severity.word}: {found.message}", err=True)
    if findings and strict:
        raise SystemExit(1)


def _rendered(dossier: object, page: object, form: str) -> str:
    import json

    from summitry.book.brief import Brief
    from summitry.book.brief.page import brief_html, brief_text
    from summitry.dossier.value import Dossier
    from summitry.foundation.diagnostics import fill_days
    from summitry.foundation.plain import plain

    assert isinstance(dossier, Dossier) and isinstance(page, Brief)
    if form == "html":
        return brief_html(dossier, page)
    if form == "text":
        return brief_text(dossier, page)
    text = json.dumps(plain(page), ensure_ascii=False, indent=2)
    return fill_days(text, dossier.limit) + "\n"
