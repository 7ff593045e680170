"""``summitry show``."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from summitry.book.sections.view import View
    from summitry.dossier.value import Dossier


def _complete_word(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a view's name, then the ids it can show."""
    from click.shell_completion import CompletionItem

    from summitry.book.sections import BY_NAME

    given = tuple(ctx.params.get("words") or ())
    folder, rest = folder_and_rest(given)
    if not rest:
        names = [name for name in BY_NAME if name.startswith(incomplete)]
        folders = [] if given else [CompletionItem(incomplete, type="dir")]
        return [*names, *folders]  # type: ignore[list-item]
    view = BY_NAME.get(rest[0])
    dossier = completing(folder)
    if view is None or dossier is None or len(rest) > 1:
        return []
    return [id for id in view.ids(dossier) if id.startswith(incomplete)]


class ShowCommand(click.Command):
    """Adds the list of views to its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the views."""
        from summitry.book.sections import VIEWS

        with formatter.section("Views"):
            formatter.write_dl([(view.name, view.help) for view in VIEWS] or [("(none)", "")])


@click.command(cls=ShowCommand)
@click.argument("words", nargs=-1, metavar="[DIR] VIEW [ID]...", shell_complete=_complete_word)
@as_of_option
@for_option
@format_option("text", "json", "html")
@click.option(
    "--try",
    "trial",
    multiple=True,
    metavar="KIND=in|out",
    help="pledges: with a kind of event in or out of the scope.",
)
@click.option(
    "--move",
    multiple=True,
    metavar="MEETING=DAY",
    help="countdown: with a meeting on another day, or FIRST/LAST.",
)
@click.option(
    "--break",
    "broken",
    multiple=True,
    metavar="PAPER/STEP",
    help="roadmaps: what can no longer happen without a step.",
)
@click.option("--since", metavar="DAY", help="lines: what came and went after a day.")
@click.option("--merges", is_flag=True, help="events: rows of two lists that may be one event.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
def command(
    words: tuple[str, ...], as_of: date | None, reader: str, form: str, output: str | None, **supposed: Any
) -> None:
    """Show what an analysis of the dossier in DIR says: VIEW for everything, with ID for one record.

    \b
    summitry show talks relays
    summitry show talks pledges test-pause-2018 --as-of 2018-03-12
    summitry show talks countdown --move summit=2018-06-12
    summitry show talks countdown --format json
    summitry show talks positions --format html -o positions.html
    """
    from summitry.cli.screen import working

    folder, rest = folder_and_rest(words)
    view = _view(rest)
    with working("Reading the dossier"):
        dossier = opened(folder, as_of, reader)
        ids = _ids(dossier, view, rest[1:])
        text = _rendered(dossier, _supposing(dossier, view, ids, supposed), ids, form, output)
    if output:
        save(output, text)
    else:
        from summitry.cli.screen import write

        write(sys.stdout, text)


def _view(rest: tuple[str, ...]) -> View:
    from summitry.book.sections import BY_NAME
    from summitry.foundation.suggest import did_you_mean

    names = f"Views: {', '.join(BY_NAME)}."
    if not rest:
        raise Refused("Say what to show: summitry show DIR VIEW.", names)
    found = BY_NAME.get(rest[0])
    if found is None:
        raise Refused(f'There is no view "{rest[0]}".', did_you_mean(rest[0], BY_NAME) or names)
    return found


OPTIONS = {"trial": "try", "move": "move", "broken": "break", "since": "since", "merges": "merges"}


def _supposing(dossier: Dossier, view: View, ids: tuple[str, ...], supposed: dict[str, Any]) -> View:
    """The view with what an option supposes; the view itself without one."""
    from dataclasses import replace

    from summitry.book.sections import VARIANTS
    from summitry.book.sections.view import NotToBeShown

    given = {OPTIONS[name]: words for name, words in supposed.items() if words}
    if not given:
        return view
    if len(given) > 1:
        raise Refused(f"--{' and --'.join(given)} are not shown together.", "Name one of them.")
    ((option, words),) = given.items()
    variant = next(v for v in VARIANTS if v.option == option)
    if variant.view != view.name:
        raise Refused(f"--{option} belongs to the view {variant.view}.", f"summitry show {variant.view} ...")
    words = (words,) if isinstance(words, str) else words if isinstance(words, tuple) else ()
    try:
        read = {id: variant.read(dossier, id, words) for id in ids}
    except NotToBeShown as refusal:
        raise Refused(str(refusal), refusal.hint) from None
    return replace(
        view,
        result=lambda dossier, id: variant.result(dossier, id, read[id]),
        section=lambda dossier, id: variant.section(dossier, id, read[id]),
    )


def _ids(dossier: Dossier, view: View, wanted: tuple[str, ...]) -> tuple[str, ...]:
    from summitry.foundation.suggest import did_you_mean

    known = view.ids(dossier)
    for id in wanted:
        if id not in known:
            hint = did_you_mean(id, known) or (f"There is: {', '.join(known[:12])}." if known else "")
            raise Refused(f'{view.name} has nothing called "{id}" to show on that day.', hint)
    return wanted or ("",)


def _rendered(dossier: Dossier, view: View, ids: tuple[str, ...], form: str, output: str | None) -> str:
    if form == "json":
        from summitry.foundation.diagnostics import fill_days
        from summitry.foundation.plain import plain

        results = [plain(view.result(dossier, id)) for id in ids]
        text = json.dumps(results[0] if len(results) == 1 else results, ensure_ascii=False, indent=2)
        return fill_days(text, dossier.limit) + "\n"
    sections = tuple(view.section(dossier, id) for id in ids)
    from summitry.cli.laying import laid_out

    return laid_out(dossier, sections, form, output)
