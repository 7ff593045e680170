"""What commands have in common: the folder, the day, the reader, the form; and refusals in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from summitry.dossier.value import Dossier
    from summitry.secretariat.bookmaking import Made

F = TypeVar("F", bound=Callable[..., Any])

JUDGED = "Judged on what this copy holds."
"""The constant line on every output made for a reader."""


class Refused(click.ClickException):
    """The command cannot be carried out; exit status 2."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: Any = None) -> None:
        """Print the message, and below it what to do."""
        from summitry.foundation.printable import printable

        click.echo(f"summitry: {printable(self.format_message())}", err=True)
        if self.hint:
            click.echo(f"  {printable(self.hint)}", err=True)


@contextmanager
def refusing() -> Iterator[None]:
    """Say in words why what is done within was not done."""
    from summitry.foundation.refusals import Refused as NotDone

    try:
        yield
    except NotDone as refusal:
        raise Refused(str(refusal)) from None


if TYPE_CHECKING:
    DayType = click.ParamType[date]
else:
    DayType = click.ParamType


class Day(DayType):
    """A day, written as in the dossier."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read ``2018-03-12``, ``2018-03-08T19:30`` or ``today``."""
        if isinstance(value, date):
            return value
        from summitry.foundation.dates import DateFault, parse_as_of

        if value == "today":
            return date.today()
        try:
            when = parse_as_of(value)
            return when.at or when.earliest
        except DateFault as fault:
            self.fail(f"{fault.message} {fault.hint}".strip(), param, ctx)


def as_of_option(command: F) -> F:
    """Add ``--as-of``."""
    return click.option(
        "--as-of", type=Day(), metavar="DAY",
        help="As known on this day (2018-03-12, or today) or at a moment of it (2018-03-08T19:30);"
        " else the cutoff of dossier.yaml, else today.",
    )(command)  # fmt: skip


def for_option(command: F) -> F:
    """Add ``--for``."""
    return click.option(
        "--for", "reader", default="", metavar="NAME", shell_complete=_complete_reader,
        help="Only what this reader, named in dossier.yaml, may see.",
    )(command)  # fmt: skip


def format_option(*forms: str) -> Callable[[F], F]:
    """Add ``--format``; the first form is the default."""

    def add(command: F) -> F:
        return click.option(
            "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True,
            help="What to write.",
        )(command)  # fmt: skip

    return add


def opened(folder: str, as_of: date | None, reader: str) -> Dossier:
    """Open a dossier or refuse in words."""
    from summitry.folder.load import Unreadable
    from summitry.foundation.catalogues import catalogue
    from summitry.foundation.labels import speak
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.opening import UnknownReader, open_dossier

    try:
        dossier = open_dossier(folder, as_of=as_of, reader=reader)
        speak(dossier.header.language, catalogue(dossier.header.language))
        return dossier
    except Unreadable as refusal:
        raise Refused(str(refusal)) from None
    except UnknownReader as refusal:
        raise Refused(str(refusal), did_you_mean(refusal.name, refusal.known)) from None


def is_folder(word: str) -> bool:
    """Whether a word on the command line means a folder and not a name inside a dossier."""
    return word in (".", "..") or "/" in word or Path(word).is_dir()


def folder_and_rest(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Split ``[DIR] WORD ...``: without a folder first, the current one is meant."""
    if words and is_folder(words[0]):
        return words[0], words[1:]
    return ".", words


def completing(folder: str) -> Dossier | None:
    """Return the dossier for completion; ``None`` instead of any complaint."""
    from summitry.folder.load import Unreadable, load

    try:
        return load(folder)
    except Unreadable:
        return None


def _complete_reader(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    # After an option that still wants its value, click leaves the words before it unparsed.
    words = ctx.args or ctx.params.get("words") or (ctx.params.get("folder") or ".",)
    dossier = completing(folder_and_rest(tuple(words))[0])
    names = [name for name, _ in dossier.header.readers] if dossier else []
    return [name for name in names if name.startswith(incomplete)]


def save(output: str, text: str) -> None:
    """Write a file or refuse in words."""
    try:
        with open(output, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise Refused(f"{output} could not be written: {(error.strerror or '').lower()}.") from None


def put_files(made: Iterator[Made], folder: Path, doing: str = "") -> bool:
    """Write files as they are made and name them; return whether one could not be made.

    ``doing`` says on a terminal what is going on while one is made.
    """
    from contextlib import nullcontext

    from summitry.cli.screen import working
    from summitry.secretariat.bookmaking import put

    failed = False
    while True:
        with working(doing) if doing else nullcontext():
            file = next(made, None)
        if file is None:
            return failed
        if file.why_not:
            click.echo(f"{file.name} could not be made: {file.why_not}", err=True)
            failed = True
            continue
        path = folder / file.name
        try:
            put(path, file.content)
        except OSError as error:
            raise Refused(f"{path} could not be written: {(error.strerror or '').lower()}.") from None
        click.echo(str(path))
