"""``summitry mcp``."""

from __future__ import annotations

from datetime import date

import click

from summitry.cli.options import Refused, as_of_option, for_option


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(), default=".")
@as_of_option
@for_option
@click.option(
    "--allow-writes", is_flag=True, help="It may also file records and change fields, each in the journal."
)
def command(folder: str, as_of: date | None, reader: str, allow_writes: bool) -> None:
    """Serve the dossier in DIR to an assistant over standard input and output (MCP).

    \b
    summitry mcp talks --for visitor
    summitry mcp talks --as-of 2018-03-12
    summitry mcp talks --allow-writes

    The assistant sees what the reader may see on the day, and nothing else; it reads only, unless writes are
    allowed. Every answer carries its sources. Nothing is fetched from anywhere. Needs the extra `mcp`.
    """
    from pathlib import Path

    from summitry.folder.load import Unreadable
    from summitry.foundation.suggest import did_you_mean
    from summitry.secretariat.opening import UnknownReader

    try:
        from summitry.secretariat.assisting import Desk, server
    except ImportError as missing:
        raise Refused(
            f"What serves assistants is not installed ({missing.name} is missing).",
            'pip install "summitry[mcp]"',
        ) from None
    try:
        desk = Desk(Path(folder), reader, as_of)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from None
    except UnknownReader as refusal:
        raise Refused(str(refusal), did_you_mean(refusal.name, refusal.known)) from None
    server(desk, writes=allow_writes).run("stdio")
