"""``summitry explain``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.options import Refused, format_option

if TYPE_CHECKING:
    from summitry.cli.screen import Screen
    from summitry.dossier.record import Record

LISTS = ("codes", "kinds")


def _topics() -> list[str]:
    from summitry.dossier.kinds import BY_KIND, BY_PLURAL
    from summitry.secretariat.checking import every_code

    return [*every_code(), *LISTS, *BY_KIND, *BY_PLURAL]


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [t for t in _topics() if t.casefold().startswith(incomplete.casefold())]


@click.command()
@click.argument("topic", metavar="CODE|KIND|codes|kinds", shell_complete=_complete)
@format_option("text", "json")
def command(topic: str, form: str) -> None:
    """Explain a code that check reports, or a kind of record and its fields.

    \b
    summitry explain REL002       what is found, why it matters, what to do
    summitry explain pledge       every field of a pledge
    summitry explain kinds        all kinds of record
    summitry explain codes        all codes
    """
    from summitry.dossier.kinds import BY_KIND, BY_PLURAL
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.checking import every_code

    codes = every_code()
    by_name = {entry.name: code for code, entry in codes.items()}
    word = topic.strip()
    kind = BY_KIND.get(word.lower()) or BY_PLURAL.get(word.lower())
    code = word.upper() if word.upper() in codes else by_name.get(word.lower(), "")
    if word.lower() == "kinds":
        _show(form, _kinds_plain(), _say_kinds)
    elif word.lower() in ("codes", "rules"):
        _show(form, _codes_plain(), _say_codes)
    elif code:
        _show(form, _code_plain(code), lambda screen: _say_code(screen, code))
    elif kind is not None:
        _show(form, _kind_plain(kind), lambda screen: _say_kind(screen, kind))
    else:
        near = did_you_mean(word.upper(), codes) or did_you_mean(word, [*BY_KIND, *BY_PLURAL, *by_name])
        raise Refused(
            f'Nothing is called "{topic}" that could be explained.',
            near or "`summitry explain codes` and `summitry explain kinds` list what there is.",
        )


def _show(form: str, plain: Any, say: Any) -> None:
    import json

    from summitry.cli.screen import Screen, write

    if form == "json":
        write(sys.stdout, json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
        return
    screen = Screen(sys.stdout)
    say(screen)
    screen.flush()


def _codes_plain() -> Any:
    from summitry.secretariat.checking import every_code

    return [
        {"code": e.code, "name": e.name, "severity": e.severity.word, "summary": e.summary}
        for e in every_code().values()
    ]


def _say_codes(screen: Screen) -> None:
    from itertools import groupby

    from rich.table import Table

    from summitry.secretariat.checking import every_code

    for family, entries in groupby(every_code().values(), key=lambda e: e.family):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=7)
        grid.add_column(width=8)
        grid.add_column()
        for entry in entries:
            grid.add_row(entry.code, entry.severity.word, entry.summary)
        screen.line(family, style="bold")
        screen.put(grid, width=screen.prose_width)
        screen.line("")


def _code_plain(code: str) -> Any:
    from summitry.check.examples import examples_of
    from summitry.foundation.plain import plain
    from summitry.secretariat.checking import every_code

    return {**plain(every_code()[code]), "examples": plain(examples_of(code))}


def _say_code(screen: Screen, code: str) -> None:
    from summitry.check.examples import examples_of
    from summitry.foundation.printable import printable
    from summitry.secretariat.checking import every_code

    entry = every_code()[code]
    screen.line(f"{entry.code}  {entry.name}  ({entry.severity.word})", style="bold")
    screen.line("")
    for paragraph in entry.page.split("\n\n"):
        screen.say(" ".join(paragraph.split()))
        screen.line("")
    if entry.over:
        screen.say(f"It looks at each {entry.over.replace('_', ' ')}; `summitry explain {entry.over}`.")
        screen.line("")
    for example in examples_of(code):
        title = "Found in this" if example.found else "Not found in this"
        screen.say(f"{title}: {example.name}.", style="bold")
        for line in example.text.rstrip().split("\n"):
            screen.line(f"    {printable(line)}")
        screen.line("")


def _kinds_plain() -> Any:
    from summitry.dossier.kinds import KINDS

    return [{"kind": k.kind, "plural": k.plural, "family": k.family, "says": _doc(k)} for k in KINDS]


def _say_kinds(screen: Screen) -> None:
    from itertools import groupby

    from rich.table import Table

    from summitry.dossier.kinds import KINDS

    for family, kinds in groupby(KINDS, key=lambda k: k.family):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=15)
        grid.add_column()
        for kind in kinds:
            grid.add_row(kind.plural, _doc(kind))
        screen.line(family.capitalize(), style="bold")
        screen.put(grid, width=screen.prose_width)
        screen.line("")


def _doc(kind: type) -> str:
    import inspect

    return (inspect.getdoc(kind) or "").split("\n", 1)[0]


def _kind_plain(kind: type[Record]) -> Any:
    from summitry.folder.schema import kind_schema

    return kind_schema(kind)


def _say_kind(screen: Screen, kind: type[Record]) -> None:
    from summitry.cli.kindpage import say_kind

    say_kind(screen, kind)
