"""Two texts laid side by side, clause by clause.

Clauses that keep their order are aligned so that the sum of their likeness is greatest (Needleman and
Wunsch 1970, gaps free); what is left over and alike on both sides has moved. Likeness is Dice's measure
over the words of two clauses, each word as often as it stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from summitry.analysis.drafts.brackets import Bracket, Gap, Text, plainly, printed
from summitry.foundation.values import dataclass

What = Literal["same", "changed", "moved", "moved and changed", "dropped", "added", "not known"]

ALIKE = 0.4
"""From this likeness on, two clauses in the same order are one clause that was changed."""
MOVED = 0.6
"""From this likeness on, two clauses out of order are one clause that was moved."""
MOST = 400_000
"""How many pairs of clauses are weighed, once what both texts begin and end with is set aside; two texts
that need more are not compared (some two seconds on one core)."""

_END = re.compile(
    r"(?<=[\w)\]\"”’]{2}[.;?!])\s+(?=\S)|\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\(?\w{1,3}[.)])[ \t])"
)


_OPEN, _CLOSE = "\ue010", "\ue011"
_HELD = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in both texts, by position; ``None`` where a text has none."""

    left: int | None
    right: int | None
    what: What


def clauses(nodes: Text) -> tuple[str, ...]:
    """Cut a text into clauses: paragraphs, list items, sentences; never inside brackets or at a gap."""
    held: list[str] = []
    flat = ""
    for node in nodes:
        if isinstance(node, (Bracket, Gap)):
            flat += f"{_OPEN}{len(held)}{_CLOSE}"
            held.append("" if isinstance(node, Gap) else printed((node,)))
        else:
            flat += node.raw.replace(_OPEN, "")
    found = (_HELD.sub(lambda m: held[int(m[1])], piece) for piece in _END.split(flat))
    return tuple(clause for piece in found if (clause := " ".join(piece.split())))


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return Dice's measure of two bags of words: 1 for the same words, 0 for none in common."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def bag(clause: str) -> Counter[str]:
    """Return the words of a clause, each with how often it stands there."""
    return Counter(re.findall(r"\w+", clause.casefold()))


def aligned(
    left: Sequence[str], right: Sequence[str], *, gaps: tuple[bool, bool] = (False, False)
) -> tuple[Row, ...]:
    """Align two lists of clauses.

    ``gaps`` says which of the texts is known only in part: what cannot be found there is not known,
    rather than dropped or added. Rows follow the right text; dropped clauses stand where they stood.
    """
    begin, end = _shared_ends(left, right)
    core = left[begin : len(left) - end], right[begin : len(right) - end]
    bags = [[bag(c) for c in side] for side in core]
    alike = [[likeness(a, b) for b in bags[1]] for a in bags[0]]
    inner = _best_path(alike, len(core[0]), len(core[1]))
    pairs = {i: i for i in range(begin)}
    pairs |= {begin + i: begin + j for i, j in inner.items()}
    pairs |= {len(left) - k: len(right) - k for k in range(end, 0, -1)}
    lost = [i for i in range(len(left)) if i not in pairs]
    new = [j for j in range(len(right)) if j not in set(pairs.values())]
    moved = _moves(alike, lost, new, begin)
    rows = [Row(i, j, "same" if _same(left[i], right[j]) else "changed") for i, j in pairs.items()]
    rows += [
        Row(i, j, "moved" if _same(left[i], right[j]) else "moved and changed") for i, j in moved.items()
    ]
    rows += [Row(i, None, "not known" if gaps[1] else "dropped") for i in lost if i not in moved]
    rows += [Row(None, j, "not known" if gaps[0] else "added") for j in new if j not in set(moved.values())]
    return tuple(sorted(rows, key=lambda row: _order(row, pairs)))


def pairs_to_weigh(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many pairs of clauses an alignment has to weigh."""
    begin, end = _shared_ends(left, right)
    return (len(left) - begin - end) * (len(right) - begin - end)


def _shared_ends(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """How many clauses both texts begin with, and end with: aligning those loses nothing."""
    most = min(len(left), len(right))
    begin = next((k for k in range(most) if not _same(left[k], right[k])), most)
    rest = most - begin
    end = next((k for k in range(rest) if not _same(left[-1 - k], right[-1 - k])), rest)
    return begin, end


def _same(a: str, b: str) -> bool:
    return plainly(a) == plainly(b)


def _best_path(alike: list[list[float]], n: int, m: int) -> dict[int, int]:
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below, values = best[i], best[i + 1], alike[i]
        for j in range(m - 1, -1, -1):
            matched = values[j] + below[j + 1] if values[j] >= ALIKE else 0.0
            row[j] = max(matched, below[j], row[j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < n and j < m:
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _moves(alike: list[list[float]], lost: list[int], new: list[int], begin: int) -> dict[int, int]:
    """Pair what is left over on both sides, the most alike first; ``alike`` begins at ``begin``."""
    found = sorted(
        (-alike[i - begin][j - begin], i, j)
        for i in lost for j in new if alike[i - begin][j - begin] >= MOVED
    )  # fmt: skip
    moved: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in found:
        if i not in moved and j not in taken:
            moved[i] = j
            taken.add(j)
    return moved


def _order(row: Row, pairs: dict[int, int]) -> tuple[float, int]:
    """By the right text; a clause without a place there follows the last aligned one before it."""
    if row.right is not None:
        return (float(row.right), 0)
    assert row.left is not None
    before = [j for i, j in pairs.items() if i < row.left]
    return (max(before, default=-1) + 0.5, row.left)
