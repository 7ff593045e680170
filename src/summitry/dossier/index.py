"""Records by id, by kind, by what they name; copied, not changed, when something changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from summitry.dossier.answers import Key, Listing, within
from summitry.dossier.layers import Layered
from summitry.dossier.record import Record
from summitry.dossier.shape import shape_of, world_date

R = TypeVar("R", bound=Record)
T = TypeVar("T")
V = TypeVar("V")
Entries = dict[T, V] | Layered[T, V]
Change = tuple[Record | None, Record | None]
"""A record as it was (``None`` when new) and as it is (``None`` when gone)."""
News = defaultdict[Key, list[str]]
"""What a reader would notice, each with the records by which it changed."""
Month = tuple[int, int]
"""Year and month."""
OfKind = tuple[tuple[str, ...], tuple[Record, ...] | None]
"""The ids of a kind in order, and its records, once somebody has asked for them."""
Late = tuple[Any, str]
"""An id, and before it those that were noted earlier in the same way, ``None`` before the first."""
_NONE: OfKind = ((), ())
_NOTHING: dict[str, bool] = {}
MOST_LATE = 64
"""How long a list may be that is put in order at once, and how many moves a longer one may wait for."""


class Index:
    """The look-ups of one dossier value.

    Of several records with one id the first in order of file and line counts; the others are faults.
    """

    __slots__ = ("_by_id", "_dated", "_kinds", "_late", "_late_lists", "_lists", "_was")

    def __init__(self) -> None:
        self._by_id: Entries[str, Record] = {}
        self._kinds: dict[str, OfKind] = {}
        self._late: dict[str, Late] = {}
        """What came, changed or went since a kind was last listed; nobody may ask for a year."""
        self._late_lists: dict[Listing, dict[str, bool]] = {}
        """What came to some other list (or else left it) since it was last put in order."""
        self._lists: Entries[Listing, tuple[str, ...]] | None = None
        """Who names what and who cites what; by month too, once ``_dated``."""
        self._dated = False
        self._was: dict[str, str] = {}

    @classmethod
    def of(cls, records: Iterable[Record]) -> Index:
        """Build the index of some records."""
        new = cls()
        ids: dict[str, list[str]] = {}
        by_id = new._by_id
        for record in records:
            id = record.id
            if id in by_id:
                continue
            by_id[id] = record
            listed = ids.get(record.kind)
            if listed is None:
                listed = ids[record.kind] = []
            listed.append(id)
            for old in record.aliases:
                new._called(old, id)
        new._kinds = {kind: (tuple(sorted(found)), None) for kind, found in ids.items()}
        return new

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Record | None:
        """Return the record with this id, or that was once called so."""
        found = self._by_id.get(id)
        if found is None and id in self._was:
            found = self._by_id.get(self._was[id])
        return found

    @property
    def look_up(self) -> Callable[[str], Record | None]:
        """What finds a record by the id it has now, as quickly as can be."""
        return self._by_id.get

    @property
    def by_id(self) -> tuple[Mapping[str, Record], Mapping[str, Record]]:
        """Where to find a record by the id it has now, as quickly as can be: first here, then there."""
        return (self._by_id, {}) if isinstance(self._by_id, dict) else self._by_id.layers

    def records(self) -> Iterator[Record]:
        """Yield every record."""
        by_id = self._by_id
        return iter(by_id.values() if isinstance(by_id, dict) else by_id.every())

    def kind_map(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by id."""
        return {id: self._by_id[id] for id in self.ids(kind)}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind in order."""
        if kind in self._late:
            self._list_again(kind)
        return self._kinds.get(kind, _NONE)[0]

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind in order of their ids."""
        ids = self.ids(kind.kind)
        found = self._kinds.get(kind.kind, _NONE)[1]
        if found is None:
            found = tuple(self._pick(ids))
            self._kinds[kind.kind] = (ids, found)
        return found  # type: ignore[return-value]

    def naming(self, target: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of ``kind`` that name ``target`` or a part of it, in order of their ids."""
        if kind.kind:
            return tuple(self._pick(self.listed(("naming", target, kind.kind))))  # type: ignore[arg-type]
        ids = sorted(id for k in self._kinds for id in self.listed(("naming", target, k)))
        return tuple(self._pick(ids))  # type: ignore[arg-type]

    def citing(self, document: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of ``kind`` that cite a document, in order of their ids."""
        found = self.get(document)
        names = (document,) if found is None else (found.id, *found.aliases)
        kinds = (kind.kind,) if kind.kind else tuple(self._kinds)
        lists = [ids for name in names for k in kinds if (ids := self.listed(("citing", name, k)))]
        if len(lists) == 1:
            return tuple(self._pick(lists[0]))  # type: ignore[arg-type]
        return tuple(self._pick(sorted({id for ids in lists for id in ids})))  # type: ignore[arg-type]

    def in_month(self, kind: type[R], month: Month) -> tuple[R, ...]:
        """Return the records of ``kind`` whose own date ends in a month, in order of their ids."""
        return tuple(self._pick(self.listed(("month", kind.kind, month))))  # type: ignore[arg-type]

    def listed(self, listing: Listing) -> tuple[str, ...]:
        """Return the ids on a list: of a kind, of those that name or cite something, of a month."""
        if listing[0] == "all":
            return self.ids(listing[1])
        lists = self._lists_with(listing)
        found: tuple[str, ...] = lists.get(listing, ())
        late = self._late_lists.get(listing)
        if late:
            ids = list(found)
            for id, there in late.items():
                _put(ids, id, there=there)
            found = lists[listing] = tuple(ids)
            self._late_lists.pop(listing, None)
        return found

    def lists(self, listing: Listing, id: str) -> bool:
        """Whether a record is on a list."""
        if listing[0] == "all":
            record = self._by_id.get(id)
            return record is not None and record.kind == listing[1]
        there = self._late_lists.get(listing, _NOTHING).get(id)
        return within(self._lists_with(listing).get(listing, ()), id) if there is None else there

    def _lists_with(self, listing: Listing) -> Entries[Listing, tuple[str, ...]]:
        if self._lists is None:
            self._name_all()
        if listing[0] == "month" and not self._dated:
            self._date_all()
        assert self._lists is not None
        return self._lists

    def _pick(self, ids: Iterable[str]) -> list[Record]:
        by_id = self._by_id
        return [by_id[id] for id in ids] if isinstance(by_id, dict) else by_id.pick(ids)

    def prepare(self) -> None:
        """Find now who names whom, so that the first change need not wait for it."""
        if self._lists is None:
            self._name_all()

    def with_changes(self, changes: Iterable[Change]) -> tuple[Index, News]:
        """Return the index after some changes, and what a reader of the old one would notice."""
        self.prepare()
        if not self._dated:
            self._date_all()
        assert self._lists is not None
        new = Index()
        new._by_id, new._kinds, new._late = Layered(self._by_id), dict(self._kinds), dict(self._late)
        new._lists, new._late_lists, new._dated = Layered(self._lists), dict(self._late_lists), True
        new._was = dict(self._was)
        noticed: News = defaultdict(list)
        for old, now in changes:
            if old is not None and now is not None and (old.id, old.kind) != (now.id, now.kind):
                new._change(old, None, noticed)
                new._change(None, now, noticed)
            else:
                new._change(old, now, noticed)
        return new, noticed

    def _list_again(self, kind: str) -> None:
        """Bring the list of a kind up to date, of which some records came, changed or went."""
        before, were = self._kinds[kind]
        ids = list(before)
        records = list(were) if were is not None else None
        for id in set(_noted(self._late[kind])):
            at, record = bisect_left(ids, id), self._by_id.get(id)
            there = at < len(ids) and ids[at] == id
            put = [record] if record is not None and record.kind == kind else []
            ids[at : at + there] = [id for _ in put]
            if records is not None:
                records[at : at + there] = put
        self._kinds[kind] = (tuple(ids), tuple(records) if records is not None else None)
        self._late.pop(kind, None)

    def _name_all(self) -> None:
        lists: Entries[Listing, tuple[str, ...]] = {}
        for kind in self._kinds:
            ids = self.ids(kind)
            naming: dict[str, list[str]] = defaultdict(list)
            citing: dict[str, list[str]] = defaultdict(list)
            for id, record in zip(ids, self._pick(ids), strict=True):
                for spec, _, target in record.refs:
                    if spec.shape == "sources":
                        named = citing[target]
                    else:
                        named = naming[target]
                        if "/" in target:
                            if not named or named[-1] != id:
                                named.append(id)
                            named = naming[target.partition("/")[0]]
                    if not named or named[-1] != id:
                        named.append(id)
            for target, named in naming.items():
                lists["naming", target, kind] = tuple(named)
            for target, named in citing.items():
                lists["citing", target, kind] = tuple(named)
        self._lists = lists

    def _date_all(self) -> None:
        assert self._lists is not None
        for kind in self._kinds:
            ids = self.ids(kind)
            records = self._pick(ids)
            if not records or not shape_of(type(records[0])).dated:
                continue
            months: dict[Month, list[str]] = defaultdict(list)
            for id, record in zip(ids, records, strict=True):
                month = month_of(record)
                if month is not None:
                    months[month].append(id)
            for month, dated in months.items():
                self._lists["month", kind, month] = tuple(dated)
        self._dated = True

    def _called(self, name: str, id: str) -> None:
        """Let another name lead to a record; of several records with that name, to the first by id."""
        known = self._was.get(name)
        if known is None or id < known:
            self._was[name] = id

    def _change(self, old: Record | None, now: Record | None, noticed: News) -> None:
        """Take over a record that came, changed or went."""
        record = now or old
        assert record is not None
        id, kind = record.id, record.kind
        self._late[kind] = (self._late.get(kind), id)
        self._kinds.setdefault(kind, _NONE)
        noticed["id", id].append(id)
        noticed["all", kind].append(id)
        if old is None or now is None:
            noticed["ids", kind].append(id)
        if now is None:
            del self._by_id[id]
        else:
            self._by_id[id] = now
        for name in record.aliases if old is None or now is None else (*old.aliases, *now.aliases):
            noticed["id", name].append(id)
        if old is not None:
            self._called_no_more(old)
        for name in now.aliases if now is not None else ():
            self._called(name, id)
        before = _listings(old) if old is not None else {}
        after = _listings(now) if now is not None else {}
        for listing in before:
            noticed[listing].append(id)
            if listing not in after:
                self._move(listing, id, there=False)
        for listing in after:
            if listing not in before:
                noticed[listing].append(id)
                self._move(listing, id, there=True)

    def _called_no_more(self, record: Record) -> None:
        for old in record.aliases:
            if self._was.get(old) == record.id:
                del self._was[old]
                for id in (*self._kinds[record.kind][0], *_noted(self._late.get(record.kind))):
                    other = self._by_id.get(id)
                    if other is not None and id != record.id and old in other.aliases:
                        self._called(old, id)

    def _move(self, listing: Listing, id: str, *, there: bool) -> None:
        """Put a record on a list, or take it off. A long list is only put in order when somebody asks for
        it."""
        lists, late = self._lists, self._late_lists.get(listing, _NOTHING)
        assert lists is not None
        ids = lists.get(listing, ())
        if late or len(ids) > MOST_LATE:
            self._late_lists[listing] = {**late, id: there}
            if len(late) > MOST_LATE:
                self.listed(listing)
        elif ids or not there:
            ids = list(ids)
            _put(ids, id, there=there)
            lists[listing] = tuple(ids)
        else:
            lists[listing] = (id,)


def _noted(late: Late | None) -> Iterator[str]:
    while late is not None:
        late, id = late
        yield id


def _put(ids: list[str], id: str, *, there: bool) -> None:
    """Have an id in an ordered list of ids, or not."""
    at = bisect_left(ids, id)
    if (at < len(ids) and ids[at] == id) is not there:
        ids[at : at + (not there)] = [id] * there


def month_of(record: Record) -> Month | None:
    """Return the month in which the record's own date ends; ``None`` for what is not dated."""
    when = world_date(record)
    if when is None:
        return None
    latest = when.latest
    return latest.year, latest.month


def _listings(record: Record) -> dict[Listing, None]:
    """The lists that a record belongs to: of those of its kind that name or cite something (with a part, the
    record that holds it too), and of its month."""
    kind, found = record.kind, dict[Listing, None]()
    for spec, _, target in record.refs:
        how = "citing" if spec.shape == "sources" else "naming"
        found[how, target, kind] = None
        if how == "naming" and "/" in target:
            found[how, target.partition("/")[0], kind] = None
    month = month_of(record)
    if month is not None:
        found["month", kind, month] = None
    return found
