"""From papers, options, questions, positions and statements to the grid."""

from __future__ import annotations

from summitry.analysis.positions import maths
from summitry.analysis.positions.result import Cell, Grid, Word
from summitry.dossier.kinds import Decision, Option, Paper, Position, Question, Statement
from summitry.dossier.kinds.people import Asked
from summitry.dossier.record import Record
from summitry.dossier.sides import body_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When

DECIDED_ON = (Paper, Option, Question)
"""The kinds of record on which positions are taken."""

DECIDED = ("cabinet", "adopted", "withdrawn")
"""Papers on which nobody decides any more."""


def position_grid(dossier: Dossier, item: str) -> Grid:
    """Who has taken which position on a paper's options, an option, or a question?"""
    record = dossier.get(item)
    asks, asked = _asked_of(record)
    columns = _columns(record, item)
    words = [w for w in (*_positions(dossier, item, asks), *_answers(dossier, record)) if w is not None]
    if any(w.column == item for w in words) and item not in columns:
        columns = (*columns, item)
    bodies = tuple(dict.fromkeys((*asks, *(w.body for w in words))))
    put = [a for a in asked if a.on is None or dossier.passed(a.on, _zone(record))]
    rows = maths.grid(
        bodies, columns, (_stand(dossier, w) for w in words), (_question(dossier, a, asks) for a in put)
    )
    last = {body: _last(dossier, put, body, asks) for body in bodies} if put else {}
    by_id = {(w.source, w.column): w for w in words}
    return Grid(
        item=item, bodies=bodies, columns=columns, open=_open(dossier, record),
        rows=tuple(
            tuple([_cell(cell, by_id, cell.body in asks, last.get(cell.body)) for cell in row])
            for row in rows
        ),
        basis=Basis(
            method="Each body's latest word by the day, on each option; a blank means nobody looked, and"
            " asked without an answer means silence.",
            assumptions=("A person's or post's word is that of its body on that day.",
                         "On a question, a statement that answers it counts as the body's word."),
            cannot_say=("A blank is not consent.",), rests_on=(item, *(w.source for w in words)),
        ),
    )  # fmt: skip


def items_to_decide(dossier: Dossier) -> tuple[str, ...]:
    """The papers, options and questions on which somebody is asked and which are not decided."""
    return tuple(id for kind in DECIDED_ON for id in dossier.each(item_to_decide, kind))


def item_to_decide(dossier: Dossier, item: str) -> str:
    """The item itself when somebody is asked on it and it is not decided; else blank."""
    record = dossier.get(item)
    if isinstance(record, Question):
        return record.id if record.owed_by else ""
    asked, _ = _asked_of(record)
    return record.id if record is not None and asked and _open(dossier, record) else ""


def _asked_of(record: Record | None) -> tuple[tuple[str, ...], tuple[Asked, ...]]:
    if isinstance(record, (Paper, Option)):
        return record.asks, record.asked
    if isinstance(record, Question):
        return record.owed_by, record.asked
    return (), ()


def _columns(record: Record | None, item: str) -> tuple[str, ...]:
    if isinstance(record, Paper) and record.options:
        return tuple(f"{item}/{option.id}" for option in record.options if option.id)
    return (item,)


def _open(dossier: Dossier, record: Record | None) -> bool:
    """Whether somebody is still to decide on it: no decision that has been taken settles it."""
    if record is None or (isinstance(record, Paper) and record.status in DECIDED):
        return record is None
    return not any(
        record.id in decision.settles and (decision.on is None or dossier.passed(decision.on, decision.zone))
        for decision in dossier.naming(record.id, Decision)
    )


def _zone(record: Record | None) -> str:
    return record.zone if record is not None else ""


def _positions(dossier: Dossier, item: str, asks: tuple[str, ...]) -> list[Word | None]:
    found: list[Word | None] = []
    for position in dossier.naming(item, Position):
        if position.about != item and not position.about.startswith(f"{item}/"):
            continue
        statement = dossier.of(Statement, position.statement) if position.statement else None
        on = position.on or (statement.said if statement is not None else None)
        if on is not None and not dossier.passed(on, position.zone):
            continue
        said = position.words or (statement is not None and (statement.words or statement.says))
        body = _body(dossier, position.by, on, asks, position.zone)
        found.append(
            Word(source=position.id, body=body, column=position.about, on=on, stand=position.stand,
                 words=bool(said))
        )  # fmt: skip
    return found


def _answers(dossier: Dossier, record: Record | None) -> list[Word]:
    """Statements that answer a question, unless a position rests on them."""
    if not isinstance(record, Question):
        return []
    used = {p.statement for p in dossier.naming(record.id, Position)}
    words = dossier.each_naming(record.id, word_in, Statement, record.id)
    return [word for word in words if word.source not in used]


def word_in(dossier: Dossier, statement: str, question: str) -> Word | None:
    """Return the word of a body that owes an answer to a question, where a statement gives it."""
    record, asked = dossier.of(Statement, statement), dossier.of(Question, question)
    if record is None or asked is None or question not in dict(record.answers):
        return None
    if record.said is not None and not dossier.passed(record.said, record.zone):
        return None
    body = _body(dossier, record.by, record.said, asked.owed_by, record.zone)
    if body not in asked.owed_by:
        return None
    return Word(source=record.id, body=body, column=question, on=record.said, words=bool(record.words))


def _body(dossier: Dossier, by: str, on: When | None, asks: tuple[str, ...], zone: str) -> str:
    if by in asks:
        return by
    return body_of(dossier, by, dossier.civil_day(on, zone) if on is not None else None)


def _stand(dossier: Dossier, word: Word) -> maths.Stand:
    order = dossier.civil_day(word.on).toordinal() if word.on is not None else 0
    return maths.Stand(word.source, word.body, word.column, order, word.stand)


def _question(dossier: Dossier, asked: Asked, asks: tuple[str, ...]) -> maths.Question:
    body = _body(dossier, asked.who, asked.on, asks, "")
    return maths.Question(body=body, answered=bool(asked.answer))


def _last(dossier: Dossier, put: list[Asked], body: str, asks: tuple[str, ...]) -> When | None:
    dates = [a.on for a in put if a.on is not None and _body(dossier, a.who, a.on, asks, "") == body]
    return max(dates, key=When.sort_key) if dates else None


def _cell(cell: maths.Cell, words: dict[tuple[str, str], Word], asked: bool, last: When | None) -> Cell:
    def word(source: str) -> Word:
        return words[(source, cell.column)]

    return Cell(
        body=cell.body, column=cell.column, state=cell.state, changed=cell.changed,
        asked=asked, last_asked=last,
        current=word(cell.current) if cell.current else None,
        beside=tuple(word(s) for s in cell.beside), earlier=tuple(word(s) for s in cell.earlier),
    )  # fmt: skip
