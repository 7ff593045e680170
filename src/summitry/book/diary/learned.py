"""What was learned between two days: records, parts of records, rows of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from summitry.book.diary.value import Learned, Rows
from summitry.dossier.asof import Calendar, known_day
from summitry.dossier.fields import specs
from summitry.dossier.kinds import KINDS, Document, Event, Position, Statement
from summitry.dossier.record import Part, Record, cited_document
from summitry.dossier.shape import parts_of, shape_of, world_date
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, in_words, side_by_side
from summitry.foundation.labels import marked, say
from summitry.foundation.origin import Path

_ORDER = {kind.kind: at for at, kind in enumerate(KINDS)}
_LAST = "document"
_NAMED = ("ref", "refs", "choice", "choices", "text", "words", "texts")
_UNSAID = ("id", "marking", "access", "note", "source")
SHORT = 160


class Learning:
    """Tells what of a reader's dossier became known between two days.

    ``whole`` is the dossier without a limit in time; titles are those of the day asked for.
    """

    def __init__(self, whole: Dossier) -> None:
        self._whole = whole
        self._zone = whole.header.zone
        self._documents = whole.index.kind_map("document")
        self._calendar = Calendar(self._zone, self._documents, whole.index.get)

    def between(
        self, dossier: Dossier, ids: Iterable[str], since: date, day: date
    ) -> tuple[tuple[Learned, ...], tuple[Rows, ...]]:
        """Return what of the records ``ids`` was learned after ``since``, by ``day``, and rows of lists.

        Records and parts come by kind in the order of the reference (documents last), then by the day they
        were learned, then by title.
        """
        found: list[Learned] = []
        rows: dict[str, list[Event]] = {}
        for id in ids:
            record = self._whole.index.get(id)
            if record is None:
                continue
            first = self._calendar.days(record)[0]
            if since < first <= day:
                if isinstance(record, Event) and record.series:
                    rows.setdefault(record.series, []).append(record)
                else:
                    found.append(self._record(dossier, record, first))
            elif first <= since:
                found.extend(self._parts(dossier, record, record, first, (), since, day))
        listed = tuple(self._rows(dossier, series, events) for series, events in sorted(rows.items()))
        return tuple(sorted(found, key=_order)), listed

    def _record(self, dossier: Dossier, record: Record, known: date) -> Learned:
        return Learned(
            kind=record.kind, record=record.id, title=dossier.title(record.id), by=said_by(dossier, record),
            on=self._dated(record, dossier.limit), known=known,
            source=self._cited(record, known), place=record.where(),
        )  # fmt: skip

    def _parts(
        self, dossier: Dossier, record: Record, owner: Part, inherited: date, at: Path, since: date, day: date
    ) -> Iterator[Learned]:
        own = record.zone or self._zone
        yield from self._reports(dossier, record, owner, inherited, at, since, day)
        for path, item in parts_of(owner):
            known = self._calendar.known_from(item, own, inherited)
            if since < known <= day:
                yield self._piece(dossier, record, item, (*at, *path), known)
            elif known <= since:
                yield from self._parts(dossier, record, item, known, (*at, *path), since, day)

    def _reports(
        self, dossier: Dossier, record: Record, owner: Part, inherited: date, at: Path, since: date, day: date
    ) -> Iterator[Learned]:
        """Further reports of a date, learned later than what they date."""
        for spec in shape_of(type(owner)).dates:
            when: When | None = getattr(owner, spec.name)
            for report in when.alternatives if when is not None else ():
                days = [self._published(s) for s in report.source]
                known = max(min(days, default=date.min), inherited)
                if since < known <= day:
                    yield Learned(
                        kind=record.kind, record=record.id, title=dossier.title(record.id),
                        what=say("dated {day}", day=in_words(report.when)), path=(*at, spec.key), known=known,
                        source=report.source, place=record.where(*at, spec.key),
                    )  # fmt: skip

    def _dated(self, owner: Part, day: date) -> When | None:
        """When it was said or happened, as reported by ``day``; its statement's day where it has none."""
        if isinstance(owner, Document):
            return owner.published or owner.date
        when = world_date(owner)
        said = self._whole.index.get(getattr(owner, "statement", "")) if when is None else None
        if isinstance(said, Statement):
            return self._dated(said, day)
        if when is None or not when.alternatives:
            return when
        told = tuple(
            r for r in when.alternatives if min(map(self._published, r.source), default=date.min) <= day
        )
        return side_by_side(told, when.zone) if told else None

    def _cited(self, owner: Part, known: date) -> tuple[str, ...]:
        """Where it says so, of what was out by the day it was learned; all of it when nothing was."""
        sources = _sources(owner)
        return tuple(s for s in sources if self._published(s) <= known) or sources

    def _published(self, source: str) -> date:
        document = self._documents.get(cited_document(source))
        if not isinstance(document, Document) or document.published is None:
            return date.min
        return known_day(document.published, self._zone, document.zone or self._zone)

    def _piece(self, dossier: Dossier, record: Record, item: Part, path: Path, known: date) -> Learned:
        return Learned(
            kind=record.kind, record=record.id, title=dossier.title(record.id),
            what=_in_words(dossier, item, path), path=path, known=known,
            on=self._dated(item, dossier.limit),
            source=self._cited(item, known) or self._cited(record, known), place=record.where(*path),
        )  # fmt: skip

    def _rows(self, dossier: Dossier, series: str, events: list[Event]) -> Rows:
        days = sorted(e.on.earliest for e in events if e.on is not None)
        kinds = Counter(dossier.title(e.of_kind) for e in events if e.of_kind)
        return Rows(
            series=series, title=dossier.title(series), count=len(events),
            first=days[0] if days else None, last=days[-1] if days else None,
            kinds=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
            events=tuple(sorted(e.id for e in events)),
        )  # fmt: skip


def said_by(dossier: Dossier, record: Record | None) -> str:
    """Who said it, for statements and positions."""
    return dossier.title(record.by) if isinstance(record, (Statement, Position)) and record.by else ""


def _sources(owner: Part) -> tuple[str, ...]:
    """Where it says so: its citations, else the documents it is reported by."""
    if owner.source:
        return owner.source
    named = getattr(owner, "reported_by", ()) or getattr(owner, "document", ())
    return (named,) if isinstance(named, str) else tuple(named)


_SPEAKS = ("who", "by", "side", "ended", "absent", "acting")
_GONE = {"ended": marked("{who} left"), "absent": marked("{who} away"), "acting": marked("{who} acting")}
_SAYS = ("says", "does", "title", "words", "about", "statement", "is_", "holds", "what")


def _in_words(dossier: Dossier, item: Part, path: Path) -> str:
    """Say a part in words: what list it stands in, who is named in it, and what it says.

    Where it says nothing, what its other fields hold; where they are blank, its dates.
    """
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "").replace("_", " ")
    names: list[str] = []
    told: list[str] = []
    others: list[str] = []
    dates: list[str] = []
    for spec in specs(type(item)):
        value = getattr(item, spec.name)
        if spec.name in _UNSAID or (not value and value is not False):
            continue
        if spec.shape == "when" and not spec.world_date:
            dates.append(in_words(value))
        if spec.shape == "flag":
            flag = spec.key.replace("_", " ")
            told.append(flag if value else say("not {flag}", flag=flag))
        if spec.shape not in _NAMED:
            continue
        words = (value,) if isinstance(value, str) else value
        said = ", ".join(dossier.title(w) if spec.shape in ("ref", "refs") else str(w) for w in words)
        if spec.name in _SPEAKS:
            names.append(say(_GONE[spec.name], who=said) if spec.name in _GONE else said)
        elif spec.name in _SAYS:
            told.append(said)
        else:
            others.append(f"{spec.key.replace('_', ' ')} {said}")
    rest = told or (others if not names else []) or ([] if names else dates)
    text = ": ".join(filter(None, (key, ", ".join(names), "; ".join(rest[:2]))))
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _order(item: Learned) -> tuple[object, ...]:
    last = item.kind == _LAST
    words = [p.zfill(8) if p.isdigit() else p for p in re.split(r"(\d+)", item.title.casefold())]
    return (last, _ORDER.get(item.kind, 0), item.known, words, item.record, repr(item.path))
