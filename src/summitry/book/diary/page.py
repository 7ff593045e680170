"""A diary as one HTML page: a long page of days, or, where scripts run, one day at a time with a slider.

The page needs nothing else and fetches nothing. Printed, it holds every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from math import sqrt

from summitry.book.blocks import Cell, Trace
from summitry.book.diary.saying import (
    HEADS,
    before_words,
    differing,
    kind_words,
    learned_words,
    place_words,
    row_words,
    why_words,
)
from summitry.book.diary.value import ClockMove, Diary, Entry, FindingMove, Learned, LineMove
from summitry.book.html import frame, render
from summitry.book.marking import highest_marking
from summitry.book.numbers import Numbers
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, zone_city
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted

TALLEST = 16
"""Millimetres of the tallest bar of the row of days."""


def diary_page(dossier: Dossier, diary: Diary) -> str:
    """Return a diary as a page; ``dossier`` is the one it was made of, on its last day."""
    title = say("{day} to {day2}", day=day_in_words(diary.first), day2=day_in_words(diary.last))
    changed = len(diary.entries) - len(diary.quiet_days)
    standfirst = say(
        "Something changed on {changed} of {days}.", changed=changed, days=counted(len(diary.entries), "day")
    )
    return _page(dossier, diary.entries, say("Day by day"), title, standfirst)


def difference_page(dossier: Dossier, entry: Entry) -> str:
    """Return what differs between two days as a page; ``dossier`` is the one it was made of."""
    title = say("From {day} to {day2}", day=day_in_words(entry.since), day2=day_in_words(entry.day))
    told = say("What differs between the end of the two days.")
    return _page(dossier, (entry,), say("Two days compared"), title, told)


def _page(dossier: Dossier, entries: tuple[Entry, ...], kicker: str, title: str, standfirst: str) -> str:
    traces = [t for entry in entries for t in _traces(entry)]
    numbers = Numbers(dossier)
    head = frame(dossier, kicker, highest_marking(dossier, traces))
    known = say("As known at the end of each day, {place}", place=zone_city(dossier.header.zone))
    largest = max((_moved(e) for e in entries), default=0) or 1

    def cited(item: Learned) -> str:
        return "; ".join(numbers.citation(source) for source in item.source)

    return render(
        "diary.html", dossier, entries=entries, kicker=kicker, title=title, standfirst=standfirst,
        frame=replace(head, known=known), heads=HEADS, cited=cited, by_kind=_by_kind, summary=summary,
        place=lambda item: place_words(item.place),
        grouped=_grouped, cell=_cell, before_words=before_words, why_words=why_words, row_words=row_words,
        learned_words=learned_words, day_words=lambda e: day_in_words(e.day, weekday=True),
        height=lambda e: round(TALLEST * sqrt(_moved(e) / largest), 1),
    )  # fmt: skip


def summary(entry: Entry) -> str:
    """Say in a few words how much an entry tells."""
    learned = len(entry.learned) + sum(row.count for row in entry.rows)
    counts = (
        (learned, marked("learned")), (len(entry.of("appeared", "no longer accepted")), "appeared"),
        (len(entry.of("changed")), marked("changed")), (len(entry.of("went", "accepted")), marked("went")),
        (len(entry.clocks), marked("of clocks")), (len(entry.lines), marked("of lines")),
    )  # fmt: skip
    told = (say("{count} {things}", count=count, things=say(what)) for count, what in counts if count)
    return say(", ").join(told) or say("nothing changed")


def _moved(entry: Entry) -> int:
    return len(entry.learned) + len(entry.rows) + len(entry.findings) + len(entry.clocks) + len(entry.lines)


def _cell(move: FindingMove) -> Cell:
    if move.how != "changed":
        return Cell(text=move.says)
    return Cell(text=move.after, changed=differing(move.before, move.after))


def _by_kind(items: Iterable[Learned]) -> list[tuple[str, list[Learned]]]:
    return [(kind_words(kind), list(group)) for kind, group in groupby(items, key=lambda item: item.kind)]


def _grouped(moves: Iterable[ClockMove | LineMove]) -> list[tuple[str, str]]:
    found = groupby(moves, key=_about)
    return [(title, " ".join(m.says for m in group)) for (_, title), group in found]


def _about(move: ClockMove | LineMove) -> tuple[str, str]:
    return move.about, move.title


def _traces(entry: Entry) -> Iterator[Trace]:
    for item in (*entry.learned, *entry.unlearned):
        yield Trace(record=item.record, place=item.place)
    for row in (*entry.rows, *entry.unlisted):
        yield from (Trace(record=id) for id in row.events)
    for finding in entry.findings:
        yield from (Trace(record=id) for id in finding.about)
    yield from (Trace(record=clock.about) for clock in entry.clocks)
    yield from (Trace(record=line.about) for line in entry.lines)
