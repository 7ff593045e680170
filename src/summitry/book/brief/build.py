"""Putting a brief together: seven parts, what was written first, then what the records add.

Nothing that somebody wrote for the page is left off: a seventh point or a second page is a finding
(BRF001, BRF002). What is computed fills the room that is left, the more telling first, and what found
no room is named with the brief.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summitry.book.blocks import Trace
from summitry.book.brief import head
from summitry.book.brief.background import background
from summitry.book.brief.fit import PAGE_MM, page_mm, pages, part_mm, width_em
from summitry.book.brief.ours import arguments, objectives
from summitry.book.brief.press import press
from summitry.book.brief.response import our_response
from summitry.book.brief.tactics import tactics
from summitry.book.brief.theirs import their_objectives
from summitry.book.brief.value import MOST_POINTS, Brief, Part, Point
from summitry.book.marking import highest_marking
from summitry.dossier.kinds import Meeting
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say

TITLES = (
    marked("Our objectives"),
    marked("Arguments to use"),
    marked("Tactical arguments"),
    marked("Their objectives"),
    marked("Our response"),
    marked("Press line"),
    marked("Background"),
)


class NotAMeeting(LookupError):
    """No meeting of that id is known to this reader on that day."""

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        super().__init__(id)
        self.id = id
        self.known = known


def brief(dossier: Dossier, meeting_id: str) -> Brief:
    """Return the brief for a meeting as known on the dossier's day.

    Raises:
        NotAMeeting: when there is no such meeting.
        NoDay: when the dossier is not limited to a day.
    """
    meeting = dossier.of(Meeting, meeting_id)
    if meeting is None:
        raise NotAMeeting(meeting_id, dossier.ids("meeting"))
    sources = (objectives, arguments, tactics, their_objectives, our_response, press, background)
    offered = [
        Part(title=title, points=make(dossier, meeting)) for title, make in zip(TITLES, sources, strict=True)
    ]
    when, where = head.when(dossier, meeting), head.where(meeting)
    level, whom = head.level(meeting), head.whom(dossier, meeting)
    facts = max(_lines(when), _lines(where) + _lines(level), _lines(whom))
    parts = fitted(tuple(offered), facts)
    page = Brief(
        meeting=meeting.id,
        title=head.title(dossier, meeting),
        kicker=say("Brief · {title}", title=meeting.title),
        when=when,
        where=where,
        level=level,
        whom=whom,
        parts=parts,
        pages=pages(parts, facts),
    )
    named = [t for s in page.sentences() for t in s.traces]
    return replace(page, marking=highest_marking(dossier, (Trace(record=meeting.id), *named)))


def _lines(sentences: Iterable[object]) -> int:
    text = " ".join(getattr(s, "text", "") for s in sentences)
    return max(1, round(0.5 + width_em(text) / 15.5))


def fitted(offered: tuple[Part, ...], facts_lines: int = 3) -> tuple[Part, ...]:
    """Return the parts with as many computed points as the page has room for.

    Points of rank 0 always stay. Others are taken by rank, the headings in turn, as long as
    the heading has fewer than six points and the page has room; a point too long leaves room to a
    shorter one after it.
    """
    taken: list[set[int]] = [{at for at, p in enumerate(part.points) if p.rank == 0} for part in offered]
    order = _in_turn(offered)
    for at, part in order:
        if not taken[part]:
            taken[part].add(at)  # a heading says something, be it what is missing
    heights = [part_mm(_points(part, taken[n])) for n, part in enumerate(offered)]
    for at, part in order:
        if at in taken[part] or len(taken[part]) >= MOST_POINTS:
            continue
        taken[part].add(at)
        before, heights[part] = heights[part], part_mm(_points(offered[part], taken[part]))
        if page_mm(heights, facts_lines) > PAGE_MM:
            taken[part].discard(at)
            heights[part] = before
    return _chosen(offered, taken)


def _in_turn(offered: tuple[Part, ...]) -> list[tuple[int, int]]:
    """Computed points as (position, heading): by rank, and within it each heading's first, then second."""
    order: list[tuple[int, int, int, int]] = []
    for part, found in enumerate(offered):
        turns: dict[int, int] = {}
        for at, point in enumerate(found.points):
            if point.rank:
                turns[point.rank] = turns.get(point.rank, 0) + 1
                order.append((point.rank, turns[point.rank], part, at))
    return [(at, part) for _, _, part, at in sorted(order)]


def _points(part: Part, taken: set[int]) -> tuple[Point, ...]:
    return tuple(part.points[at] for at in sorted(taken))


def _chosen(offered: tuple[Part, ...], taken: list[set[int]]) -> tuple[Part, ...]:
    return tuple(
        replace(
            part,
            points=_points(part, taken[n]),
            left_off=tuple(p for at, p in enumerate(part.points) if at not in taken[n]),
        )
        for n, part in enumerate(offered)
    )
