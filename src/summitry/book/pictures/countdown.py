"""The figure of a countdown: what must be under way when, for both ends of the window."""

from __future__ import annotations

from datetime import timedelta

from summitry.analysis.countdown import InHand, TaskRow, Today
from summitry.book.blocks import Band, Figure, Lane, Look, Mark, Sentence
from summitry.book.figures.scale import short_day
from summitry.book.tracing import trace_of
from summitry.dossier.meetingdays import ENDS, End, Window
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import opened

NEAR = 60
"""Days before the first task within which the day itself is shown, whatever the span of the tasks."""
LOOKS: dict[End, Look] = {"early": "filled", "late": "open"}


def countdown_figure(dossier: Dossier, reading: Today, *, moved: bool = False) -> Figure | None:
    """Draw the open tasks on the way to a meeting; ``None`` where no day can be counted back from."""
    result = reading.countdown
    window = result.window
    ends = tuple(end for end in ENDS if window.end(end) is not None)
    if window.early == window.late:
        ends = ends[:1]
    hands = {h.task: h for h in reading.in_hand}
    rows = [r for r in result.rows if not r.done and any(r.at(end) for end in ends)]
    if not rows or not ends:
        return None
    lanes = [_task(dossier, row, hands.get(row.task), ends) for row in rows]
    meetings = [_meeting(dossier, w, ends) for w in (*result.before, window) if w.early or w.late]
    lanes += [Lane(title=m.title, marks=m.marks, apart=not at) for at, m in enumerate(meetings)]
    days = [d for lane in lanes for m in lane.marks for d in (m.since, m.until or m.since)]
    near = (min(days) - dossier.day).days <= max(NEAR, (max(days) - min(days)).days)
    if near:
        days.append(dossier.day)
    first, last = min(days) - timedelta(days=3), max(days) + timedelta(days=4)
    trace = trace_of(dossier, result.meeting, "dates")
    caption = _caption(window, ends, moved=moved)
    if not near:
        caption += say(" {day} lies before the days shown.", day=day_in_words(dossier.day))
    return Figure(
        first=first, last=last, now=dossier.day if near else None, lanes=tuple(lanes),
        bands=_bands(window), wide=True,
        caption=Sentence(caption, traces=(trace,)),
    )  # fmt: skip


def _task(dossier: Dossier, row: TaskRow, hand: InHand | None, ends: tuple[End, ...]) -> Lane:
    apart = row.early is None or row.late is None or row.early.finish < row.late.start
    marks = []
    for at, end in enumerate(ends):
        latest = row.at(end)
        if latest is not None:
            late = say(" LATE") if latest.start < dossier.day else ""
            marks.append(
                Mark(since=latest.start, until=latest.finish, look=LOOKS[end], row=0 if apart else at,
                     label=f"{short_day(latest.start)}{late}{_in_hand(hand, end)}")
            )  # fmt: skip
    return Lane(title=opened(dossier.title(row.task)), marks=tuple(marks))


def _in_hand(hand: InHand | None, end: End) -> str:
    days = None if hand is None else hand.early if end == "early" else hand.late
    if days is None:
        return ""
    return say(", {days} too few", days=-days) if days < 0 else say(", {days} in hand", days=days)


def _meeting(dossier: Dossier, window: Window, ends: tuple[End, ...]) -> Lane:
    marks = tuple(
        Mark(since=day, look=LOOKS[end], shape="diamond")
        for end in ends
        if (day := window.end(end)) is not None
    )
    return Lane(title=opened(dossier.title(window.meeting)), marks=marks)


def _bands(window: Window) -> tuple[Band, ...]:
    if window.early is None or window.late is None or window.early == window.late:
        return ()
    return (Band(since=window.early, until=window.late, label=say("window")),)


def _caption(window: Window, ends: tuple[End, ...], *, moved: bool) -> str:
    supposed = say(", as supposed") if moved else ""
    told = [
        say(
            "{look}: the latest days for {day}{supposed}.",
            look=say("Filled") if LOOKS[end] == "filled" else say("Open"),
            day=day_in_words(day),
            supposed=supposed,
        )
        for end in ends
        if (day := window.end(end)) is not None
    ]
    told.append(
        say(
            "At each bar: the day by which to begin, and the workdays in hand or too few. Diamonds: meetings."
        )
    )
    return " ".join(told)
