"""Pledges, duties and steps as one: where they stand, when given, what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.dossier.answers import shared
from summitry.dossier.kinds import Agreement, Event, Paper, Pledge
from summitry.dossier.kinds.undertakings import Fate, Undertaking
from summitry.dossier.record import Record
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.labels import marked
from summitry.foundation.origin import Path
from summitry.foundation.values import dataclass

STATUS_WORDS = (
    marked("not carried out"),
    marked("carried out to a small part"),
    marked("carried out in part"),
    marked("carried out in full"),
)
"""A fate's status 0 to 3 in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An undertaking with where it stands: ``target`` names it, ``path`` leads to it in its record."""

    target: str
    path: Path
    what: Undertaking
    record: Record

    @property
    def on(self) -> When | None:
        """When it was given: the pledge's day, the agreement's, the paper's."""
        if isinstance(self.record, Pledge):
            return self.record.said
        return self.record.on if isinstance(self.record, (Agreement, Paper)) else None


def given_in(record: Record) -> Iterator[Given]:
    """Yield the undertakings of a pledge, agreement or paper, in its order."""
    if isinstance(record, Pledge):
        yield Given(target=record.id, path=(), what=record, record=record)
    elif isinstance(record, Agreement):
        yield from _parts(record, "duties", record.duties)
    elif isinstance(record, Paper):
        yield from _parts(record, "roadmap", record.roadmap)


def _parts(record: Record, key: str, items: Iterable[Undertaking]) -> Iterator[Given]:
    for position, item in enumerate(items):
        target = f"{record.id}/{item.id}" if item.id else record.id
        yield Given(target=target, path=(key, position), what=item, record=record)


def given(dossier: Dossier, target: str) -> Given | None:
    """Return the undertaking that ``pledge``, ``agreement/duty`` or ``paper/step`` names."""
    record = dossier.get(target.partition("/")[0])
    if record is None:
        return None
    canonical = target if "/" in target else record.id
    return next((item for item in given_in(record) if item.target == canonical), None)


def fate_of(dossier: Dossier, item: Given) -> Fate | None:
    """Return the latest judgement of its fate that has been made; the later entry wins a tie."""
    latest: tuple[object, Fate] | None = None
    for fate in item.what.fate:
        if fate.on is not None and not dossier.passed(fate.on, item.record.zone):
            continue
        key = fate.on.earliest.toordinal() if fate.on is not None else 0
        if latest is None or key >= latest[0]:  # type: ignore[operator]
            latest = (key, fate)
    return latest[1] if latest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier undertaking of one side, judged not kept, and the event of its own that showed it."""

    target: str
    step_kind: str
    given: When | None
    event: str
    event_kind: str
    event_on: When | None
    judged: When | None
    status: int
    named: tuple[tuple[str, str], ...] = ()
    """The kinds of event that its own scope or readings name, each with every answer given."""


@shared
def precedents(dossier: Dossier, side: str) -> tuple[Precedent, ...]:
    """Return the undertakings of a party that an event of its own broke, oldest event first.

    Broken: a judgement of its fate below 3 that rests on an event which that party brought about.
    """
    found = [
        one
        for kind in (Agreement, Pledge)
        for broken in dossier.each_naming(side, precedents_in, kind, side)
        for one in broken
    ]
    return tuple(
        sorted(found, key=lambda p: (p.event_on.sort_key() if p.event_on else (), p.target, p.event))
    )


@shared
def precedents_in(dossier: Dossier, record: str, side: str) -> tuple[Precedent, ...]:
    """Return those of one record."""
    holds = dossier.get(record)
    given = () if holds is None else given_in(holds)
    mine = (item for item in given if side_of(dossier, item.what.by) == side)
    return tuple(p for item in mine for p in _broken(dossier, item, side))


def _broken(dossier: Dossier, item: Given, side: str) -> Iterator[Precedent]:
    for fate in item.what.fate:
        if fate.status is None or fate.status >= 3:
            continue
        if fate.on is not None and not dossier.passed(fate.on, item.record.zone):
            continue
        for id in fate.because:
            event = dossier.of(Event, id)
            if event is not None and (not event.by or side in {side_of(dossier, w) for w in event.by}):
                yield Precedent(
                    target=item.target, step_kind=item.what.of_kind, given=item.on, event=id,
                    event_kind=event.of_kind, event_on=event.on, judged=fate.on, status=fate.status,
                    named=_named_kinds(item.what),
                )  # fmt: skip


def _named_kinds(what: Undertaking) -> tuple[tuple[str, str], ...]:
    pairs = [*what.scope, *(pair for reading in what.readings for pair in reading.scope)]
    return tuple(dict.fromkeys(pairs))
