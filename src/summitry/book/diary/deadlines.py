"""Days that are reached: every `due`, `deadline` and `until`, and events that were known beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from summitry.book.diary.value import ClockMove
from summitry.dossier.kinds import Event, Task
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import parts_of, shape_of
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.origin import Path

WORDS = {"due": marked("due"), "deadline": marked("the deadline"), "until": marked("the last day")}
"""The fields that are deadlines, and how a diary says them."""


class Deadlines:
    """The days to come of a dossier, with the records that name them; kept up as records are learned."""

    def __init__(self, dossier: Dossier) -> None:
        self._days: defaultdict[date, set[str]] = defaultdict(set)
        self.note(dossier, dossier.index.records())

    def note(self, dossier: Dossier, records: Iterable[Record]) -> None:
        """Take in records that were learned."""
        for record in records:
            for _, _, when in deadlines_in(record, ()):
                self._days[_last(dossier, record, when)].add(record.id)
            if isinstance(record, Event) and record.on is not None and not record.series:
                for day in _ends(dossier, record, record.on):
                    self._days[day].add(record.id)

    def reached(self, before: Dossier, after: Dossier) -> Iterator[ClockMove]:
        """Yield the deadlines that fall after one day, by the other, as known on the later day."""
        since, day = before.limit, after.limit
        days = [d for d in self._days if since < d <= day]
        for id in sorted({id for d in days for id in self._days[d]}):
            record = after.index.get(id)
            if record is None or (isinstance(record, Task) and is_done(after, record)):
                continue
            if isinstance(record, Event) and before.index.get(id) is not None:
                yield from _come(after, record, since, day)
            for path, name, when in deadlines_in(record, ()):
                last = _last(after, record, when)
                if since < last <= day:
                    what = WORDS[name]
                    yield ClockMove(
                        kind="deadline",
                        about=id,
                        title=after.title(id),
                        on=last,
                        says=say(
                            "{day} is {what}{of_part}.",
                            day=day_in_words(last),
                            what=say(what),
                            of_part=_of_part(after, record, path),
                        ),
                        after=name,
                    )


def _come(dossier: Dossier, event: Event, since: date, day: date) -> Iterator[ClockMove]:
    """An event of which the date was known before it came."""
    if event.on is None:
        return
    first, last = _ends(dossier, event, event.on)
    if event.on.lasts:
        told = {first: marked("It begins on {day}."), last: marked("Its last day is {day}.")}
    elif first != last:
        told = {
            first: marked("It may come from {day} on."),
            last: marked("The last day on which it can come is {day}."),
        }
    else:
        told = {last: marked("Its day, {day}, has come.")}
    for on, words in told.items():
        if since < on <= day:
            yield ClockMove(
                kind="event", about=event.id, title=dossier.title(event.id), on=on,
                says=say(words, day=day_in_words(on)),
            )  # fmt: skip


def _ends(dossier: Dossier, event: Event, when: When) -> tuple[date, date]:
    if when.lasts:
        return when.earliest, when.latest
    last = dossier.civil_day(when, event.zone)
    return (when.earliest if when.earliest < last else last), last


def deadlines_in(owner: Part, at: Path) -> Iterator[tuple[Path, str, When]]:
    """Yield the days by which something is due in a record or part: the way to it, its field, the day."""
    filled = owner.__dict__
    for spec in shape_of(type(owner)).dates:
        if spec.name in WORDS and not spec.world_date and filled.get(spec.name) is not None:
            yield at, spec.name, filled[spec.name]
    for path, item in parts_of(owner):
        yield from deadlines_in(item, (*at, *path))


def open_deadlines(dossier: Dossier) -> Iterator[tuple[Record, Path, str, When]]:
    """Yield every deadline of a dossier, but for those of tasks that are done: record, way, field, day."""
    for record in dossier.index.records():
        if not (isinstance(record, Task) and is_done(dossier, record)):
            for path, name, when in deadlines_in(record, ()):
                yield record, path, name, when


def _last(dossier: Dossier, record: Record, when: When) -> date:
    return dossier.civil_day(when, record.zone)


def _of_part(dossier: Dossier, record: Record, path: Path) -> str:
    """Name the part whose deadline it is."""
    owner: Part = record
    for at, item in _every(record, ()):
        if at == path:
            owner = item
    if owner is record:
        return ""
    named = dossier.title(f"{record.id}/{owner.id}") if owner.id else str(path[0])
    return say(" of {named}", named=named)


def _every(owner: Part, at: Path) -> Iterator[tuple[Path, Part]]:
    for path, item in parts_of(owner):
        yield (*at, *path), item
        yield from _every(item, (*at, *path))
