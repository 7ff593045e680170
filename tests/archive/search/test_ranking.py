"""The ranking, held against its formula written out word by word."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summitry.archive.search.places import Places
from summitry.archive.search.ranking import DEFAULTS, Cabinet, Defaults, Sought, places_of, rarity, score

ROWS = st.lists(st.integers(1, 6), min_size=1, max_size=60)
CABINET = Cabinet(documents=50, length=40.0, passage=20.0)


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[int], int, list[int]]:
    row = draw(ROWS)
    head = draw(st.integers(0, len(row)))
    cuts = draw(st.lists(st.integers(head, len(row) - 1), max_size=4)) if head < len(row) else []
    return row, head, sorted({head, *cuts}) if head < len(row) else []


@st.composite
def pieces(draw: st.DrawFn) -> list[Sought]:
    forms = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=2).map(tuple), min_size=1, max_size=3)
    weights = st.sampled_from([0.3, 0.5, 1.0, 2.7])
    made = st.builds(
        lambda w, f: Sought(weight=w, forms=tuple(sorted(set(f), key=lambda form: (-len(form), form)))),
        weights, forms,
    )  # fmt: skip
    return draw(st.lists(made, min_size=1, max_size=4))


def mentions(row: list[int], forms: tuple[tuple[int, ...], ...]) -> list[int]:
    """Where a piece stands: a longer form first, no word of it counted for a shorter one."""
    found, taken = [], set()
    for form in forms:
        at = [n for n in range(len(row)) if tuple(row[n : n + len(form)]) == form]
        if len(forms) == 1:
            return at
        for n in at:
            if n not in taken:
                found.append(n)
                taken.update(range(n, n + len(form)))
    return sorted(found)


def slowly(row: list[int], head: int, windows: list[int], sought: list[Sought], to: Defaults) -> float:
    """BM25 with the head counted twice, and half of that of the best passage, which inherits the head."""

    def bm25(often: float, length: float, mean: float, k1: float) -> float:
        return often * (k1 + 1) / (often + k1 * (1 - to.b + to.b * length / mean)) if often else 0.0

    whole, length = 0.0, len(row) + head
    for piece in sought:
        at = mentions(row, piece.forms)
        often = sum(2 if n < head else 1 for n in at)
        whole += piece.weight * bm25(often, length, CABINET.length, to.k1)
    best = 0.0
    for begin, end in [*pairwise([*windows, len(row)]), (0, 0)]:
        value = 0.0
        for piece in sought:
            at = mentions(row, piece.forms)
            often = sum(2 for n in at if n < head) + sum(1 for n in at if begin <= n < end)
            value += piece.weight * bm25(often, 2 * head + end - begin, CABINET.passage, to.passage_k1)
        held = any(begin <= n < end for p in sought for n in mentions(row, p.forms))
        inside = any(n >= head for p in sought for n in mentions(row, p.forms))
        if held or (not inside and (begin, end) == (0, 0)):
            best = max(best, value)
    return whole + to.passage * best


@given(documents(), pieces())
def test_the_score_is_the_formula(document: tuple[list[int], int, list[int]], sought: list[Sought]) -> None:
    row, head, windows = document
    found = score(Places.of(row, head, windows), sought, CABINET)
    assert math.isclose(found.total, slowly(row, head, windows, sought, DEFAULTS), abs_tol=1e-9)
    assert math.isclose(sum(found.each), found.total)


@given(documents())
def test_places_are_kept_whole(document: tuple[list[int], int, list[int]]) -> None:
    row, head, windows = document
    kept = Places.unpacked(Places.of(row, head, windows).packed())
    assert kept.row() == row
    assert (kept.head, list(kept.windows), kept.length) == (head, windows, len(row) + head)
    for form in [(1,), (1, 2), (3, 3)]:
        assert list(kept.of_form(form)) == [
            n for n in range(len(row)) if tuple(row[n : n + len(form)]) == form
        ]


@given(st.integers(1, 10_000), st.data())
def test_the_rarer_tells_more(documents: int, data: st.DataObject) -> None:
    one = data.draw(st.integers(1, documents))
    other = data.draw(st.integers(one, documents))
    assert rarity(documents, one) >= rarity(documents, other) > 0


def test_anothers_full_name_is_no_mention() -> None:
    walt, eugene, rostow = 1, 2, 3
    places = Places.of([walt, rostow, eugene, rostow, rostow], 0, [0])
    sought = Sought(weight=1, forms=((walt, rostow), (rostow,)), others=((eugene, rostow),))
    assert list(places_of(places, sought)) == [0, 4]
