"""A network as SVG: nodes and arrows in black and grey, each kind of arrow with a line of its own.

Nothing in it hangs on a colour: a photocopy keeps the sense. One font, no id, no script, nothing fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from summitry.book.blocks import Network, Node
from summitry.book.figures.lettering import width
from summitry.book.figures.placing import LABEL, Words
from summitry.book.figures.svg import FONTS
from summitry.foundation.printable import printable

WIDTH = 170.0
"""Millimetres: a page's text block."""
MARGIN = 7.0
RADIUS = 3.4
HEAD = 2.2
INWARDS = 18.0
"""Millimetres by which arrows in a ring bend towards its middle, at most."""
DASHES = ("", "2.4 1.2", "0.7 0.9", "4 1 0.7 1", "5 1.5", "1.4 0.6", "0.3 1.4", "3 0.8 0.8 0.8 0.8 0.8")
"""Lines that a copy in one bit tells apart; from the ninth kind on they begin again, thicker."""
_FILL = {"filled": "#000", "open": "#fff", "grey": "#ddd"}


def network_svg(network: Network, words: Words = printable) -> str:
    """Return the network as one ``<svg>`` element, in millimetres."""
    tall = MARGIN * 2 + network.down * (WIDTH - 2 * MARGIN)
    legend = list(_legend(network, tall, words))
    rows = 1 + max((row for row, _ in legend), default=-1)
    whole = tall + rows * 5.4 + (2 if rows else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_n(WIDTH)} {_n(whole)}"'
        f' width="{_n(WIDTH)}mm" height="{_n(whole)}mm" font-family="{FONTS}"'
        f" aria-label={quoteattr(words(network.alt))}>",
        *_arrows(network),
        *(piece for node in network.nodes for piece in _node(node, *_where(network, node), words)),
        *(piece for _, piece in legend),
        "</svg>",
    ]
    return "\n".join(parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _where(network: Network, node: Node) -> tuple[float, float]:
    room = WIDTH - 2 * MARGIN
    return MARGIN + node.across * room, MARGIN + node.down * room * network.down


def _line(line: int) -> str:
    dash = DASHES[line % len(DASHES)]
    weight = 0.28 + 0.3 * (line // len(DASHES))
    return f'stroke="#000" stroke-width="{_n(weight)}"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _arrows(network: Network) -> Iterable[str]:
    """Arrows bend a little to their left, so that the one back is another line."""
    lanes: dict[tuple[int, int], int] = {}
    for arrow in network.arrows:
        a, b = _where(network, network.nodes[arrow.start]), _where(network, network.nodes[arrow.end])
        far = hypot(b[0] - a[0], b[1] - a[1])
        if far < 0.1:
            continue
        lane = lanes[arrow.start, arrow.end] = lanes.get((arrow.start, arrow.end), -1) + 1
        along = ((b[0] - a[0]) / far, (b[1] - a[1]) / far)
        bend = min(5.0, far * 0.08) + 2.4 * lane
        halfway = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        if network.ring:
            centre = (WIDTH / 2, MARGIN + network.down * (WIDTH / 2 - MARGIN))
            inwards = hypot(centre[0] - halfway[0], centre[1] - halfway[1])
            halfway = _towards(halfway, centre, min(INWARDS, inwards * 0.35, far * 0.5))
        middle = (halfway[0] + along[1] * bend, halfway[1] - along[0] * bend)
        start = _towards(a, middle, RADIUS + (1.0 if network.nodes[arrow.start].ringed else 0))
        tip = _towards(b, middle, RADIUS + (1.0 if network.nodes[arrow.end].ringed else 0) + 0.2)
        neck = _towards(tip, middle, HEAD)
        yield (
            f'<path d="M{_n(start[0])} {_n(start[1])} Q{_n(middle[0])} {_n(middle[1])} {_n(neck[0])}'
            f' {_n(neck[1])}" fill="none" {_line(arrow.line)}/>'
        )
        yield _head(tip, neck)


def _towards(point: tuple[float, float], other: tuple[float, float], by: float) -> tuple[float, float]:
    far = hypot(other[0] - point[0], other[1] - point[1]) or 1.0
    return point[0] + (other[0] - point[0]) * by / far, point[1] + (other[1] - point[1]) * by / far


def _head(tip: tuple[float, float], neck: tuple[float, float]) -> str:
    across = ((tip[1] - neck[1]) * 0.38, -(tip[0] - neck[0]) * 0.38)
    points = (tip, (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1]))
    return f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points)}" fill="#000"/>'


def _node(node: Node, x: float, y: float, words: Words) -> Iterable[str]:
    if node.ringed:
        yield (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(RADIUS + 1)}" fill="#fff" stroke="#000"'
            ' stroke-width="0.35"/>'
        )
    yield (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(RADIUS)}" fill="{_FILL[node.look]}" stroke="#000"'
        ' stroke-width="0.35"/>'
    )
    label = words(node.label)
    size = min(LABEL, LABEL * 1.7 * RADIUS / max(width(label, LABEL, bold=True), 0.1))
    ink = "#fff" if node.look == "filled" else "#000"
    yield (
        f'<text x="{_n(x)}" y="{_n(y + size * 0.36)}" font-size="{_n(size)}" font-weight="600"'
        f' text-anchor="middle" fill="{ink}">{escape(label)}</text>'
    )


def _legend(network: Network, top: float, words: Words) -> Iterable[tuple[int, str]]:
    """Yield the pieces of the legend, each with its row: first the nodes, then the lines."""
    row, x = 0, MARGIN
    for node, says in network.marks:
        text = words(says)
        room = 10 + width(text, LABEL)
        if x + room > WIDTH and x > MARGIN:
            row, x = row + 1, MARGIN
        y = top + row * 5.4 + 2
        for piece in _small(node, x + 2.4, y):
            yield row, piece
        yield row, _words(x + 6, y, text)
        x += room + 3
    row, x = (row + 1 if network.marks else 0), MARGIN
    for line, says in enumerate(network.lines):
        text = words(says)
        room = 18 + width(text, LABEL)
        if x + room > WIDTH and x > MARGIN:
            row, x = row + 1, MARGIN
        y = top + row * 5.4 + 2
        yield row, f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(x + 10)}" y2="{_n(y)}" {_line(line)}/>'
        yield row, _head((x + 12, y), (x + 10, y))
        yield row, _words(x + 14, y, text)
        x += room + 3


def _small(node: Node, x: float, y: float) -> Iterable[str]:
    for r, fill in ((2.3, "#fff"),) * node.ringed + ((1.7, _FILL[node.look]),):
        yield (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}" stroke="#000" stroke-width="0.3"/>'
        )


def _words(x: float, y: float, text: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y + LABEL * 0.36)}" font-size="{_n(LABEL)}">{escape(text)}</text>'
