"""A sequence of steps as a picture: a column for each side, downwards in the order in which they can come.

A line leads from what comes first to what waits for it; a broken line to what is given in return.
Black and grey, no script, nothing fetched, as `figures.svg`; the signs survive a copy in one bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from summitry.book.blocks import Stage, Steps
from summitry.book.figures.lettering import width, wrapped
from summitry.book.figures.placing import Words
from summitry.book.figures.svg import FONTS
from summitry.foundation.labels import marked, say
from summitry.foundation.printable import printable
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted

WIDTH, PLACE, GUTTER, GAP = 160.0, 6.0, 12.0, 6.0
SIZE, LINE, PAD, TAG = 2.7, 3.4, 1.6, 2.3
LINES = 4
"""Most lines of a step's title in its box."""
TRACKS = 5
"""Places for lines side by side in a gutter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    stage: Stage
    column: int
    left: float
    top: float
    across: float
    down: float
    lines: tuple[str, ...]

    def side(self, right: bool, share: float) -> tuple[float, float]:
        """A point on the right or left edge, ``share`` of the way down."""
        return self.left + (self.across if right else 0), self.top + self.down * share


def sequence_svg(found: Steps, words: Words = printable) -> str:
    """Return the picture as one ``<svg>`` element, in millimetres."""
    boxes, tops, height = _placed(found, words)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:g} {height:g}"'
        f' width="{WIDTH:g}mm" height="{height:g}mm" font-family="{FONTS}"'
        f" aria-label={quoteattr(words(sequence_alt(found)))}>",
        *_heads(found, words), *(_text(0, top + 4, place, bold=True) for place, top in tops),
        *_arrows(found, boxes), *(piece for box in boxes.values() for piece in _drawn(box)),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(parts)


def sequence_alt(found: Steps) -> str:
    """Say what is on it: the sides, each step in its order, what does not come and what falls."""
    told = [say("Sequence of {steps}.", steps=counted(len(found.stages), "step"))]
    for stage in found.stages:
        place = str(stage.place) if stage.place is not None else "–"
        step = say("{place}. {by}: {step}", place=place, by=found.columns[stage.column], step=stage.title)
        state = _STATES[stage.state]
        told.append(f"{step}: {say(state)}." if state else f"{step}.")
    return " ".join(told)


def sequence_chart(found: Steps, words: Words = printable) -> tuple[str, ...]:
    """Return the sequence in letters: a line a step, its place, its side and what became of it."""
    signs = {"stands": "□", "broken": "█", "falls": "╱"}
    return tuple(
        f"{stage.place if stage.place is not None else '–':>2} {signs[stage.state]}"
        f" {words(found.columns[stage.column])}: {words(stage.title)}"
        + (f" ({say(_STATES[stage.state])})" if _STATES[stage.state] else "")
        for stage in found.stages
    )


_STATES = {"stands": "", "broken": marked("does not come"), "falls": marked("can no longer happen")}


def _placed(found: Steps, words: Words) -> tuple[dict[str, _Box], list[tuple[str, float]], float]:
    """Boxes by their step's key, the tops of the rows, and the height of the whole."""
    room = (WIDTH - PLACE) / len(found.columns)
    across = room - GUTTER
    boxes: dict[str, _Box] = {}
    tops: list[tuple[str, float]] = []
    top = 8.0
    for place in dict.fromkeys(stage.place for stage in found.stages):
        tops.append((str(place) if place is not None else "–", top))
        ends = [top] * len(found.columns)
        for stage in (s for s in found.stages if s.place == place):
            lines = wrapped(words(stage.title), across - 2 * PAD, SIZE, lines=LINES)
            down = len(lines) * LINE + 2 * PAD + (LINE if stage.state != "stands" else 0)
            at = stage.column
            left = PLACE + at * room
            boxes[stage.key] = _Box(stage=stage, column=at, left=left, top=ends[at], across=across, down=down,
                                    lines=lines)  # fmt: skip
            ends[at] += down + GAP / 2
        top = max(ends) + GAP / 2
    return boxes, tops, round(top, 1)


def _heads(found: Steps, words: Words) -> Iterator[str]:
    room = (WIDTH - PLACE) / len(found.columns)
    for at, title in enumerate(found.columns):
        for line in wrapped(words(title), room - GUTTER, 3.0, lines=1, bold=True):
            yield _text(PLACE + at * room, 4.2, line, 3.0, bold=True)
    yield f'<line x1="0" y1="5.6" x2="{WIDTH:g}" y2="5.6" stroke="#000" stroke-width="0.3"/>'


def _drawn(box: _Box) -> Iterator[str]:
    state = box.stage.state
    fill, ink = ("#000", "#fff") if state == "broken" else ("#fff", "#000")
    edge = ' stroke-dasharray="1.2 0.8"' if state == "falls" else ""
    yield (
        f'<rect x="{box.left:.2f}" y="{box.top:.2f}" width="{box.across:.2f}" height="{box.down:.2f}"'
        f' fill="{fill}" stroke="#000" stroke-width="0.35"{edge}/>'
    )
    base = box.top + PAD + SIZE * 0.85
    if _STATES[state]:
        yield _text(box.left + PAD, base, say(_STATES[state]).upper(), TAG, bold=True, ink=ink)
        base += LINE
    for line in box.lines:
        yield _text(box.left + PAD, base, line, SIZE, ink=ink)
        if state == "falls":
            y, x = base - SIZE * 0.28, box.left + PAD
            yield f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{x + width(line, SIZE):.2f}" y2="{y:.2f}" {_THIN}/>'
        base += LINE


_THIN = 'stroke="#000" stroke-width="0.25"'


def _arrows(found: Steps, boxes: dict[str, _Box]) -> Iterator[str]:
    """Lines in the gutters: out at the side of one box, down or up a track, in at the side of the other."""
    used: dict[int, int] = {}
    ins: dict[str, int] = {}
    for stage in found.stages:
        links = [(key, False) for key in stage.after]
        links += [(key, True) for key in stage.in_return_for if key not in stage.after]
        for key, broken in links:
            if key in boxes and key != stage.key:
                one, other = boxes[key], boxes[stage.key]
                gutter = min(one.column, other.column)
                track = used[gutter] = used.get(gutter, -1) + 1
                ins[stage.key] = ins.get(stage.key, 0) + 1
                share = ins[stage.key] / (len(links) + 1)
                yield from _arrow(found, one, other, gutter, track % TRACKS, share, broken)


def _arrow(
    found: Steps, one: _Box, other: _Box, gutter: int, track: int, share: float, broken: bool
) -> Iterable[str]:
    room = (WIDTH - PLACE) / len(found.columns)
    x = PLACE + (gutter + 1) * room - GUTTER + 2.2 + track * (GUTTER - 4.4) / (TRACKS - 1)
    x1, y1 = one.side(one.column == gutter, 0.5)
    x2, y2 = other.side(other.column == gutter, share)
    points = [(x1, y1), (x, y1), (x, y2), (x2, y2)]
    if abs(one.column - other.column) > 1:  # past the boxes between, above the row
        above = other.top - GAP / 4
        near = x2 + (2.0 if other.column == gutter else -2.0)
        points = [(x1, y1), (x, y1), (x, above), (near, above), (near, y2), (x2, y2)]
    dashes = ' stroke-dasharray="1 0.9"' if broken else ""
    path = " ".join(f"{a:.2f},{b:.2f}" for a, b in points)
    yield f'<polyline points="{path}" fill="none" stroke="#000" stroke-width="0.3"{dashes}/>'
    way = 1 if x2 > points[-2][0] else -1
    head = f"{x2:.2f},{y2:.2f} {x2 - 1.8 * way:.2f},{y2 - 0.8:.2f} {x2 - 1.8 * way:.2f},{y2 + 0.8:.2f}"
    yield f'<polygon points="{head}" fill="#000"/>'


def _text(x: float, y: float, text: str, size: float = 2.7, *, bold: bool = False, ink: str = "#000") -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}"{weight} fill="{ink}">{escape(text)}</text>'
