"""``summitry cite``."""

from __future__ import annotations

import json
from datetime import date

import click

from summitry.cli.options import Refused, as_of_option, folder_and_rest, for_option, format_option, opened


@click.command()
@click.argument("words", nargs=-1, metavar="[DIR] CITATION...")
@click.option("--text", "show_text", is_flag=True, help="Print the passages it leads to as well.")
@as_of_option
@for_option
@format_option("text", "json", "source")
def command(words: tuple[str, ...], show_text: bool, as_of: date | None, reader: str, form: str) -> None:
    """Write a citation out in the field's usual form, and follow it to its passage.

    \b
    summitry cite talks "frus1964-68v07/d58 para. 5"      volume, document, heading, day, place
    summitry cite talks p:1f2e3d4c5b6a7988/12 --text      a passage by its id, with its words
    summitry cite talks "options p. 3" --format source    as it is written in a dossier

    A citation names a document by its id, its file, or a passage id; then the page (p. 129, pp. 129-131),
    the paragraph (para. 5, counted without headings and notes), the note (note 2) or `source note`.
    Quote one that holds blanks. Exit status 1 when a place is not there.
    """
    from summitry.archive.forms import UnknownDocument, in_full
    from summitry.cli.screen import Screen
    from summitry.dossier.kinds import Document
    from summitry.foundation.plain import plain
    from summitry.foundation.suggest import did_you_mean

    folder, rest = folder_and_rest(words)
    if not rest:
        raise Refused("Give a citation.", 'For example: summitry cite DIR "ap11 p. 2".')
    dossier = opened(folder, as_of, reader)
    try:
        found = [in_full(dossier, text) for text in rest]
    except UnknownDocument as refusal:
        raise Refused(str(refusal), did_you_mean(refusal.name, dossier.ids(Document.kind))) from None
    if form == "json":
        results = [plain(one) for one in found]
        told = results[0] if len(results) == 1 else results
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        screen = Screen()
        for one in found:
            screen.say(one.source if form == "source" else one.words)
            if form == "source":
                continue
            if one.missing:
                screen.say(f"The document has {one.missing}.", "yellow", indent=4)
            elif not one.held:
                screen.say("No text of it is in the file cabinet.", "dim", indent=4)
            elif len(one.passages) == 1 or show_text:
                for passage in one.passages:
                    screen.say(((f"{passage.id}  ", "dim"), (passage.place, "dim")), indent=4)
                    if show_text:
                        screen.say(passage.text, indent=4)
        screen.flush()
    if any(one.missing for one in found):
        raise SystemExit(1)
