"""SRC, continued: did the message arrive, and does the one it was said for stand by it?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Decision, Event, Meeting, Objective, Pledge, Statement
from summitry.dossier.record import Record
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.wording import clause, dated, enumerated, opened


def _name(record: Record) -> str:
    return f"“{clause(record.title)}”"


@rule("SRC003", "message-withdrawn", Severity.SERIOUS, Statement, needs=("states",))
def message_withdrawn(dossier: Dossier, statement: Statement) -> Iterable[Found]:
    """A message was withdrawn, or denied by its speaker, and other records still rest on it.

    What was built on it stands on nothing. Go through what rests on it, one by one.
    """
    taken = [
        s for s in statement.states
        if s.is_ in ("withdrawn", "denied") and (s.on is None or dossier.passed(s.on, statement.zone))
    ]  # fmt: skip
    resting = _resting(dossier, statement) if taken else ()
    if resting:
        last = taken[-1]
        day = f" {dated(last.on)}" if last.on is not None else ""
        how = "withdrawn" if last.is_ == "withdrawn" else f"denied by {the(dossier, statement.by)}"
        yield Found(
            message=f"{_name(statement)} was {how}{day}. Still resting on it:"
            f" {enumerated(_name(r) for r in resting)}.",
            at=statement.where("states"), about=(statement.id, *(r.id for r in resting)),
            hint="Say in each of them what it rests on now, or withdraw it too.",
            related=tuple(Related(r.where(), "rests on it") for r in resting),
        )  # fmt: skip


def _resting(dossier: Dossier, statement: Statement) -> tuple[Record, ...]:
    found: list[Record] = [
        d for d in dossier.naming(statement.id, Decision) if statement.id in d.basis
    ]  # fmt: skip
    found += [p for p in dossier.naming(statement.id, Pledge) if statement.id in p.rests_on]
    found += [o for o in dossier.naming(statement.id, Objective) if statement.id in o.what]
    return tuple(found)


@rule("SRC004", "message-never-sent", Severity.SERIOUS, Statement, needs=("states",))
def message_never_sent(dossier: Dossier, statement: Statement) -> Iterable[Found]:
    """A message was drafted, or sent, and nothing says that it went out, or arrived.

    Those who drafted it may believe that the other side knows. Find out, and record it.
    """
    states = [s for s in statement.states if s.on is None or dossier.passed(s.on, statement.zone)]
    kinds = {s.is_ for s in states}
    if not kinds or kinds & {"delivered", "withdrawn", "denied"} or "public" in statement.to:
        return
    last = states[-1]
    if last.on is None:
        return
    day = dossier.civil_day(last.on, statement.zone)
    what = "sent, and nothing says that it arrived" if "sent" in kinds else "drafted, and never sent"
    yield Found(
        message=f"{_name(statement)} was {what}; that was on {in_words(last.on)},"
        f" {days_since(day)} days ago.",
        at=statement.where("states"), about=(statement.id,),
        hint="Find out what became of it, and add that under `states`.",
    )  # fmt: skip


@rule("SRC005", "delivered-too-late", Severity.SERIOUS, Statement, needs=("states",))
def delivered_too_late(dossier: Dossier, statement: Statement) -> Iterable[Found]:
    """A message reached its hearer only after the event it was about.

    It could no longer change anything, and the hearer may think that it was meant so. Say when it was
    sent.
    """
    delivered = [
        s.on for s in statement.states
        if s.is_ == "delivered" and s.on is not None and dossier.passed(s.on, statement.zone)
    ]  # fmt: skip
    begun = [s.on for s in statement.states if s.is_ in ("drafted", "sent") and s.on is not None]
    written = statement.said or min(begun, key=lambda w: w.sort_key(), default=None)
    if not delivered or written is None:
        return
    day = dossier.civil_day(delivered[0], statement.zone)
    first = dossier.civil_day(written, statement.zone)
    for target in statement.about:
        event = dossier.get(target)
        when = event.on if isinstance(event, Event) else None
        if isinstance(event, Meeting) and event.held:
            when = event.held[0].on
        if event is None or when is None or not dossier.passed(when, event.zone):
            continue
        if first <= dossier.civil_day(when, event.zone) < day:
            yield Found(
                message=f"{_name(statement)} was delivered on {in_words(delivered[0])}, after"
                f" {clause(event.title)} ({in_words(when)}).",
                at=statement.where("states"), about=(statement.id, event.id),
                hint="Tell the hearer when it was sent.",
                related=(Related(event.where("on"), "what it was about"),),
            )  # fmt: skip


@rule("SRC010", "spoken-for-one-who-denies-it", Severity.SERIOUS, Statement, needs=("on_behalf_of",))
def denied_by_principal(dossier: Dossier, statement: Statement) -> Iterable[Found]:
    """Somebody spoke for another, who does not stand by it.

    It is the speaker's word, and nobody else's. Whoever relied on it must hear so.
    """
    behalf = statement.on_behalf_of
    if behalf is None or behalf.standing != "denied":
        return
    day = f" {dated(statement.said)}" if statement.said is not None else ""
    yield Found(
        message=f"{opened(the(dossier, statement.by))} spoke{day} for {the(dossier, behalf.who)}, who does"
        f" not stand by it: {_name(statement)}.",
        at=statement.where("on_behalf_of"), about=(statement.id, behalf.who),
        hint="Take it out of whatever rests on it, and tell those who heard it.",
    )  # fmt: skip


RULES = (
    message_withdrawn,
    message_never_sent,
    delivered_too_late,
    denied_by_principal,
)
