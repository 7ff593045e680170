"""Whether a brief fits its page: lines reckoned from the widths of ordinary book type.

The page is 252 mm high, head and foot included, whatever the paper. Another type face on another
machine may set a line more or less; the reckoning is on the safe side, with the widths of a face that
runs wide.
"""

from __future__ import annotations

import math
import unicodedata
from datetime import date

from summitry.book.brief.value import Part, Point
from summitry.foundation.diagnostics import fill_days

PAGE_MM = 252.0
LINE_MM = 12.8 * 0.3528
"""One line of text, 12.8 points."""
COLUMN_EM = (127 - 4.2 - 12) / (10.2 * 0.3528)
"""The measure of the text column, in widths of its own type."""
HEAD_MM = 40.0
"""Running head, kicker, title, the facts and their rule."""
FOOT_MM = 9.0
PART_MM = 2.55
"""Space and rule around one part."""
POINT_MM = 0.55
TAG_EM = 4.6
_SOME_DAY = date(2018, 3, 12)
"""Day counts have a few figures on any day."""

_NARROW = frozenset("iljtfrI.,:;'’‘|!()[] ")
_WIDE = frozenset("mwMWQ@%—…")


def width_em(text: str) -> float:
    """Return the width of a text, in widths of its type (an em)."""
    total = 0.0
    for letter in text:
        if letter in _NARROW:
            total += 0.285
        elif letter in _WIDE:
            total += 0.88
        elif letter.isupper():
            total += 0.68
        elif unicodedata.east_asian_width(letter) in "WF":
            total += 1.0
        else:
            total += 0.51
    return total


def lines_of(point: Point) -> int:
    """Return how many lines a point takes; ragged lines lose a twentieth."""
    tag = TAG_EM if point.tag else 0.0
    text = fill_days(point.text, _SOME_DAY)
    return max(1, math.ceil((width_em(text) + tag) * 1.04 / COLUMN_EM))


def height_mm(parts: tuple[Part, ...], facts_lines: int = 3) -> float:
    """Return the height of the page's contents."""
    total = HEAD_MM + max(0, facts_lines - 3) * 4.3 + FOOT_MM
    for part in parts:
        total += PART_MM + max(LINE_MM, sum(lines_of(p) * LINE_MM + POINT_MM for p in part.points))
    return total


def pages(parts: tuple[Part, ...], facts_lines: int = 3) -> int:
    """Return how many pages the contents take."""
    return max(1, math.ceil(height_mm(parts, facts_lines) / PAGE_MM))
