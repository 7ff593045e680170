"""``summitry print``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, as_of_option, folder_and_rest, for_option, opened, put_files

if TYPE_CHECKING:
    from summitry.book.tray import Form
    from summitry.book.volume.value import Volume
    from summitry.dossier.value import Dossier

FORMATS = ("html", "pdf", "docx", "text")
USUAL = "html,pdf,docx"


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete a form's name, then what it can be about."""
    from click.shell_completion import CompletionItem

    from summitry.book.tray import FORMS, form_named

    given = tuple(ctx.params.get("words") or ())
    folder, rest = folder_and_rest(given)
    if not rest:
        names = [form.name for form in FORMS if form.name.startswith(incomplete)]
        folders = [] if given else [CompletionItem(incomplete, type="dir")]
        return [*names, *folders]  # type: ignore[list-item]
    form = form_named(rest[0])
    if form is None or len(rest) > 1:
        return []
    try:
        dossier = opened(folder, ctx.params.get("as_of"), "")
    except Refused:
        return []
    return [id for id in form.ids(dossier) if id.startswith(incomplete)]


class PrintCommand(click.Command):
    """Adds the list of forms to its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the forms."""
        from summitry.secretariat.plugins import papers

        with formatter.section("Papers"):
            formatter.write_dl([(_usage(form), form.help) for form in papers().values()])


def _usage(form: Form) -> str:
    if not form.about:
        return form.name
    what = form.about.split()[-1] if form.about.startswith("a meeting") else "ID"
    word = what.upper() if what != "ID" else "ID"
    return f"{form.name} {word}" if form.needed else f"{form.name} [{word}]"


@click.command(cls=PrintCommand)
@click.argument("words", nargs=-1, metavar="[DIR] PAPER [ID]", shell_complete=_complete)
@click.option("-o", "--output", type=click.Path(file_okay=False), help="Write into this folder.")
@click.option("--formats", default="", metavar="LIST",
              help="What to make: html, pdf, docx (all three when left out), text.")  # fmt: skip
@click.option("--paper", "size", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
              help="Pages break alike on both.")  # fmt: skip
@as_of_option
@for_option
def command(
    words: tuple[str, ...], output: str | None, formats: str, size: str, as_of: date | None, reader: str
) -> None:
    """Print one paper from the dossier in DIR: on the screen, or with -o as HTML, PDF and Word.

    \b
    summitry print talks action-memo options-march
    summitry print talks action-memo options-march -o out
    summitry print talks memcon summit -o out --formats docx
    summitry print talks digest --as-of 2018-03-12
    summitry print talks taskings -o out --for visitor --paper letter

    Every sentence leads to where it comes from, as in the book. What the dossier does not say is left as
    an empty line to fill by pen. The same dossier, day and version give the same bytes.
    """
    from summitry.cli.screen import working, write

    folder, rest = folder_and_rest(words)
    form, id = _form(rest)
    wanted = _formats(formats, output)
    with working("Reading the dossier and writing the paper"):
        dossier = opened(folder, as_of, reader)
        volume = _volume(dossier, form, id)
    if output is None:
        from summitry.book.volume.plaintext import text

        write(sys.stdout, text(volume))
        return
    from summitry.secretariat.printing import file_name, rendered

    made = rendered(volume, file_name(form, id, volume.day), wanted, "letter" if size == "letter" else "a4")
    if put_files(made, Path(output)):
        raise SystemExit(1)


def _form(rest: tuple[str, ...]) -> tuple[Form, str]:
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.plugins import papers

    forms = papers()
    names = tuple(forms)
    listing = f"Papers: {', '.join(names)}."
    if not rest:
        raise Refused("Say which paper: summitry print DIR PAPER.", listing)
    form = forms.get(rest[0])
    if form is None:
        raise Refused(f'There is no paper "{rest[0]}".', did_you_mean(rest[0], names) or listing)
    if len(rest) > 2 or (len(rest) == 2 and not form.about):
        raise Refused(f'"{rest[-1]}" is one word too many: summitry print DIR {_usage(form)}.')
    return form, rest[1] if len(rest) == 2 else ""


def _formats(text: str, output: str | None) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(p.strip().lower() for p in (text or USUAL).split(",") if p.strip()))
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not named:
        raise Refused(f'There is no format "{", ".join(unknown)}".', f"Formats: {', '.join(FORMATS)}.")
    if text and output is None and named != ("text",):
        raise Refused("Say where to write the files: -o FOLDER.")
    from summitry.secretariat.bookmaking import NotInstalled, renderers
    from summitry.secretariat.printing import of_book

    try:
        if output is not None:
            renderers(of_book(named))
    except NotInstalled as refusal:
        raise Refused(str(refusal), refusal.hint) from None
    return named


def _volume(dossier: Dossier, form: Form, id: str) -> Volume:
    from summitry.book.tray import NotOnThisForm
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.printing import printed

    try:
        return printed(dossier, form, id)
    except NotOnThisForm as refusal:
        known = refusal.known
        listing = (
            f"It can be about: {', '.join(known[:12])}." if known else "Nothing on that day can be named."
        )
        hint = (did_you_mean(id, known) if id and not form.why_not(dossier, id) else "") or listing
        raise Refused(str(refusal), hint) from None
