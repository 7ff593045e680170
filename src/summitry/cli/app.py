"""``summitry``: the group of commands. A command's module is imported only when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from typing import NoReturn

import click

from summitry.foundation.suggest import did_you_mean

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("summitry.cli.new", "Begin a dossier: a folder of plain text that your editor understands."),
    "check": ("summitry.cli.check", "Say what is wrong with the text and open in the negotiation."),
    "explain": ("summitry.cli.explain", "Explain a code, a kind of record, or list them."),
    "show": ("summitry.cli.show", "Show an analysis: relays, pledges, lines, countdown, positions ..."),
    "search": ("summitry.cli.search", "Find documents, passages and records, and say what counted."),
    "brief": ("summitry.cli.brief", "Write the one-page brief for a meeting."),
    "book": ("summitry.cli.book", "Make the briefing book: HTML, PDF and Word."),
    "print": (
        "summitry.cli.printing",
        "Print one paper: action memo, read-ahead, clearance page, digest ...",
    ),
    "trace": ("summitry.cli.trace", "Prove that every sentence of a book leads to where it comes from."),
    "stability": ("summitry.cli.stability", "Say where a conflict would settle, and why."),
    "replay": ("summitry.cli.replay", "Tell day by day what was learned and what that changed."),
    "diff": ("summitry.cli.diff", "Compare two days of a dossier, or two dossiers."),
    "import": ("summitry.cli.import_", "Take papers in: PDF, Word, web pages, e-mail, TEI, text."),
    "watch": ("summitry.cli.watch", "Watch for news: take reports in, gather them, say what has come due."),
    "cite": ("summitry.cli.cite", "Write a citation out in full, and follow it to its passage."),
    "excerpt": ("summitry.cli.excerpt", "File passages of held papers under labels."),
    "step": ("summitry.cli.step", "Make steps of a paper's roadmap out of excerpts."),
    "redline": ("summitry.cli.redline", "Lay two papers side by side, word by word."),
    "desk": ("summitry.cli.desk", "Open the desk: pages and forms over one or more dossiers."),
    "user": ("summitry.cli.user", "Manage the desk's accounts, and what each may see."),
    "backup": ("summitry.cli.backup", "Write dossiers and the desk's state to one file, while people work."),
    "restore": ("summitry.cli.restore", "Lay a backup out again, or prove that it is whole."),
    "export": ("summitry.cli.export", "Write the dossier as tables for SQL, JSON or a spreadsheet."),
    "mcp": ("summitry.cli.mcp", "Serve the dossier to an assistant, under one reader's grants."),
    "journal": ("summitry.cli.journal", "Read the journal of acts, and prove that it is whole."),
    "rename": ("summitry.cli.rename", "Give a record another id, with every reference to it."),
    "schema": ("summitry.cli.schema", "Print the JSON Schema of the text format, for editors."),
    "bench": ("summitry.cli.bench", "Measure speed and memory, side by side with a peer."),
    "completion": ("summitry.cli.completion", "Print what makes your shell complete commands and names."),
    "version": ("summitry.cli.version", "Print the version."),
}
"""Name: module (its ``command``), and what the list of commands says of it."""

HELP = """Prepare a negotiation from a folder of plain text, a dossier.

\b
  summitry new talks                     begin a dossier in the folder talks
  summitry check talks                   what is wrong, late, unsaid or unconfirmed
  summitry check talks --as-of 2018-03-12   the same, as it was known on a day
  summitry show talks relays             what each messenger changed
  summitry replay talks 2018-03-05 2018-03-31   a diary: learned, found, moved
  summitry search talks bombing halt     documents and records, best first
  summitry stability talks freeze --why  which outcomes hold, against which moves
  summitry brief talks summit -o summit.html   one page for a meeting
  summitry book talks -o out             the briefing book: HTML, PDF and Word
  summitry print talks digest            one paper: memo, read-ahead, taskings, digest ...
  summitry explain REL002                why a finding matters and what to do

`summitry COMMAND --help` says more of each. Exit status: 0 done, 1 the dossier's text has faults
(or, with --strict, findings), 2 the command cannot be carried out."""


class LazyGroup(click.Group):
    """Commands by name, imported on call; so that ``--help`` is there at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one is answered with the nearest."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = did_you_mean(args[0], COMMANDS)
            ctx.fail(f'There is no command "{args[0]}". {near or "`summitry --help` lists them."}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def app() -> None:
    """Hold the commands; the text of its help is `HELP`."""


def main() -> None:
    """Run the command line. A reader that stops reading (``| head``) ends it as it ends any tool."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gc.disable()  # a command ends soon; looking for garbage among 25,000 records costs a tenth of its time
    try:
        app(prog_name="summitry")
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> NoReturn:
    """End the process at once: taking a large dossier apart piece by piece takes a fifth of a check."""
    if isinstance(end.code, str):
        sys.stderr.write(f"{end.code}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
