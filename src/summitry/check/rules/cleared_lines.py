"""LIN, continued: what may be said today, and on what nobody may say anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.lines import (
    Clearing,
    LineState,
    answer_words,
    answered_then,
    clearing,
    line_state,
    lines_on,
    question_reading,
    speaker,
)
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Draft, Line, Meeting, Objective, Paper, Pledge, Question, Statement
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import clause, counted, enumerated, listed, opened


def _asks(dossier: Dossier, id: str) -> str:
    return f"“{clause(dossier.title(id))}”"


@rule("LIN005", "no-cleared-line", Severity.SERIOUS, None)
def no_cleared_line(dossier: Dossier, _: None) -> Iterable[Found]:
    """Questions are asked in public on which no line is cleared.

    Whoever is asked next will improvise. Counted are questions that our side has answered in public
    lately, and questions raised in public on which a body owes a line. Draft a line for each, and have
    it cleared.
    """
    if not dossier.header.own_side:
        return
    open_ = dossier.each(lacking_line, Question)
    if not open_:
        return
    first = dossier.get(open_[0])
    assert first is not None
    names = enumerated((clause(dossier.title(q)) for q in open_), most=12)
    yield Found(
        message=f"No line is cleared on {counted(len(open_), 'question')} raised in public: {names}",
        at=first.where("asks"),
        about=open_,
        hint=f"Draft a line{' for each' if len(open_) > 1 else ''}, name the bodies that must clear it under"
        " `clear`, and record their clearances.",
        related=places_of(dossier, open_[1:], "no line either", "asks"),
    )  # fmt: skip


@shared
def lacking_line(dossier: Dossier, question_id: str) -> str:
    """A question that is alive in public, and on which no line may be said today; else blank."""
    reading = dossier.ask(question_reading, question_id)
    question = dossier.of(Question, question_id)
    if question is None or reading.usable_lines:
        return ""
    if reading.public(dossier.header.own_side):
        return question_id
    awaited = bool(question.owed_by) or any(
        question_id in m.press for m in dossier.naming(question_id, Meeting)
    )
    alive = awaited and (reading.raised or any(g.register == "public" for g in reading.current))
    return question_id if alive else ""


@rule("LIN006", "line-expired", Severity.SERIOUS, Line)
def line_expired(dossier: Dossier, line: Line) -> Iterable[Found]:
    """A line has run out, and no other has taken its place.

    Those who have it in their folder will go on using it. Renew it, or write the one that replaces it.
    """
    state = dossier.ask(line_state, line.id)
    if not state.expired or state.replaced_by or line.until is None:
        return
    if line.question and any(s.usable for s in lines_on(dossier, line.question)):
        return
    yield Found(
        message=f"The line “{clause(line.title)}” ran out on {in_words(line.until)}, and no other has taken"
        " its place.",
        at=line.where("until"), about=(line.id, *filter(None, (line.question,))),
        hint="Write a new line that names this one under `replaces`, and have it cleared.",
    )  # fmt: skip


@rule("LIN007", "old-line-leaned-on", Severity.SERIOUS, Line)
def old_line(dossier: Dossier, line: Line) -> Iterable[Found]:
    """A meeting or an objective leans on a line that nobody has renewed for a long time.

    What was said months ago may no longer be policy. Have it cleared anew, or replaced.
    """
    state = dossier.ask(line_state, line.id)
    if not state.standing or state.old_since is None:
        return
    leaning = [o for o in _leaning(dossier, line) if not _said_elsewhere(o, line, state)]
    if not leaning:
        return
    since = f" of {in_words(line.since)}" if line.since is not None else ""
    yield Found(
        message=f"{opened(listed(f'“{clause(o.title)}”' for o in leaning))} {_lean(len(leaning))} on the line"
        f" “{clause(line.title)}”{since}, which has not been renewed within"
        f" {dossier.header.line_life} days.",
        at=line.where("since"), about=(line.id, *(o.id for o in leaning)),
        hint="Have the line cleared anew, or replace it.",
        related=tuple(Related(o.where(), "leans on it") for o in leaning),
    )  # fmt: skip


def _said_elsewhere(leaning: Objective | Meeting, line: Line, state: LineState) -> bool:
    """Whether LIN008 or LIN015 says it already."""
    if isinstance(leaning, Objective):
        return leaning.verb == "convey"
    return line.id in leaning.press and not state.clearing.cleared


def _lean(number: int) -> str:
    return "leans" if number == 1 else "lean"


def _leaning(dossier: Dossier, line: Line) -> tuple[Objective | Meeting, ...]:
    """The objectives and meetings that name a line or its question, as far as they are still ahead."""
    names = [line.id, *filter(None, (line.question,))]
    objectives = [o for n in names for o in dossier.naming(n, Objective) if n in o.what and not o.outcomes]
    meetings = [m for n in names for m in dossier.naming(n, Meeting) if n in m.press]
    return tuple(dict.fromkeys((*objectives, *(m for m in meetings if not is_over_or_off(dossier, m)))))


@rule("LIN008", "nothing-cleared-to-convey", Severity.SERIOUS, Objective)
def nothing_cleared_to_convey(dossier: Dossier, objective: Objective) -> Iterable[Found]:
    """A message is to be conveyed, and no cleared text carries it today.

    The other side weighs every word of an assurance. Fix the words beforehand, have them cleared, and
    name the text in the objective.
    """
    own = dossier.header.own_side
    ours = not objective.by or objective.by == own
    if objective.verb != "convey" or objective.outcomes or not ours:
        return
    texts = tuple(dict.fromkeys(_texts(dossier, objective.what)))
    if any(dossier.ask(carries_today, text) for text in texts):
        return
    reasons = [_why_not(dossier, text) for text in texts]
    message = f"An objective of {_meeting(dossier, objective)} reads “{clause(objective.says)}”; no"
    carried = f"carries it today: {enumerated(reasons)}" if reasons else "carries it; none is named"
    message += f" cleared text {carried}."
    yield Found(
        message=message, at=objective.where("what"), about=(objective.id, *texts),
        hint="Write the words as a line, have it cleared, and name it under `what`.",
        related=places_of(dossier, texts, "the text"),
    )  # fmt: skip


def _meeting(dossier: Dossier, objective: Objective) -> str:
    return clause(dossier.title(objective.meeting))


def _texts(dossier: Dossier, targets: Iterable[str]) -> Iterator[str]:
    """The texts that could carry what is named: itself, a question's lines, what a pledge rests on."""
    for target in targets:
        record = dossier.get(target.partition("/")[0])
        if isinstance(record, (Line, Paper, Draft)):
            yield record.id
        elif isinstance(record, Question):
            yield from (line.id for line in dossier.naming(record.id, Line) if line.question == record.id)
        elif isinstance(record, Statement):
            yield record.id
            yield from _texts(dossier, (question for question, _ in record.answers))
        elif isinstance(record, Pledge):
            yield from _texts(dossier, (t for t in record.rests_on if "/" not in t))


def carries_today(dossier: Dossier, text: str) -> bool:
    """Whether a text may be said today: a usable line, or any other text that is cleared."""
    if dossier.of(Line, text) is not None:
        return dossier.ask(line_state, text).usable
    return dossier.ask(clearing, text).cleared


def _why_not(dossier: Dossier, text: str) -> str:
    name = f"“{clause(dossier.title(text))}”"
    if dossier.of(Line, text) is None:
        return f"{name} {_uncleared(dossier, dossier.ask(clearing, text))}"
    state = dossier.ask(line_state, text)
    return f"{name} {_line_fault(dossier, state)}"


def _line_fault(dossier: Dossier, state: LineState) -> str:
    if state.replaced_by:
        return "has been replaced"
    if state.expired and state.until is not None:
        return f"ran out on {in_words(state.until)}"
    if not state.begun and state.since is not None:
        return f"may be used only from {in_words(state.since)}"
    why = [] if state.clearing.cleared else [_uncleared(dossier, state.clearing)]
    if state.old_since is not None and state.since is not None:
        why.append(f"has not been renewed since {in_words(state.since)}")
    return " and ".join(why)


def _uncleared(dossier: Dossier, state: Clearing) -> str:
    if state.objected:
        return f"is objected to by {listed(the(dossier, b) for b in state.objected)}"
    if state.waits_for and state.cleared_by:
        return f"waits for {listed(the(dossier, b) for b in state.waits_for)}"
    if state.lapsed:
        return f"has lost the clearance of {listed(the(dossier, b) for b in state.lapsed)}"
    return "has been cleared by nobody"


@rule("LIN013", "said-against-the-line", Severity.SERIOUS, Line)
def said_against_the_line(dossier: Dossier, line: Line) -> Iterable[Found]:
    """Somebody of our side has said in public what a cleared line does not say, and it stands.

    A line that is contradicted is no line. Have it said again as cleared, or change the line.
    """
    state = dossier.ask(line_state, line.id)
    if not state.usable or not line.answer or not line.question:
        return
    reading = dossier.ask(question_reading, line.question)
    against = [g for g in reading.public(dossier.header.own_side) if not g.says <= set(line.answer)]
    if against:
        said = "; ".join(
            f"{speaker(dossier, g)} {answered_then(dossier, g)}: {answer_words(g)}" for g in against
        )
        yield Found(
            message=f"The cleared line on {_asks(dossier, line.question)} says"
            f" {listed(f'“{a}”' for a in line.answer)}. In public stands also: {said}.",
            at=line.where("answer"), about=(line.id, *(g.statement for g in against)),
            hint="Have the line said again by whoever said the other, or change it.",
        )  # fmt: skip


@rule("LIN014", "two-cleared-lines", Severity.SERIOUS, Question)
def two_cleared_lines(dossier: Dossier, question: Question) -> Iterable[Found]:
    """Two cleared lines answer one question differently.

    Both may be said, and both will be. Withdraw one: name it under `replaces` of the other.
    """
    lines = [s for s in lines_on(dossier, question.id) if s.usable and s.answers]
    if len({frozenset(s.answers) for s in lines}) < 2:
        return
    words = "; ".join(f"“{clause(dossier.title(s.line))}” ({', '.join(s.answers)})" for s in lines)
    yield Found(
        message=f"{counted(len(lines), 'cleared line').capitalize()} answer {_asks(dossier, question.id)}"
        f" differently: {words}.",
        at=question.where("asks"), about=(question.id, *(s.line for s in lines)),
        hint="Name the one that is given up under `replaces` of the other.",
    )  # fmt: skip


@rule("LIN015", "uncleared-line-for-the-press", Severity.SERIOUS, Line)
def uncleared_line_for_the_press(dossier: Dossier, line: Line) -> Iterable[Found]:
    """A line is meant for the press at a meeting, and is not cleared.

    It stands in the brief as if it could be said. Have it cleared, or take it out.
    """
    state = dossier.ask(line_state, line.id)
    meetings = [
        m for m in dossier.naming(line.id, Meeting) if line.id in m.press and not is_over_or_off(dossier, m)
    ]
    if not meetings or not state.standing or state.clearing.cleared:
        return
    yield Found(
        message=f"The line “{clause(line.title)}” is to be said to the press at"
        f" {listed(clause(m.title) for m in meetings)}; it {_line_fault(dossier, state)}.",
        at=line.where("words"), about=(line.id, *(m.id for m in meetings)),
        hint="Have it cleared, or take it out of the meeting's `press`.",
    )  # fmt: skip


RULES = (
    no_cleared_line,
    line_expired,
    old_line,
    nothing_cleared_to_convey,
    said_against_the_line,
    two_cleared_lines,
    uncleared_line_for_the_press,
)
