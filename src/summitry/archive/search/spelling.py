"""Did you mean: the nearest word that some document has, for a word that none has."""

from __future__ import annotations

from summitry.archive.search.names import Lists
from summitry.archive.search.shelf import Shelf
from summitry.archive.search.words import fold


def corrected(text: str, nowhere: tuple[str, ...], shelf: Shelf, lists: Lists) -> str:
    """Return the question with words that occur nowhere replaced; blank when no word is near one."""
    changed = text
    for word in nowhere:
        near = nearest_word(word, shelf, lists)
        if near:
            changed = changed.replace(word, near)
    return changed if changed != text else ""


def nearest_word(word: str, shelf: Shelf, lists: Lists) -> str:
    """Return the word of the documents or the lists that differs from ``word`` in the fewest letters (one
    in a short word, two in one of six letters or more); of these the most frequent. Blank when none."""
    folded = fold(word.strip("*"))
    most = 2 if len(folded) > 5 else 1
    if len(folded) < 3:
        return ""
    best: tuple[int, int, str] | None = None
    for other, often in shelf.words(len(folded) - most, len(folded) + most):
        if other[:1] != folded[:1] and most == 1:
            continue
        apart = distance(folded, other, most)
        if apart <= most and (best is None or (apart, -often, other) < best):
            best = (apart, -often, other)
    if best is None:
        return ""
    return _as_listed(best[2], lists)


def _as_listed(word: str, lists: Lists) -> str:
    """A name is suggested as it is spelt on its list."""
    for known in lists.known:
        for written in known.written.values():
            for each in written.split():
                if fold(each.strip(".,")) == word:
                    return each.strip(".,")
    return word


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be changed, put in, left out or swapped with a neighbour to turn one
    word into the other; ``most + 1`` as soon as it is more than ``most``.

    >>> distance("rostwo", "rostow", 2), distance("thieu", "ky", 2)
    (1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
