"""What had been learned by a day: when each record and part became known, and records cut to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from summitry.dossier.kinds import Document, Statement
from summitry.dossier.record import Part, Record, Reference, cited_document
from summitry.dossier.references import references
from summitry.dossier.shape import Shape, changed, parts_of, shape_of, world_date
from summitry.foundation.dates import Reported, When, side_by_side
from summitry.foundation.origin import Path
from summitry.foundation.values import replace

P = TypeVar("P", bound=Part)

ALWAYS = date.min
"""The day from which something without any date is known."""

NEVER = date.max


class Calendar:
    """When things became known, given the dossier's zone and its documents' days of publication.

    FORMAT: ``learned``, else the earliest ``published`` of its documents (of a document: its own), else
    its own world date, else the day from which the statement it names is known, else always. A part is
    known no earlier than what holds it.
    """

    def __init__(
        self,
        zone: str,
        documents: Mapping[str, Record],
        named: Callable[[str], Record | None],
        moment: datetime | None = None,
    ) -> None:
        """``named`` finds the statement that has an id, as it now is.

        ``moment`` parts its day: what happened later that day is known from the day after.
        """
        self.zone = zone
        self.moment = moment
        self._named = named
        self._published: dict[str, date] = {}
        self._lists: dict[tuple[int, str, date], tuple[Sequence[Part], list[date], list[bool]]] = {}
        """Of lists of parts that were cut: the list, from which day each part is known, and whether it can
        only be left out as a whole."""
        for document in documents.values():
            self.publish(None, document)

    def publish(self, old: Record | None, new: Record | None) -> None:
        """Take over a document that came, changed or went."""
        self.forget()
        if old is not None:
            self._published.pop(old.id, None)
        if isinstance(new, Document) and new.published is not None:
            own = new.zone or self.zone
            self._published[new.id] = known_day(new.published, self.zone, own, self.moment)

    def forget(self) -> None:
        """Find out anew from which day parts are known: what they rest on may have moved."""
        self._lists.clear()

    def known_from(self, owner: Part, own_zone: str, inherited: date = ALWAYS) -> date:
        """Return the first day on which ``owner`` is known."""
        learned: When | None = owner.__dict__.get("learned")
        if learned is not None:
            return max(inherited, known_day(learned, self.zone, own_zone, self.moment))
        published = self._first_published(owner)
        if published is not None:
            return max(inherited, published)
        happened = world_date(owner)
        if happened is not None:
            return max(inherited, self._happened(happened, own_zone))
        # A field nobody filled in is not in the dictionary, and most parts have no such field.
        statement = owner.__dict__.get("statement")
        return max(inherited, self._uttered(statement)) if statement else inherited

    def _uttered(self, statement: str) -> date:
        """Return the day from which a statement is known: what rests on its words alone is no older.

        A statement names no other under this field, so that this ends.
        """
        said = self._named(statement)
        return self.known_from(said, said.zone or self.zone) if isinstance(said, Statement) else ALWAYS

    def _happened(self, when: When, own: str) -> date:
        """Return the first day on which it had happened for certain, by the reports known that day."""
        if not when.alternatives:
            return known_day(when, self.zone, own, self.moment)
        reports = [
            (self._reported(r), known_day(r.when, self.zone, own, self.moment)) for r in when.alternatives
        ]
        days = sorted({day for pair in reports for day in pair})
        for day in days:
            told = [happened for known, happened in reports if known <= day]
            if told and max(told) <= day:
                return day
        return days[-1]

    def _reported(self, report: Reported) -> date:
        """Return the day from which a report is known: the first of its documents' publication."""
        days = [self._published.get(cited_document(s), ALWAYS) for s in report.source]
        return min(days, default=ALWAYS)

    def days(self, record: Record) -> tuple[date, ...]:
        """Return the days on which the record or one of its parts becomes known, first first.

        The first of them is the day from which the record itself is known.
        """
        own = record.zone or self.zone
        first = self.known_from(record, own)
        shape = shape_of(type(record))
        filled = record.__dict__
        if shape.nested.isdisjoint(filled) and not _has_reports(shape, filled):
            return (first,)
        later = {d for d in self._part_days(record, own, first) if d > first}
        return (first, *sorted(later)) if later else (first,)

    def cut(self, record: Record, day: date, days: tuple[date, ...] = ()) -> Record | None:
        """Return the record as known on ``day``: without later parts, or ``None`` when unknown.

        ``days`` are those on which it becomes known, when somebody has them at hand.
        """
        days = days or self.days(record)
        if days[0] > day:
            return None
        if days[-1] <= day:
            return record
        return self._cut_parts(record, record.zone or self.zone, days[0], day)

    def _first_published(self, owner: Part) -> date | None:
        if isinstance(owner, Document):
            return self._published.get(owner.id)
        found: date | None = None
        for source in owner.source:
            day = self._published.get(cited_document(source))
            if day is not None and (found is None or day < found):
                found = day
        if found is None:
            filled = owner.__dict__
            for name in ("reported_by", "document"):
                named = filled.get(name, ())
                for id in (named,) if isinstance(named, str) else named:
                    day = self._published.get(id)
                    if day is not None and (found is None or day < found):
                        found = day
        return found

    def _part_days(self, owner: Part, own: str, inherited: date) -> list[date]:
        days: list[date] = []
        shape = shape_of(type(owner))
        filled = owner.__dict__
        if _has_reports(shape, filled):
            for spec in shape.dates:
                when: When | None = filled.get(spec.name)
                days.extend(self._reported(r) for r in (when.alternatives if when is not None else ()))
        for _, item in parts_of(owner):
            known = self.known_from(item, own, inherited)
            days.append(known)
            days.extend(self._part_days(item, own, known))
        return days

    def _cut_reports(self, owner: P, day: date, left: _Left) -> P:
        """Return ``owner`` with its dates as reported by ``day``."""
        values: dict[str, When | None] = {}
        for spec in shape_of(type(owner)).dates:
            when: When | None = getattr(owner, spec.name)
            if when is not None and when.alternatives:
                told = tuple(r for r in when.alternatives if self._reported(r) <= day)
                if len(told) < len(when.alternatives):
                    values[spec.name] = side_by_side(told, when.zone) if told else None
                    left.all_in_lists = False
        return changed(owner, values) if values else owner

    def _cut_parts(self, owner: Record, own: str, inherited: date, day: date) -> Record:
        left = _Left()
        new = self._cut_below(owner, own, inherited, day, (), left)
        if new is owner:
            return new
        kept = tuple(left.kept.items())
        home = replace(new.home, kept=kept) if new.home is not None and kept else new.home
        return changed(new, {"refs": tuple(_still_there(owner, new, left)), "home": home})

    def _cut_below(self, owner: P, own: str, inherited: date, day: date, at: Path, left: _Left) -> P:
        """Return ``owner`` without its later parts; ``left`` notes what remains."""

        def cut(item: Part, inner: Path) -> Part | None:
            known = self.known_from(item, own, inherited)
            if known > day:
                left.all_in_lists = False
                return None
            return self._cut_below(item, own, known, day, inner, left)

        shape, filled = shape_of(type(owner)), owner.__dict__
        if shape.nested.isdisjoint(filled):
            return self._cut_reports(owner, day, left) if _has_reports(shape, filled) else owner
        values: dict[str, Any] = {}
        for spec in shape.nesting:
            value = filled.get(spec.name)
            if not value:
                continue
            if spec.shape == "part":
                values[spec.name] = cut(value, (*at, spec.key))
            elif spec.shape == "table":
                pairs = tuple((k, n) for k, v in value if (n := cut(v, (*at, spec.key, k))) is not None)
                values[spec.name] = value if _same([n for _, n in pairs], [v for _, v in value]) else pairs
            else:
                days, whole = self._of_list(value, own, inherited)
                stay = [n for n, known in enumerate(days) if known <= day]
                if len(stay) < len(value):
                    left.kept[(*at, spec.key)] = tuple(stay)
                new = tuple([
                    value[n] if whole[n]
                    else self._cut_below(value[n], own, days[n], day, (*at, spec.key, place), left)
                    for place, n in enumerate(stay)
                ])  # fmt: skip
                values[spec.name] = value if _same(new, value) else new
        return changed(self._cut_reports(owner, day, left), values)

    def _of_list(
        self, items: Sequence[Part], own: str, inherited: date
    ) -> tuple[list[date], list[bool]]:  # fmt: skip
        """From which day each part of a list is known, and whether it can only be left out as a whole."""
        key = (id(items), own, inherited)
        found = self._lists.get(key)
        if found is None:
            whole = [_is_whole(shape_of(type(item)), item.__dict__) for item in items]
            days = [self.known_from(item, own, inherited) for item in items]
            found = self._lists[key] = (items, days, whole)  # which keeps the list, and so its number
        return found[1], found[2]


class _Left:
    """What is left of a record: of each list that lost some parts, which; and whether nothing was lost but
    from lists."""

    __slots__ = ("all_in_lists", "kept")

    def __init__(self) -> None:
        self.kept: dict[Path, tuple[int, ...]] = {}
        self.all_in_lists = True


def _is_whole(shape: Shape, filled: Mapping[str, Any]) -> bool:
    """Whether a part has no parts of its own, and no date that is reported in several ways."""
    return shape.nested.isdisjoint(filled) and not _has_reports(shape, filled)


def _has_reports(shape: Shape, filled: Mapping[str, Any]) -> bool:
    """Whether some date of a record or part is reported in several ways."""
    for spec in shape.dates:
        when: When | None = filled.get(spec.name)
        if when is not None and when.alternatives:
            return True
    return False


def _still_there(owner: Record, new: Record, left: _Left) -> Iterator[Reference]:
    """Yield the references of ``owner`` that ``new`` still makes, in their order, at their new paths."""
    made = None if left.all_in_lists else {(ref.path, ref.target) for ref in references(new)}
    touched = {path[0] for path in left.kept}
    for ref in owner.refs:
        if made is None and ref.path[0] not in touched:
            yield ref
            continue
        path: list[str | int] = []
        for step in ref.path:
            kept = left.kept.get(tuple(path)) if isinstance(step, int) else None
            if kept is not None:
                if step not in kept:
                    break
                step = kept.index(step)
            path.append(step)
        else:
            now = tuple(path)
            if made is None or (now, ref.target) in made:
                yield ref if now == ref.path else ref._replace(path=now)


def _same(new: Sequence[Any], old: Sequence[Any]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def known_day(when: When, zone: str, own: str, moment: datetime | None = None) -> date:
    """Return the first day of ``zone`` on which ``when`` is known to have come.

    On the day of ``moment`` what came after it counts as known from the day after.
    """
    return when.begun_by if when.on_any_clock else _known_day(when, zone, own, moment)


@lru_cache(maxsize=65536)
def _known_day(when: When, zone: str, own: str, moment: datetime | None) -> date:
    day = when.known_day(zone, own)
    if moment is None or day != moment.date():
        return day
    instant = when.instant(own)
    return day + timedelta(days=1) if instant is not None and instant > moment else day


def known_to(record: Record, knower: str, day: date, zone: str) -> bool:
    """Whether a person or body knew of the record, uncut, on ``day``.

    Who was kept from it did not. Where the record says who was told, only they knew, each from the
    day of being told; where it says nothing, everybody on the team did.
    """
    if knower in record.kept_from:
        return False
    if not record.told:
        return True
    own = record.zone or zone
    return any(
        told.who == knower and (told.on is None or known_day(told.on, zone, own) <= day)
        for told in record.told
    )
