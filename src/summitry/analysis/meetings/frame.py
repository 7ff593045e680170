"""A meeting's standing: fixed or not, what hangs on it, what lower meeting comes before it, what clashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.analysis.meetings.result import Clash, Lower, MeetingReading, Standing
from summitry.dossier.calendars import workdays_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.kinds.meetings import LEVELS
from summitry.dossier.meetingdays import (
    Window,
    called_off,
    circle_through,
    hanging_on,
    held_on,
    is_agreed,
    is_ahead,
    is_held,
    is_ours,
    is_over_or_off,
    meeting_window,
)
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import replace

_BASIS = Basis(
    method="Datings that stand are laid side by side; a meeting is fixed when it has one day of its own"
    " on which both sides agree, or has been held.",
    assumptions=(
        "A later dating of the same giver takes the place of the earlier one.",
        "A meeting counts as agreed only where the dossier says so.",
    ),
    cannot_say=("Whether the meeting will take place.",),
)


def meeting_reading(dossier: Dossier, id: str) -> MeetingReading | None:
    """Return how a meeting stands on the dossier's day; ``None`` for no such meeting."""
    meeting = dossier.of(Meeting, id)
    if meeting is None:
        return None
    window = dossier.ask(meeting_window, id)
    lower = tuple(_lower(dossier, meeting)) if meeting.level == LEVELS[0] else ()
    return MeetingReading(
        meeting=id, level=meeting.level, ours=is_ours(dossier, meeting), window=window,
        standing=_standing(dossier, meeting, window), agreed=is_agreed(dossier, meeting),
        held=held_on(dossier, meeting), hanging=hanging_on(dossier, id), lower=lower,
        clashes=tuple(_clashes(dossier, meeting, window)), circle=circle_through(id, _after(dossier, id)),
        basis=replace(_BASIS, rests_on=(id, *(low.meeting for low in lower))),
    )  # fmt: skip


def is_fixed(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether a meeting has been held, or has one day of its own on which both sides agree."""
    if is_held(dossier, meeting):
        return True
    return bool(is_agreed(dossier, meeting)) and dossier.ask(meeting_window, meeting.id).one_day


def _standing(dossier: Dossier, meeting: Meeting, window: Window) -> Standing:
    if is_held(dossier, meeting):
        return "held"
    if called_off(dossier, meeting) is not None:
        return "called off"
    if dossier.over(window.late):
        return "day passed"
    if window.one_day:
        return "fixed" if is_agreed(dossier, meeting) else "not agreed"
    if window.dated:
        return "window"
    return "follows" if window.early is not None or window.late is not None else "no day"


def _lower(dossier: Dossier, meeting: Meeting) -> Iterator[Lower]:
    """Meetings of a lower level that come before a leaders' meeting.

    Those it names in ``after``, and what those name in turn; and those with the same side that are fixed
    and may fall before it.
    """
    named = [m for m in _after(dossier, meeting.id) if m != meeting.id]
    for id in named:
        lower = dossier.of(Meeting, id)
        if lower is not None and is_ours(dossier, lower) and lower.level not in ("", LEVELS[0]):
            yield Lower(
                meeting=id, fixed=is_fixed(dossier, lower), agreed=bool(is_agreed(dossier, lower)),
                dated=dossier.ask(meeting_window, id).dated,
            )  # fmt: skip
    last, sides = dossier.ask(meeting_window, meeting.id).late, _sides(dossier, meeting)
    for id, day, with_ in dossier.ask(fixed_lower_meetings):
        if id not in named and id != meeting.id and with_ & sides and (last is None or day < last):
            yield Lower(meeting=id, fixed=True, agreed=True, dated=True)


def fixed_lower_meetings(dossier: Dossier) -> tuple[tuple[str, date, frozenset[str]], ...]:
    """Return our fixed meetings ahead below the leaders' level: id, day, and whose side they are with."""
    found = []
    for meeting in dossier.all(Meeting):
        if meeting.level in ("", LEVELS[0]) or not is_ahead(dossier, meeting):
            continue
        day = dossier.ask(meeting_window, meeting.id).early
        if day is not None and is_fixed(dossier, meeting):
            found.append((meeting.id, day, _sides(dossier, meeting)))
    return tuple(found)


def _sides(dossier: Dossier, meeting: Meeting) -> frozenset[str]:
    return frozenset(side for w in meeting.with_ if (side := side_of(dossier, w)))


def _after(dossier: Dossier, id: str) -> dict[str, tuple[str, ...]]:
    """The meetings that must come before ``id``, and before those, each with what it names in turn."""
    found: dict[str, tuple[str, ...]] = {}
    todo = [id]
    while todo:
        here = todo.pop(0)
        if here not in found:
            meeting = dossier.of(Meeting, here)
            found[here] = meeting.after if meeting is not None else ()
            todo += found[here]
    return found


def _clashes(dossier: Dossier, meeting: Meeting, window: Window) -> Iterator[Clash]:
    """Meetings that should come before this one and, as dated, cannot, or cannot by their gap."""
    if is_over_or_off(dossier, meeting) or window.late is None:
        return
    ours = dossier.ask(workdays_of, dossier.header.own_side)
    for id in meeting.after:
        before = dossier.of(Meeting, id)
        first = dossier.ask(meeting_window, id).early
        if before is None or first is None or is_over_or_off(dossier, before) or id == meeting.id:
            continue
        if first >= window.late:
            yield Clash(meeting=id, why="order")
        elif before.gap and ours.between(first, window.late) - ours.works(first) < before.gap:
            yield Clash(meeting=id, why="gap", gap=before.gap)
