"""``summitry step``."""

from __future__ import annotations

import click

from summitry.cli.options import Refused, folder_and_rest, opened, refusing


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] PAPER EXCERPT|LABEL...")
@click.option("--by", required=True, metavar="ID", help="The party or body that is to do it.")
@click.option("--to", default="", metavar="ID", help="To whom.")
@click.option("--kind", default="", metavar="KIND", help="The kind of step; else a label that is one.")
@click.option("--in-return-for", default="", metavar="STEP", help="The step it answers, as paper/step.")
def command(words: tuple[str, ...], by: str, to: str, kind: str, in_return_for: str) -> None:
    """Make steps of PAPER's roadmap out of excerpts, by id or by the label they bear.

    \b
    summitry step talks agreed-framework freeze --by dprk
    summitry step talks agreed-framework ex-framework-14 --by us --kind aid

    Each step keeps the words of its passage and cites it. `summitry show talks roadmaps` then puts the
    papers side by side.
    """
    from summitry.secretariat.excerpting import make_steps

    folder, rest = folder_and_rest(words)
    if len(rest) < 2:
        raise Refused("Name the paper, then excerpts or labels: summitry step DIR PAPER EXCERPT --by PARTY.")
    with refusing():
        made = make_steps(
            opened(folder, None, "").everything(), rest[0], rest[1:], by=by, kind=kind, to=to,
            in_return_for=in_return_for,
        )  # fmt: skip
    for step in made:
        click.echo(f"{step.target}: {step.does}  (from {step.excerpt})")
