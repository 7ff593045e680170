"""A figure as SVG: black and grey, one font, no id, no script, nothing fetched.

Hatching is drawn line by line, so that it needs no pattern and survives a copy in one bit. A grey band
has edges and a bar over it for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from summitry.book.blocks import Figure, Look
from summitry.book.figures.alt import alt_text
from summitry.book.figures.lettering import width
from summitry.book.figures.placing import (
    BAR,
    LABEL,
    TITLE,
    PlacedLane,
    PlacedMark,
    Plan,
    Words,
    plan,
)
from summitry.book.figures.scale import short_day, ticks
from summitry.foundation.printable import printable

FONTS = "'Source Sans 3', 'Noto Sans', 'Noto Sans CJK KR', 'Liberation Sans', Arial, sans-serif"
HATCH = 1.5
"""Millimetres between hatching lines."""


def svg(figure: Figure, words: Words = printable) -> str:
    """Return the figure as one ``<svg>`` element, in millimetres, as wide as a page's text block."""
    laid = plan(figure, words)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_n(laid.width)} {_n(laid.height)}"'
        f' width="{_n(laid.width)}mm" height="{_n(laid.height)}mm" font-family="{FONTS}"'
        f" aria-label={quoteattr(words(alt_text(figure)))}>",
        *_bands(figure, laid, words),
        *_ticks(figure, laid),
        *(piece for lane in laid.lanes for piece in _lane(lane, laid)),
        *_now(figure, laid),
        *(piece for lane in laid.lanes for mark in lane.marks for piece in _mark(mark)),
        "</svg>",
    ]
    return "\n".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _line(x1: float, y1: float, x2: float, y2: float, weight: float = 0.2, ink: str = "#000") -> str:
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{ink}"'
        f' stroke-width="{_n(weight)}"/>'
    )


def _rect(x: float, y: float, across: float, down: float, fill: str, weight: float = 0.0) -> str:
    edge = f' stroke="#000" stroke-width="{_n(weight)}"' if weight else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(across)}" height="{_n(down)}" fill="{fill}"{edge}/>'


def _text(
    x: float, y: float, text: str, size: float = LABEL, *, bold: bool = False, ink: str = "#000"
) -> str:
    weight = ' font-weight="600"' if bold else ""
    where = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"'
    return f'<text {where}{weight} fill="{ink}">{escape(text)}</text>'


def _hatched(x: float, y: float, across: float, down: float) -> Iterable[str]:
    """Slanting lines cut off at the rectangle's edges."""
    step = HATCH
    while step < across + down:
        x1, y1 = (x + step, y) if step <= across else (x + across, y + step - across)
        x2, y2 = (x, y + step) if step <= down else (x + step - down, y + down)
        yield _line(x1, y1, x2, y2, 0.18)
        step += HATCH


def _area(x: float, y: float, across: float, down: float, look: Look) -> Iterable[str]:
    if look == "filled":
        yield _rect(x, y, across, down, "#000")
        return
    yield _rect(x, y, across, down, "#ddd" if look == "grey" else "#fff", 0.3)
    if look == "hatched":
        yield from _hatched(x, y, across, down)


def _bands(figure: Figure, laid: Plan, words: Words) -> Iterable[str]:
    taken = 0.0
    for band in sorted(figure.bands, key=lambda b: b.since):
        if band.until < figure.first or band.since > figure.last:
            continue
        left = laid.at(figure, band.since)
        right = max(laid.at(figure, band.until + timedelta(days=1)), left + 0.4)
        down = laid.bottom - laid.top
        if band.look == "hatched":
            yield from _hatched(left, laid.top, right - left, down)
        else:
            yield _rect(left, laid.top, right - left, down, "#eee")
        yield _line(left, laid.top, left, laid.bottom, 0.15, "#000")
        yield _line(right, laid.top, right, laid.bottom, 0.15, "#000")
        yield _line(left, laid.top - 0.8, right, laid.top - 0.8, 0.5)
        label = words(band.label)
        across = width(label, LABEL, bold=True)
        start = max(taken, min((left + right - across) / 2, laid.width - across))
        if label and start + across <= laid.width:
            yield _text(start, laid.top - 2.0, label, bold=True)
            taken = start + across + 2.0


def _ticks(figure: Figure, laid: Plan) -> Iterable[str]:
    now = laid.at(figure, figure.now) if figure.now is not None else None
    taken = 0.0
    for tick in ticks(figure.first, figure.last):
        x = laid.at(figure, tick.day)
        across = width(tick.label, LABEL, bold=tick.strong)
        ink = "#000" if tick.strong else "#777"
        yield _line(x, laid.top, x, laid.bottom + (2.6 if tick.strong else 1.6), 0.2, ink)
        near = now is not None and -across - 1.5 < x - now < _now_across(figure) + 1.5
        if x >= taken and not near and x + across <= laid.width:
            yield _text(x + 0.6, laid.bottom + 3.4, tick.label, bold=tick.strong, ink="#333")
            taken = x + across + 1.6
    yield _line(laid.left, laid.top, laid.left, laid.bottom, 0.3)
    yield _line(laid.left, laid.bottom, laid.right, laid.bottom, 0.3)


def _now_across(figure: Figure) -> float:
    return width(short_day(figure.now), LABEL, bold=True) if figure.now is not None else 0.0


def _now(figure: Figure, laid: Plan) -> Iterable[str]:
    if figure.now is None or not figure.first <= figure.now <= figure.last:
        return
    x = laid.at(figure, figure.now)
    yield _line(x, laid.top - 0.6, x, laid.bottom + 2.6, 0.6)
    start = min(x + 0.6, laid.width - _now_across(figure))
    yield _text(
        start, laid.bottom + 5.6 if start < x else laid.bottom + 3.4, short_day(figure.now), bold=True
    )


def _lane(placed: PlacedLane, laid: Plan) -> Iterable[str]:
    weight, ink = (0.4, "#000") if placed.lane.apart else (0.15, "#777")
    if placed.top > laid.top:
        yield _line(0, placed.top, laid.right, placed.top, weight, ink)
    base = placed.top + 3.9
    for line in placed.title:
        yield _text(0, base, line, TITLE, bold=True)
        base += 3.5
    for line in placed.note:
        yield _text(0, base, line, LABEL, ink="#444")
        base += 3.1
    points = {m.middle for m in placed.marks if m.mark.until is None}
    yield from (_line(laid.left, y, laid.right, y, 0.15, "#777") for y in sorted(points))


def _mark(placed: PlacedMark) -> Iterable[str]:
    mark, x, y = placed.mark, placed.left, placed.middle
    fill = {"filled": "#000", "grey": "#999"}.get(mark.look, "#fff")
    if mark.until is not None:
        yield from _area(x, y - BAR / 2, placed.right - x, BAR, mark.look)
    elif mark.shape == "diamond":
        points = f"{_n(x - 1.5)},{_n(y)} {_n(x)},{_n(y - 1.5)} {_n(x + 1.5)},{_n(y)} {_n(x)},{_n(y + 1.5)}"
        yield f'<polygon points="{points}" fill="{fill}" stroke="#000" stroke-width="0.3"/>'
    else:
        edge = "#fff" if mark.look == "filled" else "#000"
        yield (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="1.25" fill="{fill}" stroke="{edge}" stroke-width="0.25"/>'
        )
    if placed.label:
        if placed.above > 0:
            yield _line(x, placed.label_base + 0.4, x, y - BAR / 2, 0.15)
        # A white ground, not an outline: not every renderer draws an outline below its letters.
        across = width(placed.label, LABEL)
        yield _rect(placed.label_left - 0.2, placed.label_base - LABEL * 0.8, across, LABEL * 1.1, "#fff")
        yield _text(placed.label_left, placed.label_base, placed.label)
