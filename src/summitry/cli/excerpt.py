"""``summitry excerpt``."""

from __future__ import annotations

import click

from summitry.cli.options import Refused, folder_and_rest, opened, refusing


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] CITATION...")
@click.option(
    "--label", "labels", multiple=True, metavar="LABEL", help="What it is kept for; may be repeated."
)
@click.option("--words", "quoted", default="", metavar="TEXT", help="Only these words of the passage.")
@click.option("--says", default="", metavar="TEXT", help="The passage in your words.")
@click.option("--about", multiple=True, metavar="ID", help="A record it bears on; may be repeated.")
@click.option("--as", "id", default="", metavar="ID", help="The excerpt's id; for one citation.")
def command(
    words: tuple[str, ...], labels: tuple[str, ...], quoted: str, says: str, about: tuple[str, ...], id: str
) -> None:
    """File passages of held papers as excerpts, under labels.

    \b
    summitry excerpt talks "framework para. 3" --label freeze
    summitry excerpt talks p:1f2e3d4c5b6a7988/12 p:1f2e3d4c5b6a7988/15 --label freeze
    summitry excerpt talks "framework p. 2" --words "freeze its graphite-moderated reactors" --label freeze

    An excerpt holds the passage's words and its id, which leads to them for ever, and is as restricted as
    its document. `summitry show talks excerpts freeze` gathers what bears a label over all papers;
    `summitry step` makes steps of a roadmap out of it.
    """
    from summitry.secretariat.excerpting import mark

    folder, rest = folder_and_rest(words)
    if not rest:
        raise Refused(
            "Give a citation.", 'For example: summitry excerpt DIR "framework para. 3" --label freeze.'
        )
    if len(rest) > 1 and (id or quoted or says):
        raise Refused("--as, --words and --says are for one citation at a time.")
    for cited in rest:
        with refusing():
            made = mark(
                opened(folder, None, "").everything(), cited, labels=labels, words=quoted, says=says,
                about=about, id=id,
            )  # fmt: skip
        click.echo(f"Filed as {made.id}: {made.document} {made.at}")
        click.echo(f"    {made.words}")
