"""What a reader may see, kept while records change: only what a change reaches is narrowed again.

What a reader may see of one record hangs on its own markings and on which names exist for the reader. A
name that comes may bring records that need it, and they others; one that goes takes them with it. So a
change is followed from name to name: first everything that might be seen now is taken to be, then what
names something that is not there is cut until nothing more goes. The result is that of
`summitry.dossier.narrow.narrow` on all records (a property test holds it to that).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from summitry.dossier.header import Grants, Header
from summitry.dossier.index import Change, Index
from summitry.dossier.narrow import by_marking, by_reference, names_of, without_home
from summitry.dossier.record import Record


class Bare:
    """Records as readers have them, without the place where they stand; one copy for all readers."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Record, Record]] = {}

    def of(self, record: Record) -> Record:
        """Return the copy of a record of the whole."""
        kept = self._kept.get(record.id)
        if kept is None or kept[0] is not record:
            kept = self._kept[record.id] = (record, without_home(record))
        return kept[1]


Seen = tuple[Record | None, Record | None]
"""A record cut to what a reader sees, and the copy of it that the reader has."""


class Narrowing:
    """The records one reader may see, of a whole in which no id stands twice."""

    def __init__(self, index: Index, header: Header, grants: Grants, bare: Bare) -> None:
        self._header, self._grants, self._bare = header, grants, bare
        self._names: dict[str, int] = {}
        self._seen: dict[str, Record] = {}
        """Cut to what the reader sees."""
        self._copies: dict[str, Record] = {}
        """The same without the places where they stand: what the reader has."""
        self._could: dict[str, Record] = {}
        """As their own markings would let the reader see those that are cut further, or not seen at all."""
        self._whole = index
        self.change(((None, record) for record in index.records()), index)

    @property
    def names(self) -> Collection[str]:
        """The names under which the reader finds records and their parts, as they are now."""
        return self._names.keys()

    def records(self) -> Iterable[Record]:
        """Return the records the reader may see, as the reader has them."""
        return self._copies.values()

    def change(self, changes: Iterable[Change], index: Index) -> tuple[Change, ...]:
        """Take over changed records of the whole, of which ``index`` is the new one; return what changed
        for the reader."""
        self._whole = index
        before: dict[str, Seen] = {}
        gained: list[str] = []
        for old, new in changes:
            record = new or old
            if record is not None:
                could = by_marking(new, self._header, self._grants) if new is not None else None
                self._suppose(record.id, could, before, gained)
        while gained and self._could:
            for id in self._naming(gained.pop()):
                if id in self._could and id not in before:
                    self._suppose(id, self._could[id], before, gained)
        self._cut(before)
        return tuple(self._moved(before))

    def _suppose(self, id: str, could: Record | None, before: dict[str, Seen], gained: list[str]) -> None:
        """Take a record to be seen in all that its own markings let the reader see."""
        was = self._seen.pop(id, None)
        before.setdefault(id, (was, self._copies.get(id)))
        self._could.pop(id, None)
        if could is not None:
            self._seen[id] = could
            for name in names_of((could,)):
                self._names[name] = count = self._names.get(name, 0) + 1
                if count == 1:
                    gained.append(name)
        if was is not None:
            self._drop(names_of((was,)))

    def _drop(self, names: Iterable[str]) -> list[str]:
        """Take names away, each once; return those that are no more."""
        gone = []
        for name in names:
            count = self._names.pop(name) - 1
            if count:
                self._names[name] = count
            else:
                gone.append(name)
        return gone

    def _cut(self, before: dict[str, Seen]) -> None:
        """Cut what names something that is not there, until nothing more goes."""
        todo = dict.fromkeys(before)
        had = {name for was, _ in before.values() if was is not None for name in names_of((was,))}
        todo.update((id, None) for name in had - self._names.keys() for id in self._naming(name))
        while todo:
            id, _ = todo.popitem()
            was = self._seen.get(id)
            if was is None:
                continue
            could = self._could.get(id, was)
            new = by_reference(could, self._names)
            if new is could:
                continue
            before.setdefault(id, (was, self._copies.get(id)))
            self._could[id] = could
            if new is None:
                del self._seen[id]
            else:
                self._seen[id] = new
            gone = self._drop(names_of((was,)) - (names_of((new,)) if new is not None else set()))
            todo.update((other, None) for name in gone for other in self._naming(name))

    def _naming(self, name: str) -> Iterator[str]:
        """Yield the ids of records of the whole that name or cite something."""
        yield from (record.id for record in self._whole.naming(name, Record))
        yield from (record.id for record in self._whole.citing(name, Record))

    def _moved(self, before: dict[str, Seen]) -> Iterator[Change]:
        """Yield what the reader has otherwise than before, giving out copies of it."""
        for id, (was, copy) in before.items():
            now = self._seen.get(id)
            if was is not None and now is not None and _same(was, now):
                continue
            if now is None:
                self._copies.pop(id, None)
                if copy is not None:
                    yield copy, None
            else:
                whole = self._whole.get(id) is now
                self._copies[id] = new = self._bare.of(now) if whole else without_home(now)
                yield copy, new


def _same(was: Record, now: Record) -> bool:
    """Whether a record is for its reader what it was, with all that was computed of it."""
    return was is now or (
        type(was) is type(now) and was == now and was.refs == now.refs and was.bears_marks == now.bears_marks
    )
