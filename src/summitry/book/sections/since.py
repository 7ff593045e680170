"""What has changed on the questions since a day: ``--since 2018-03-05``."""

from __future__ import annotations

from datetime import date

from summitry.analysis.lines import (
    ChangedSince,
    Given,
    answer_words,
    answered_on,
    changed_since,
    in_register,
    question_reading,
    speaker,
)
from summitry.book.blocks import Block, Cell, Section, Sentence, Table, titled
from summitry.book.pictures.lines import question_figure
from summitry.book.sections.lines import ended
from summitry.book.sections.view import NotToBeShown, Variant
from summitry.book.tracing import traced
from summitry.dossier.kinds import Question
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import DateFault, day_in_words, parse_when
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, opened


def read(dossier: Dossier, id: str, words: tuple[str, ...]) -> date:
    """Read a day before the dossier's own."""
    try:
        when = parse_when(words[-1])
    except DateFault as fault:
        raise NotToBeShown(fault.message, fault.hint) from None
    if when.earliest >= dossier.day:
        raise NotToBeShown(
            f"{day_in_words(when.earliest)} is not before {day_in_words(dossier.day)}.",
            "Name an earlier day, or look from a later one with --as-of.",
        )
    return when.earliest


def result(dossier: Dossier, id: str, since: date) -> tuple[ChangedSince, ...]:
    """Compare the end of that day with the dossier's day, for one question or all that changed."""
    found = tuple(changed_since(dossier, q, since) for q in ((id,) if id else dossier.ids(Question.kind)))
    return found if id else tuple(c for c in found if _any(c))


def _any(change: ChangedSince) -> bool:
    return bool(change.came or change.went or change.lines_came or change.lines_went)


def section(dossier: Dossier, id: str, since: date) -> Section:
    """The page."""
    changes = result(dossier, id, since)
    changed = [c for c in changes if _any(c)]
    blocks: list[Block] = []
    if changed:
        blocks.append(_table(dossier, changed))
    if id:
        figure = question_figure(dossier, dossier.ask(question_reading, id), since)
        blocks += [figure] if figure is not None else []
    every = len(dossier.ids(Question.kind))
    what = (
        say("On {questions} of {every}", questions=counted(len(changed), "question"), every=every)
        if not id
        else say("Here")
    )
    verdict = say("{what} an answer or a line came or went after {day}.", what=what, day=day_in_words(since))
    if not changed:
        verdict = say("No answer and no line came or went after {day}.", day=day_in_words(since))
    whose = opened(dossier.title(id)) if id else say("What has changed in what is said")
    return Section(
        kicker=say("Lines since {day}", day=day_in_words(since)),
        title=whose,
        verdict=Sentence(verdict, traces=traced(dossier, id) if id else ()),
        blocks=tuple(blocks),
        basis=together(x.basis for x in changes),
    )


def _table(dossier: Dossier, changed: list[ChangedSince]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for change in changed:
        told = [_came(dossier, given) for given in change.came]
        told += [
            (
                Cell(label=say("no longer"), tag="loss"),
                *_said(dossier, spell.given),
                Cell(text=ended(dossier, spell)),
            )
            for spell in change.went
        ]
        told += [_line(dossier, line, came=True) for line in change.lines_came]
        told += [_line(dossier, line, came=False) for line in change.lines_went]
        for at, row in enumerate(told):
            name = Cell(text="" if at else opened(dossier.title(change.question)))
            rows.append((name, *row))
    columns = titled("Question", "", "By", "Answer or line", "When")
    return Table(columns=columns, rows=tuple(rows))


def _came(dossier: Dossier, given: Given) -> tuple[Cell, ...]:
    return (Cell(label=say("new"), tag="change"), *_said(dossier, given),
            Cell(text=opened(answered_on(dossier, given))))  # fmt: skip


def _said(dossier: Dossier, given: Given) -> tuple[Cell, ...]:
    return (
        Cell(
            text=opened(
                ", ".join(filter(None, (speaker(dossier, given), in_register(dossier, given.register))))
            )
        ),
        Cell(text=answer_words(given), traces=traced(dossier, given.statement)),
    )


def _line(dossier: Dossier, line: str, *, came: bool) -> tuple[Cell, ...]:
    word = Cell(label=say("new line"), tag="change") if came else Cell(label=say("line gone"), tag="loss")
    return (word, Cell(), Cell(text=opened(dossier.title(line)), traces=traced(dossier, line)), Cell())


VARIANT = Variant(view="lines", option="since", read=read, result=result, section=section)
