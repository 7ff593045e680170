"""When a meeting is: the datings given for it, its window, or the place that a later meeting leaves it.

FORMAT section 9: a meeting without a date stands on the last workday before the earliest meeting that
names it in ``after``, minus its ``gap``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from summitry.dossier.calendars import workdays_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.kinds.meetings import Dating, MeetingState
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

End = Literal["early", "late"]
ENDS: tuple[End, End] = ("early", "late")

Moves = tuple[tuple[str, date, date], ...]
"""Meetings moved to see what follows: id, first and last day it may then fall on."""

Place = tuple[date, tuple[str, ...]]
"""A day, and the meetings that put it there: itself first, the dated one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One dating of a meeting: the first and last day on which it can begin.

    An end is ``None`` where the dating leaves it open. ``at`` is its position in the record.
    """

    early: date | None
    late: date | None
    at: int
    by: str = ""
    source: tuple[str, ...] = ()
    says: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a meeting may begin.

    ``early`` and ``late`` are the two ends; the same day when it is fixed, ``None`` where nothing gives
    one. ``given`` are its own datings, side by side; the window covers them all. Where there is none,
    ``early_chain`` and ``late_chain`` name the meetings that put it there, itself first and the dated
    one last. ``circle`` names the undated meetings that wait for each other, when that is why.
    """

    meeting: str
    early: date | None = None
    late: date | None = None
    given: tuple[Given, ...] = ()
    early_chain: tuple[str, ...] = ()
    late_chain: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it has a date of its own."""
        return bool(self.given)

    @property
    def one_day(self) -> bool:
        """Whether it has a date of its own, and that is one day."""
        return self.dated and self.early is not None and self.early == self.late

    @property
    def rival(self) -> tuple[Given, ...]:
        """The datings, when two of them cannot both be right; empty otherwise."""
        spans = [(g.early or date.min, g.late or date.max) for g in self.given]
        apart = any(a[1] < b[0] for a in spans for b in spans)
        return self.given if apart else ()

    def end(self, end: End) -> date | None:
        """Return one of the two ends."""
        return self.early if end == "early" else self.late

    def chain(self, end: End) -> tuple[str, ...]:
        """Return the meetings that put this end where it is."""
        return self.early_chain if end == "early" else self.late_chain


def held_on(dossier: Dossier, meeting: Meeting) -> date | None:
    """Return the day on which the meeting took place, when it has; of several days the last."""
    days = [dossier.civil_day(h.on, meeting.zone) for h in meeting.held if h.on is not None]
    past = [d for d in days if dossier.passed(d)]
    return max(past) if past else None


def is_held(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether the meeting has taken place by the dossier's day; an undated entry says so too."""
    return any(h.on is None for h in meeting.held) or held_on(dossier, meeting) is not None


def called_off(dossier: Dossier, meeting: Meeting) -> MeetingState | None:
    """Return the entry by which the meeting is called off on the dossier's day, when it is.

    The latest entry counts, of one day the last written; a meeting that was held after all is not off.
    """
    last: MeetingState | None = None
    for state in meeting.states:
        if state.since is not None and not dossier.passed(state.since, meeting.zone):
            continue
        if last is None or _begun(state) >= _begun(last):
            last = state
    off = last is not None and last.is_ == "called off" and not is_held(dossier, meeting)
    return last if off else None


def _begun(state: MeetingState) -> date:
    return state.since.latest if state.since is not None else date.min


def is_over_or_off(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether nobody prepares the meeting any longer: it has been held, or is called off."""
    return is_held(dossier, meeting) or called_off(dossier, meeting) is not None


def is_ours(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether our side takes part: true unless ``between`` names others only.

    In a mediator's dossier every meeting is prepared, so that it is true of all.
    """
    return not meeting.between or not dossier.header.own_side or dossier.header.own_side in meeting.between


def is_ahead(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether our side still has the meeting before it: it is ours, neither held nor called off."""
    return is_ours(dossier, meeting) and not is_over_or_off(dossier, meeting)


def is_agreed(dossier: Dossier, meeting: Meeting) -> bool | None:
    """Whether both sides have agreed on when it is; ``None`` when nobody said.

    A dating that is agreed says so from the day on which it was given; ``agreed`` of the meeting itself
    has no day, and holds for every replay.
    """
    given = dossier.ask(meeting_window, meeting.id).given
    return True if any(g.agreed for g in given) else meeting.agreed


def datings(dossier: Dossier, meeting: Meeting) -> tuple[Given, ...]:
    """Return the datings that stand on the dossier's day, in the order of the record.

    A dating has fallen when its ``until`` has passed, when the same giver gave another later, or when
    both sides have agreed on another. Several dates reported for one dating stand side by side.
    """
    standing = [(at, d) for at, d in enumerate(meeting.dates) if d.on is not None and _stands(dossier, d)]
    agreed = [(at, d) for at, d in standing if d.agreed]
    standing = agreed or standing
    latest: dict[str, date] = {}
    for _, dating in standing:
        since = _since(dossier, dating)
        if dating.by and since > latest.get(dating.by, date.min):
            latest[dating.by] = since
    found: dict[tuple[date | None, date | None, str], Given] = {}
    for at, dating in standing:
        if dating.by and _since(dossier, dating) < latest.get(dating.by, date.min):
            continue
        for given in _given(dossier, meeting, at, dating):
            found.setdefault((given.early, given.late, given.by), given)
    return tuple(found.values())


def meeting_window(dossier: Dossier, id: str, moves: Moves = ()) -> Window:
    """Return when a meeting may begin; ask it with ``dossier.ask``.

    Meetings that have taken place, or are called off, put no other anywhere.
    """
    own = _own(dossier, id, moves)
    if own.dated:
        return own
    above, windows = _above(dossier, id, moves)
    gaps = {m: meeting.gap or 0 for m in above if (meeting := dossier.of(Meeting, m)) is not None}
    places = {end: _places(dossier, end, above, windows, gaps) for end in ENDS}
    early, late = places["early"].get(id), places["late"].get(id)
    return Window(
        meeting=id,
        early=early[0] if early else None, late=late[0] if late else None,
        early_chain=early[1] if early else (), late_chain=late[1] if late else (),
        circle=circle_through(id, above),
    )  # fmt: skip


def hanging_on(dossier: Dossier, id: str, moves: Moves = ()) -> tuple[str, ...]:
    """Return the undated meetings whose day follows from this one's, nearest first.

    Where a meeting hangs on several, it counts with the one that puts its early end in place.
    """
    found: dict[str, None] = {}
    todo = [id]
    while todo:
        meeting = dossier.of(Meeting, todo.pop(0))
        for before in meeting.after if meeting else ():
            earlier = dossier.of(Meeting, before)
            if earlier is None or before in found or before == id or is_over_or_off(dossier, earlier):
                continue
            window = dossier.ask(meeting_window, before, moves)
            chain = window.early_chain or window.late_chain
            if id in chain[1:]:
                found[before] = None
                todo.append(before)
    return tuple(found)


def circle_through(start: str, edges: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the shortest way along ``edges`` from ``start`` back to itself; empty when there is none."""
    came: dict[str, str] = {}
    todo = [start]
    while todo:
        here = todo.pop(0)
        for other in edges.get(here, ()):
            if other == start:
                return _way_back(start, here, came)
            if other not in came:
                came[other] = here
                todo.append(other)
    return ()


def _way_back(start: str, last: str, came: dict[str, str]) -> tuple[str, ...]:
    way = [last]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _stands(dossier: Dossier, dating: Dating) -> bool:
    return dating.until is None or not dossier.over(dating.until)


def _since(dossier: Dossier, dating: Dating) -> date:
    given = dating.since or dating.learned
    return dossier.civil_day(given) if given is not None else date.min


def _given(dossier: Dossier, meeting: Meeting, at: int, dating: Dating) -> Iterable[Given]:
    assert dating.on is not None
    reports = [(r.when, r.source or dating.source) for r in dating.on.alternatives]
    for when, source in reports or [(dating.on, dating.source)]:
        early, late = days_of(dossier, when, meeting.zone)
        yield Given(
            early=early, late=late, at=at, by=dating.by, source=source, says=dating.says,
            agreed=bool(dating.agreed),
        )  # fmt: skip


def days_of(dossier: Dossier, when: When, own_zone: str) -> tuple[date | None, date | None]:
    """Return the first and last day on which something dated ``when`` can begin; ``None`` where open."""
    late: date | None = dossier.civil_day(when, own_zone)
    early: date | None = when.earliest
    if when.at is not None and not when.between:
        early = late
    early = None if early == date.min else early
    late = None if late == date.max else late
    return early, late


def _own(dossier: Dossier, id: str, moves: Moves) -> Window:
    """The window a meeting has by itself: moved to, or from its datings."""
    moved = [(early, late) for m, early, late in moves if m == id]
    meeting = dossier.of(Meeting, id)
    given: tuple[Given, ...] = ()
    if moved:
        given = (Given(early=moved[0][0], late=moved[0][1], at=0),)
    elif meeting is not None:
        given = datings(dossier, meeting)
    chain = (id,) if given else ()
    return Window(
        meeting=id, given=given, early_chain=chain, late_chain=chain,
        early=min((g.early for g in given if g.early is not None), default=None),
        late=max((g.late for g in given if g.late is not None), default=None),
    )  # fmt: skip


def _above(dossier: Dossier, id: str, moves: Moves) -> tuple[dict[str, tuple[str, ...]], dict[str, Window]]:
    """The meetings that name ``id`` in ``after``, those that name them, up to the dated ones."""
    above: dict[str, tuple[str, ...]] = {}
    windows: dict[str, Window] = {}
    todo = [id]
    while todo:
        here = todo.pop()
        if here in above:
            continue
        windows[here] = _own(dossier, here, moves)
        later = [] if windows[here].dated else [
            m.id for m in dossier.naming(here, Meeting) if here in m.after and not is_over_or_off(dossier, m)
        ]  # fmt: skip
        above[here] = tuple(later)
        todo += later
    return above, windows


def _places(
    dossier: Dossier, end: End, above: dict[str, tuple[str, ...]], windows: dict[str, Window],
    gaps: dict[str, int],
) -> dict[str, Place]:  # fmt: skip
    """Where one end of each meeting stands; those in a circle, or above none that is dated, nowhere."""
    ours = dossier.ask(workdays_of, dossier.header.own_side)
    places: dict[str, Place] = {}
    left = dict(above)
    while left:
        ready = [m for m, later in left.items() if not any(other in left for other in later)]
        if not ready:
            break
        for m in ready:
            later = left.pop(m)
            day = windows[m].end(end)
            if windows[m].dated:
                if day is not None:
                    places[m] = (day, (m,))
                continue
            known = [(places[other][0], other) for other in later if other in places]
            if known:
                first, other = min(known)
                stands = ours.back(first, 1 + gaps.get(m, 0))
                if stands is not None:
                    places[m] = (stands, (m, *places[other][1]))
    return places
