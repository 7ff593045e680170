"""How wide a table's columns are: no word breaks if it can be helped, long texts get more."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.book.blocks import Figure, Section, Table

UPRIGHT_MM = 160.0
SIDEWAYS_MM = 244.0
LETTER_MM = 1.5
"""A letter of table type, on average, with some to spare."""
GAP_MM = 2.6
LONGEST_WORD = 14
SHORT = 17
"""Letters of a text that stays in one line, such as a day with its year."""
WIDEST_MM = 110.0
NOTES_MM = 15.0
"""The last column with the numbers."""
MANY_COLUMNS = 7
MOST_LEAST = 0.7
"""Share of the width that long words may claim, before texts get theirs; then words are divided."""


def wants_width(section: Section) -> bool:
    """Whether a section's page lies on its side: a table's words would break upright, or it has many
    columns."""
    tables = [b for b in section.blocks if isinstance(b, Table)]
    if any(isinstance(b, Figure) and b.wide for b in section.blocks):
        return True
    return any(len(t.columns) >= MANY_COLUMNS or sum(_least(t)) > UPRIGHT_MM - NOTES_MM for t in tables)


def shares(table: Table, keep: Sequence[int], last: bool) -> tuple[float, ...]:
    """Return each kept column's share of the width that the columns have together."""
    room = SIDEWAYS_MM if len(table.columns) >= MANY_COLUMNS else UPRIGHT_MM
    room -= NOTES_MM if last else 0
    least, most, weight = _least(table), _most(table), _weight(table)
    tight = min(1.0, MOST_LEAST * room / sum(least[at] for at in keep))
    widths = [least[at] * tight for at in keep]
    spare = room - sum(widths)
    for _ in keep:  # whoever has all its words in a line hands on the rest
        open_ = [n for n, at in enumerate(keep) if widths[n] < most[at]]
        total = sum(weight[keep[n]] for n in open_)
        if spare <= 0 or not total:
            break
        given = [min(most[keep[n]] - widths[n], spare * weight[keep[n]] / total) for n in open_]
        for n, more in zip(open_, given, strict=True):
            widths[n] += more
        spare -= sum(given)
    if spare > 0:
        widths[-1] += spare
    return tuple(round(w / sum(widths), 4) for w in widths)


def _texts(table: Table, at: int) -> list[str]:
    cells = [row[at] for row in table.rows if at < len(row)]
    return [part for c in cells for text in (c.label, c.text) for part in text.split("\n") if part]


def _least(table: Table) -> list[float]:
    """A column of short texts, such as days, breaks none of them; another divides no ordinary word."""
    found = []
    for at, column in enumerate(table.columns):
        texts = _texts(table, at)
        longest = max((len(t) for t in texts), default=0)
        if not 0 < longest <= SHORT:
            longest = min(LONGEST_WORD, max((len(w) for t in texts for w in t.split()), default=1))
        title = max((len(w) for w in column.title.split()), default=1)
        found.append(max(longest, min(LONGEST_WORD, title * 1.15)) * LETTER_MM + GAP_MM)
    return found


def _most(table: Table) -> list[float]:
    """The width at which no cell of a column breaks, within reason."""
    found = []
    for at, column in enumerate(table.columns):
        longest = max((len(t) for t in (column.title, *_texts(table, at))), default=1)
        found.append(min(WIDEST_MM, longest * LETTER_MM + GAP_MM))
    return found


def _weight(table: Table) -> list[float]:
    """How much a column has to say: what its fullest cells hold counts more than how many there are."""
    found = []
    for at in range(len(table.columns)):
        lengths = sorted(
            (len(row[at].text) + len(row[at].label) for row in table.rows if at < len(row)), reverse=True
        )
        found.append((sum(lengths[:6]) + 20) ** 0.7)
    return found
