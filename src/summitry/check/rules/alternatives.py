"""ALT: are we ready for what the other side may do, would we see it, who sets the pace?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.alternatives import (
    AlternativeReading,
    alternative_reading,
    alternatives_by_side,
    evidence_matrix,
    is_unanswered,
    is_unforeseen,
    moves_of_note,
    our_moves_of_note,
)
from summitry.analysis.alternatives.result import Move
from summitry.check.places import place_of, places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Alternative, Event, Meeting
from summitry.dossier.meetingdays import is_ahead
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Severity
from summitry.foundation.wording import clause, counted, enumerated, number, opened, quoted


def _readings(dossier: Dossier) -> Iterable[tuple[str, tuple[AlternativeReading, ...]]]:
    """Each other party with its alternatives; our own alternatives wait for nobody's response."""
    for side, ids in dossier.ask(alternatives_by_side):
        if side != dossier.header.own_side:
            yield side, tuple(dossier.ask(alternative_reading, id) for id in ids)


@rule("ALT001", "no-response", Severity.SERIOUS, None)
def no_response(dossier: Dossier, _: None) -> Iterable[Found]:
    """Nothing is prepared for something the other side may do.

    Who has no answer ready when it happens reacts, and the other side sets agenda and pace. Write
    under `response` what we do then, who does it, and whether it is ready.
    """
    for side, readings in _readings(dossier):
        bare = [r.alternative for r in readings if r.response == "none"]
        if bare:
            yield Found(
                message=f"No response is prepared for {_count(len(bare), len(readings), 'any')} that"
                f" {the(dossier, side)} may do: {enumerated(dossier.title(a) for a in bare)}.",
                at=place_of(dossier, bare[0], "response"),
                about=tuple(bare),
                hint="Add `response: {says: ..., owner: ..., ready: no}` to each.",
                related=places_of(dossier, bare[1:], "no response either"),
            )


@rule("ALT002", "response-not-ready", Severity.SERIOUS, None)
def response_not_ready(dossier: Dossier, _: None) -> Iterable[Found]:
    """A response is written down, but not ready, or nobody says whether it is.

    A response that has yet to be worked out when it is needed is none. Have its owner finish it, and
    write `ready: yes`.
    """
    for side, readings in _readings(dossier):
        late = [r for r in readings if r.response in ("not ready", "not said")]
        if not late:
            continue
        named = enumerated(_with_state(dossier, r) for r in late)
        ids = [r.alternative for r in late]
        yield Found(
            message=f"A response is written, but not ready, for {_count(len(late), len(readings), 'each')}"
            f" that {the(dossier, side)} may do: {named}.",
            at=place_of(dossier, ids[0], "response"),
            about=tuple(ids),
            hint="Name an owner for each response, have it finished, and write `ready: yes`.",
            related=places_of(dossier, ids[1:], "not ready either"),
        )


def _with_state(dossier: Dossier, reading: AlternativeReading) -> str:
    remarks = [] if reading.response == "not ready" else ["nobody says whether it is ready"]
    remarks += [] if reading.owner else ["nobody owns it"]
    title = dossier.title(reading.alternative).rstrip(".")
    return f"{title} ({', '.join(remarks)})" if remarks else title


def _count(few: int, whole: int, every: str) -> str:
    if few < whole:
        return f"{number(few)} of the {number(whole)} things"
    return f"{every} of the {number(whole)} things" if whole > 1 else "the one thing"


@rule("ALT003", "unseen", Severity.SERIOUS, None, whole_only=True)
def unseen(dossier: Dossier, _: None) -> Iterable[Found]:
    """Something the other side may do has no indicator, or none that anybody watches for.

    Then it will be noticed when it has happened. Say what would show it beforehand, under
    `indicators`, and give each indicator a `watcher`.
    """
    for side, readings in _readings(dossier):
        without = [r.alternative for r in readings if not r.indicators]
        blind = [r.alternative for r in readings if r.indicators and not r.watched]
        if not without and not blind:
            continue
        each = [f"no indicator is named for {quoted(clause(dossier.title(a)))}" for a in without]
        each += [f"nobody watches for the indicators of {quoted(clause(dossier.title(a)))}" for a in blind]
        ids = [*without, *blind]
        yield Found(
            message=f"{opened(_count(len(ids), len(readings), 'each'))} that {the(dossier, side)} may do"
            f" would come unseen: {enumerated(each)}.",
            at=place_of(dossier, ids[0], "indicators"),
            about=tuple(ids),
            hint="Name what would show each of them beforehand, and who watches for it.",
            related=places_of(dossier, ids[1:], "nor this one"),
        )


def _told(dossier: Dossier, moves: Iterable[Move]) -> str:
    def one(move: Move) -> str:
        event = dossier.of(Event, move.event)
        when = f" ({in_words(event.on)})" if event is not None and event.on is not None else ""
        return dossier.title(move.event).rstrip(".") + when

    return enumerated(one(m) for m in moves)


@rule("ALT004", "unforeseen-move", Severity.SERIOUS, None)
def unforeseen_move(dossier: Dossier, _: None) -> Iterable[Found]:
    """The other side has lately done something that none of the alternatives foresees.

    Alternatives that do not explain what happened are not those it is choosing between. Add the one
    that would, or name the event (or its kind) under `foresees`. Only events with a record of their
    own count, for as long as the header's `line_life`; rows of a series are history.
    """
    for side, ids in dossier.ask(alternatives_by_side):
        if side not in dossier.header.counterparts:
            continue
        moves = [m for m in dossier.ask(moves_of_note, side) if is_unforeseen(m)]
        if moves:
            yield Found(
                message=f"{opened(counted(len(moves), 'move'))} of {the(dossier, side)} in the last"
                f" {dossier.header.line_life} days {'is' if len(moves) == 1 else 'are'} foreseen by none of"
                f" its {_alternatives(len(ids))}: {_told(dossier, moves)}.",
                at=place_of(dossier, moves[0].event),
                about=(*(m.event for m in moves), *ids),
                hint="Name each move, or its kind, under `foresees` of the alternative that explains it.",
                related=places_of(dossier, ids, "does not name it", "foresees"),
            )


def _alternatives(count: int) -> str:
    return "alternatives" if count == 1 else f"{number(count)} alternatives"


@rule("ALT005", "unanswered-move", Severity.NOTICE, None)
def unanswered_move(dossier: Dossier, _: None) -> Iterable[Found]:
    """The other side has lately made moves towards us that nobody has answered.

    Silence may be meant; then say so. An answer is an event of another side that names the move under
    `answers`, or a statement or decision that names it. What answers something itself asks for none,
    nor does what was done together with somebody else, or whose `about` names others than us.
    """
    if not dossier.header.own_side:
        return
    for side in dossier.header.counterparts:
        moves = [m for m in dossier.ask(moves_of_note, side) if is_unanswered(m)]
        if moves:
            yield Found(
                message=f"Nothing on record answers what {the(dossier, side)} did in the last"
                f" {dossier.header.line_life} days: {_told(dossier, moves)}.",
                at=place_of(dossier, moves[0].event),
                about=tuple(m.event for m in moves),
                hint="Name the move under `answers` of the event, or `about` of the statement, that"
                " answers it; accept the finding where silence is meant.",
                related=places_of(dossier, [m.event for m in moves[1:]], "not answered either"),
            )


@rule("ALT006", "reacting", Severity.SERIOUS, None)
def reacting(dossier: Dossier, _: None) -> Iterable[Found]:
    """The other side opens moves, and all of ours answer its moves.

    Agenda and pace are then the other side's. Found when at least two recent events of theirs say
    `answers: none`, and no event of ours does. Plan a move that they have to answer.
    """
    if not dossier.header.own_side:
        return
    for side in dossier.header.counterparts:
        openings = [m for m in dossier.ask(moves_of_note, side) if m.opens]
        if len(openings) < 2:
            continue
        ours = dossier.ask(our_moves_of_note)
        if any(m.opens for m in ours):
            continue
        answers = [m for m in ours if m.answers]
        yield Found(
            message=f"{opened(the(dossier, side))} sets the pace: in the last {dossier.header.line_life} days"
            f" {number(len(openings))} of its moves answered none of ours, and no move of ours began anything"
            f"{f' ({number(len(answers))} answered its moves)' if answers else ''}.",
            at=place_of(dossier, openings[0].event, "answers"),
            about=(side, *(m.event for m in openings)),
            hint="Plan a move of our own, and enter it as an event with `answers: none` when it is made.",
            related=places_of(dossier, [m.event for m in openings[1:]], "another opening move"),
        )


@rule("ALT007", "no-alternatives", Severity.SERIOUS, None)
def no_alternatives(dossier: Dossier, _: None) -> Iterable[Found]:
    """A meeting with the other side lies ahead, and nobody has written down what it may do.

    Whoever has asked for a meeting has planned for it. Write down its courses as alternatives: two or
    three that differ are enough to begin with.
    """
    have = {side for side, ids in dossier.ask(alternatives_by_side) if ids}
    for side in dossier.header.counterparts:
        if side in have or dossier.get(side) is None:
            continue
        ahead = [m for m in dossier.all(Meeting) if _meets(dossier, m, side) and is_ahead(dossier, m)]
        if ahead:
            yield Found(
                message=f"Nothing is written down of what {the(dossier, side)} may do; with it"
                f" {'is' if len(ahead) == 1 else 'are'} to be held:"
                f" {enumerated(m.known_as for m in ahead)}.",
                at=ahead[0].where("with"),
                about=(side, *(m.id for m in ahead)),
                hint=f"Add records under `alternatives:` with `by: {side}`.",
            )


def _meets(dossier: Dossier, meeting: Meeting, side: str) -> bool:
    return any(side_of(dossier, id) == side for id in meeting.with_)


@rule("ALT008", "not-told-apart", Severity.NOTICE, None)
def not_told_apart(dossier: Dossier, _: None) -> Iterable[Found]:
    """Two alternatives have the same indicators: whatever is seen, it fits both.

    An indicator that fits every alternative says nothing. Name one that would speak for the one and
    not for the other, or against it (`contradicted_by`).
    """
    for side, _ids in dossier.ask(alternatives_by_side):
        matrix = dossier.ask(evidence_matrix, side)
        for a, b in matrix.alike:
            first = dossier.of(Alternative, a)
            yield Found(
                message="No indicator tells these two apart:"
                f" {enumerated((dossier.title(a), dossier.title(b)))}.",
                at=place_of(dossier, a, "indicators"),
                about=(a, b, *(first.indicators if first else ())),
                hint="Add an indicator that one of them has and the other has not.",
                related=places_of(dossier, (b,), "the same indicators", "indicators"),
            )


RULES = (
    no_response,
    response_not_ready,
    unseen,
    unforeseen_move,
    unanswered_move,
    reacting,
    no_alternatives,
    not_told_apart,
)
