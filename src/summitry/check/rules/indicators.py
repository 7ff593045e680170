"""IND: signs that were agreed, looked for, and seen by enough sources."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.alternatives import alternative_reading
from summitry.analysis.indicators import IndicatorReading, looked_at, missed_by
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Alternative, Indicator
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import MOST, by_reason, clause, counted, enumerated, listed, opened, quoted


@rule("IND001", "vague-indicator", Severity.NOTICE, None)
def vague_indicator(dossier: Dossier, _: None) -> Iterable[Found]:
    """An indicator does not say how much of it counts, or which sources must say so.

    Then it will be read as one wishes when it comes. Fix `threshold` and `source_rule` before
    anybody looks.
    """
    vague = dossier.each(left_vague, Indicator)
    if vague:
        first = dossier.of(Indicator, vague[0].indicator)
        assert first is not None
        leave = "leaves" if len(vague) == 1 else "leave"
        alike: dict[str, list[str]] = {}
        for reading in vague:
            alike.setdefault(_open(reading), []).append(clause(dossier.title(reading.indicator)))
        yield Found(
            message=f"{opened(counted(len(vague), 'indicator'))} {leave} open {by_reason(alike)}.",
            at=first.where("source_rule" if first.threshold else "threshold"),
            about=tuple(r.indicator for r in vague),
            hint="Add `threshold: ...` and `source_rule: two independent`, before anybody looks.",
        )


def left_vague(dossier: Dossier, indicator: str) -> IndicatorReading | None:
    """The reading of an indicator that leaves something open; of others nothing."""
    reading = dossier.ask(looked_at, indicator)
    return None if reading.threshold and reading.source_rule else reading


def watched_idly(dossier: Dossier, indicator: str) -> str:
    """An indicator that somebody is to watch for and nobody has looked at; else blank."""
    reading = dossier.ask(looked_at, indicator)
    return reading.indicator if reading.state == "never looked" and reading.watcher else ""


def _open(reading: IndicatorReading) -> str:
    """What an indicator leaves open."""
    words = [] if reading.threshold else ["how much counts"]
    return listed([*words, *([] if reading.source_rule else ["who must say so"])])


@rule("IND002", "never-looked", Severity.NOTICE, None)
def never_looked(dossier: Dossier, _: None) -> Iterable[Found]:
    """Somebody is to watch for an indicator, and no look is on record.

    "Not seen" and "nobody looked" are not the same, and only an entry tells them apart. Enter each
    look under `seen`, with `result: not seen` when there was nothing.
    """
    idle = dossier.each(watched_idly, Indicator)
    if idle:
        first = dossier.of(Indicator, idle[0])
        assert first is not None
        yield Found(
            message=f"Nobody is on record as having looked for: {enumerated(map(dossier.title, idle))}.",
            at=first.where("seen"),
            about=tuple(idle),
            hint="Enter each look: `seen: [{on: ..., result: not seen, source: ...}]`.",
        )


@rule("IND003", "too-few-sources", Severity.SERIOUS, Indicator)
def too_few_sources(dossier: Dossier, indicator: Indicator) -> Iterable[Found]:
    """An indicator counts as seen on fewer separate sources than its own rule asks for.

    Documents of one author count as one source. Look for another source, or enter the look as
    `unclear`.
    """
    reading = dossier.ask(looked_at, indicator.id)
    if reading.rule_met is False:
        sources = {0: "no source", 1: "one source"}.get(reading.separate, f"{reading.separate} sources")
        yield Found(
            message=f"{indicator.known_as.rstrip('.')}: entered as seen on {sources}; its rule asks for"
            f" {reading.wanted} ({indicator.source_rule}).",
            at=indicator.where("seen"),
            about=(indicator.id,),
            hint="Find another source of its own, or enter the look as `result: unclear`.",
            related=(Related(indicator.where("source_rule"), "the rule"),),
        )


@rule("IND004", "seen-and-unready", Severity.GRAVE, Alternative)
def seen_and_unready(dossier: Dossier, alternative: Alternative) -> Iterable[Found]:
    """A sign of an alternative has been seen, and our response to it is not ready.

    What was to be prepared for is under way. Finish the response now.
    """
    readings = [dossier.ask(looked_at, i) for i in alternative.indicators
                if dossier.of(Indicator, i) is not None]  # fmt: skip
    seen = [r for r in readings if r.state == "seen" and r.rule_met is not False]
    state = dossier.ask(alternative_reading, alternative.id).response
    if not seen or state == "ready" or alternative.by == dossier.header.own_side:
        return
    signs = listed(
        quoted(opened(clause(dossier.title(r.indicator)))) + (f" ({in_words(r.looked)})" if r.looked else "")
        for r in seen
    )
    were, what = ("was", "a sign") if len(seen) == 1 else ("were", "signs")
    answer = "No response to it is prepared" if state == "none" else "The response to it is not ready"
    yield Found(
        message=f"{signs} {were} seen, {what} of what {the(dossier, alternative.by)} may do:"
        f" {clause(alternative.known_as)}. {answer}.",
        at=alternative.where("response"),
        about=(alternative.id, *(r.indicator for r in seen)),
        hint="Finish the response and write `ready: yes`, or enter what was seen as `unclear`.",
        related=places_of(dossier, [r.indicator for r in seen], "seen here", "seen"),
    )


@rule("IND005", "event-not-entered", Severity.NOTICE, Indicator)
def event_not_entered(dossier: Dossier, indicator: Indicator) -> Iterable[Found]:
    """An event of a kind that an indicator names has occurred, and no look at the indicator is later.

    The sign may have been seen without anybody saying so. Enter what it shows under `seen`.
    """
    missed = dossier.ask(missed_by, indicator.id)
    if missed:
        named = enumerated([sign.title for sign in missed[:MOST]], whole=len(missed))
        yield Found(
            message=f"{named}: an event of a kind that is a sign"
            f" of this, and nobody has looked since: {indicator.known_as.rstrip('.')}.",
            at=indicator.where("seen"),
            about=(indicator.id, *[sign.event for sign in missed]),
            hint="Enter what the event shows: `seen: [{on: ..., result: seen, source: ...}]`.",
            related=tuple([Related(sign.place, "the event") for sign in missed]),
        )


RULES = (vague_indicator, never_looked, too_few_sources, seen_and_unready, event_not_entered)
