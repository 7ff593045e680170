"""What became of imported files, as it is shown: one block a paper, and a line that sums up."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from summitry.cli.screen import Screen
from summitry.foundation.printable import one_line

if TYPE_CHECKING:
    from summitry.dossier.holdings import Held
    from summitry.secretariat.importing import Arrival, Wishes


class Progress(Protocol):
    """Something that can say how far it is."""

    def update(self, status: str) -> None:
        """Say it."""


def show_arrivals(arrivals: Iterable[Arrival], wishes: Wishes) -> list[Arrival]:
    """Print what becomes of each file as soon as it is known, then the sum; return all."""
    screen = Screen()
    done: list[Arrival] = []
    try:
        with _progress() as progress:
            for arrival in arrivals:
                done.append(arrival)
                if progress is not None:
                    name = one_line(os.path.basename(arrival.shown)).replace("[", "(")
                    progress.update(f"{len(done):,} done; last {name}")
                if arrival.outcome != "not read":
                    _one(screen, arrival)
                    screen.flush()
    finally:
        _sum(screen, done, dry=wishes.dry_run)
        screen.flush()
    return done


def _one(screen: Screen, arrival: Arrival) -> None:
    if arrival.outcome == "there":
        known = f" as {arrival.document}" if arrival.document else ""
        screen.line((("there already  ", "dim"), (f"{one_line(arrival.shown)}{known}", "")))
        for remark in arrival.remarks:
            screen.say(one_line(remark), indent=4)
        return
    word = "would become" if arrival.outcome == "would be" else "is now"
    screen.line(((f"{one_line(arrival.shown)} ", ""), (f"{word} ", "dim"), (arrival.document, "bold")))
    if arrival.held is not None:
        screen.say(_size(arrival.held), "dim", indent=4)
    if arrival.came_with:
        screen.say(f"It came with {arrival.came_with}.", indent=4)
    for proposal in arrival.proposed:
        reason = f"  ({one_line(proposal.because)})"
        said = ((f"{proposal.field}: ", "bold"), (one_line(proposal.value), ""), (reason, "dim"))
        screen.say(said, indent=4)
    for remark in (*(arrival.held.trouble if arrival.held else ()), *arrival.remarks):
        screen.say(((one_line(remark), "yellow"),), indent=4)


def _size(held: Held) -> str:
    documents = sum(part.kind == "document" for part in held.parts)
    left_out = sum(passage.role == "left-out" for passage in held.passages)
    counts = [
        _count(documents, "document") if documents > 1 else "",
        _count(held.pages, "page") if held.pages else "",
        _count(len(held.passages) - left_out, "passage"),
        f"{left_out:,} left out as boilerplate" if left_out else "",
    ]
    return ", ".join(c for c in counts if c)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _sum(screen: Screen, done: list[Arrival], *, dry: bool) -> None:
    unread = [a for a in done if a.outcome == "not read"]
    if unread:
        screen.line("Not read:")
        for arrival in unread:
            within = f" (came with {arrival.came_with})" if arrival.came_with else ""
            screen.say(f"{one_line(arrival.shown)}{within}: {one_line(arrival.why)}.", indent=2)
    new = sum(a.outcome in ("imported", "would be") for a in done)
    there = sum(a.outcome == "there" for a in done)
    said = [f"{_count(new, 'paper')} {'would be imported' if dry else 'imported'}"]
    said += [f"{there:,} there already"] if there else []
    said += [f"{len(unread):,} not read"] if unread else []
    screen.say(f"{', '.join(said)}.")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Show on a terminal's standard error that work is going on; nothing in a pipe."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console

    console = Console(file=sys.stderr, no_color=bool(os.environ.get("NO_COLOR")) or None)
    with console.status("Importing ...") as status:
        yield status
