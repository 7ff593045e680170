"""OBJ: what must a meeting achieve, and how will one know?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.objectives import ObjectivesReading, objectives_reading
from summitry.check.places import place_of, places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Meeting, Objective
from summitry.dossier.meetingdays import is_ahead, is_held, is_ours
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import listed, number, opened, quoted

_WORDS = {
    "expected_reply": "what reply to expect",
    "our_response": "how we respond to it",
    "if_refused": "what follows a refusal",
}


def _ahead(dossier: Dossier, meeting: Meeting) -> ObjectivesReading | None:
    return dossier.ask(objectives_reading, meeting.id) if is_ahead(dossier, meeting) else None


def _short(dossier: Dossier, id: str, most: int = 70) -> str:
    """An objective as it is listed in a message: its words, set off, cut at a word when long."""
    words = dossier.title(id)
    if len(words) > most:
        words = words[:most].rsplit(" ", 1)[0].rstrip(",;") + " ..."
    return quoted(words)


def _lacking(
    dossier: Dossier, meeting: Meeting, reading: ObjectivesReading, found: tuple[str, ...],
    one: str, many: str,
) -> str:  # fmt: skip
    """None of the objectives, or some of them, with their words where it is not all of them.

    ``one`` says what an objective should do (``has an owner``), ``many`` what several do not do.
    """
    every = len(reading.rows)
    if len(found) == every and every > 1:
        return f"None of the {number(every)} objectives of {meeting.title} {one}."
    names = listed(_short(dossier, o) for o in found)
    if len(found) == 1:
        if every == 1:
            return f"The objective of {meeting.title}, {names}, {_negated(one)}."
        return f"One of the {number(every)} objectives of {meeting.title} {_negated(one)}: {names}."
    return (
        f"{opened(number(len(found)))} of the {number(every)} objectives of {meeting.title} {many}: {names}."
    )


def _negated(one: str) -> str:
    """What one objective does not do, as a sentence goes on."""
    verb, _, rest = one.partition(" ")
    if verb == "has":
        return f"has no {rest.removeprefix('an ')}"
    return f"does not {_BARE[verb]} {rest}"


_BARE = {"says": "say", "names": "name"}


def _each(found: tuple[str, ...]) -> str:
    return " for each" if len(found) > 1 else ""


@rule("OBJ001", "no-evidence-of-success", Severity.SERIOUS, Meeting)
def no_evidence_of_success(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Objectives of a meeting ahead do not say how one will know that they are met.

    Written afterwards, the evidence of success is whatever happened. Write beforehand, for each, what
    the other side must have said, signed or done.
    """
    reading = _ahead(dossier, meeting)
    found = reading.blank("met_when") if reading else ()
    if reading and found:
        yield Found(
            message=_lacking(
                dossier,
                meeting,
                reading,
                found,
                "says how one will know that it is met",
                "do not say how one will know that they are met",
            ),
            at=place_of(dossier, found[0]),
            about=(meeting.id, *found),
            hint=f"Write `met_when: ...`{_each(found)}, before the meeting.",
            related=places_of(dossier, found, "no evidence of success"),
        )


@rule("OBJ002", "reply-not-prepared", Severity.SERIOUS, Meeting)
def reply_not_prepared(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Objectives of a meeting ahead lack the reply to expect, our response, or what follows a refusal.

    Whoever has not thought of the answer improvises it in front of the other side. Write what they will
    probably say, what we say to that, and what we do when they refuse.
    """
    reading = _ahead(dossier, meeting)
    found = reading.blank(*_WORDS) if reading else ()
    if not reading or not found:
        return
    lacking = {r.objective: [w for f, w in _WORDS.items() if f in r.blanks] for r in reading.rows}
    counts = {w: sum(w in lacking[o] for o in found) for w in _WORDS.values()}
    alike = len({tuple(lacking[o]) for o in found}) == 1
    missing = listed((w if alike else f"{w} ({number(n)})" for w, n in counts.items() if n), "or")
    one, many = f"says {missing}", f"do not say {missing}"
    if not alike:
        one, many = f"says all of this: {missing}", f"do not say all of this: {missing}"
    yield Found(
        message=_lacking(dossier, meeting, reading, found, one, many),
        at=place_of(dossier, found[0]),
        about=(meeting.id, *found),
        hint=f"Write `expected_reply`, `our_response` and `if_refused`{_each(found)}.",
        related=tuple(
            Related(place_of(dossier, o), "blank here" if alike else "not said: " + listed(lacking[o]))
            for o in found
        ),
    )


@rule("OBJ003", "objective-without-owner", Severity.SERIOUS, Meeting, whole_only=True)
def objective_without_owner(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Objectives of a meeting ahead have nobody who answers for them.

    Name an agency, post or person for each, who prepares it and says afterwards what came of it.
    """
    reading = _ahead(dossier, meeting)
    found = reading.blank("owner") if reading else ()
    if reading and found:
        yield Found(
            message=_lacking(dossier, meeting, reading, found, "has an owner", "do not have an owner"),
            at=place_of(dossier, found[0]),
            about=(meeting.id, *found),
            hint="Write `owner: ...`.",
            related=places_of(dossier, found, "no owner"),
        )


@rule("OBJ004", "objective-tied-to-nothing", Severity.NOTICE, Meeting, whole_only=True)
def objective_tied_to_nothing(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Objectives of a meeting ahead name no record that they are about.

    An objective that names the message, pledge, line, case, channel or term it is about is checked with
    it: when that is unconfirmed, expired or disputed, the objective shows it. Fill `what`.
    """
    reading = _ahead(dossier, meeting)
    found = reading.blank("what") if reading else ()
    if reading and found:
        what = "a message, pledge, line, case, channel or term"
        yield Found(
            message=_lacking(dossier, meeting, reading, found, f"names {what}", f"do not name {what}"),
            at=place_of(dossier, found[0]),
            about=(meeting.id, *found),
            hint="Write `what: ...` with the record each is about.",
            related=places_of(dossier, found, "tied to nothing"),
        )


@rule("OBJ005", "result-without-words", Severity.SERIOUS, Objective, needs=("outcomes",))
def result_without_words(dossier: Dossier, objective: Objective) -> Iterable[Found]:
    """An outcome says that an objective was met or refused, without the words that show it.

    The one who was in the room sees agreement; the other side sees a courtesy. Quote what was said, or
    name the statement.
    """
    reading = dossier.ask(objectives_reading, objective.meeting)
    row = next((r for r in reading.rows if r.objective == objective.id), None) if reading else None
    for at in row.unproven if row else ():
        result = objective.outcomes[at].result
        said = {"met": "was met", "partly": "was met in part", "refused": "was refused"}[result]
        yield Found(
            message=f"The objective {_short(dossier, objective.id)} {said}, by the record; no words show it.",
            at=objective.where("outcomes", at),
            about=(objective.id,),
            hint="Write `words: ...` with what was said, or `statement: ...`.",
        )


@rule("OBJ006", "evidence-fixed-afterwards", Severity.SERIOUS, Objective)
def evidence_fixed_afterwards(dossier: Dossier, objective: Objective) -> Iterable[Found]:
    """An objective has a result, but what would count as success was not written before the meeting.

    Either `met_when` is blank, or the objective itself was added after the meeting. Say so where the
    result is used; it proves less than one judged by a measure fixed beforehand.
    """
    reading = dossier.ask(objectives_reading, objective.meeting)
    row = next((r for r in reading.rows if r.objective == objective.id), None) if reading else None
    if reading is None or row is None or reading.held is None:
        return
    name, held = _short(dossier, objective.id), day_in_words(reading.held)
    if row.written_after:
        message = f"The objective {name} was written down only after the meeting of {held}."
    elif row.result in ("met", "partly") and "met_when" in row.blanks:
        message = (
            f"The objective {name} counts as {row.result} since {held}; nothing says how one would know."
        )
        message = message.replace("counts as partly", "counts as partly met")
    else:
        return
    yield Found(
        message=message,
        at=objective.where("learned" if row.written_after else "outcomes"),
        about=(objective.id, objective.meeting),
        hint="Note it where the result is used; for the next meeting write `met_when` beforehand.",
    )


@rule("OBJ007", "meeting-without-objectives", Severity.SERIOUS, Meeting)
def meeting_without_objectives(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting ahead has no objective of ours.

    Without one, having met is the only success there can be. Write what must be said, heard, settled.
    """
    reading = _ahead(dossier, meeting)
    if reading is not None and not reading.rows:
        yield Found(
            message=f"No objective of ours is written for {meeting.title}.",
            at=meeting.where(),
            about=(meeting.id,),
            hint=f"List them under `objectives:`, each with `meeting: {meeting.id}`.",
        )


@rule("OBJ008", "their-objectives-blank", Severity.NOTICE, Meeting)
def their_objectives_blank(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Nothing is written of what the other side wants from a meeting ahead.

    They come with aims too, and have probably had longer to choose them. Write what they are likely to
    seek, with the source, as objectives with `by` set to their side.
    """
    reading = _ahead(dossier, meeting)
    if reading is not None and reading.rows and not reading.theirs:
        yield Found(
            message=f"Nothing is written of what the other side wants from {meeting.title}.",
            at=meeting.where(),
            about=(meeting.id,),
            hint=f"Add objectives with `meeting: {meeting.id}` and `by:` their side.",
        )


@rule("OBJ009", "held-without-outcomes", Severity.SERIOUS, Meeting)
def held_without_outcomes(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting was held, and objectives of it have no outcome.

    What was not raised is forgotten, and the next meeting starts from memory. For each objective write
    what came of it: met, partly, not raised or refused.
    """
    if not is_ours(dossier, meeting) or not is_held(dossier, meeting):
        return
    reading = dossier.ask(objectives_reading, meeting.id)
    found = tuple(r.objective for r in reading.rows if not r.result) if reading else ()
    if reading and found:
        yield Found(
            message=_lacking(
                dossier, meeting, reading, found, "has an outcome on record", "have no outcome on record"
            ),
            at=place_of(dossier, found[0]),
            about=(meeting.id, *found),
            hint="Write `outcomes: [{on: ..., result: ..., words: ...}]` for each.",
            related=places_of(dossier, found, "no outcome"),
        )


@rule("OBJ010", "objective-overtaken", Severity.SERIOUS, Objective)
def objective_overtaken(dossier: Dossier, objective: Objective) -> Iterable[Found]:
    """An objective of a meeting ahead is about something that no longer stands.

    Somebody who was held is free, a draft has been replaced, a decision or paper withdrawn. Whoever asks
    for it still shows that the team does not talk to itself. Change the objective, or drop it.
    """
    meeting = dossier.of(Meeting, objective.meeting)
    reading = _ahead(dossier, meeting) if meeting is not None else None
    row = next((r for r in reading.rows if r.objective == objective.id), None) if reading else None
    if row is None or not row.overtaken:
        return
    told = listed(f"{dossier.title(t.partition('/')[0])} {why}" for t, why in row.overtaken)
    yield Found(
        message=f"The objective {_short(dossier, objective.id)} has been overtaken: {told}.",
        at=objective.where("what"),
        about=(objective.id, *(t.partition("/")[0] for t, _ in row.overtaken)),
        hint="Change what the objective asks, or take out what no longer stands.",
    )


RULES = (
    no_evidence_of_success, reply_not_prepared, objective_without_owner, objective_tied_to_nothing,
    result_without_words, evidence_fixed_afterwards, meeting_without_objectives,
    their_objectives_blank, held_without_outcomes, objective_overtaken,
)  # fmt: skip
