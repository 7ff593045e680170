"""The score of a document: BM25 over head, text and notes, and half of that of its best passage.

Defaults measured on the printed indexes of two volumes: k1 1.5, b 0.4, the head counted twice, the
best passage (which inherits the head; k1 0.9) counted half. Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009; the rarity of a term is log(1 + (N - n + 0.5)/(n + 0.5)).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from summitry.archive.search.places import Places, Positions
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the ranking is set to."""

    k1: float = 1.5
    b: float = 0.4
    head: int = 2
    """How often the head counts."""
    passage: float = 0.5
    """How much the best passage counts."""
    passage_k1: float = 0.9


DEFAULTS = Defaults()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A piece of a question in the numbers of one index."""

    weight: float
    """Its weight times its rarity."""
    forms: tuple[tuple[int, ...], ...]
    others: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cabinet:
    """What the ranking knows of the whole cabinet: documents, their mean length, and of a passage."""

    documents: int
    length: float
    passage: float


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one document and what made it."""

    total: float
    each: tuple[float, ...]
    """What each piece of the question gave, passage included, in its order."""
    window: int
    """The best passage, counted from 0; -1 when only the head matched."""


def rarity(documents: int, having: int) -> float:
    """Return how much a term tells that ``having`` of ``documents`` contain."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def places_of(places: Places, sought: Sought) -> Positions:
    """Return where a piece of a question stands in a document, in any of its forms, each place once."""
    if len(sought.forms) == 1:
        return places.of_form(sought.forms[0])
    taken: set[int] = set()
    for form in sought.others:
        for at in places.of_form(form):
            taken.update(range(at, at + len(form)))
    found = []
    for form in sought.forms:  # longest first: a short form inside a long one is the same mention
        for at in places.of_form(form):
            if at not in taken:
                found.append(at)
                taken.update(range(at, at + len(form)))
    return sorted(found)


def score(places: Places, sought: Sequence[Sought], cabinet: Cabinet, to: Defaults = DEFAULTS) -> Score:
    """Return the score of a document."""
    norm = to.k1 * (1 - to.b + to.b * places.length / cabinet.length)
    each = [0.0] * len(sought)
    counted: list[tuple[int, float, int, dict[int, int]]] = []
    for n, piece in enumerate(sought):
        spots = places_of(places, piece)
        if not spots:
            continue
        in_head = bisect_left(spots, places.head)
        often = to.head * in_head + len(spots) - in_head
        each[n] = piece.weight * often * (to.k1 + 1) / (often + norm)
        if to.passage:
            inside: dict[int, int] = {}
            for at in spots[in_head:]:
                window = places.window_of(at)
                inside[window] = inside.get(window, 0) + 1
            counted.append((n, piece.weight, to.head * in_head, inside))
    if not counted:
        return Score(sum(each), tuple(each), -1)
    _, window, parts = _best_passage(places, counted, cabinet, to)
    for n, value in parts:
        each[n] += to.passage * value
    return Score(sum(each), tuple(each), window)


def _best_passage(
    places: Places,
    counted: Sequence[tuple[int, float, int, dict[int, int]]],
    cabinet: Cabinet,
    to: Defaults,
) -> tuple[float, int, list[tuple[int, float]]]:
    best: tuple[float, int, list[tuple[int, float]]] = (0.0, -1, [])
    for window in sorted({w for _, _, _, inside in counted for w in inside}) or [-1]:
        length = to.head * places.head + (places.window_length(window) if window >= 0 else 0)
        norm = to.passage_k1 * (1 - to.b + to.b * length / cabinet.passage)
        parts = []
        for n, weight, head, inside in counted:
            often = head + inside.get(window, 0)
            if often:
                parts.append((n, weight * often * (to.passage_k1 + 1) / (often + norm)))
        total = sum(value for _, value in parts)
        if total > best[0]:
            best = (total, window, parts)
    return best
