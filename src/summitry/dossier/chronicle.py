"""Everything one reader may see, with the days on which each of it became known, while records change.

Several sessions, each on its own day, may follow one chronicle: a change is followed once, and each of them
takes over what of it is known on its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from summitry.dossier.answers import Key
from summitry.dossier.asof import NEVER, Calendar
from summitry.dossier.header import Grants
from summitry.dossier.index import Change, Index
from summitry.dossier.kinds import Document, Statement
from summitry.dossier.narrowing import Bare, Narrowing
from summitry.dossier.reads import Memory
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier, Whole
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What a change was to a reader: records as they were and are, and others whose day may have moved.

    ``resting`` are those others, each as it was and is, which is the same. ``doubted`` are answers about
    everything the reader sees, on no day. ``whole`` is what the records are now records of.
    """

    changes: tuple[Change, ...]
    resting: tuple[Change, ...]
    doubted: tuple[Key, ...]
    whole: Whole


class Chronicle:
    """What a reader may see, on no day; ``everything`` is it as a dossier."""

    everything: Dossier

    def __init__(
        self, everything: Dossier, narrowing: Narrowing | None = None,
        calendar: Callable[..., Calendar] = Calendar,
    ) -> None:  # fmt: skip
        """``narrowing`` made ``everything``, and is told of changes of the whole before this is.
        ``calendar`` says when things became known, where somebody supposes other days."""
        self.everything = everything.remembering(Memory(tracking=True))
        self.narrowing = narrowing
        index = everything.index
        self._calendar = calendar(
            everything.header.zone, index.kind_map("document"), lambda id: self.everything.index.get(id)
        )
        self._days: dict[str, tuple[date, ...]] = {}
        self._by_day: defaultdict[date, set[str]] = defaultdict(set)
        for record in index.records():
            self._note_days(record)
        self.everything.index.prepare()

    @classmethod
    def of_reader(cls, whole: Dossier, grants: Grants, bare: Bare) -> Chronicle:
        """Return the chronicle of a reader with ``grants`` of a whole in which no id stands twice."""
        narrowing = Narrowing(whole.index, whole.header, grants, bare)
        everything = Dossier(
            whole.whole, index=Index.of(narrowing.records()), header=whole.header.for_reader(grants),
            grants=grants,
        )  # fmt: skip
        return cls(everything, narrowing)

    def on(self, day: date) -> Dossier:
        """Return what was known on a day."""
        base = self.everything
        known = (r for record in base.index.records() if (r := self.cut(record, day)) is not None)
        return Dossier(
            base.whole, index=Index.of(known), header=base.header, grants=base.grants, day=day, base=base
        )

    def cut(self, record: Record | None, day: date) -> Record | None:
        """Return a record of everything as it is known on a day."""
        if record is None:
            return None
        return self._calendar.cut(record, day, self._days[record.id])

    def learned_between(self, start: date, end: date) -> Iterable[str]:
        """Return the ids of records (or records with parts) learned after ``start``, by ``end``."""
        days = (end,) if (end - start).days == 1 else [d for d in self._by_day if start < d <= end]
        return {id for day in days for id in self._by_day.get(day, ())}

    def let_go(self) -> None:
        """Let nothing of it hold another any more. It is asked nothing after that."""
        self.everything.memory.let_go()
        del self._calendar

    def change(self, changes: Iterable[Change], whole: Whole) -> Taken:
        """Take over changed records, which are as the reader sees them."""
        changes = tuple(changes)
        self.everything, doubted = turned(self.everything, changes, whole=whole)
        for old, new in changes:
            if isinstance(old, Document) or isinstance(new, Document):
                self._calendar.publish(old, new)
        self._calendar.forget()
        resting = self._resting_on(changes)
        for old, new in (*changes, *resting):
            if old is not None:
                self._forget_days(old.id)
            if new is not None:
                self._note_days(new)
        return Taken(changes, resting, doubted, whole)

    def _resting_on(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Return the other records whose day may hang on a changed one: on the publication of a document
        they cite, or on the day of a statement they name."""
        seen = {r.id for pair in changes for r in pair if r is not None}
        found: dict[str, Record] = {}
        todo = [r for pair in changes if _moves_others(pair) for r in pair if r is not None]
        while todo:
            for other in self._hanging_on(todo.pop()):
                if other.id not in seen:
                    seen.add(other.id)
                    found[other.id] = other
                    if isinstance(other, Statement):
                        todo.append(other)
        return tuple((found[id], found[id]) for id in sorted(found))

    def _hanging_on(self, record: Record) -> Iterator[Record]:
        index = self.everything.index
        for name in (record.id, *record.was):
            yield from index.naming(name, Record)
            if isinstance(record, Document):
                yield from index.citing(name, Record)

    def _note_days(self, record: Record) -> None:
        days = self._calendar.days(record)
        self._days[record.id] = days
        for day in days:
            if day not in (date.min, NEVER):
                self._by_day[day].add(record.id)

    def _forget_days(self, id: str) -> None:
        for day in self._days.pop(id, ()):
            self._by_day[day].discard(id)


def _moves_others(change: Change) -> bool:
    """Whether a change may move the day on which other records were learned."""
    if any(isinstance(r, Statement) for r in change):
        return True
    days = [(r.published, r.zone) if isinstance(r, Document) else None for r in change]
    return days[0] != days[1]


def turned(
    dossier: Dossier, changes: Iterable[Change], *, day: date | None = None,
    whole: Whole | None = None, base: Dossier | None = None,
) -> tuple[Dossier, tuple[Key, ...]]:  # fmt: skip
    """Return a dossier after some changes, on the same or another day, and which answers that puts in
    doubt."""
    changes = tuple(changes)
    index: Index = dossier.index
    noticed: Mapping[Key, Iterable[str]] = {}
    if changes:
        index, noticed = index.with_changes(changes)
    memory = dossier.memory
    doubted = memory.doubt(noticed, day)
    new = dossier.turned(index, day=day, whole=whole, base=base)
    return new, (*doubted, *memory.settle_shared())


def touched_by(changes: Iterable[Change]) -> frozenset[tuple[str, str]]:
    """Return (id, kind) of the records that came, changed or went."""
    return frozenset((r.id, r.kind) for pair in changes for r in pair if r is not None)
