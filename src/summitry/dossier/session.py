"""A dossier held open: days go by, records change, and only what changed is computed again.

A `Session` is the one place where time moves and text changes under remembered answers; the desk
holds one, a replay is one. At every moment its ``dossier`` equals the value computed afresh from the
same records, for the same reader and day (a property test holds it to that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from summitry.dossier.answers import Key
from summitry.dossier.asof import NEVER, Calendar
from summitry.dossier.index import Change, Index
from summitry.dossier.kinds import Document, Statement
from summitry.dossier.reads import Memory
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier, Whole
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What moving a session did: which answers are doubted, which records came, changed or went.

    ``touched`` holds (id, kind). ``restarted`` means that everything was dropped.
    """

    doubted: tuple[Key, ...] = ()
    touched: frozenset[tuple[str, str]] = frozenset()
    restarted: bool = False


class Session:
    """One reader's dossier on a day that can be moved, over records that can change.

    ``dossier`` is what is known on the day; ``whole`` everything, for what does not depend on a day.
    """

    dossier: Dossier
    whole: Dossier

    def __init__(self, dossier: Dossier) -> None:
        self._open(dossier)

    def _open(self, dossier: Dossier) -> None:
        if dossier.knower or dossier.moment:
            raise ValueError("A session follows what the team knew at the end of each day.")
        everything = dossier.everything()
        self.dossier = dossier.remembering(Memory(tracking=True))
        self.whole = everything.remembering(Memory(tracking=True))
        self._calendar = Calendar(
            dossier.header.zone, everything.index.kind_map("document"), lambda id: self.whole.index.get(id)
        )
        self._days: dict[str, tuple[date, ...]] = {}
        self._by_day: defaultdict[date, set[str]] = defaultdict(set)
        for record in everything.index.records():
            self._note_days(record)
        self.dossier.index.prepare()
        self.whole.index.prepare()

    @property
    def day(self) -> date:
        """The day the session stands on."""
        return self.dossier.limit

    def move_to(self, day: date) -> Turn:
        """Go to another day.

        Going back drops every answer: answers know when they next change, not when they last did.
        """
        if day < self.day:
            self.dossier = self.dossier.as_of(day).remembering(Memory(tracking=True))
            return Turn(restarted=True)
        if day == self.day + timedelta(days=1):
            turning: Iterable[str] = self._by_day.get(day, ())
        else:
            turning = self.learned_between(self.day, day)
        changes: list[Change] = []
        for id in turning:
            base = self.whole.index.get(id)
            old = self.dossier.index.get(id)
            new = self._calendar.cut(base, day, self._days[base.id]) if base is not None else None
            if old is not new:
                changes.append((old, new))
        self.dossier, turn = _turned(self.dossier, changes, day=day)
        return turn

    def learned_between(self, start: date, end: date) -> tuple[str, ...]:
        """Return the ids of records (or records with parts) learned after ``start``, by ``end``."""
        return tuple(sorted({id for d, ids in self._by_day.items() if start < d <= end for id in ids}))

    def change(self, changes: Iterable[Change], whole: Whole) -> Turn:
        """Take over changed records of the whole.

        A narrowed session starts over, since narrowing may spread from one record to others; so does
        any when a document's day of publication changes, on which others were learned, or when the header
        does.
        """
        changes = tuple(changes)
        if (
            self.dossier.is_narrowed
            or any(map(_moves_others, changes))
            or whole.header != self.whole.whole.header
        ):
            fresh = Dossier(whole)
            if self.dossier.grants is not None:
                fresh = fresh.narrowed(self.dossier.grants)
            self._open(fresh.as_of(self.day))
            return Turn(restarted=True)
        self.whole, everywhere = _turned(self.whole, changes, whole=whole)
        shown: list[Change] = []
        for old, new in (*changes, *self._resting_on(changes)):
            before = self.dossier.index.get(old.id) if old is not None else None
            if old is not None:
                self._forget_days(old.id)
            if new is not None:
                self._note_days(new)
            now = self._calendar.cut(new, self.day) if new is not None else None
            if (before != now) if old is new else (before is not now):
                shown.append((before, now))
        self.dossier, today = _turned(self.dossier, shown, whole=whole)
        return Turn(everywhere.doubted + today.doubted, everywhere.touched | today.touched)

    def _resting_on(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Return the other records that name a changed statement, on whose day theirs may hang.

        Each comes as it was and is, which is the same; how much of it is known may differ.
        """
        ids = {id for pair in changes for r in pair if isinstance(r, Statement) for id in (r.id, *r.was)}
        changed = {r.id for pair in changes for r in pair if r is not None}
        found = {r.id: r for id in ids for r in self.whole.index.naming(id, Record) if r.id not in changed}
        return tuple((found[id], found[id]) for id in sorted(found))

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
    """Whether a change moves the day on which other records were learned."""
    published = {
        (r.published, r.zone) if isinstance(r, Document) else (None, "") for r in change if r is not None
    }
    return len(published | ({(None, "")} if None in change else set())) > 1 and any(
        isinstance(r, Document) for r in change
    )


def _turned(
    dossier: Dossier, changes: Iterable[Change], *, day: date | None = None,
    whole: Whole | None = None,
) -> tuple[Dossier, Turn]:  # fmt: skip
    """Return a dossier after some changes, on the same or another day, and what that puts in doubt."""
    changes = tuple(changes)
    index: Index = dossier.index
    noticed: Mapping[Key, Iterable[str]] = {}
    if changes:
        index, noticed = index.with_changes(changes)
    touched = {(r.id, r.kind) for pair in changes for r in pair if r is not None}
    doubted = dossier.memory.doubt(noticed, day)
    after = dossier.turned(index, day=day, whole=whole)
    return after, Turn(tuple(doubted), frozenset(touched))
