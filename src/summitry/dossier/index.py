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
_NONE: OfKind = ((), ())
_NOTHING: dict[str, bool] = {}
MOST_LATE = 64
"""How long a list may be that is put in order at once, and how many moves a longer one may wait for."""


class Index:
    """The look-ups of one dossier value.

    Of several records with one id the first in order of file and line counts; the others are faults.
    """

    __slots__ = ("_by_id", "_citing", "_kinds", "_late", "_late_lists", "_months", "_naming", "_was")

    def __init__(self) -> None:
        self._by_id: Entries[str, Record] = {}
        self._kinds: dict[str, OfKind] = {}
        self._late: dict[str, tuple[str, ...]] = {}
        """What came, changed or went since a kind was last listed."""
        self._late_lists: dict[Listing, dict[str, bool]] = {}
        """What came to some other list (or else left it) since it was last put in order."""
        self._naming: Entries[tuple[str, str], tuple[str, ...]] | None = None
        self._citing: Entries[str, frozenset[str]] = {}
        self._months: dict[tuple[str, Month], tuple[str, ...]] | None = None
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
            listing = ("naming", target, kind.kind)
            if self._naming is None or listing in self._late_lists:
                named = self.listed(listing)
            else:
                named = self._naming.get((target, kind.kind), ())
            return tuple(self._pick(named)) if named else ()  # type: ignore[arg-type]
        ids = sorted(id for k in self._kinds for id in self.listed(("naming", target, k)))
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
        return tuple(self._pick(self.listed(("month", kind.kind, month))))  # type: ignore[arg-type]

    def listed(self, listing: Listing) -> tuple[str, ...]:
        """Return the ids on a list: of a kind, of those that name something, of a month."""
        if listing[0] == "all":
            return self.ids(listing[1])
        lists, key = self._lists(listing), listing[1:]
        found: tuple[str, ...] = lists.get(key, ())
        late = self._late_lists.get(listing)
        if late:
            ids = list(found)
            for id, there in late.items():
                _put(ids, id, there=there)
            found = lists[key] = tuple(ids)
            self._late_lists.pop(listing, None)
        return found

    def _lists(self, listing: Listing) -> Entries[Any, tuple[str, ...]]:
        self.prepare()
        assert self._naming is not None
        return self._date_all() if listing[0] == "month" else self._naming

    def lists(self, listing: Listing, id: str) -> bool:
        """Whether a record is on a list."""
        if listing[0] == "all":
            record = self._by_id.get(id)
            return record is not None and record.kind == listing[1]
        there = self._late_lists.get(listing, _NOTHING).get(id)
        return within(self._lists(listing).get(listing[1:], ()), id) if there is None else there

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
        new._by_id, new._kinds, new._late = Layered(self._by_id), dict(self._kinds), dict(self._late)
        new._naming, new._citing = Layered(self._naming), Layered(self._citing)
        new._late_lists = dict(self._late_lists)
        new._was, new._months = dict(self._was), dict(self._date_all())
        noticed: News = defaultdict(list)
        for old, now in changes:
            for record in (old, now):
                if record is not None:
                    new._late[record.kind] = (*new._late.get(record.kind, ()), record.id)
                    new._kinds.setdefault(record.kind, _NONE)
            if old is not None:
                new._take_out(old, noticed)
            if now is not None:
                new._put_in(now, noticed)
        return new, noticed

    def _list_again(self, kind: str) -> None:
        """Bring the list of a kind up to date, of which some records came, changed or went."""
        before, were = self._kinds[kind]
        ids = list(before)
        records = list(were) if were is not None else None
        for id in set(self._late[kind]):
            at, record = bisect_left(ids, id), self._by_id.get(id)
            there = at < len(ids) and ids[at] == id
            put = [record] if record is not None and record.kind == kind else []
            ids[at : at + there] = [id for _ in put]
            if records is not None:
                records[at : at + there] = put
        self._kinds[kind] = (tuple(ids), tuple(records) if records is not None else None)
        self._late.pop(kind, None)

    def _name_all(self) -> None:
        naming: dict[tuple[str, str], tuple[str, ...]] = {}
        citing: dict[str, list[str]] = defaultdict(list)
        for kind in self._kinds:
            ids = self.ids(kind)
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
            for kind in self._kinds:
                ids = self.ids(kind)
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
                for id in (*self._kinds[record.kind][0], *self._late.get(record.kind, ())):
                    other = self._by_id.get(id)
                    if other is not None and old in other.aliases:
                        self._called(old, id)
            noticed[("id", old)].append(record.id)
        self._listed(record, noticed, there=False)

    def _put_in(self, record: Record, noticed: News) -> None:
        self._by_id[record.id] = record
        for old in record.aliases:
            self._called(old, record.id)
            noticed[("id", old)].append(record.id)
        self._listed(record, noticed, there=True)

    def _listed(self, record: Record, noticed: News, *, there: bool) -> None:
        """Put a record on every list it belongs to, or take it off them.

        Long lists are only put in order when somebody asks for them.
        """
        id, kind = record.id, record.kind
        noticed["id", id].append(id)
        noticed["all", kind].append(id)
        lists: list[Listing] = []
        for target, cites in _targets(record):
            if cites:
                citing = self._citing.get(target, frozenset())
                self._citing[target] = citing | {id} if there else citing - {id}
                noticed["citing", target].append(id)
            else:
                lists.append(("naming", target, kind))
                noticed["naming", target, ""].append(id)
        month, dated = month_of(record), None
        if month is not None:
            dated = ("month", kind, month)
            lists.append(dated)
        for listing in lists:
            noticed[listing].append(id)
            late, key = self._late_lists.get(listing, _NOTHING), listing[1:]
            known: Any = self._months if listing is dated else self._naming
            ids = known.get(key, ())
            if late or len(ids) > MOST_LATE:
                self._late_lists[listing] = {**late, id: there}
                if len(late) > MOST_LATE:
                    self.listed(listing)
            elif ids or not there:
                ids = list(ids)
                _put(ids, id, there=there)
                known[key] = tuple(ids)
            else:
                known[key] = (id,)


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


def _targets(record: Record) -> set[tuple[str, bool]]:
    """What a record names or cites, and which of the two; with a part, the record it belongs to."""
    found = set()
    for ref in record.refs:
        cites = ref.spec.shape == "sources"
        found.add((ref.target, cites))
        if not cites and "/" in ref.target:
            found.add((ref.target.partition("/")[0], cites))
    return found
