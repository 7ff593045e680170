"""DEC: who decided, and who was not asked?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.decisions import Seat, decision_reading
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Decision
from summitry.dossier.record import cited_document
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.wording import counted, dated, listed, opened


@rule("DEC001", "stake-not-asked", Severity.GRAVE, Decision)
def stake_not_asked(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Bodies with a stake in a decision were neither present nor consulted.

    A stake have the bodies it touches, those asked for a position in a paper it rests on, the owners of
    tasks that follow from it, and those whose answer in public it changes. Somebody present is heard
    for every body in which that one held a post on the day. Only what is recorded is known: add who was
    consulted, or hear them now, before more rests on it.
    """
    reading = dossier.ask(decision_reading, decision.id)
    if not reading.stands or not reading.not_asked:
        return
    number = counted(len(reading.not_asked), "body", "bodies")
    cautioned = list(dict.fromkeys(s.who for s in reading.seats if s.part == "dissent" and s.there))
    caution = f" {listed(dossier.title(w) for w in cautioned)} cautioned." if cautioned else ""
    were = "was" if len(reading.not_asked) == 1 else "were"
    yield Found(
        message=f"{opened(number)} with a stake in {_named(decision)} {were} neither present nor consulted,"
        f" as far as the record goes: {listed(the(dossier, b) for b in reading.not_asked)}.{caution}",
        at=decision.where("consulted" if decision.consulted else "present"),
        about=(decision.id, *reading.not_asked),
        hint="Hear them now, and record who was consulted and when under `consulted`.",
        related=tuple(
            Related(decision.where(s.part, s.index), f"{dossier.title(s.who)} cautioned")
            for s in reading.seats if s.part == "dissent" and s.there
        ),
    )  # fmt: skip


@rule("DEC002", "reports-differ", Severity.NOTICE, Decision)
def reports_differ(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Reports disagree on who took part in a decision.

    One has somebody present or heard, another says that one was not. Both are kept, and neither wins.
    Find a third account, or say to whoever asks that accounts differ.
    """
    if not any(e.there is False for e in (*decision.present, *decision.consulted)):
        return
    reading = dossier.ask(decision_reading, decision.id)
    if not reading.differ:
        return
    each = listed(_accounts(dossier, [s for s in reading.seats if s.who in reading.differ]))
    against = [s for s in reading.seats if not s.there and s.who in reading.differ]
    yield Found(
        message=f"Reports differ on who took part in {_named(decision)}: {each}.",
        at=decision.where(against[0].part, against[0].index), about=(decision.id, *reading.differ),
        hint="Look for a third account; until then both stand.",
    )  # fmt: skip


@rule("DEC003", "dissent-without-words", Severity.NOTICE, Decision, whole_only=True)
def dissent_without_words(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Somebody dissented, and what that one said is not on record.

    Name the `statement`, or put what was said in `says`.
    """
    bare = [e for e in decision.dissent if not e.says and not e.statement and e.there is not False]
    if bare:
        who = listed(dossier.title(e.who) for e in bare)
        yield Found(
            message=f"{who} dissented from {_named(decision)}; what was said is not on record.",
            at=decision.where("dissent", decision.dissent.index(bare[0])),
            about=(decision.id, *(e.who for e in bare)),
            hint="Name the `statement`, or put what was said in `says`.",
        )  # fmt: skip


@rule("DEC004", "decision-without-basis", Severity.SERIOUS, Decision, whole_only=True)
def decision_without_basis(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Work follows from a decision of ours, and what it rests on is not on record.

    Reported where tasks or papers arise from it. Put the papers, messages and statements it rests on in
    `basis`, so that a check can say when one of them falls.
    """
    if decision.basis or not _own(dossier, decision):
        return
    reading = dossier.ask(decision_reading, decision.id)
    if reading.stands and reading.leads_to:
        after = listed(f'"{dossier.title(id)}"' for id in reading.leads_to[:3])
        more = f" and {counted(len(reading.leads_to) - 3, 'more')}" if len(reading.leads_to) > 3 else ""
        yield Found(
            message=f"What {_named(decision)} rests on is not on record. From it follow {after}{more}.",
            at=decision.where("says"), about=(decision.id,),
            hint="Fill in `basis` with the papers, messages and statements it rests on.",
        )  # fmt: skip


@rule("DEC005", "undated-decision", Severity.NOTICE, Decision)
def undated_decision(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision has no day.

    Then nobody can say who held which post when it was made, nor what was known. Put in `on`.
    """
    if decision.on is None and not any(s.since for s in decision.states):
        yield Found(
            message=f"The day of {_named(decision)} is not on record.", at=decision.where("says"),
            about=(decision.id,), hint="Add `on` with the day, or dated `states`.",
        )  # fmt: skip


@rule("DEC006", "decision-outstanding", Severity.SERIOUS, Decision)
def decision_outstanding(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision was asked for and has not been made.

    What waits for it waits. Ask again, or record the answer under `states`.
    """
    if not decision.states:
        return
    reading = dossier.ask(decision_reading, decision.id)
    if reading.state not in ("requested", "no answer"):
        return
    since = ""
    if reading.since is not None:
        since = f", asked for {dated(reading.since)}, {days_since(reading.since.latest)} days ago,"
    waits = listed(f'"{dossier.title(id)}"' for id in reading.leads_to)
    rest = f" {opened(waits)} {'wait' if len(reading.leads_to) > 1 else 'waits'} for it." if waits else ""
    yield Found(
        message=f"{opened(_named(decision))}{since} has not been made by {the(dossier, decision.by)}.{rest}",
        at=decision.where("states"), about=(decision.id, decision.by, *reading.leads_to),
        hint="Ask again, or record what came: `states: [{since: ..., is: made}]`.",
    )  # fmt: skip


@rule("DEC007", "unsound-basis", Severity.GRAVE, Decision)
def unsound_basis(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision rests on something that has been withdrawn, denied or replaced.

    It may still be right, but nobody has said so since. Bring it back to whoever decided, with what has
    taken its place.
    """
    if not decision.basis:
        return
    reading = dossier.ask(decision_reading, decision.id)
    if reading.stands and reading.unsound:
        each = listed(f'"{dossier.title(id)}", {why}' for id, why in reading.unsound)
        yield Found(
            message=f"{opened(_named(decision))} rests on {each}.", at=decision.where("basis"),
            about=(decision.id, *(id for id, _ in reading.unsound)),
            hint="Bring it back to whoever decided, or name what it rests on now.",
            related=tuple(
                Related(r.where(), why) for id, why in reading.unsound if (r := dossier.get(id)) is not None
            ),
        )  # fmt: skip


@rule("DEC008", "participants-unknown", Severity.NOTICE, Decision, whole_only=True)
def participants_unknown(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Work follows from a decision of ours, and who took part in it is not on record.

    Then nobody can say who was not asked. Put in `present` and `consulted`, even when the answer is that
    nobody was.
    """
    if decision.present or decision.consulted or decision.dissent or not _own(dossier, decision):
        return
    reading = dossier.ask(decision_reading, decision.id)
    if reading.stands and reading.leads_to and reading.stakes:
        yield Found(
            message=f"Who was present at {_named(decision)}, or consulted, is not on record.",
            at=decision.where("says"), about=(decision.id,),
            hint="Fill in `present` and `consulted`, each with its source.",
        )  # fmt: skip


@rule("DEC009", "told-before-it-was-taken", Severity.NOTICE, Decision, needs=frozenset({"told"}))
def told_before(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """Somebody was told of a decision before those who were to take it had met.

    Those who sat down to advise could then change nothing. Say whether it was still open, and who knew
    that it was not. Found only where both have their hour.
    """
    taken = decision.on.instant(decision.zone or dossier.header.zone) if decision.on is not None else None
    early = [
        t for t in decision.told
        if taken is not None and t.on is not None
        and (heard := t.on.instant(decision.zone or dossier.header.zone)) is not None and heard < taken
    ]  # fmt: skip
    if early and decision.on is not None and dossier.passed(decision.on, decision.zone):
        assert early[0].on is not None
        yield Found(
            message=f"{opened(listed(the(dossier, t.who) for t in early))} had been told by"
            f" {in_words(early[0].on)} of {_named(decision)}, before those present were asked.",
            at=decision.where("told", decision.told.index(early[0])),
            about=(decision.id, *(t.who for t in early)),
            hint="Say whether the decision was still open when those present were asked.",
        )


def _accounts(dossier: Dossier, seats: list[Seat]) -> list[str]:
    """What each report says of each who took part, or did not."""
    words = {"present": "present", "consulted": "consulted", "dissent": "cautioning"}
    said: dict[tuple[str, str], list[str]] = {}
    for seat in seats:
        part = words[seat.part] if seat.there else f"not {words[seat.part]}"
        said.setdefault((_source(dossier, seat), the(dossier, seat.who)), []).append(part)
    return [f"{source} has {who} {listed(parts)}" for (source, who), parts in said.items()]


def _source(dossier: Dossier, seat: Seat) -> str:
    return f'"{dossier.title(cited_document(seat.sources[0]))}"' if seat.sources else "one account"


def _named(decision: Decision) -> str:
    """The decision as part of a sentence: with its day, and what it was."""
    day = f" of {in_words(decision.on)}" if decision.on is not None else ""
    title = decision.title or decision.says
    if title.startswith(("to ", "not to ")):
        return f"the decision{day} {title}"
    return f'the decision{day}, "{title}",'.rstrip(",") if not day else f'the decision{day} ("{title}")'


def _own(dossier: Dossier, decision: Decision) -> bool:
    own = dossier.header.own_side
    return not own or side_of(dossier, decision.by) == own


RULES = (
    stake_not_asked, reports_differ, dissent_without_words, decision_without_basis, undated_decision,
    decision_outstanding, unsound_basis, participants_unknown, told_before,
)  # fmt: skip
