"""One indicator as it stands on the dossier's day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from summitry.analysis.indicators.maths import separate_sources, sources_wanted
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Document, Event, EventKind, Indicator
from summitry.dossier.kinds.otherside import Sighting
from summitry.dossier.record import cited_document
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass, replace

State = Literal["never looked", "seen", "not seen", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading:
    """What is known of a sign.

    ``state`` is what was seen when somebody last looked, ``looked`` when that was. ``wanted`` is how
    many sources the rule asks for (``None`` when it does not say so in numbers) and ``separate`` how
    many say "seen"; ``rule_met`` is ``None`` unless it was seen and can be counted. ``missed`` are
    recent events of the kinds it names that nobody has entered as a sighting.
    """

    indicator: str
    state: State
    looked: When | None
    watcher: str
    threshold: str
    source_rule: str
    wanted: int | None
    separate: int
    rule_met: bool | None
    missed: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An event of a kind that an indicator names, as somebody is told of it."""

    event: str
    day: date
    title: str
    place: Place


def indicator_reading(dossier: Dossier, indicator: str) -> IndicatorReading:
    """Say what is known of one indicator.

    Raises:
        KeyError: when there is no such indicator.
    """
    seen, missed = dossier.ask(looked_at, indicator), dossier.ask(missed_by, indicator)
    return replace(seen, missed=tuple([sign.event for sign in missed])) if missed else seen


def looked_at(dossier: Dossier, indicator: str) -> IndicatorReading:
    """Say what those who looked at an indicator saw; what they missed is left blank.

    A question of its own, which events of the kinds it names do not reopen.

    Raises:
        KeyError: when there is no such indicator.
    """
    record = dossier.of(Indicator, indicator)
    if record is None:
        raise KeyError(indicator)
    looks = [s for s in record.seen if s.on is None or dossier.passed(s.on, record.zone)]
    last = max(looks, key=_order, default=None)
    cited = _documents(dossier, [s for s in looks if s.result == "seen"])
    wanted, separate = sources_wanted(record.source_rule), separate_sources(cited)
    state: State = "never looked"
    if last is not None:
        state = {"seen": "seen", "not seen": "not seen"}.get(last.result, "unclear")  # type: ignore[assignment]
    return IndicatorReading(
        indicator=record.id, state=state, looked=last.on if last is not None else None,
        watcher=record.watcher, threshold=record.threshold, source_rule=record.source_rule,
        wanted=wanted, separate=separate,
        rule_met=separate >= wanted if state == "seen" and wanted is not None else None,
        missed=(),
        basis=Basis(
            method="Takes what was seen when somebody last looked, and counts the separate sources of"
            " every sighting.",
            assumptions=("Documents of one author are one source.",),
            cannot_say=("Whether two authors drew on the same source.",),
            rests_on=(record.id, *(id for id, _ in cited)),
        ),
    )  # fmt: skip


def _order(sighting: Sighting) -> tuple[int, int]:
    return (sighting.on.latest.toordinal(), sighting.on.earliest.toordinal()) if sighting.on else (0, 0)


def _documents(dossier: Dossier, sightings: list[Sighting]) -> list[tuple[str, str]]:
    ids = dict.fromkeys(cited_document(s) for sighting in sightings for s in sighting.source)
    found = ((id, dossier.of(Document, id)) for id in ids)
    return [(id, document.author if document is not None else "") for id, document in found]


@shared
def missed_by(dossier: Dossier, indicator: str) -> tuple[Sign, ...]:
    """Return recent events of an indicator's kinds, of after the day somebody last looked at it."""
    record = dossier.of(Indicator, indicator)
    if record is None or not record.foresees:
        return ()
    last = dossier.ask(looked_at, indicator).looked
    signs = dossier.ask(recent_signs, record.foresees)
    if last is None:
        return signs
    looked = last.latest
    return tuple([sign for sign in signs if sign.day > looked])


def recent_signs(dossier: Dossier, kinds: tuple[str, ...]) -> tuple[Sign, ...]:
    """Return recent events of some kinds and of what these include, in order of their ids.

    Asked once for all indicators that name the same kinds.
    """
    tree = dossier.ask(kind_tree, EventKind)
    every = dict.fromkeys(k for wide in kinds for k in tree.descendants(wide))
    found = {sign.event: sign for kind in every for sign in dossier.each_naming(kind, recent, Event, kind)}
    return tuple([found[id] for id in sorted(found)])


def recent(dossier: Dossier, event: str, kind: str) -> Sign | None:
    """Return an event of one kind if it is of the last ``line_life`` days; no row of a series."""
    record = dossier.of(Event, event)
    if record is None or record.series or record.of_kind != kind or record.on is None:
        return None
    day = dossier.civil_day(record.on, record.zone)
    if dossier.passed(day) and not dossier.passed(day + timedelta(days=dossier.header.line_life + 1)):
        return Sign(event=record.id, day=day, title=record.known_as, place=record.where("on"))
    return None
