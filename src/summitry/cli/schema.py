"""``summitry schema``."""

from __future__ import annotations

import json
import sys

import click

from summitry.cli.options import Refused


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from summitry.dossier.kinds import BY_KIND

    return [name for name in ("file", "dossier", *BY_KIND) if name.startswith(incomplete)]


@click.command()
@click.argument("kind", metavar="[KIND]", default="file", shell_complete=_complete)
def command(kind: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a file of records, of dossier.yaml, or of one KIND.

    \b
    summitry schema               a file of records
    summitry schema dossier       dossier.yaml
    summitry schema pledge        one record

    `summitry new` puts them where an editor finds them.
    """
    from summitry.cli.screen import write
    from summitry.dossier.kinds import BY_KIND, BY_PLURAL
    from summitry.folder.schema import file_schema, header_schema, kind_schema
    from summitry.foundation.suggest import did_you_mean

    found = BY_KIND.get(kind) or BY_PLURAL.get(kind)
    if kind == "file":
        schema = file_schema()
    elif kind == "dossier":
        schema = header_schema()
    elif found is not None:
        schema = kind_schema(found)
    else:
        hint = did_you_mean(kind, ["file", "dossier", *BY_KIND]) or "`summitry explain kinds` lists them."
        raise Refused(f'There is no kind of record called "{kind}".', hint)
    write(sys.stdout, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
