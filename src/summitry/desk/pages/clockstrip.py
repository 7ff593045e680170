"""The strip at the head of the home page: the next meeting, how far off it is, what lies before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from summitry.analysis.countdown import Today, anchor_of, today
from summitry.book.ahead import meetings_of
from summitry.desk.access import Seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.drawing import Axis, short, span
from summitry.dossier.kinds import Event, Meeting
from summitry.dossier.meetingdays import Window, is_ahead, meeting_window
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, number, opened

LONGEST = 400
"""Days that the strip shows at most."""
ROWS = 3
LETTER = 0.62
"""The width of a letter, in hundredths of the strip at the width of a laptop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something that lies ahead: where it is drawn, what is written beside it and on which side."""

    x: str
    width: str
    y: int
    says: str
    text_x: str
    before: bool
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The clock strip of the next meeting; ``axis`` is ``None`` where it has no day."""

    title: str
    href: str
    figure: str = ""
    far: str = ""
    late: tuple[tuple[str, bool], ...] = ()
    axis: Axis | None = None
    now: str = ""
    window: tuple[str, str, str] | None = None
    bars: tuple[Bar, ...] = ()

    @property
    def label(self) -> str:
        """The picture in a sentence."""
        assert self.axis is not None
        told = "; ".join(bar.says for bar in self.bars)
        held = f"; {self.window[2]}" if self.window else ""
        return say(
            "Calendar from {first} to {last}: {told}{held}",
            first=short(self.axis.first),
            last=short(self.axis.last),
            told=told,
            held=held,
        ).strip(": ;")


def strip(here: Seat) -> Strip | None:
    """Return the strip of the next meeting of ours; ``None`` when none is ahead."""
    dossier = here.dossier
    ahead = meetings_of(dossier)
    if not ahead:
        return None
    anchors = [m for m in ahead if dossier.ask(anchor_of, m) == m]
    id = anchors[0] if anchors else ahead[0]
    found = dossier.ask(today, id)
    href = to_page(here, "countdown", id)
    title = opened(dossier.title(id))
    if found.countdown.refused or found.early is None or found.late is None:
        return Strip(title=title, href=href, far=found.countdown.refused or "Nobody has given a day for it.")
    axis = _axis(dossier.limit, found.late.day)
    early, late = found.early, found.late
    shown = axis.holds(early.day)
    held = (axis.x(early.day), axis.wide(early.day, late.day), f"{title}, {span(early.day, late.day)}")
    return Strip(
        title=title, href=href, axis=axis, now=axis.x(dossier.limit), window=held if shown else None,
        figure=_between(early.days, late.days),
        far=_far(dossier, found), late=tuple(_late(found)), bars=tuple(_placed(axis, _ahead(here, axis, id))),
    )  # fmt: skip


def _axis(day: date, last: date) -> Axis:
    monday = day - timedelta(days=day.weekday() + 7 * (day.weekday() < 2))
    return Axis(first=monday, last=min(last + timedelta(days=4), monday + timedelta(days=LONGEST)))


def _far(dossier: Dossier, found: Today) -> str:
    assert found.early is not None and found.late is not None
    week, more = found.early.weekdays, found.late.weekdays
    said = (
        counted(week, "weekday")
        if week == more
        else say("{week} to {others}", week=week, others=counted(more, "weekday"))
    )
    given = found.countdown.window.given
    if given and not any(g.agreed for g in given):
        return say("{said}. No day is agreed with the other side.", said=said)
    return f"{said}."


def _between(low: int, high: int) -> str:
    return str(low) if low == high else say("{low} to {high}", low=low, high=high)


def _many_late(many: str, day: str, *, first: bool) -> str:
    return say("{many} late for {day}", many=many, day=day) if first else say(
        "{many} for {day}", many=many, day=day)  # fmt: skip


def _late(found: Today) -> Iterator[tuple[str, bool]]:
    """How many tasks are late for each end; the second says whether any is."""
    assert found.early is not None and found.late is not None
    ends = [(found.lateness.early, found.early.day)]
    if found.late.day != found.early.day:
        ends.append((found.lateness.late, found.late.day))
    for at, (tasks, day) in enumerate(ends):
        many = counted(len(tasks), "task") if not at else number(len(tasks))
        yield (
            _many_late(many, short(day), first=not at) if tasks else say("none for {day}", day=short(day)),
            bool(tasks),
        )


def _ahead(here: Seat, axis: Axis, but: str) -> Iterator[tuple[date, date, str, bool]]:
    """What else lies ahead on the axis: first and last day, in words, whether it is a meeting of ours."""
    dossier = here.dossier
    for meeting in dossier.all(Meeting):
        ours = is_ahead(dossier, meeting)
        if meeting.id == but or not (ours or meeting.between) or (meeting.held and not ours):
            continue
        window = dossier.ask(meeting_window, meeting.id)
        yield from _of_window(window, opened(dossier.title(meeting.id)), ours)
    for id in _events_on(dossier, axis):
        event = dossier.of(Event, id)
        if event is not None and event.on is not None and not getattr(event, "series", ""):
            first, last = event.on.earliest, event.on.latest
            if last > dossier.limit and axis.holds(first):
                yield first, last, f"{event.known_as}, {span(first, last)}", False


def _of_window(window: Window, title: str, ours: bool) -> Iterator[tuple[date, date, str, bool]]:
    if window.early is None or window.late is None:
        return
    if window.dated:
        yield window.early, window.late, f"{title}, {span(window.early, window.late)}", False
    else:
        yield (
            window.early,
            window.early,
            say("{title}, by {early} at the latest", title=title, early=short(window.early)),
            ours,
        )


def _events_on(dossier: Dossier, axis: Axis) -> tuple[str, ...]:
    months = {(d.year, d.month) for n in range(axis.length) for d in (axis.first + timedelta(days=n),)}
    return tuple(dict.fromkeys(e.id for month in sorted(months) for e in dossier.in_month(Event, month)))


def _placed(axis: Axis, found: Iterator[tuple[date, date, str, bool]]) -> Iterator[Bar]:
    """Put each in the first row where it and its words fit, meetings first; what fits in none is left to
    the page of the clock."""
    free: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    for first, last, says, ours in found:
        start = float(axis.x(first)[:-1])
        width = max(float(axis.wide(first, last)[:-1]), 0.4)
        needed = len(says) * LETTER + 1
        for before in (False, True) if start + width + needed <= 100 else (True,):
            a, b = (start - needed, start + width) if before else (start, start + width + needed)
            row = next((n for n, taken in enumerate(free) if all(b <= c or a >= d for c, d in taken)), None)
            if row is not None and a >= 0:
                free[row].append((a, b))
                at = start if before else start + width
                yield Bar(
                    x=f"{start:.2f}%", width=f"{width:.2f}%", y=26 + 20 * row, says=says, before=before,
                    text_x=f"{at:.2f}%", ours=ours,
                )  # fmt: skip
                break
