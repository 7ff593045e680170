"""The clock of a meeting: what must begin when for both ends of its window, and of one that is tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.countdown import Countdown, Rival, TaskRow, Today, anchor_of, if_moved, lateness, today
from summitry.book.ahead import meetings_of
from summitry.book.blocks import Points
from summitry.book.sections.forcing import forced
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.drawing import ONE_DAY, Axis, short, span
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.rowshown import placed
from summitry.desk.pages.unsaved import keeping
from summitry.dossier.calendars import workdays_of
from summitry.dossier.kinds import Meeting
from summitry.dossier.meetingdays import ENDS, End, Moves, meeting_window
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.foundation.labels import say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, number, opened

FIRST, LAST = date(1500, 1, 1), date(2999, 12, 31)
"""Days on which a window can be tried."""

FARTHEST = 400
"""Days ahead within which the first clean day is looked for."""

STEPS = ((-7, "One week earlier", "‹‹"), (-1, "One day earlier", "‹"), (1, "One day later", "›"),
         (7, "One week later", "››"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The days of a task for one end of the window."""

    x: str
    width: str
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A task for one end of the window: when it must begin, what is in hand, how late it is."""

    begin: str = ""
    hand: str = ""
    late: bool = False
    today: bool = False
    bar: Bar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task on the way to the meeting."""

    task: str
    title: str
    href: str
    owner: str
    takes: str
    done: bool
    forces: bool
    newly: bool
    ends: tuple[Ending, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@on_ones_clock
def clock(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show the plan counted back from a meeting, on its own window or on one that is tried."""
    here = seat(request, slug)
    if here.dossier.of(Meeting, id) is None:
        raise Nothing
    acts = placed(request, here, "countdown", id)
    if isinstance(acts, HttpResponse):
        return acts
    dossier = here.dossier
    window = dossier.ask(meeting_window, id)
    first, last, fault = _asked(request, window.early, window.late)
    moved = first is not None and last is not None and (first, last) != (window.early, window.late)
    moves: Moves = ((id, first, last),) if moved and first is not None and last is not None else ()
    anchor = dossier.ask(anchor_of, id, moves)
    found = dossier.ask(today, anchor, moves)
    axis = _axis(here, found)
    ends = _ends(found.countdown)
    newly = if_moved(dossier, moves).become_late if moves else None
    fresh = frozenset((*newly.early, *newly.late)) if newly is not None else frozenset()
    base = reverse("clock", args=(slug, id))
    told = [s.text for b in forced(dossier, found) if isinstance(b, Points) for s in b.items]
    return page(
        request, here, "desk/clock.html", title=say("The clock: {meeting}", meeting=dossier.title(id)),
        here="countdown",
        verdict=_verdict(dossier, found), fault=fault, first=first, last=last, moved=moved,
        refused=found.countdown.refused, axis=axis, now=axis.x(here.day), band=_band(found, axis),
        ends=[short(d) for _, d in ends], result=_result(dossier, id, found, moves, len(fresh)),
        lines=[
            (line, acts.beneath(line.task), acts.under(line.task, 4 + 2 * len(ends)))
            for line in _lines(here, found, axis, ends, fresh)
        ],
        open=acts.at_top(), told=told, base=base, recorded=on(here, base),
        steps=list(_steps(here, base, first, last)), status=422 if fault else acts.status,
        others=[
            (opened(dossier.title(m)), to_page(here, "countdown", m)) for m in meetings_of(dossier) if m != id
        ],
        rivals=[_rival(here, r) for r in found.rivals], record_href=to_record(here, id),
        as_section=on(here, reverse("show-one", args=(slug, "countdown", id))),
        holds=[id, *(r.task for r in found.countdown.rows)],
    )  # fmt: skip


def _rival(here: Seat, rival: Rival) -> tuple[str, str, int, int]:
    """One dating: its days, its words, how many tasks are late for its first and its last day."""
    given = rival.given
    days = span(given.early or given.late or here.day, given.late or given.early or here.day)
    return days, given.says, len(rival.late.early), len(rival.late.late)


def _asked(
    request: HttpRequest, early: date | None, late: date | None
) -> tuple[date | None, date | None, str]:
    """The window that the address asks for; of one day when only one is named."""
    typed = [request.GET.get(name, "").strip()[:60] for name in ("from", "to")]
    if not any(typed):
        return early, late, ""
    days = []
    for text in (typed[0] or typed[1], typed[1] or typed[0]):
        try:
            when = parse_when(form_of(text) or text)
        except DateFault as wrong:
            return early, late, f"{wrong.message} {wrong.hint}".strip()
        days.append(when)
    first, last = sorted((days[0].earliest, days[1].latest))
    if not FIRST <= first <= last <= LAST:
        return early, late, say("{typed} is not a day of this dossier's time.", typed=typed[0] or typed[1])
    return first, last, ""


def _ends(found: Countdown) -> tuple[tuple[End, date], ...]:
    ends = [(end, day) for end in ENDS if (day := found.window.end(end)) is not None]
    return tuple(ends[:1] if found.window.early == found.window.late else ends)


def _axis(here: Seat, found: Today) -> Axis:
    days = [here.day]
    for row in found.countdown.rows:
        days += [
            d for latest in (row.early, row.late) if latest is not None for d in (latest.start, latest.finish)
        ]
    days += [day for _, day in _ends(found.countdown)]
    first = max(min(days), here.day - timedelta(days=60))
    last = min(max(days), first + timedelta(days=FARTHEST))
    return Axis(first=first - timedelta(days=first.weekday()), last=max(last, here.day) + timedelta(days=4))


def _band(found: Today, axis: Axis) -> tuple[str, str] | None:
    window = found.countdown.window
    if window.early is None or window.late is None:
        return None
    return axis.x(window.early), axis.wide(window.early, window.late)


def _verdict(dossier: Dossier, found: Today) -> str:
    if found.early is None or found.late is None:
        return ""
    given = found.countdown.window.given
    agreed = (
        say(" No day is agreed with the other side.") if given and not any(g.agreed for g in given) else ""
    )
    early, late = found.early, found.late
    if early == late:
        return f"{opened(counted(early.days, 'day'))}, {counted(early.weekdays, 'weekday')}.{agreed}"
    return say(
        "{days} to the earliest day, {days2} to the latest; {weekdays} or {weekdays2}.{agreed}",
        days=opened(counted(early.days, "day")),
        days2=late.days,
        weekdays=early.weekdays,
        weekdays2=counted(late.weekdays, "weekday"),
        agreed=agreed,
    )


def _result(dossier: Dossier, id: str, found: Today, moves: Moves, newly: int) -> tuple[str, bool]:
    """What is late for each end, what becomes late by the move, and the first clean day, in one sentence."""
    ends = _ends(found.countdown)
    if not ends or found.countdown.refused:
        return "", False
    late = {"early": found.lateness.early, "late": found.lateness.late}
    told = []
    for at, (end, day) in enumerate(ends):
        count = len(late[end])
        if not at:
            told.append(
                say_many(
                    count, "{many} is already late for {day}", "{many} are already late for {day}",
                    many=counted(count, "task"), day=short(day),
                )
            )  # fmt: skip
        else:
            told.append(say("{many} for {day}", many=number(count) if count else say("none"), day=short(day)))
    moved = ""
    if moves:
        much = number(newly) if newly else say("none")
        moved = say_many(
            max(newly, 1), "; {much} becomes late by the move", "; {much} become late by the move", much=much
        )
    clean = first_clean_day(dossier, id, found.countdown.meeting)
    first = (
        say("the first day for which nothing is late is {clean}", clean=short(clean))
        if clean
        else say("no day within a year is clean")
    )
    return f"{opened(', '.join(told))}{moved}; {first}.", any(late[end] for end, _ in ends)


def first_clean_day(dossier: Dossier, meeting: str, anchor: str) -> date | None:
    """Return the first day on which the meeting could be held with nothing late.

    What is late only grows fewer as the meeting moves on, so that the days are halved until it is found.
    """

    def clean(day: date) -> bool:
        move = ((meeting, day, day),)
        return not dossier.ask(lateness, dossier.ask(anchor_of, meeting, move), move).early

    low, high = 1, FARTHEST
    if not clean(dossier.limit + timedelta(days=high)):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if clean(dossier.limit + timedelta(days=middle)) else (middle + 1, high)
    return dossier.limit + timedelta(days=low)


def _lines(
    here: Seat, found: Today, axis: Axis, ends: tuple[tuple[End, date], ...], newly: frozenset[str]
) -> Iterator[Line]:
    dossier = here.dossier
    hands = {h.task: h for h in found.in_hand}
    chain = _chain(found.countdown, ends)
    for row in found.countdown.rows:
        hand = hands.get(row.task)
        yield Line(
            task=row.task, title=opened(dossier.title(row.task)), href=to_record(here, row.task),
            done=row.done, owner=dossier.title(row.owner) if row.owner else "", forces=row.task in chain,
            takes=str(row.takes) if row.takes is not None else "", newly=row.task in newly,
            ends=tuple(
                _ending(here, row, end, (hand.early if end == "early" else hand.late) if hand else None, axis)
                for end, _ in ends
            ),
        )  # fmt: skip


def _chain(found: Countdown, ends: tuple[tuple[End, date], ...]) -> frozenset[str]:
    """The tasks that force the most pressing one to begin when it must."""
    for row in found.rows if ends else ():
        latest = row.at(ends[0][0])
        if latest is not None and not row.done:
            return frozenset(latest.chain)
    return frozenset()


def _ending(here: Seat, row: TaskRow, end: End, hand: int | None, axis: Axis) -> Ending:
    latest = row.at(end)
    if latest is None or row.done:
        return Ending()
    late = latest.start < here.day
    told = "" if hand is None else say("{hand} too few", hand=-hand) if hand < 0 else str(hand)
    if late:
        days = here.dossier.ask(workdays_of, row.owner).between(latest.start, here.day)
        told = say("late by {days}", days=days) if days else say("late")
    finish = max(latest.finish, latest.start)
    return Ending(
        begin=short(latest.start), hand=told, late=late, today=latest.start == here.day,
        bar=Bar(x=axis.x(latest.start), width=axis.wide(latest.start, finish), over=late),
    )  # fmt: skip


def _steps(here: Seat, base: str, first: date | None, last: date | None) -> Iterator[tuple[str, str, str]]:
    """The buttons that move the window: address, what it does, its sign."""
    if first is None or last is None:
        return
    for days, says, sign in STEPS:
        try:
            moved = (first + days * ONE_DAY, last + days * ONE_DAY)
        except OverflowError:
            continue
        address = on(here, base)
        asked = urlencode({"from": moved[0].isoformat(), "to": moved[1].isoformat()})
        yield f"{address}{'&' if '?' in address else '?'}{asked}", say(says), sign
