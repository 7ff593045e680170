"""Records by id, by kind, by what they name; copied, not changed, when something changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from summitry.dossier.answers import Key, Listing
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


class Index:
    """The look-ups of one dossier value.

    Of several records with one id the first in order of file and line counts; the others are faults.
    """

    __slots__ = ("_by_id", "_citing", "_ids", "_months", "_naming", "_tuples", "_was")

    def __init__(self) -> None:
        self._by_id: Entries[str, Record] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._naming: Entries[tuple[str, str], tuple[str, ...]] | None = None
        self._citing: Entries[str, frozenset[str]] = {}
        self._months: dict[tuple[str, Month], tuple[str, ...]] | None = None
        self._was: dict[str, str] = {}
        self._tuples: dict[str, tuple[Record, ...]] = {}

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
        new._ids = {kind: tuple(sorted(found)) for kind, found in ids.items()}
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
        return ({}, self._by_id) if isinstance(self._by_id, dict) else self._by_id.layers

    def records(self) -> Iterator[Record]:
        """Yield every record."""
        return iter(self._by_id.values())

    def kind_map(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by id."""
        return {id: self._by_id[id] for id in self._ids.get(kind, ())}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind in order."""
        return self._ids.get(kind, ())

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind in order of their ids."""
        found = self._tuples.get(kind.kind)
        if found is None:
            found = tuple(self._pick(self._ids.get(kind.kind, ())))
            self._tuples[kind.kind] = found
        return found  # type: ignore[return-value]

    def naming(self, target: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of ``kind`` that name ``target`` or a part of it, in order of their ids."""
        if self._naming is None:
            self._name_all()
        assert self._naming is not None
        ids: Iterable[str] = self._naming.get((target, kind.kind), ())
        if not kind.kind:
            ids = sorted(id for k in self._ids for id in self._naming.get((target, k), ()))
        return tuple(self._pick(ids))  # type: ignore[arg-type]

    def citing(self, document: str) -> tuple[Record, ...]:
        """Return the records that cite a document."""
        if self._naming is None:
            self._name_all()
        found = self.get(document)
        names = (document,) if found is None else (found.id, *found.aliases)
        citing = {id for name in names for id in self._citing.get(name, ())}
        return tuple(self._by_id[id] for id in sorted(citing))

    def in_month(self, kind: type[R], month: Month) -> tuple[R, ...]:
        """Return the records of ``kind`` whose own date ends in a month, in order of their ids."""
        return tuple(self._pick(self._date_all().get((kind.kind, month), ())))  # type: ignore[arg-type]

    def listed(self, listing: Listing) -> tuple[str, ...]:
        """Return the ids on a list: of a kind, of those that name something, of a month."""
        if listing[0] == "all":
            return self._ids.get(listing[1], ())
        self.prepare()
        assert self._naming is not None
        dated = listing[0] == "month"
        lists: Entries[Any, tuple[str, ...]] = self._date_all() if dated else self._naming
        found: tuple[str, ...] = lists.get(listing[1:], ())
        return found

    def _pick(self, ids: Iterable[str]) -> list[Record]:
        by_id = self._by_id
        return [by_id[id] for id in ids] if isinstance(by_id, dict) else by_id.pick(ids)

    def prepare(self) -> None:
        """Find now who names whom, so that the first change need not wait for it."""
        if self._naming is None:
            self._name_all()

    def with_changes(self, changes: Iterable[Change]) -> tuple[Index, News]:
        """Return the index after some changes, and what a reader of the old one would notice."""
        self.prepare()
        new = Index()
        assert self._naming is not None
        new._by_id, new._ids = Layered(self._by_id), dict(self._ids)
        new._naming, new._citing = Layered(self._naming), Layered(self._citing)
        new._was, new._tuples, new._months = dict(self._was), dict(self._tuples), dict(self._date_all())
        noticed: News = defaultdict(list)
        touched: dict[str, set[str]] = {}
        for old, now in changes:
            for record in (old, now):
                if record is not None:
                    touched.setdefault(record.kind, set()).add(record.id)
            if old is not None:
                new._take_out(old, noticed)
            if now is not None:
                new._put_in(now, noticed)
        for kind, ids in touched.items():
            new._list_again(kind, ids)
        return new, noticed

    def _list_again(self, kind: str, touched: Iterable[str]) -> None:
        """Bring the list of a kind up to date, of which some records came, changed or went."""
        ids = list(self._ids.get(kind, ()))
        records = list(self._tuples[kind]) if kind in self._tuples else None
        for id in touched:
            at, record = bisect_left(ids, id), self._by_id.get(id)
            there = at < len(ids) and ids[at] == id
            put = [record] if record is not None and record.kind == kind else []
            ids[at : at + there] = [id for _ in put]
            if records is not None:
                records[at : at + there] = put
        self._ids[kind] = tuple(ids)
        if records is not None:
            self._tuples[kind] = tuple(records)

    def _name_all(self) -> None:
        naming: dict[tuple[str, str], tuple[str, ...]] = {}
        citing: dict[str, list[str]] = defaultdict(list)
        for kind, ids in self._ids.items():
            here: dict[str, list[str]] = defaultdict(list)
            for id, record in zip(ids, self._pick(ids), strict=True):
                for spec, _, target in record.refs:
                    if spec.shape == "sources":
                        citing[target].append(id)
                        continue
                    named = here[target]
                    if not named or named[-1] != id:
                        named.append(id)
                    if "/" in target:
                        named = here[target.partition("/")[0]]
                        if not named or named[-1] != id:
                            named.append(id)
            for target, named in here.items():
                naming[target, kind] = tuple(named)
        self._naming = naming
        self._citing = {t: frozenset(ids) for t, ids in citing.items()}

    def _date_all(self) -> dict[tuple[str, Month], tuple[str, ...]]:
        if self._months is None:
            months: dict[tuple[str, Month], list[str]] = defaultdict(list)
            for kind, ids in self._ids.items():
                records = self._pick(ids)
                if not records or not shape_of(type(records[0])).dated:
                    continue
                for id, record in zip(ids, records, strict=True):
                    month = month_of(record)
                    if month is not None:
                        months[kind, month].append(id)
            self._months = {month: tuple(ids) for month, ids in months.items()}
        return self._months

    def _called(self, name: str, id: str) -> None:
        """Let another name lead to a record; of several records with that name, to the first by id."""
        known = self._was.get(name)
        if known is None or id < known:
            self._was[name] = id

    def _take_out(self, record: Record, noticed: News) -> None:
        del self._by_id[record.id]
        for old in record.aliases:
            if self._was.get(old) == record.id:
                del self._was[old]
                for id in self._ids.get(record.kind, ()):
                    other = self._by_id.get(id)
                    if other is not None and old in other.aliases:
                        self._called(old, id)
            noticed[("id", old)].append(record.id)
        noticed[("id", record.id)].append(record.id)
        noticed[("all", record.kind)].append(record.id)
        for target, cites in _targets(record):
            if cites:
                self._citing[target] = self._citing.get(target, frozenset()) - {record.id}
                noticed[("citing", target)].append(record.id)
            else:
                _listed(self._naming, (target, record.kind), record.id, leaves=True)
                noticed[("naming", target, record.kind)].append(record.id)
                noticed[("naming", target, "")].append(record.id)
        self._dated(record, noticed, leaves=True)

    def _put_in(self, record: Record, noticed: News) -> None:
        self._by_id[record.id] = record
        for old in record.aliases:
            self._called(old, record.id)
            noticed[("id", old)].append(record.id)
        noticed[("id", record.id)].append(record.id)
        noticed[("all", record.kind)].append(record.id)
        for target, cites in _targets(record):
            if cites:
                self._citing[target] = self._citing.get(target, frozenset()) | {record.id}
                noticed[("citing", target)].append(record.id)
            else:
                _listed(self._naming, (target, record.kind), record.id, leaves=False)
                noticed[("naming", target, record.kind)].append(record.id)
                noticed[("naming", target, "")].append(record.id)
        self._dated(record, noticed, leaves=False)

    def _dated(self, record: Record, noticed: News, *, leaves: bool) -> None:
        month = month_of(record)
        if month is not None:
            _listed(self._months, (record.kind, month), record.id, leaves=leaves)
            noticed[("month", record.kind, month)].append(record.id)


def _listed(lists: Entries[T, tuple[str, ...]] | None, key: T, id: str, *, leaves: bool) -> None:
    """Take an id out of a sorted list of ids, or put it in."""
    assert lists is not None
    ids = lists.get(key, ())
    at = bisect_left(ids, id)
    there = at < len(ids) and ids[at] == id
    if leaves and there:
        lists[key] = ids[:at] + ids[at + 1 :]
    elif not leaves and not there:
        lists[key] = (*ids[:at], id, *ids[at:])


def month_of(record: Record) -> Month | None:
    """Return the month in which the record's own date ends; ``None`` for what is not dated."""
    when = world_date(record)
    if when is None:
        return None
    latest = when.latest
    return latest.year, latest.month


def _targets(record: Record) -> set[tuple[str, bool]]:
    """What a record names or cites, and which of the two; with a part, the record it belongs to."""
    found = set()
    for ref in record.refs:
        cites = ref.spec.shape == "sources"
        found.add((ref.target, cites))
        if not cites and "/" in ref.target:
            found.add((ref.target.partition("/")[0], cites))
    return found
