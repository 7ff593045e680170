"""Where things stand in a figure, in millimetres: lanes, marks and the words at them, none on another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from summitry.book.blocks import Figure, Lane, Mark
from summitry.book.figures.alt import shown
from summitry.book.figures.lettering import shortened, width, wrapped
from summitry.book.figures.scale import share
from summitry.foundation.values import dataclass

Words = Callable[[str], str]

WIDTH, WIDE = 160.0, 244.0
GUTTER, EDGE = 3.0, 3.0
TITLE, LABEL = 2.9, 2.6
"""Sizes of type: lanes' titles, labels and ticks."""
BAR, LINE = 2.6, 3.1
PAD = 1.1
AIR = 1.6
"""Between a mark and what stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """A mark from ``left`` to ``right`` (the same for a point) at the height of its middle.

    ``above`` is the line its label stands on above the mark, from 0; -1 beside it.
    """

    mark: Mark
    left: float
    right: float
    middle: float
    label: str = ""
    label_left: float = 0.0
    label_base: float = 0.0
    above: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLane:
    """A lane from ``top`` down to ``bottom``, its title and note in lines."""

    lane: Lane
    top: float
    bottom: float
    title: tuple[str, ...]
    note: tuple[str, ...]
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The figure's frame (``left`` to ``right``, ``top`` to ``bottom``) on a sheet, and its lanes."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    lanes: tuple[PlacedLane, ...]

    def at(self, figure: Figure, day: date) -> float:
        """Return where a day lies."""
        return _at(figure, day, self.left, self.right)


def plan(figure: Figure, words: Words) -> Plan:
    """Place a figure's lanes from the top down; ``words`` fills in and cleans every text."""
    sheet = WIDE if figure.wide else WIDTH
    titles = [words(lane.title) for lane in figure.lanes]
    longest = max((width(t, TITLE, bold=True) for t in titles), default=0.0)
    left = min(max(longest, 20.0), sheet * 0.3) + GUTTER
    right = sheet - EDGE
    top = 7.5 if any(b.label for b in figure.bands) else 1.5
    lanes, y = [], top
    for lane in figure.lanes:
        placed = _lane(figure, lane, y, (left, right), words)
        lanes.append(placed)
        y = placed.bottom
    return Plan(
        width=sheet, height=y + 6.5, left=left, right=right, top=top, bottom=y, lanes=tuple(lanes)
    )  # fmt: skip


def _at(figure: Figure, day: date, left: float, right: float) -> float:
    return left + (right - left) * share(day, figure.first, figure.last)


def _lane(figure: Figure, lane: Lane, top: float, frame: tuple[float, float], words: Words) -> PlacedLane:
    room = frame[0] - GUTTER
    title = wrapped(words(lane.title), room, TITLE, bold=True)
    note = wrapped(words(lane.note), room, LABEL) if lane.note else ()
    marks: list[PlacedMark] = []
    y = top + PAD
    for row in sorted({m.row for m in lane.marks}):
        placed, y = _row(figure, [m for m in shown(figure, lane) if m.row == row], y, frame, words)
        marks += placed
    text = top + PAD + len(title) * 3.5 + len(note) * 3.1
    bottom = max(y, text, top + 5.0) + PAD
    shift = (bottom - top - (y - top) - PAD) / 2 if len(title) + len(note) > 1 or not lane.marks else 0.0
    return PlacedLane(lane=lane, top=top, bottom=bottom, title=title, note=note,
                      marks=tuple(_lower(m, max(0.0, shift)) for m in marks))  # fmt: skip


def _lower(placed: PlacedMark, by: float) -> PlacedMark:
    return replace(placed, middle=placed.middle + by, label_base=placed.label_base + by)


def _row(
    figure: Figure, marks: list[Mark], top: float, frame: tuple[float, float], words: Words
) -> tuple[list[PlacedMark], float]:
    """Set each label of one row beside its mark where there is room, else above it, as low as may be."""
    spans = [_span(figure, mark, frame) for mark in marks]
    taken = [(left - AIR, right + AIR) for left, right in spans]
    ends: list[float] = []
    labels = []
    for mark, span in zip(marks, spans, strict=True):
        label = shortened(words(mark.label), frame[1] - frame[0], LABEL) if mark.label else ""
        across = width(label, LABEL)
        start = _beside(span, across, taken, frame) if label else span[0]
        level = -1
        if start is not None and label:
            taken.append((start, start + across))
        elif start is None:
            start = max(frame[0], min(span[0], frame[1] - across))
            level = next((at for at, end in enumerate(ends) if end + 1.2 <= start), len(ends))
            ends[level : level + 1] = [start + across]
        labels.append((label, start, level))
    base = top + len(ends) * LINE
    middle = base + BAR / 2 + (0.5 if ends else 0.2)
    placed = [
        PlacedMark(
            mark=mark, left=span[0], right=span[1], middle=middle, label=label, label_left=start,
            label_base=middle + LABEL * 0.35 if level < 0 else base - level * LINE - 0.5, above=level,
        )
        for mark, span, (label, start, level) in zip(marks, spans, labels, strict=True)
    ]  # fmt: skip
    return placed, middle + BAR / 2 + 0.3


def _span(figure: Figure, mark: Mark, frame: tuple[float, float]) -> tuple[float, float]:
    left = _at(figure, mark.since, *frame)
    if mark.until is None:
        return left, left
    right = max(_at(figure, mark.until + timedelta(days=1), *frame), left + 0.9)
    right = min(right, frame[1])
    return min(left, right - 0.9), right


def _beside(
    span: tuple[float, float], across: float, taken: list[tuple[float, float]], frame: tuple[float, float]
) -> float | None:
    """Where a label stands free to the right of its mark, or to the left; ``None`` when neither."""
    own = (span[0] - AIR, span[1] + AIR)
    for start in (own[1], own[0] - across):
        others = (t for t in taken if t != own)
        inside = frame[0] <= start and start + across <= frame[1]
        if inside and all(start + across <= left or start >= right for left, right in others):
            return start
    return None
