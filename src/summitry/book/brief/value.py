"""What a brief is before it is a page: seven parts with their points, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.book.blocks import Sentence
from summitry.foundation.values import dataclass

MOST_POINTS = 6
"""Most points a part of a brief may have."""

MISSING = "missing"
"""The tag of a point that says what is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One numbered point: a sentence or two, perhaps tagged.

    ``rank`` is 0 for what somebody wrote for this page (never left off), and counts up for what is
    computed: the higher, the sooner it gives way when the page is full.
    """

    sentences: tuple[Sentence, ...]
    tag: str = ""
    rank: int = 0

    @property
    def text(self) -> str:
        """The words of the point."""
        return " ".join(s.text for s in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the seven headings with its points; ``left_off`` are those the page had no room for."""

    title: str
    points: tuple[Point, ...] = ()
    left_off: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief for a meeting.

    ``pages`` is how many printed pages it takes, reckoned with the widths of ordinary book type. Day
    counts are left open in its texts (`summitry.foundation.diagnostics.fill_days`), so that a brief
    stays the same from day to day while nothing else changes.
    """

    meeting: str
    title: str
    kicker: str
    when: tuple[Sentence, ...]
    where: tuple[Sentence, ...]
    level: tuple[Sentence, ...]
    whom: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    marking: str = ""
    pages: int = 1

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence on the page, in reading order."""
        yield from (*self.when, *self.where, *self.level, *self.whom)
        for part in self.parts:
            for point in part.points:
                yield from point.sentences
