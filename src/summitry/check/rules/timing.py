"""TIM: when did it happen, when was it known, and to whom?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from summitry.check.rule import Found, rule
from summitry.dossier.fields import per_class
from summitry.dossier.kinds import Decision, Document, Encounter, Relay, Statement
from summitry.dossier.kinds.meetings import Held, Outcome
from summitry.dossier.kinds.otherside import CaseContact, Result, Sighting
from summitry.dossier.kinds.papers import Done, Presence
from summitry.dossier.kinds.people import Asked, ChannelTest, Use
from summitry.dossier.kinds.words import StatementState
from summitry.dossier.record import Part, Record, cited_document
from summitry.dossier.shape import every_part, shape_of, world_date
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words, in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.origin import Path
from summitry.foundation.wording import dated, opened, quoted

_FACTS: tuple[type[Part], ...] = (
    Statement, Encounter, Decision, Held, Outcome, CaseContact, Result, Sighting, Done, Presence, Asked,
    ChannelTest, Use, StatementState,
)  # fmt: skip
"""What can only be known once it has happened. Events, posts and datings may be announced before."""

_ENDS = (("since", "until"), ("since", "withdrawn"), ("sent", "answered"))
_DAY = timedelta(days=1)


def _named(record: Record) -> str:
    return quoted(record.title)


@per_class
def _holds_facts(cls: type[Record]) -> bool:
    """Whether records of a kind are such facts, or can hold one."""
    kinds = [cls, *(s.part for s in shape_of(cls).nesting if s.part is not None)]
    return any(issubclass(k, _FACTS) for k in kinds)


@per_class
def _is_fact(cls: type[Part]) -> bool:
    return issubclass(cls, _FACTS)


def _facts(record: Record) -> Iterator[tuple[Path, Part]]:
    if _is_fact(type(record)):
        yield (), record
    if shape_of(type(record)).nested.isdisjoint(record.__dict__):
        return
    for path, item in every_part(record):
        if _is_fact(type(item)):
            yield path, item


@rule("TIM010", "known-before-it-happened", Severity.SERIOUS, Record, among=_holds_facts)
def known_before_it_happened(dossier: Dossier, record: Record) -> Iterable[Found]:
    """Something counts as known on a day before it was said or happened.

    Either one of the dates is wrong, or a document that is older is cited for it; then a replay shows the
    fact to people who could not have known it. Correct the date, or write `learned`.
    """
    for path, fact in _facts(record):
        when = world_date(fact)
        if when is None or when.earliest == date.min:
            continue
        early = _known_early(dossier, record, fact, when)
        if early is None:
            continue
        day, document = early
        cited = f", since {quoted(dossier.title(document))}, cited for it, was published then"
        yield Found(
            message=f"{opened(_what(record, path))} is dated {in_words(when)} and counts as known from"
            f" {day_in_words(day)}{cited if document else ''}.",
            at=record.where(*path, *(() if document else ("learned",))),
            about=(record.id, document) if document else (record.id,),
            hint="Write `learned: ...` with the day on which the team did learn it, or correct the date.",
        )


def _what(record: Record, path: Path) -> str:
    return _named(record) if not path else f"an entry under `{path[0]}` of {_named(record)}"


def _known_early(dossier: Dossier, record: Record, fact: Part, when: When) -> tuple[date, str] | None:
    """The day from which a fact counts as known and the document that says so, if it is too early.

    Clocks far apart may differ by a day, so a day too early counts only where both dates are the team's.
    """
    if fact.learned is not None:
        day = dossier.civil_day(fact.learned, record.zone)
        first = when.earliest - (_DAY if record.zone not in ("", dossier.header.zone) else timedelta())
        return (day, "") if day < first else None
    named: Iterable[str] = map(cited_document, fact.source)
    if isinstance(fact, Statement) and not fact.source:
        named = fact.reported_by
    earliest: tuple[date, str] | None = None
    for id in named:
        document = dossier.of(Document, id)
        if document is not None and document.published is not None:
            published = (dossier.civil_day(document.published, document.zone), document.id)
            if earliest is None or published < earliest:
                earliest = published
    return None if earliest is None or earliest[0] >= when.earliest - _DAY else earliest


@per_class
def _has_ends(cls: type[Part]) -> bool:
    every = [cls, *(s.part for s in shape_of(cls).nesting if s.part is not None)]
    return any(hasattr(c, a) and hasattr(c, b) for c in every for a, b in _ENDS)


@rule("TIM011", "ends-before-it-begins", Severity.SERIOUS, Record, among=_has_ends)
def ends_before_it_begins(dossier: Dossier, record: Record) -> Iterable[Found]:
    """Something ends before it begins, or is answered before it was sent.

    One of the two dates is wrong, and whatever is counted by them with it.
    """
    for path, item in (((), record), *every_part(record)):
        filled = item.__dict__
        for first, last in _ENDS:
            if first not in filled or last not in filled:
                continue
            begins, ends = filled[first], filled[last]
            if not isinstance(begins, When) or not isinstance(ends, When) or ends.latest >= begins.earliest:
                continue
            yield Found(
                message=f"{opened(_what(record, path))} runs from {in_words(begins)}, which is after its end"
                f" {dated(ends)}.",
                at=record.where(*path, last),
                about=(record.id,),
                hint="Correct one of the two dates.",
                related=(Related(record.where(*path, first), "the beginning"),),
            )


@rule("TIM012", "rests-on-what-came-later", Severity.GRAVE, Decision)
def rests_on_what_came_later(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision rests on something that was said or happened only after it.

    Then it rested on something else at the time, which is not on record. Name what was before those who
    decided, and keep what came later apart.
    """
    if decision.on is None:
        return
    last = decision.on.latest
    for at, target in enumerate(decision.basis):
        basis = dossier.get(target.partition("/")[0])
        if basis is None or isinstance(basis, Relay):
            continue
        when = world_date(basis)
        if when is None or when.earliest <= last + _apart(dossier, decision, basis):
            continue
        yield Found(
            message=f"{opened(_named(decision))}, decided {dated(decision.on)}, rests by the record on"
            f" {_named(basis)} of {in_words(when)}, which came later.",
            at=decision.where("basis", at),
            about=(decision.id, basis.id),
            hint="Name what was known on that day under `basis`, or correct one of the dates.",
            related=(Related(basis.where(), "came later"),),
        )


def _apart(dossier: Dossier, one: Record, other: Record) -> timedelta:
    """How far two dates may lie apart by their clocks alone: a day, unless both are of one zone."""
    zones = {one.zone or dossier.header.zone, other.zone or dossier.header.zone}
    return timedelta() if len(zones) == 1 else _DAY


@rule("TIM014", "hop-and-statement-differ", Severity.NOTICE, Relay)
def hop_and_statement_differ(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A step of a relayed message bears another day than the statement it names.

    Which came first may decide who changed the words. Correct one, or leave the day of the step blank:
    then it is that of the statement.
    """
    for at, hop in enumerate(relay.hops):
        statement = dossier.of(Statement, hop.statement) if hop.statement and hop.on else None
        if statement is None or statement.said is None or hop.on is None:
            continue
        said, apart = statement.said, _apart(dossier, relay, statement)
        if said.earliest - apart <= hop.on.latest and hop.on.earliest <= said.latest + apart:
            continue
        yield Found(
            message=f"A step of {_named(relay)} is dated {in_words(hop.on)}; the statement it names,"
            f" {_named(statement)}, was made {dated(said)}.",
            at=relay.where("hops", at, "on"),
            about=(relay.id, statement.id),
            hint="Correct one of the two dates, or leave that of the hop blank.",
            related=(Related(statement.where("said"), "the statement"),),
        )


@rule("TIM015", "published-before-its-date", Severity.NOTICE, Document, needs=("published",))
def published_before_its_date(dossier: Dossier, document: Document) -> Iterable[Found]:
    """A document could be read, by the record, before the day it bears.

    What rests on it counts as known from its publication. Correct one of the two dates.
    """
    if document.date is None or document.published is None:
        return
    if document.published.latest + _DAY < document.date.earliest:
        yield Found(
            message=f"{opened(_named(document))} bears the date {in_words(document.date)}, but was published"
            f" {dated(document.published)}.",
            at=document.where("published"),
            about=(document.id,),
            hint="Correct `date` or `published`.",
        )


RULES = (
    known_before_it_happened, ends_before_it_begins, rests_on_what_came_later,
    hop_and_statement_differ, published_before_its_date,
)  # fmt: skip
