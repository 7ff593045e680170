"""A figure in letters, for a terminal or a mail: one line a lane, the signs as on paper."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.book.blocks import Figure, Lane, Mark
from summitry.book.figures.alt import shown
from summitry.book.figures.lettering import cells
from summitry.book.figures.placing import Words
from summitry.book.figures.scale import share, short_day, ticks
from summitry.foundation.printable import printable

BARS = {"filled": "█", "open": "□", "hatched": "╱", "grey": "▒"}
POINTS = {"filled": "●", "open": "○", "hatched": "◍", "grey": "◌"}
LEAST = 12
"""Fewer columns than this tell nothing."""


def chart(figure: Figure, columns: int, words: Words = printable) -> tuple[str, ...]:
    """Return the figure in lines of at most so many columns; empty where they are too few.

    A column stands for several days; where marks share one, the first filled one is shown.
    """
    titles = [words(lane.title) for lane in figure.lanes]
    notes = [words(lane.note) for lane in figure.lanes]
    beside = min(max(map(cells, (*titles, *notes)), default=0), max(14, columns * 2 // 5))
    across = columns - beside - 1
    if across < LEAST:
        return ()
    lines = _bands(figure, beside, across, words)
    for lane, title, note in zip(figure.lanes, titles, notes, strict=True):
        if lane.apart:
            lines.append(f"{' ' * beside} {'─' * across}")
        head = [*_folded(title, beside), *_folded(note, beside)]
        rows = _rows(figure, lane, across, words)
        for at in range(max(len(head), len(rows))):
            left = head[at] if at < len(head) else ""
            right = rows[at] if at < len(rows) else ""
            lines.append(f"{left}{' ' * (beside - cells(left))} {right}".rstrip())
    lines.append(f"{' ' * beside} {_axis(figure, across)}".rstrip())
    return tuple(lines)


def _column(figure: Figure, day: date, across: int) -> int:
    return round(share(day, figure.first, figure.last) * (across - 1))


def _folded(title: str, room: int) -> list[str]:
    """A title in one or two lines."""
    found: list[str] = []
    for word in title.split():
        if found and cells(found[-1]) + 1 + cells(word) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > 2:
        found = [found[0], " ".join(found[1:])]
    return [_cut(line, room) for line in found]


def _cut(line: str, room: int) -> str:
    if cells(line) <= room:
        return line
    while line and cells(line) > room - 1:
        line = line[:-1]
    return f"{line}…" if room else ""


def _rows(figure: Figure, lane: Lane, across: int, words: Words) -> list[str]:
    found: list[str] = []
    for row in sorted({m.row for m in lane.marks}) or [0]:
        marks = [m for m in shown(figure, lane) if m.row == row]
        strip = _ground(figure, across)
        for mark in sorted(marks, key=lambda m: m.look == "filled"):
            start, end = _ends(figure, mark, across)
            strip[start : end + 1] = _sign(mark) * (end + 1 - start)
        below = [m for m in marks if not _beside(strip, *_ends(figure, m, across), words(m.label))]
        found += ["".join(strip), *_labels(figure, below, across, words)]
    return found


def _ends(figure: Figure, mark: Mark, across: int) -> tuple[int, int]:
    start = _column(figure, mark.since, across)
    if mark.until is None:
        return start, start
    return start, max(start, _column(figure, mark.until + timedelta(days=1), across) - 1)


def _sign(mark: Mark) -> str:
    if mark.until is not None:
        return BARS[mark.look]
    if mark.shape == "diamond":
        return "◆" if mark.look == "filled" else "◇"
    return POINTS[mark.look]


def _ground(figure: Figure, across: int) -> list[str]:
    """A lane without its marks: days, spells, today."""
    line = ["·"] * across
    for band in figure.bands:
        if band.until >= figure.first and band.since <= figure.last:
            for at in range(_column(figure, band.since, across), _column(figure, band.until, across) + 1):
                line[at] = "╱" if band.look == "hatched" else "░"
    if figure.now is not None and figure.first <= figure.now <= figure.last:
        line[_column(figure, figure.now, across)] = "│"
    return line


def _labels(figure: Figure, marks: list[Mark], across: int, words: Words) -> list[str]:
    """The labels that found no room beside their marks, below them, each on the first line with room."""
    lines: list[str] = []
    for mark in marks:
        label = words(mark.label)
        if not label:
            continue
        label = _cut(label, across)
        start = min(_column(figure, mark.since, across), across - cells(label))
        level = next((n for n, line in enumerate(lines) if not line or cells(line) < start), len(lines))
        before = lines[level] if level < len(lines) else ""
        lines[level : level + 1] = [f"{before}{' ' * (start - cells(before))}{label}"]
    return lines


def _beside(strip: list[str], start: int, end: int, label: str) -> bool:
    """Write a label right or left of its mark, over nothing but the ground; say whether it found room."""
    for at in (end + 2, start - len(label) - 1):
        ground = strip[max(0, at - 1) : at + len(label) + 1]
        narrow = cells(label) == len(label)
        if label and narrow and at >= 1 and at + len(label) <= len(strip) and set(ground) <= {"·", "░"}:
            strip[at - 1 : at + len(label) + 1] = f" {label} "[: len(strip) - at + 1]
            return True
    return False


def _bands(figure: Figure, beside: int, across: int, words: Words) -> list[str]:
    line = ""
    for band in sorted(figure.bands, key=lambda b: b.since):
        label = words(band.label)
        start = min(_column(figure, band.since, across), max(0, across - cells(label)))
        if label and (not line or cells(line) < start) and cells(label) <= across:
            line = f"{line}{' ' * (start - cells(line))}{label}"
    return [f"{' ' * beside} {line}"] if line else []


def _axis(figure: Figure, across: int) -> str:
    line = ""
    named = [(tick.day, tick.label) for tick in ticks(figure.first, figure.last)]
    now = figure.now if figure.now is not None and figure.first <= figure.now <= figure.last else None
    reserved = range(0)
    if now is not None:
        label = short_day(now)
        at = min(_column(figure, now, across), across - len(label))
        reserved = range(at - 1, at + len(label) + 1)
        named = sorted([*named, (now, label)])
    for day, label in named:
        start = _column(figure, day, across)
        ours = now is not None and day == now and label == short_day(now)
        start = min(start, across - len(label)) if ours else start
        clear = not line or len(line) < start
        free = ours or not set(range(start, start + len(label))) & set(reserved)
        if start + len(label) <= across and clear and free:
            line = line.ljust(start) + label
    return line
