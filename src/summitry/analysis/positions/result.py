"""What is said of positions."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a body: a position, or a statement that answers a question.

    ``stand`` is blank where somebody spoke without being for or against. ``source`` is the id of the
    position or statement, ``words`` says whether its words are on record.
    """

    source: str
    body: str
    column: str
    on: When | None = None
    stand: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One body on one option or question.

    ``state``: *spoke*, *answered* (asked; what came back is no position), *silent* (asked; nothing came
    back), *blank* (nobody looked). ``changed``: an earlier stand was another. ``asked`` is false for a
    body that spoke without being asked.
    """

    body: str
    column: str
    state: str
    current: Word | None = None
    beside: tuple[Word, ...] = ()
    earlier: tuple[Word, ...] = ()
    changed: bool = False
    asked: bool = True
    last_asked: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The grid of one paper, option or question: rows are bodies, columns its options.

    ``open`` says whether it is still to be decided (not a paper of the cabinet, adopted or withdrawn).
    """

    item: str
    bodies: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    open: bool = True
    basis: Basis

    def row(self, body: str) -> tuple[Cell, ...]:
        """The cells of one body; empty for one that is not in the grid."""
        return next((r for b, r in zip(self.bodies, self.rows, strict=True) if b == body), ())

    def asked(self) -> tuple[str, ...]:
        """The bodies that are asked."""
        return tuple(b for b, row in zip(self.bodies, self.rows, strict=True) if row and row[0].asked)

    def in_state(self, state: str) -> tuple[str, ...]:
        """Bodies asked, all of whose cells are in this state."""
        return tuple(
            b for b, row in zip(self.bodies, self.rows, strict=True)
            if row and row[0].asked and all(c.state == state for c in row)
        )  # fmt: skip
