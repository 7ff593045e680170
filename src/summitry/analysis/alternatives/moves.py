"""Moves: what each side did lately, what it answered, and whether anybody had foreseen it.

A move counts for as long as an unrepeated public line does (``line_life`` of the header, 120 days when
blank): what lies further back is history. Rows of a long series are history too, kept for back-tests;
a move that matters has a record of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from summitry.analysis.alternatives.result import Initiative, Move, is_unanswered, is_unforeseen
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Alternative, Decision, Event, EventKind, Indicator, Statement
from summitry.dossier.sides import side_of
from summitry.dossier.trees import kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis

Order = tuple[int, int, int, str, str]


def move(dossier: Dossier, event: str) -> Move | None:
    """Return what one event was a move in, or ``None`` when it is none that matters today."""
    record = dossier.of(Event, event)
    return _made(dossier, record) if record is not None and _recent(dossier, record) else None


def _made(dossier: Dossier, record: Event) -> Move | None:
    side = _maker(dossier, record)
    if not side:
        return None
    ours = side == dossier.header.own_side
    return Move(
        event=record.id, side=side, ours=ours,
        foreseen_by=() if ours else _foreseen_by(dossier, record, side),
        answered_by=_answered_by(dossier, record, side),
        answers=tuple(a for a in record.answers if a != "none" and dossier.get(a) is not None),
        opens="none" in record.answers, at_us=not ours and _at_us(dossier, record, side),
    )  # fmt: skip


def _maker(dossier: Dossier, event: Event) -> str:
    """The first of our own side and the counterparts that made an event; blank when none of them did."""
    own, theirs = dossier.header.own_side, dossier.header.counterparts
    sides = (side for by in event.by if (side := side_of(dossier, by)))
    return next((side for side in sides if side == own or side in theirs), "")


def _of_others(dossier: Dossier, event: Event) -> bool:
    """Whether a counterpart made an event: of ours there is nothing to say that neither answers nor opens."""
    side = _maker(dossier, event)
    return bool(side) and side != dossier.header.own_side


def _recent(dossier: Dossier, event: Event) -> bool:
    if event.series or event.on is None or not dossier.passed(event.on, event.zone):
        return False
    return not _lapsed(dossier, dossier.civil_day(event.on, event.zone))


def _foreseen_by(dossier: Dossier, event: Event, side: str) -> tuple[str, ...]:
    tree = dossier.ask(kind_tree, EventKind)
    wanted = {event.id, *(tree.ancestors(event.of_kind) if event.of_kind else ())}
    found = dict(pair for target in wanted for pair in dossier.ask(foreseeing, target))
    return tuple(id for id, by in sorted(found.items()) if by in (side, ""))


@shared
def foreseeing(dossier: Dossier, target: str) -> tuple[tuple[str, str], ...]:
    """Return the alternatives that foresee an event or a kind, themselves or by an indicator, each with
    the party whose it is."""
    found = {
        a.id: side_of(dossier, a.by) for a in dossier.naming(target, Alternative) if target in a.foresees
    }
    for through in dossier.each_naming(target, foreseeing_through, Indicator, target):
        found.update(through)
    return tuple(sorted(found.items()))


@shared
def foreseeing_through(dossier: Dossier, indicator: str, target: str) -> tuple[tuple[str, str], ...]:
    """Return the alternatives that foresee an event or a kind by one indicator."""
    record = dossier.of(Indicator, indicator)
    if record is None or target not in record.foresees:
        return ()
    return tuple(
        (a.id, side_of(dossier, a.by))
        for a in dossier.naming(record.id, Alternative) if record.id in a.indicators
    )  # fmt: skip


def _at_us(dossier: Dossier, event: Event, side: str) -> bool:
    """Whether a move was made towards us: by one side alone, and not about others only."""
    if any(side_of(dossier, id) not in (side, "") for id in event.by):
        return False
    about = {s for id in event.about if (s := side_of(dossier, id)) and s != side}
    return not about or dossier.header.own_side in about


def _answered_by(dossier: Dossier, event: Event, side: str) -> tuple[str, ...]:
    """Events that say so, and statements and decisions that name the move, of anybody but its maker."""
    found = [e.id for e in dossier.naming(event.id, Event) if event.id in e.answers
             and _another(dossier, e.by, side)]  # fmt: skip
    found += [s.id for s in dossier.naming(event.id, Statement) if _another(dossier, (s.by,), side)]
    found += [d.id for d in dossier.naming(event.id, Decision) if _another(dossier, (d.by,), side)]
    return tuple(found)


def _another(dossier: Dossier, by: Iterable[str], side: str) -> bool:
    """Whether one of ``by`` is of another side. A council's answer to a launch is an answer too."""
    return any(side_of(dossier, id) not in (side, "") for id in by)


def moves_in(dossier: Dossier, year: int, month: int) -> tuple[tuple[date, Order, Move], ...]:
    """Return the moves of all sides in one month, each with its day and its place in time.

    A month by itself, so that what happened today reopens this month only.
    """
    return dossier.each_in_month((year, month), dated_move, Event)


def dated_move(dossier: Dossier, event: str) -> tuple[date, Order, Move] | None:
    """Return what one event of a past day was a move in, with its day and its place in time."""
    record = dossier.of(Event, event)
    if record is None or record.on is None or not record.by or record.series:
        return None
    if not dossier.passed(record.on, record.zone):
        return None
    made = _made(dossier, record)
    return None if made is None else (
        dossier.civil_day(record.on, record.zone), record.on.sort_key(), made
    )  # fmt: skip


def recent_months(dossier: Dossier) -> tuple[tuple[int, int], ...]:
    """Return the months in which a move may be recent enough to matter. Reads the day."""
    first = dossier.day - timedelta(days=dossier.header.line_life + 2)
    last = dossier.day + timedelta(days=2)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple([(number // 12, number % 12 + 1) for number in numbers])


def notable_in(dossier: Dossier, year: int, month: int, ours: bool) -> tuple[tuple[date, Order, Move], ...]:
    """Return the moves of our own side, or else of the others, in one month of which there may be something
    to say: they open or answer something, or nobody foresaw or answered them."""
    found = dossier.each_in_month((year, month), notable_move, Event)
    return tuple([one for one in found if one[2].ours is ours])


def notable_move(dossier: Dossier, event: str) -> tuple[date, Order, Move] | None:
    """Return one such move, with its day and its place in time."""
    record = dossier.of(Event, event)
    if record is None or not (record.answers or _of_others(dossier, record)):
        return None
    found = dated_move(dossier, event)  # kept here only: who wants the others too is seldom asked
    if found is None:
        return None
    made = found[2]
    if made.opens or (made.ours and made.answers):
        return found
    return found if is_unforeseen(made) or is_unanswered(made) else None


def our_moves_of_note(dossier: Dossier) -> tuple[Move, ...]:
    """Return those recent moves of our own side that open or answer something, in order of time."""
    return tuple(_recent_of(dossier, ours=True))


def moves_of_note(dossier: Dossier, side: str) -> tuple[Move, ...]:
    """Return those recent moves of a counterpart of which there may be something to say, in order of time."""
    return tuple([made for made in _recent_of(dossier, ours=False) if made.side == side])


def _recent_of(dossier: Dossier, *, ours: bool) -> list[Move]:
    found = [
        one for month in dossier.ask(recent_months) for one in dossier.ask(notable_in, *month, ours)
        if not _lapsed(dossier, one[0])
    ]  # fmt: skip
    return _in_order(found)


def _in_order(found: list[tuple[date, Order, Move]]) -> list[Move]:
    return [made for _, _, made in sorted(found, key=lambda one: (one[1], one[2].event))]


def _lapsed(dossier: Dossier, day: date) -> bool:
    """Whether what was done on a day lies too far back to matter."""
    return dossier.passed(day + timedelta(days=dossier.header.line_life + 1))


def initiative(dossier: Dossier, side: str) -> Initiative:
    """Return the recent moves of a counterpart and of our own side, in order of time."""
    moves = _in_order([
        one for year, month in dossier.ask(recent_months) for one in moves_in(dossier, year, month)
        if (one[2].ours or one[2].side == side) and not _lapsed(dossier, one[0])
    ])  # fmt: skip
    return Initiative(
        side=side, days=dossier.header.line_life,
        theirs=tuple(m for m in moves if not m.ours), ours=tuple(m for m in moves if m.ours),
        basis=Basis(
            method=f"Takes each side's events of the last {dossier.header.line_life} days and asks which"
            " alternative foresees them by event or kind, and what names them as answered.",
            assumptions=("Rows of a series are history and no moves.",
                         "A statement or decision that names a move answers it."),
            cannot_say=("Whether an answer was a good one, or ours.", "What was never recorded as an event."),
            rests_on=tuple(m.event for m in moves),
        ),
    )  # fmt: skip
