"""A report for people: grouped, most serious first, each with the line it speaks about."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Sequence
from itertools import groupby

from summitry.check.run import Report
from summitry.cli.options import JUDGED
from summitry.cli.screen import Screen, columns_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.origin import Origin, Place
from summitry.foundation.printable import one_line, printable

STYLES = {
    Severity.FAULT: "bold red",
    Severity.GRAVE: "bold red",
    Severity.SERIOUS: "bold yellow",
    Severity.NOTICE: "bold cyan",
}
TITLES = {
    Severity.FAULT: "Faults of the text",
    Severity.GRAVE: "Grave",
    Severity.SERIOUS: "Serious",
    Severity.NOTICE: "Worth knowing",
}
PLURALS = {"fault": "faults", "grave": "grave", "serious": "serious", "notice": "notices"}


def show_report(folder: str, dossier: Dossier, report: Report, quiet: bool) -> None:
    """Print a report on standard output."""
    screen = Screen(sys.stdout)
    for severity, group in groupby(report.found, key=lambda d: d.severity):
        found = tuple(group)
        if not quiet:
            screen.line(f"{TITLES[severity]} ({len(found)})", STYLES[severity])
            screen.line("")
        for diagnostic in found:
            (_short if quiet else _full)(screen, folder, diagnostic)
    screen.say(_summary(dossier, report), style="bold")
    if dossier.is_narrowed:
        screen.say(JUDGED)
    screen.flush()


def show_diagnostics(folder: str, found: Sequence[Diagnostic]) -> None:
    """Print diagnostics on standard error, each with its line."""
    screen = Screen(sys.stderr)
    for diagnostic in found:
        _full(screen, folder, diagnostic)
    screen.flush()


def _short(screen: Screen, folder: str, found: Diagnostic) -> None:
    where = place_in_words(folder, found.place)
    screen.line(f"{where}: {found.code} {found.severity.word}: {one_line(found.message)}".removeprefix(": "))


def _full(screen: Screen, folder: str, found: Diagnostic) -> None:
    screen.say(((found.code, STYLES[found.severity]), ("  " + one_line(found.message), "")))
    where = place_in_words(folder, found.place)
    if where:
        screen.line(f"  {where}", style="dim")
        _source(screen, folder, found.place)
    for related in found.related:
        place = place_in_words(folder, related.place)
        if place or related.says:
            says = f": {one_line(related.says)}" if related.says and place else one_line(related.says)
            screen.say(f"see {place}{says}", style="dim", indent=2)
    if found.hint:
        screen.say((("to do: ", "bold"), (one_line(found.hint), "")), indent=2)
    if found.fix is not None:
        screen.say((("fix: ", "bold"), (f"{one_line(found.fix.says)} (--fix does it)", "")), indent=2)
    screen.line("")


def _source(screen: Screen, folder: str, place: Place) -> None:
    """The line itself, with a mark under the column; long lines are cut around it."""
    origin = place.origin
    line = place.source_line or _line_of(folder, origin)
    text = printable(line.rstrip().expandtabs(1))
    if not text or not origin.line:
        return
    room = screen.width - len(str(origin.line)) - 6
    column = max(0, origin.column - 1)
    start = 0
    if columns_of(text) > room and column > room // 2:
        start = column - room // 3
        text = "…" + text[start + 1 :]
    while columns_of(text) > room:
        text = text[: -max(2, len(text) // 20)] + "…"
    gutter = f"  {origin.line} | "
    screen.line(((gutter, "dim"), (text, "")))
    if origin.column:
        before = columns_of(text[: column - start])
        blank = " " * (len(gutter) - 2)
        screen.line(((f"{blank}| ", "dim"), (" " * before, ""), ("^", "bold")))


def _line_of(folder: str, origin: Origin) -> str:
    """Read the line of a spot that no record holds, such as a misspelt kind."""
    if not origin.file or not origin.line:
        return ""
    try:
        with open(os.path.join(folder, origin.file), encoding="utf-8-sig", errors="replace") as file:
            return next(itertools.islice(file, origin.line - 1, None), "")[:2000]
    except OSError:
        return ""


def place_in_words(folder: str, place: Place) -> str:
    """Return ``folder/file:line:column``; the id of the record in a copy made for a reader."""
    origin = place.origin
    if not origin.file:
        return printable(origin.record or place.record)
    found = str(origin)
    return printable(found if folder in ("", ".") else os.path.join(folder, found))


def _summary(dossier: Dossier, report: Report) -> str:
    counts = []
    for severity in Severity:
        number = sum(d.severity is severity for d in report.found)
        if number:
            word = severity.word if number == 1 else PLURALS[severity.word]
            counts.append(f"{number} {word}")
    known = f"As known on {day_in_words(report.day)}, {dossier.header.known_in}: "
    text = known + (", ".join(counts) if counts else "nothing found") + "."
    if report.accepted:
        number = len(report.accepted)
        text += f" {number} accepted {'finding is' if number == 1 else 'findings are'} not listed."
    return text
