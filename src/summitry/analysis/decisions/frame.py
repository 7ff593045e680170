"""From decisions, papers, tasks, posts and lines to who was not asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.analysis.decisions.maths import not_heard
from summitry.analysis.decisions.result import DecisionReading, Seat, Stake
from summitry.dossier.kinds import Agency, Decision, Draft, Line, Paper, Post, Question, Statement, Task
from summitry.dossier.kinds.papers import Presence
from summitry.dossier.sides import body_of, side_of, speaks_for
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.labels import marked

METHOD = "Bodies with a stake in the decision, less those present, consulted or on record with a dissent."


def decision_reading(dossier: Dossier, decision: str) -> DecisionReading:
    """What state is a decision in, who took part, and who had a stake and was not asked?"""
    record = dossier.of(Decision, decision)
    if record is None:
        return DecisionReading(decision=decision, basis=Basis(method=METHOD))
    state, since = _state(dossier, record)
    seats = tuple(_seats(dossier, record))
    stakes = tuple(_stakes(dossier, record))
    recorded = any(s.there for s in seats)
    day = _day(dossier, record)
    there = (s.who for s in seats if s.there and s.in_time)
    heard = [body for who in (*there, record.by) for body in speaks_for(dossier, who, day)]
    parts = _parts(dossier, (*heard, *(s.body for s in stakes)))
    return DecisionReading(
        decision=decision, state=state, since=since, recorded=recorded, seats=seats, stakes=stakes,
        not_asked=not_heard((s.body for s in stakes), heard, parts) if recorded else (),
        differ=_differ(dossier, seats, day), unsound=tuple(_unsound(dossier, record)),
        leads_to=tuple(_leads_to(dossier, decision)),
        basis=Basis(
            method=METHOD, rests_on=(decision, *(id for s in stakes for _, id in s.reasons)),
            assumptions=("A person is heard for every body in which that one held a post that day.",
                         "A body is heard through a part of it, not a part through the whole.",
                         "Whoever dissented was heard."),
            cannot_say=("Who was asked without its being recorded.",),
        ),
    )  # fmt: skip


def _day(dossier: Dossier, record: Decision) -> date | None:
    return dossier.civil_day(record.on, record.zone) if record.on is not None else None


def _state(dossier: Dossier, record: Decision) -> tuple[str, When | None]:
    """The latest dated state that has come; a decision dated and past is made."""
    past = [s for s in record.states if s.since is None or dossier.passed(s.since, record.zone)]
    if past:
        latest = max(
            enumerate(past),
            key=lambda pair: (
                dossier.civil_day(pair[1].since, record.zone) if pair[1].since is not None else date.min,
                pair[0],
            ),
        )[1]
        return latest.is_, latest.since
    made = record.on is not None and dossier.passed(record.on, record.zone)
    return ("made", record.on) if made else ("", None)


def _seats(dossier: Dossier, record: Decision) -> Iterator[Seat]:
    day = _day(dossier, record)
    lists: tuple[tuple[str, tuple[Presence, ...]], ...] = (
        ("present", record.present), ("consulted", record.consulted), ("dissent", record.dissent),
    )  # fmt: skip
    for part, entries in lists:
        for index, entry in enumerate(entries):
            on = dossier.civil_day(entry.on, record.zone) if entry.on is not None else None
            late = part == "consulted" and on is not None and day is not None and on > day
            yield Seat(who=entry.who, part=part, index=index, there=entry.there is not False,
                       in_time=not late, sources=entry.source)  # fmt: skip


def _differ(dossier: Dossier, seats: tuple[Seat, ...], day: date | None) -> tuple[str, ...]:
    """Those whom one report has taking part and another has not; a post and its holder are one."""
    found: dict[str, None] = {}
    if all(s.there for s in seats):
        return ()
    speaks = {s.who: set(speaks_for(dossier, s.who, day)) for s in seats}
    for yes in (s.who for s in seats if s.there):
        for no in (s.who for s in seats if not s.there):
            if no in speaks[yes] or yes in speaks[no]:
                found |= {yes: None, no: None}
    return tuple(found)


def _stakes(dossier: Dossier, record: Decision) -> Iterator[Stake]:
    """The bodies of the decider's side that have a stake, each with its reasons."""
    own = side_of(dossier, record.by)
    decider = set(speaks_for(dossier, record.by, _day(dossier, record)))
    found: dict[str, dict[tuple[str, str], None]] = {}
    for body, reason, id in _reasons(dossier, record):
        if body and body not in decider and (not own or side_of(dossier, body) == own):
            found.setdefault(body, {})[(reason, id)] = None
    for body, reasons in found.items():
        yield Stake(body=body, reasons=tuple(reasons))


def _reasons(dossier: Dossier, record: Decision) -> Iterator[tuple[str, str, str]]:
    for target in record.touches:
        touched = dossier.get(target)
        if isinstance(touched, Agency):
            yield target, "touched", target
        elif isinstance(touched, Post):
            yield touched.of, "touched", target
        elif isinstance(touched, Line):
            yield body_of(dossier, touched.by), "answer", target
        elif isinstance(touched, Question):
            yield from _answerers(dossier, record, touched)
    for target in record.basis:
        paper = dossier.of(Paper, target.partition("/")[0])
        if paper is not None:
            yield from ((body_of(dossier, id), "asked", paper.id) for id in paper.asks)
    for task in dossier.naming(record.id, Task):
        if task.arises_from == record.id and task.owner:
            yield body_of(dossier, task.owner), "task", task.id


def _answerers(dossier: Dossier, record: Decision, question: Question) -> Iterator[tuple[str, str, str]]:
    """Bodies whose answer to a question a decision may change: those that owe one or had given one."""
    day = _day(dossier, record)
    for body in question.owed_by:
        yield body_of(dossier, body, day), "answer", question.id
    for line in dossier.naming(question.id, Line):
        if line.question == question.id and line.by and _before(dossier, line.since, day, line.zone):
            yield body_of(dossier, line.by, day), "answer", question.id
    for statement in dossier.naming(question.id, Statement):
        if question.id in dict(statement.answers) and _before(dossier, statement.said, day, statement.zone):
            body = body_of(dossier, statement.by, day)
            if isinstance(dossier.get(body), Agency):
                yield body, "answer", question.id


def _before(dossier: Dossier, when: When | None, day: date | None, zone: str) -> bool:
    return when is None or day is None or dossier.civil_day(when, zone) <= day


def _parts(dossier: Dossier, bodies: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    todo = list(bodies)
    while todo:
        agency = dossier.of(Agency, todo.pop())
        if agency is not None and agency.part_of and agency.id not in found:
            found[agency.id] = agency.part_of
            todo.append(agency.part_of)
    return found


def _unsound(dossier: Dossier, record: Decision) -> Iterator[tuple[str, str]]:
    """What the decision rests on that has been withdrawn, denied or replaced since or before."""
    for target in dict.fromkeys(t.partition("/")[0] for t in record.basis):
        found = dossier.get(target)
        if isinstance(found, Paper) and found.status == "withdrawn":
            yield target, marked("withdrawn")
        elif isinstance(found, Draft) and any(d.replaces == target for d in dossier.naming(target, Draft)):
            yield target, marked("replaced by a later version")
        elif isinstance(found, Statement):
            past = [s.is_ for s in found.states if s.on is None or dossier.passed(s.on, found.zone)]
            if past and past[-1] in ("withdrawn", "denied"):
                yield target, "denied by its speaker" if past[-1] == "denied" else "withdrawn"
        elif isinstance(found, Decision) and found.id != record.id:
            state = _state(dossier, found)[0]
            if state in ("withdrawn", "replaced"):
                yield target, state


def _leads_to(dossier: Dossier, decision: str) -> Iterator[str]:
    for task in dossier.naming(decision, Task):
        if task.arises_from == decision:
            yield task.id
    for paper in dossier.naming(decision, Paper):
        if decision in paper.about:
            yield paper.id
