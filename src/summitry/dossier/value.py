"""The Dossier: an immutable value, of which every output is a function.

``Dossier`` holds what a reader may see and what was known on a day. ``as_of`` and ``narrowed`` give
other such values; narrowing always comes first, so that what a reader may not see cannot even decide
when something became known.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from summitry.dossier.answers import UNREAD, Answer, Listing
from summitry.dossier.asof import Calendar, known_day, known_to
from summitry.dossier.header import Grants, Header
from summitry.dossier.holdings import Held
from summitry.dossier.index import Index, Month
from summitry.dossier.kinds import Document
from summitry.dossier.narrow import narrow
from summitry.dossier.reads import Memory
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import parts_of
from summitry.dossier.whole import Whole as Whole
from summitry.foundation.dates import When, on_its_own_clock
from summitry.foundation.diagnostics import Diagnostic

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Dossier:
    """What one reader knew on one day; or everything, when neither is limited.

    Records come by id (``get``), by kind (``all``), by what they name (``naming``). Analyses are
    asked through ``ask`` and remembered. ``day`` is the civil day, in the dossier's zone, whose
    knowledge this is; ``None`` where nothing is limited.
    """

    def __init__(
        self,
        whole: Whole,
        *,
        index: Index | None = None,
        header: Header | None = None,
        grants: Grants | None = None,
        day: date | None = None,
        moment: datetime | None = None,
        knower: str = "",
        memory: Memory | None = None,
        base: Dossier | None = None,
    ) -> None:
        """``base`` is the same reader's dossier without a limit in time, where somebody has it at hand."""
        self.whole = whole
        self._base = base
        self.header = header or whole.header
        self.grants = grants
        self.knower = knower
        self._day = day
        self.moment = moment
        self.index = Index.of(whole.records) if index is None else index
        self._new, self._old = self.index.by_id
        self.memory = Memory() if memory is None else memory
        if self.memory.tracking:
            memory = self.memory
            memory.dossier, memory.listed, memory.lists_id = self, self.index.listed, self.index.lists

    # -- other values -------------------------------------------------------------------------

    def as_of(self, day: date, knower: str = "") -> Dossier:
        """Return the dossier as it was known at the end of ``day`` (in the dossier's zone).

        A ``datetime`` stands for a moment of a day on which much happened: what came later that day is
        not known yet, and what has no time of day is. Without an offset it is on the dossier's clock.
        With ``knower`` (the id of a person or body), as that one knew it. Adding a fact learned
        later changes nothing in the result.
        """
        base = self.everything()
        moment: datetime | None = None
        if isinstance(day, datetime):
            moment = day.astimezone(self.tzinfo) if day.tzinfo else day.replace(tzinfo=self.tzinfo)
            day = moment.date()
        calendar = Calendar(self.header.zone, base.index.kind_map("document"), base.index.get, moment)
        asked = base.index.records()
        if knower:
            asked = (r for r in asked if known_to(r, knower, day, self.header.zone))
        known = [r for record in asked if (r := calendar.cut(record, day)) is not None]
        return Dossier(
            self.whole, index=Index.of(known), header=self.header, grants=self.grants,
            day=day, moment=moment, knower=knower, base=base,
        )  # fmt: skip

    def narrowed(self, grants: Grants) -> Dossier:
        """Return the dossier as a reader with ``grants`` may see it, on the same day."""
        records = narrow(self.whole.records, self.whole.header, grants)
        base = Dossier(
            self.whole, index=Index.of(records),
            header=self.whole.header.for_reader(grants), grants=grants,
        )  # fmt: skip
        return base if self._day is None else base.as_of(self.moment or self._day, self.knower)

    def everything(self) -> Dossier:
        """Return the same reader's dossier without a limit in time."""
        if self._day is None:
            return self
        if self._base is not None:
            return self._base
        whole = Dossier(self.whole)
        return whole if self.grants is None else whole.narrowed(self.grants)

    def remembering(self, memory: Memory) -> Dossier:
        """Return the same dossier with another memory of answers."""
        return Dossier(
            self.whole, index=self.index, header=self.header, grants=self.grants, day=self._day,
            moment=self.moment, knower=self.knower, memory=memory, base=self._base,
        )  # fmt: skip

    def turned(
        self, index: Index, *, day: date | None, whole: Whole | None, base: Dossier | None = None
    ) -> Dossier:
        """Return the dossier after a session's turn, with the memory handed on."""
        return Dossier(
            whole or self.whole, index=index, header=self.header, grants=self.grants,
            day=day or self._day, knower=self.knower, memory=self.memory, base=base,
        )  # fmt: skip

    # -- reading ------------------------------------------------------------------------------

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files; shown to readers of the whole only."""
        return self.whole.faults if self.grants is None else ()

    @property
    def is_narrowed(self) -> bool:
        """Whether this is a copy made for a reader."""
        return self.grants is not None

    @property
    def day(self) -> date:
        """The day whose knowledge this is. An answer that reads it is recomputed every day; compare
        with ``passed`` instead where that is enough.

        Raises:
            NoDay: when the dossier is not limited to a day.
        """
        if self._day is None:
            raise NoDay
        self.memory.wake(self._day + timedelta(days=1))
        return self._day

    @property
    def limit(self) -> date:
        """The day, without counting as a reading of it: for those who move it.

        Raises:
            NoDay: when the dossier is not limited to a day.
        """
        if self._day is None:
            raise NoDay
        return self._day

    @property
    def has_day(self) -> bool:
        """Whether the dossier is limited to what was known on a day."""
        return self._day is not None

    def get(self, id: str) -> Record | None:
        """Return the record with this id (or one that had it before), or ``None``."""
        memory = self.memory
        if memory.reading is None:
            return self._new.get(id) or self._old.get(id) or self.index.get(id)
        seen = memory.records[id]
        memory.reading[seen] = None
        if seen.found is UNREAD:
            seen.found = self._new.get(id) or self._old.get(id) or self.index.get(id)
        found: Record | None = seen.found
        return found

    def of(self, kind: type[R], id: str) -> R | None:
        """Return the record with this id if it is of ``kind``."""
        found = self.get(id)
        return found if isinstance(found, kind) else None

    def find(self, target: str) -> Record | Part | None:
        """Return the record or part that ``record`` or ``record/part`` names, or ``None``."""
        if "/" not in target:
            return self.get(target)
        head, _, tail = target.partition("/")
        record = self.get(head)
        if record is None or not tail:
            return record
        return next((item for _, item in parts_of(record) if item.id == tail), None)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind, in order of their ids."""
        self.memory.read(("all", kind.kind))
        return self.index.of_kind(kind)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind in order."""
        self.memory.read(("ids", kind))
        return self.index.ids(kind)

    def naming(self, target: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of ``kind`` that name ``target`` (or a part of it) in some field.

        Citations under ``source`` do not count; see ``citing``. In order of their ids.
        """
        memory = self.memory
        if memory.reading is None:
            return self.index.naming(target, kind)
        seen = memory.lists["naming", target, kind.kind]
        memory.reading[seen] = None
        if seen.found is UNREAD:
            seen.found = self.index.naming(target, kind)
        found: tuple[R, ...] = seen.found
        return found

    def in_month(self, kind: type[R], month: Month) -> tuple[R, ...]:
        """Return the records of a kind whose own date ends in a month of its own calendar, in order of
        their ids."""
        self.memory.read(("month", kind.kind, month))
        return self.index.in_month(kind, month)

    def citing(self, document: str, kind: type[R]) -> tuple[R, ...]:
        """Return the records of ``kind`` that cite a document, in order of their ids."""
        record = self.get(document)
        for name in (document,) if record is None else (record.id, *record.aliases):
            self.memory.read(("citing", name, kind.kind))
        return self.index.citing(document, kind)

    def held(self, document: str, digest: str = "") -> Held | None:
        """Return what the file cabinet holds of a document, or ``None``: it has no file, the file was not
        read, or this reader knows no such document on this day.

        ``digest`` (its first letters) asks for one version of it, the present or an earlier one.
        """
        record = self.of(Document, document)
        if record is None:
            return None
        files = (record.file, *record.earlier) if digest else (record.file,)
        for file in filter(None, files):
            held = self.whole.holdings.held(file)
            if held is not None and held.digest.startswith(digest):
                return held
        return None

    def known(self, targets: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``targets`` that name something in this dossier."""
        return tuple(t for t in targets if self.find(t) is not None)

    def title(self, target: str) -> str:
        """Return the words by which a reader knows a record or part; the id when there are none."""
        if "/" not in target:
            record = self.get(target)
            return target if record is None else record.known_as
        tail = target.partition("/")[2]
        found = self.find(target)
        if found is None:
            return target
        if isinstance(found, Record):
            return found.known_as
        named = (getattr(found, name, "") for name in ("says", "does", "title", "words"))
        return next((str(value) for value in named if value), tail)

    # -- time ---------------------------------------------------------------------------------

    def passed(self, when: When | date | None, own_zone: str = "") -> bool:
        """Whether a date has come by the dossier's day; ``False`` for no date.

        A day of lower precision has come when its last day has.
        """
        if when is None:
            return False
        if isinstance(when, date):
            day = when
        elif when.at is None and when.ends_at is None and not when.alternatives:
            day = when.begun_by
        else:
            day = self.civil_day(when, own_zone)
        if self._day is None:
            raise NoDay
        if day <= self._day:
            return (
                self.moment is None
                or isinstance(when, date)
                or known_day(when, self.header.zone, own_zone or self.header.zone, self.moment) <= self._day
            )
        if day < self.memory.waking:
            self.memory.waking = day
        return False

    def over(self, last: When | date | None) -> bool:
        """Whether a last day lies wholly behind; ``False`` for none, and for one that leaves the end open."""
        day = last.latest if isinstance(last, When) else last
        return day is not None and day < date.max and self.passed(day + timedelta(days=1))

    def civil_day(self, when: When, own_zone: str = "") -> date:
        """Return the civil day of ``when`` in the dossier's zone."""
        if when.on_any_clock:
            return when.begun_by
        return when.known_day(self.header.zone, own_zone or self.header.zone)

    # -- computing ----------------------------------------------------------------------------

    def ask(self, question: Callable[..., T], *args: Hashable) -> T:
        """Return ``question(self, *args)``, computed once for this dossier.

        ``args`` are ids, kinds or days.
        """
        memory = self.memory
        if not memory.tracking:
            value: T = memory.known.get((question, args), _UNASKED)
            if value is _UNASKED:
                value = memory.known[question, args] = on_its_own_clock(question, self, *args)
            return value
        asked, about = memory.asked[question], args[0] if len(args) == 1 else args
        found = asked.get(about)
        if found is None:
            found = asked[about] = Answer(("q", question, args))
        if found.doubted:
            memory.settle(found)
        if memory.reading is not None:
            memory.reading[found] = None
        known: T = found.value
        return known

    def each(self, question: Callable[..., T | None], kind: type[R], *args: Hashable) -> tuple[T, ...]:
        """Return the answers to ``question(self, id, *args)`` about each record of a kind, without blank
        ones (``None``, ``False``, nothing in it), in order of the records' ids.

        When records change, it is asked again about those alone of which the answer may differ.
        """
        return self._each(question, ("all", kind.kind), args)

    def first(self, question: Callable[..., T | None], kind: type[R]) -> T | None:
        """Return the first answer to ``question(self, id)`` that is not blank, in order of the records' ids;
        ``None`` without any. No record after that one is looked at.
        """
        memory, listing = self.memory, ("all", kind.kind)
        if not memory.tracking:
            asked = (self.ask(question, id) for id in self.index.listed(listing))
            return next((answer for answer in asked if answer), None)
        found: T | None = memory.first(question, listing).value
        return found

    def each_naming(
        self, target: str, question: Callable[..., T | None], kind: type[R], *args: Hashable
    ) -> tuple[T, ...]:
        """Return the same about each record of a kind that names ``target`` or a part of it."""
        return self._each(question, ("naming", target, kind.kind), args)

    def each_in_month(
        self, month: Month, question: Callable[..., T | None], kind: type[R], *args: Hashable
    ) -> tuple[T, ...]:
        """Return the same about each record of a kind whose own date ends in a month."""
        return self._each(question, ("month", kind.kind, month), args)

    def _each(
        self, question: Callable[..., T | None], listing: Listing, args: tuple[Hashable, ...]
    ) -> tuple[T, ...]:
        memory, key = self.memory, (question, listing, args)
        if memory.tracking:
            gathered: tuple[T, ...] = memory.gather(question, listing, args).value
            return gathered
        found: tuple[T, ...] | None = memory.known.get(key)
        if found is None:
            asked = (self.ask(question, id, *args) for id in self.index.listed(listing))
            found = memory.known[key] = tuple([answer for answer in asked if answer])
        return found

    # -- making -------------------------------------------------------------------------------

    @cached_property
    def tzinfo(self) -> ZoneInfo:
        """The dossier's zone."""
        return ZoneInfo(self.header.zone)

    def __repr__(self) -> str:
        day = f" as of {self._day}" if self._day else ""
        return f"<Dossier {self.header.dossier!r}{day}: {len(self.index)} records>"

    def __len__(self) -> int:
        return len(self.index)


_UNASKED: Any = object()
"""Stands for the answer to a question that nobody has asked."""


class NoDay(ValueError):
    """Raised when something that depends on the day is asked of a dossier without one."""

    def __init__(self) -> None:
        super().__init__("Say of which day: dossier.as_of(date(2018, 3, 12)).")
