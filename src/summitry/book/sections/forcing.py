"""What forces a task to begin when it must: the chain from the meeting back to it, with its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.analysis.countdown import Today
from summitry.book.blocks import Block, Heading, Points, Sentence
from summitry.book.tracing import trace_of
from summitry.dossier.meetingdays import ENDS, End
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import listed, quoted


def forced(dossier: Dossier, reading: Today) -> Iterable[Block]:
    """Count back to each task that is late for the earlier end; to the most pressing when none is."""
    end: End | None = next((e for e in ENDS if reading.countdown.window.end(e) is not None), None)
    if end is None or not reading.countdown.rows:
        return
    late = reading.lateness.early if end == "early" else reading.lateness.late
    told: list[Sentence] = []
    known: set[str] = set()
    for task in late or (reading.countdown.rows[0].task,):
        row = reading.countdown.row(task)
        latest = row.at(end) if row is not None else None
        if latest is None or len(latest.chain) < 3 or task in known:
            continue
        told.append(_sentence(dossier, reading, end, latest.chain, known))
        known.update(latest.chain)
    if told:
        yield Heading(say("What forces what is late") if late else say("What forces the first"))
        yield Points(tuple(told))


def _sentence(
    dossier: Dossier, reading: Today, end: End, chain: tuple[str, ...], known: set[str]
) -> Sentence:
    """From the meeting, or from the first link already told, back to the task."""
    start = next((at for at, link in enumerate(chain) if link in known), len(chain) - 1)
    root = chain[start]
    day = _day(reading, end, root)
    root_words = dossier.title(root) if start == len(chain) - 1 else quoted(dossier.title(root))
    since = f", {day_in_words(day, weekday=True)}" if day is not None else ""
    links = listed(_link(dossier, reading, end, link) for link in reversed(chain[:start]))
    return Sentence(
        say(
            "Counting back from {root_words}{since}: {links}.",
            root_words=root_words,
            since=since,
            links=links,
        ),
        traces=tuple(trace_of(dossier, link) for link in chain[: start + 1]),
    )


def _link(dossier: Dossier, reading: Today, end: End, link: str) -> str:
    day = _day(reading, end, link)
    task = reading.countdown.row(link) is not None
    words = quoted(dossier.title(link)) if task else dossier.title(link)
    if day is None:
        return words
    if task:
        return say("{task} from {day}", task=words, day=day_in_words(day))
    return say("{meeting} by {day}", meeting=words, day=day_in_words(day))


def _day(reading: Today, end: End, link: str) -> date | None:
    """The latest start of a task, or the end of a meeting's window."""
    row = reading.countdown.row(link)
    if row is not None:
        latest = row.at(end)
        return latest.start if latest is not None else None
    windows = (reading.countdown.window, *reading.countdown.before)
    return next((w.end(end) for w in windows if w.meeting == link), None)
