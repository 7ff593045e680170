"""Two dossiers compared, as one HTML page that needs nothing else, with the look of the replay's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from summitry.book.blocks import Cell, Trace
from summitry.book.diary.against import Comparison, RecordChange
from summitry.book.diary.saying import HEADS, before_words, differing, kind_words, place_words
from summitry.book.html import Frame, frame, render
from summitry.book.marking import highest_marking
from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, opened


def comparison_page(first: Dossier, second: Dossier, found: Comparison) -> str:
    """Return what differs between two dossiers as a page."""
    one, other = _dossier(found.first, found.since), _dossier(found.second, found.day)
    title = say("From {first} to {second}", first=one, second=other)
    if found.first == found.second:
        title = found.first or say("Two dossiers")
    groups = (
        (say("Records added"), found.added, False), (say("Records removed"), found.removed, True),
        (say("Records changed"), found.changed, False),
    )  # fmt: skip
    return render(
        "comparison.html", second, title=title, standfirst=_summary(found), groups=groups, heads=HEADS,
        findings={how: [m for m in found.findings if m.how == how] for how in HEADS},
        frame=_frame(first, second, found), by_kind=_by_kind, cell=_cell, opened=opened,
        before_words=before_words, place=lambda record: place_words(record.place),
    )  # fmt: skip


def _dossier(name: str, day: date) -> str:
    return say("{name} as known on {day}", name=name or say("a dossier"), day=day_in_words(day))


def _summary(found: Comparison) -> str:
    if found.quiet:
        return say("Nothing differs.")
    records = (
        (say("added"), found.added), (say("removed"), found.removed), (say("changed"), found.changed)
    )  # fmt: skip
    told = [f"{counted(len(group), 'record')} {word}" for word, group in records if group]
    told += [say("{findings} differ", findings=counted(len(found.findings), "finding"))] * bool(
        found.findings
    )
    return say("{counts}.", counts=opened(listed(told)))


def _frame(first: Dossier, second: Dossier, found: Comparison) -> Frame:
    """The page is marked with the highest of what it shows of either dossier."""
    marks = (
        highest_marking(first, _traces(first, found, found.removed)),
        highest_marking(second, _traces(second, found, found.added)),
    )
    order = second.header.markings
    known = [mark for mark in marks if mark in order]
    strange = [mark for mark in marks if mark and mark not in order]
    highest = max(known, key=order.index, default="")
    head = frame(second, say("Two dossiers compared"), highest)
    if strange:  # of a scale of its own: both are named, and drawn as the highest
        head = replace(head, marking=" / ".join(dict.fromkeys((*strange, *known))), rank="highest")
    if found.since == found.day:
        return replace(head, known=say("As known on {day}", day=day_in_words(found.day)))
    return replace(head, known=say("As known on {first} and {second}", first=day_in_words(found.since),
                                   second=day_in_words(found.day)))  # fmt: skip


def _traces(dossier: Dossier, found: Comparison, alone: Iterable[RecordChange]) -> list[Trace]:
    """What the page shows of a dossier; of changed records every part counts, since any may be shown."""
    named = [Trace(record=record.record) for record in alone]
    named += [Trace(record=id) for move in found.findings for id in move.about]
    changed = (dossier.get(change.record) for change in found.changed)
    return named + [
        Trace(record=record.id, place=record.where(*path))
        for record in changed if record is not None for path, _ in every_part(record)
    ]  # fmt: skip


def _by_kind(records: Iterable[RecordChange]) -> list[tuple[str, list[RecordChange]]]:
    return [(kind_words(kind), list(group)) for kind, group in groupby(records, key=lambda r: r.kind)]


def _cell(before: str, after: str) -> Cell:
    return Cell(text=after, changed=differing(before, after) if before else ())
