"""The grid of stands: who has spoken on what, what changed, who is silent; knows no dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Stand:
    """One body's word on one column. ``order`` puts words in time (0: undated, before all others)."""

    id: str
    body: str
    column: str
    order: int
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A body was asked on a column (blank: on all of them), with or without an answer."""

    body: str
    column: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One body on one column.

    ``state``: *spoke*; *answered* (asked, and something came back that is no position); *silent*
    (asked, nothing came back); *blank* (nobody looked). ``current`` is the latest word, ``beside`` other
    words of that same day, ``earlier`` the ones before it, latest first. ``changed`` says that the
    last different day's stand was another.
    """

    body: str
    column: str
    state: str
    current: str = ""
    beside: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    changed: bool = False


def grid(
    bodies: Sequence[str], columns: Sequence[str], stands: Iterable[Stand], asked: Iterable[Question]
) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each body, a cell for each column.

    Of one body's words on one column the latest counts; of several on its day the last by id stands
    for them, and the others are kept beside it, since nothing says which came later.
    """
    words: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands:
        words.setdefault((stand.body, stand.column), []).append(stand)
    questions = tuple(asked)
    return tuple(
        tuple(_cell(body, column, words.get((body, column), []), questions) for column in columns)
        for body in bodies
    )


def _cell(body: str, column: str, words: list[Stand], asked: tuple[Question, ...]) -> Cell:
    if not words:
        put = [q for q in asked if q.body == body and q.column in ("", column)]
        state = "blank" if not put else "answered" if any(q.answered for q in put) else "silent"
        return Cell(body, column, state)
    ordered = sorted(words, key=lambda s: (s.order, s.id), reverse=True)
    latest = ordered[0]
    beside = tuple(s.id for s in ordered[1:] if s.order == latest.order)
    earlier = [s for s in ordered if s.order < latest.order]
    changed = bool(earlier) and bool(earlier[0].stand and latest.stand) and earlier[0].stand != latest.stand
    return Cell(body, column, "spoke", latest.id, beside, tuple(s.id for s in earlier), changed)
