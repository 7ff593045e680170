"""``summitry watch triage``, ``accept``, ``attach``, ``ignore``, ``split`` and ``merge``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.options import JUDGED, Refused, as_of_option, for_option, format_option, opened, refusing

if TYPE_CHECKING:
    from summitry.dossier.value import Dossier
    from summitry.watch.triage.value import Proposal, Touch

SHOWN = 20
"""Reports of one happening that are printed; JSON has them all."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option("--all", "all_", is_flag=True, help="What was accepted or ignored, too.")
@click.option("--touching", metavar="ID", default="", help="Only what touches this record.")
@click.option("--any", "any_", is_flag=True, help="What touches nothing, too.")
@click.option("--most", type=int, default=30, show_default=True, help="How many happenings are printed.")
@as_of_option
@for_option
@format_option("text", "json")
def triage(
    folder: str, all_: bool, touching: str, any_: bool, most: int, as_of: date | None, reader: str, form: str
) -> None:
    """Show what came in, gathered: one happening for all its reports, with why, and what it touches.

    \b
    summitry watch triage talks
    summitry watch triage talks --touching test-pause-2018
    summitry watch accept talks h-1f2e --kind-of-event icbm-launch --by dprk
    summitry watch ignore talks h-1f2e --because "not ours"

    A happening that touches nothing on record is counted, and shown with --any. Nothing is entered by itself.
    """
    from summitry.secretariat.watching import triaging
    from summitry.secretariat.watching.touching import searched

    dossier = opened(folder, as_of, reader)
    found = triaging.proposed(Path(folder), dossier, all_=all_)
    wanted = [p for p in found if any_ or p.touches or p.record]
    if touching:
        wanted = [p for p in found if any(t.target == touching for t in p.touches)]
    if form == "json":
        click.echo(json.dumps([_plain(p) for p in wanted], indent=2, ensure_ascii=False))
        return
    for proposal in wanted[:most]:
        _print(dossier, proposal, searched(dossier, proposal))
    _count(found, wanted, most)
    if dossier.is_narrowed:
        click.echo(JUDGED)


def _count(found: tuple[Proposal, ...], wanted: list[Proposal], most: int) -> None:
    if len(wanted) > most:
        click.echo(f"{len(wanted) - most:,} more are not printed: --most {len(wanted)} prints all.")
    left = len(found) - len(wanted)
    click.echo(f"Happenings: {len(found):,}. Not shown, since they touch nothing asked for: {left:,}.")


def _print(dossier: Dossier, proposal: Proposal, more: tuple[Touch, ...]) -> None:
    from summitry.foundation.dates import day_in_words
    from summitry.foundation.printable import one_line

    days = day_in_words(proposal.first)
    if proposal.last != proposal.first:
        days = f"{days} to {day_in_words(proposal.last)}"
    click.echo(f"{proposal.id}  {one_line(proposal.title)}")
    click.echo(f"    can have happened: {days}")
    if proposal.record:
        click.echo(f"    on record: {dossier.title(proposal.record)} ({proposal.record})")
    for report in proposal.reports[:SHOWN]:
        item = report.entry.item
        graded = f"{item.grade}, coded by a machine" if item.coded == "machine" else item.grade
        state = "" if report.entry.state == "unread" else f", {report.entry.state}"
        click.echo(f"  - {report.entry.id}  {one_line(item.source or report.entry.file)} ({graded}{state})")
        if item.title != proposal.title and item.title:
            click.echo(f"      {one_line(item.title)}")
        for told in (report.because, *item.doubts):
            if told:
                click.echo(f"      {one_line(told)}")
    if len(proposal.reports) > SHOWN:
        click.echo(f"  - and {len(proposal.reports) - SHOWN:,} more")
    for told in proposal.differ:
        click.echo(f"    they differ. {one_line(told)}")
    for touch in (*proposal.touches, *more):
        click.echo(
            f"    touches {touch.kind} {one_line(touch.title)} ({touch.target}): {one_line(touch.why)}"
        )
    for said in proposal.said:
        click.echo(f'    {dossier.title(said.by)} is quoted: "{one_line(said.words)}"')
    click.echo("")


def _plain(proposal: Proposal) -> dict[str, Any]:
    from summitry.foundation.plain import plain

    return {**plain(proposal), "id": proposal.id, "differ": list(proposal.differ)}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("happening", metavar="HAPPENING")
@click.option("--id", "id", metavar="ID", default="", help="Its id; made of the title when left out.")
@click.option("--title", metavar="WORDS", default="", help="What it is called.")
@click.option("--kind-of-event", metavar="KIND", default="", help="What kind of event it is.")
@click.option("--by", metavar="ID", multiple=True, help="Who did it, or said it; may be repeated.")
@click.option("--on", metavar="DAY", default="", help="When, on the place's own clock.")
@click.option("--zone", metavar="ZONE", default="", help="The zone in which that day is counted.")
@click.option(
    "--statement", "said", type=int, metavar="N", help="Make a statement of the Nth quotation shown."
)
@click.option("--question", metavar="ID", default="", help="The question it bears on; with --statement.")
def accept(
    folder: str, happening: str, id: str, title: str, kind_of_event: str, by: tuple[str, ...], on: str,
    zone: str, said: int | None, question: str,
) -> None:  # fmt: skip
    """Make an event, or with --statement a statement, of a happening; each report becomes a document.

    \b
    summitry watch accept talks h-1f2e --kind-of-event icbm-launch --by dprk
    summitry watch accept talks h-1f2e --statement 1 --question preconditions
    """
    from summitry.secretariat.watching import accepting

    dossier = opened(folder, date.max, "")
    fields: dict[str, Any] = {"id": id, "title": title, "zone": zone}
    proposal = _found(folder, dossier, happening)
    kind = "event"
    if said is not None:
        if not 0 < said <= len(proposal.said):
            raise Refused(f"It shows {len(proposal.said)} quotations; name one of them by its number.")
        quoted = proposal.said[said - 1]
        kind = "statement"
        fields |= {"by": by[0] if by else quoted.by, "words": quoted.words, "to": ["public"], "said": on,
                   "about": [question] if question else []}  # fmt: skip
    else:
        fields |= {"kind": kind_of_event, "by": list(by), "on": on}
    made = _do(lambda actor: accepting.accept(actor, Path(folder), dossier, proposal, fields, kind))
    click.echo(f"{made.record} is on record, with {len(proposal.reports):,} of its reports as documents.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("happening", metavar="HAPPENING")
@click.argument("event", metavar="RECORD")
def attach(folder: str, happening: str, event: str) -> None:
    """Add the unread reports of a happening to an event on record, or as sources to another record."""
    from summitry.secretariat.watching import accepting

    dossier = opened(folder, date.max, "")
    proposal = _found(folder, dossier, happening)
    done = _do(lambda actor: accepting.attach(actor, Path(folder), dossier, proposal, event))
    click.echo(f"Reports added to {dossier.title(event)}: {len(done.items):,}.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("happening", metavar="HAPPENING")
@click.option("--because", metavar="WORDS", default="", help="Why.")
def ignore(folder: str, happening: str, because: str) -> None:
    """Remember that what is unread of a happening was looked at and left."""
    from summitry.secretariat.watching import triaging

    proposal = _found(folder, opened(folder, date.max, ""), happening)
    count = _do(lambda actor: triaging.ignore(actor, Path(folder), proposal, because))
    click.echo(f"Reports ignored: {count:,}. They are kept, and triage --all shows them.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("happening", metavar="HAPPENING")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
def split(folder: str, happening: str, reports: tuple[str, ...]) -> None:
    """Hold some reports of a happening apart from the others; they stay together."""
    from summitry.secretariat.watching import triaging

    proposal = _found(folder, opened(folder, date.max, ""), happening)
    _do(lambda actor: triaging.split(actor, Path(folder), proposal, reports))
    click.echo("They are held apart.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("one", metavar="HAPPENING")
@click.argument("other", metavar="HAPPENING")
def merge(folder: str, one: str, other: str) -> None:
    """Put two happenings together."""
    from summitry.secretariat.watching import triaging

    dossier = opened(folder, date.max, "")
    first, second = _found(folder, dossier, one), _found(folder, dossier, other)
    _do(lambda actor: triaging.merge(actor, Path(folder), first, second))
    click.echo("They are together.")


def _found(folder: str, dossier: Dossier, id: str) -> Proposal:
    from summitry.foundation.refusals import Refused as NotDone
    from summitry.secretariat.watching import triaging

    try:
        return triaging.found(Path(folder), dossier, id)
    except NotDone as refusal:
        raise Refused(str(refusal), "`summitry watch triage DIR --all --any` lists them.") from None


def _do(act: Any) -> Any:
    from summitry.secretariat.acts import at_the_command_line

    with refusing():
        return act(at_the_command_line())
