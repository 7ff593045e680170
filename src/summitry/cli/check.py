"""``summitry check``."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, as_of_option, for_option, format_option, opened

if TYPE_CHECKING:
    from summitry.check.run import Report


def _complete_code(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from summitry.secretariat.checking import every_code

    return [code for code in every_code() if code.startswith(incomplete.upper())]


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
@as_of_option
@for_option
@format_option("text", "json", "sarif")
@click.option("--only", multiple=True, metavar="CODE", shell_complete=_complete_code,
              help="Only this code (REL002) or family (REL); may be repeated.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="One line for each, and no source text.")
@click.option("--strict", is_flag=True, help="Exit status 1 for findings too, not only for faults.")
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe without asking, then check again.")
def command(
    folder: str, as_of: date | None, reader: str, form: str, only: tuple[str, ...], quiet: bool,
    strict: bool, fix: bool,
) -> None:  # fmt: skip
    """Check the dossier in DIR: faults of its text, and findings about the negotiation.

    \b
    summitry check talks
    summitry check talks --as-of 2018-03-12 --only REL --only PLE003
    summitry check talks --for visitor --format json

    Most serious first. A fault says that the text cannot be read as meant. A grave finding can spoil
    the meeting; a serious one must be settled before it; a notice is worth knowing. A finding that
    stays as it is can be accepted under `accepts:` with a reason; `summitry explain accepted`.

    Exit status: 1 when there are faults (with --strict: or findings), 0 otherwise, 2 when the dossier
    cannot be opened.
    """
    from summitry.cli.screen import working
    from summitry.secretariat.checking import check

    with working("Reading and checking"):
        dossier = opened(folder, as_of, reader)
        report = check(dossier)
    if fix:
        if reader:
            raise Refused("A copy made for a reader cannot be fixed.", "Leave out --for.")
        _fix(folder, report)
        with working("Checking again"):
            dossier = opened(folder, as_of, reader)
            report = check(dossier)
    shown = _only(report, only)
    if form == "text":
        from summitry.cli.report import show_report

        show_report(folder, dossier, shown, quiet)
    else:
        _write(form, dossier, shown)
    if shown.faults or (strict and shown.findings):
        raise SystemExit(1)


def _only(report: Report, only: tuple[str, ...]) -> Report:
    """Keep the codes and families asked for; a code that nothing reports is a mistake worth saying."""
    if not only:
        return report
    from dataclasses import replace

    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.checking import every_code

    codes = every_code()
    wanted: set[str] = set()
    for word in only:
        found = {c for c, e in codes.items() if word.upper() in (c, e.family, e.name.upper())}
        if not found:
            near = did_you_mean(word.upper(), [*codes, *{e.family for e in codes.values()}])
            raise Refused(
                f'There is no code or family "{word}".', near or "`summitry explain codes` lists them."
            )
        wanted |= found
    return replace(
        report,
        found=tuple(d for d in report.found if d.code in wanted),
        accepted=tuple(d for d in report.accepted if d.code in wanted),
    )


def _write(form: str, dossier: object, report: Report) -> None:
    from summitry import __version__
    from summitry.check.report_json import report_as_json
    from summitry.check.sarif import report_as_sarif
    from summitry.cli.screen import write
    from summitry.dossier.value import Dossier
    from summitry.secretariat.checking import every_code

    assert isinstance(dossier, Dossier)
    codes = every_code()
    if form == "json":
        found = report_as_json(dossier, report, codes)
    else:
        found = report_as_sarif(report, codes, __version__)
    write(sys.stdout, json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def _fix(folder: str, report: Report) -> None:
    from summitry.folder.refusals import NotWritable
    from summitry.secretariat.fixing import apply_fixes

    try:
        done = apply_fixes(folder, report.found)
    except NotWritable as refusal:
        raise Refused(str(refusal)) from None
    for fix in done.made:
        click.echo(f"Fixed in {fix.record}: {fix.says}", err=True)
    for fix in done.left:
        click.echo(f"Left in {fix.record}: {fix.says}", err=True)
    if not done.made and not done.left:
        click.echo("There is nothing that can be fixed without asking.", err=True)
