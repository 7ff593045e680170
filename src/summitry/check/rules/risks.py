"""RSK: what if it fails?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.risks import FailurePlan, failure_plan, risk_row
from summitry.check.places import place_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Indicator, Meeting, Risk
from summitry.dossier.kinds.meetings import LEVELS
from summitry.dossier.meetingdays import is_ahead
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import by_reason, clause, counted, dated, listed, number, opened, quoted

_WORDS = {
    "sign": "by what sign one would see it", "owner": "who answers for it",
    "trigger": "when the way out is taken",
    "lost": "what is lost", "way_out": "what the way out is",
}  # fmt: skip


@rule("RSK001", "no-failure-plan", Severity.GRAVE, None)
def no_failure_plan(dossier: Dossier, _: None) -> Iterable[Found]:
    """A meeting ahead has no failure plan: no risk of it names a way out.

    A meeting that fails without one can take with it what was there before, and leave force as the only
    course anybody has ready. Say what may go wrong, what would be lost, and what is then said and done.
    Meetings ahead are told together, those of the highest level first.
    """
    bare = [(m, p) for p in dossier.each(lacking_plan, Meeting) if (m := dossier.of(Meeting, p.meeting))]
    if not bare:
        return
    bare.sort(key=lambda pair: LEVELS.index(pair[0].level) if pair[0].level in LEVELS else len(LEVELS))
    meetings, plans = [m for m, _ in bare], [p for _, p in bare]
    risks = [r for p in plans for row in p.rows if (r := dossier.of(Risk, row.risk)) is not None]
    who = _without_plan(meetings)
    if not risks:
        message = f"{who}: nothing says what may go wrong, what would be lost, or what the way out is."
    else:
        none = f"none of the {number(len(risks))} risks on record names"
        none = f"the one risk on record, {quoted(risks[0].title)}, does not name" if len(risks) == 1 else none
        loss = "" if any(p.loss_stated for p in plans) else ", and nothing says what would be lost"
        message = f"{who}: {none} a way out{loss}."
    yield Found(
        message=message,
        at=meetings[0].where(),
        about=(*(m.id for m in meetings), *(r.id for r in risks)),
        hint=f"Add a risk with `meeting: {meetings[0].id}`, `lost: ...` and `way_out: ...`.",
        related=tuple(Related(r.where(), "names no way out") for r in risks),
    )


def lacking_plan(dossier: Dossier, meeting: str) -> FailurePlan | None:
    """The failure plan of a meeting ahead that names no way out; of others nothing."""
    record = dossier.of(Meeting, meeting)
    plan = dossier.ask(failure_plan, meeting) if record is not None and is_ahead(dossier, record) else None
    return None if plan is None or plan.exists else plan


def _without_plan(meetings: list[Meeting]) -> str:
    names = [m.title for m in meetings]
    if len(names) == 1:
        return f"{opened(names[0])} has no failure plan"
    if len(names) == 2:
        return f"Neither {names[0]} nor {names[1]} has a failure plan"
    return f"None of these has a failure plan, {listed(names)}"


@rule("RSK002", "risk-incomplete", Severity.SERIOUS, Risk)
def risk_incomplete(dossier: Dossier, risk: Risk) -> Iterable[Found]:
    """Risks lack an early sign, an owner, a trigger, what is lost, or a way out.

    A plan that nobody watches over and nobody may set off is not one. Fill the blanks, or drop the risk.
    The risks of one meeting are told together.
    """
    if not _matters(dossier, risk):
        return
    plan = dossier.ask(failure_plan, risk.meeting) if risk.meeting else None
    row = dossier.ask(risk_row, risk.id)
    rows = plan.rows if plan is not None else (row,) if row is not None else ()
    said = _said_above(plan)
    if dossier.is_narrowed:  # a reference to what the reader may not see reads like a blank
        said |= {"sign", "owner"}
    blanks = {r.risk: [b for b in _WORDS if b in r.blanks and b not in said] for r in rows}
    found = [id for id, names in blanks.items() if names]
    if not found or found[0] != risk.id:
        return
    of = f" of {dossier.title(risk.meeting)}" if risk.meeting else ""
    alike: dict[str, list[str]] = {}
    for id in found:
        alike.setdefault(listed(_WORDS[b] for b in blanks[id]), []).append(quoted(dossier.title(id)))
    message = f"{opened(counted(len(found), 'risk'))}{of} leave open {by_reason(alike)}."
    if len(found) == 1:
        message = f"The risk {quoted(dossier.title(found[0]))} does not say {_open(blanks[found[0]])}."
    yield Found(
        message=message,
        at=risk.where(),
        about=tuple(filter(None, (risk.meeting, *found))),
        hint="Fill " + listed(f"`{b}`" for b in _WORDS if any(b in blanks[id] for id in found)) + ".",
        related=tuple(Related(place_of(dossier, id), f"does not say {_open(blanks[id])}") for id in found),
    )


def _said_above(plan: FailurePlan | None) -> set[str]:
    """What RSK001 says of a meeting's risks already: no way out, and nothing on what is lost."""
    if plan is None or plan.exists:
        return set()
    return {"way_out", "trigger"} if plan.loss_stated else {"way_out", "trigger", "lost"}


def _open(blanks: list[str]) -> str:
    return listed((_WORDS[b] for b in blanks), "or")


@rule("RSK003", "sign-without-watcher", Severity.SERIOUS, Risk, whole_only=True)
def sign_without_watcher(dossier: Dossier, risk: Risk) -> Iterable[Found]:
    """Nobody watches for the early sign of a risk.

    Then the first to see it will be the press. Name a watcher for the indicator.
    """
    if not _matters(dossier, risk) or not risk.sign:
        return
    row, sign = dossier.ask(risk_row, risk.id), dossier.of(Indicator, risk.sign)
    if row is not None and sign is not None and not row.watcher:
        yield Found(
            message=f"Nobody watches for {quoted(sign.title)}, the early sign of the risk"
            f" {quoted(risk.title)}.",
            at=risk.where("sign"),
            about=(risk.id, sign.id),
            hint="Write `watcher: ...` on the indicator.",
            related=(Related(sign.where(), "no watcher"),),
        )


@rule("RSK004", "sign-seen", Severity.GRAVE, Risk)
def sign_seen(dossier: Dossier, risk: Risk) -> Iterable[Found]:
    """The early sign of a risk has been seen.

    Whoever answers for the risk should decide whether the trigger is met and the way out taken.
    """
    row, sign = dossier.ask(risk_row, risk.id), dossier.of(Indicator, risk.sign)
    if row is None or sign is None or not row.seen or not _matters(dossier, risk):
        return
    when = f" {dated(row.seen_on)}" if row.seen_on is not None else ""
    trigger = f" What sets off the way out: {clause(risk.trigger)}." if risk.trigger else ""
    yield Found(
        message=f"{quoted(opened(sign.title))}, the early sign of the risk {quoted(risk.title)}, was"
        f" seen{when}.{trigger}",
        at=risk.where("sign"),
        about=(risk.id, sign.id),
        hint="Decide whether the trigger is met; record the decision.",
        related=(Related(sign.where("seen"), "seen"),),
    )


def _matters(dossier: Dossier, risk: Risk) -> bool:
    """Whether the meeting it is about is still ahead; a risk of no meeting always matters."""
    meeting = dossier.of(Meeting, risk.meeting)
    return meeting is None or is_ahead(dossier, meeting)


RULES = (no_failure_plan, risk_incomplete, sign_without_watcher, sign_seen)
