"""How wide a table's columns are: no word breaks if it can be helped, long texts get more."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.book.blocks import Section, Table

UPRIGHT_MM = 160.0
SIDEWAYS_MM = 244.0
LETTER_MM = 1.62
"""A letter of table type, on average, with some to spare."""
GAP_MM = 2.6
LONGEST_WORD = 15
WIDEST_MM = 78.0
NOTES_MM = 15.0
"""The last column with the numbers."""
MANY_COLUMNS = 7


def wants_width(section: Section) -> bool:
    """Whether a section's page lies on its side: a table's words would break upright, or it has many
    columns."""
    tables = [b for b in section.blocks if isinstance(b, Table)]
    return any(len(t.columns) >= MANY_COLUMNS or sum(_least(t)) > UPRIGHT_MM - NOTES_MM for t in tables)


def shares(table: Table, keep: Sequence[int], last: bool) -> tuple[float, ...]:
    """Return each kept column's share of the width that the columns have together."""
    room = SIDEWAYS_MM if len(table.columns) >= MANY_COLUMNS else UPRIGHT_MM
    room -= NOTES_MM if last else 0
    least, natural = _least(table), _natural(table)
    least, natural = [least[at] for at in keep], [natural[at] for at in keep]
    spare = max(0.0, room - sum(least))
    wants = [(max(0.0, n - m)) ** 0.75 for m, n in zip(least, natural, strict=True)]
    total = sum(wants) or 1.0
    widths = [m + spare * w / total for m, w in zip(least, wants, strict=True)]
    if not any(wants):
        widths[-1] += spare
    return tuple(round(w / sum(widths), 4) for w in widths)


def _texts(table: Table, at: int) -> list[str]:
    cells = [row[at] for row in table.rows if at < len(row)]
    return [part for c in cells for text in (c.label, c.text) for part in text.split("\n") if part]


def _least(table: Table) -> list[float]:
    found = []
    for at, column in enumerate(table.columns):
        words = [w for text in (column.title, *_texts(table, at)) for w in text.split()]
        longest = max((len(w) for w in words), default=1)
        found.append(min(LONGEST_WORD, longest) * LETTER_MM + GAP_MM)
    return found


def _natural(table: Table) -> list[float]:
    found = []
    for at, column in enumerate(table.columns):
        lengths = sorted(len(text) for text in (column.title, *_texts(table, at))) or [1]
        typical = lengths[(len(lengths) * 9) // 10]
        found.append(min(WIDEST_MM, typical * LETTER_MM + GAP_MM))
    return found
