"""What is on a figure, said in words: for those who do not see it, and where it cannot be drawn."""

from __future__ import annotations

from summitry.book.blocks import Figure, Lane, Mark
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted


def alt_text(figure: Figure) -> str:
    """Say how many marks each lane has and which are the first and last.

    Marks wholly outside the figure's days are not counted, since they are not drawn.
    """
    frame = say("Figure from {day} to {day2}", day=day_in_words(figure.first), day2=day_in_words(figure.last))
    told = [f"{frame}, {counted(len(figure.lanes), 'lane')}."]
    told += [_lane(figure, lane) for lane in figure.lanes]
    told += [
        say(
            "Marked: {label}, {day} to {day2}.",
            label=band.label or say("a spell"),
            day=day_in_words(band.since),
            day2=day_in_words(band.until),
        )
        for band in figure.bands
    ]
    return " ".join(told)


def shown(figure: Figure, lane: Lane) -> tuple[Mark, ...]:
    """Return the marks of a lane that touch the figure's days, in order of their beginning."""
    found = (m for m in lane.marks if m.since <= figure.last and (m.until or m.since) >= figure.first)
    return tuple(sorted(found, key=lambda m: (m.since, m.until or m.since, m.row, m.label)))


def _lane(figure: Figure, lane: Lane) -> str:
    marks = shown(figure, lane)
    if not marks:
        return say("{title}: none.", title=lane.title)
    first, last = day_in_words(marks[0].since), day_in_words(marks[-1].since)
    bars = sum(m.until is not None for m in marks)
    told = counted(len(marks), "bar") if bars == len(marks) else counted(len(marks), "mark")
    days = first if len(marks) == 1 else say("first {first}, last {last}", first=first, last=last)
    return f"{lane.title}: {told}, {days}."
