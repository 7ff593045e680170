"""Whether a brief fits its page: lines reckoned from the widths of ordinary book type.

The page is 252 mm high, head and foot included, whatever the paper. Another type face on another
machine may set a line more or less; the reckoning is on the safe side, with the widths of a face that
runs wide.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

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
    return sum(map(_letter_em, text))


@lru_cache(maxsize=4096)
def _letter_em(letter: str) -> float:
    if letter in _NARROW:
        return 0.285
    if letter in _WIDE:
        return 0.88
    if letter.isupper():
        return 0.68
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.51


def lines_of(point: Point) -> int:
    """Return how many lines a point takes; ragged lines lose a twentieth."""
    tag = TAG_EM if point.tag else 0.0
    text = fill_days(point.text, _SOME_DAY)
    return max(1, math.ceil((width_em(text) + tag) * 1.04 / COLUMN_EM))


def height_mm(parts: tuple[Part, ...], facts_lines: int = 3) -> float:
    """Return the height of the page's contents."""
    return page_mm([part_mm(part.points) for part in parts], facts_lines)


def page_mm(parts: Sequence[float], facts_lines: int = 3) -> float:
    """Return the height of the page's contents, given that of each part."""
    return HEAD_MM + max(0, facts_lines - 3) * 4.3 + FOOT_MM + sum(parts)


def part_mm(points: Iterable[Point]) -> float:
    """Return the height of one part."""
    return PART_MM + max(LINE_MM, sum(lines_of(p) * LINE_MM + POINT_MM for p in points))


def pages(parts: tuple[Part, ...], facts_lines: int = 3) -> int:
    """Return how many pages the contents take."""
    return max(1, math.ceil(height_mm(parts, facts_lines) / PAGE_MM))
