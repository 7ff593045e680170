"""Where each body stands on what is to be decided; who was not asked, and who did not answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summitry.analysis.positions import Cell as Stance
from summitry.analysis.positions import Grid, position_grid
from summitry.book.blocks import Block, Cell, Column, Fact, Facts, Heading, Sentence, Table, Tag, Trace
from summitry.book.brief.saying import computed, drafted, ended, in_quotes, trace
from summitry.book.tracing import traced
from summitry.book.tray import words as w
from summitry.book.tray.matter import Matter
from summitry.book.tray.saying import fact
from summitry.dossier.kinds import Decision, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import clause, listed, opened

LONGEST = 110
"""Letters of a body's words that a memo shows; the positions of the book have the rest."""


def views(dossier: Dossier, matter: Matter) -> Iterator[Block]:
    """Yield the table of stands; bodies that have not spoken close it, by why they have not."""
    grid = _grid(dossier, matter)
    if grid is None or not grid.bodies:
        return
    many = len(matter.courses) > 1
    spoken = [
        _spoke(dossier, matter, c, many=many) for row in grid.rows for c in row if c.current is not None
    ]
    silent = tuple(_silent(dossier, grid))
    yield Heading(say(w.VIEWS))
    if silent:
        yield Facts(rows=silent)
    if spoken:
        columns = [Column(title=say(w.BODY)), *([Column(title=say(w.ON_COURSE))] if many else [])]
        columns += [Column(title=say(w.STAND)), Column(title=say(w.WORDS))]
        yield Table(columns=tuple(columns), rows=tuple(spoken))


def _grid(dossier: Dossier, matter: Matter) -> Grid | None:
    named = matter.paper or matter.option
    return dossier.ask(position_grid, named.id) if named is not None else None


def _spoke(dossier: Dossier, matter: Matter, cell: Stance, *, many: bool) -> tuple[Cell, ...]:
    word = cell.current
    assert word is not None
    traces = traced(dossier, word.source)
    label = say(word.stand.replace("-", " ") or "spoke")
    tag: Tag = "loss" if word.stand == "object" else "change" if cell.changed else "plain"
    on = in_words(word.on) if word.on is not None else say("no day on record")
    words, own = _words(dossier, word.source)
    cells = [
        Cell(text=opened(dossier.title(cell.body)), traces=traces),
        *([Cell(text=matter.number_of(cell.column), traces=traces)] if many else []),
        _stand(cell, label, on, tag, traces), Cell(text=words, traces=traces),
    ]  # fmt: skip
    return tuple(replace(c, origin="quoted" if own else "drafted") for c in cells)


def _stand(cell: Stance, label: str, on: str, tag: Tag, traces: tuple[Trace, ...]) -> Cell:
    """A stand with its day; one that was another before says which, and an objection is set off."""
    stand = cell.current.stand if cell.current is not None else ""
    before = next((e for e in cell.earlier if e.stand and e.stand != stand), None)
    if cell.changed and before is not None:
        day = in_words(before.on) if before.on is not None else say("no day on record")
        was = say(before.stand.replace("-", " "))
        text = say("{on}; before, {was} ({day})", on=on, was=was, day=day)
        return Cell(label=label, text=text, tag=tag, traces=traces)
    if tag == "loss":
        return Cell(label=label, text=on, tag=tag, traces=traces)
    return Cell(text=say("{stand}, {day}", stand=label, day=on), traces=traces)


def _words(dossier: Dossier, source: str) -> tuple[str, bool]:
    """What a body said, and whether in its own words; else in those of the dossier."""
    record = dossier.get(source)
    statement = dossier.get(getattr(record, "statement", "") or "") or record
    words = getattr(record, "words", "") or getattr(statement, "words", "")
    if words:
        return in_quotes(_cut(words)), True
    return opened(clause(getattr(record, "says", "") or getattr(statement, "says", ""))), False


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;…") + " …"


def _silent(dossier: Dossier, grid: Grid) -> Iterator[Fact]:
    """Bodies that have spoken on nothing, in one line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for body in grid.asked():
        row = grid.row(body)
        if all(c.current is None for c in row):
            by_reason.setdefault(_why(row[0]), []).append(body)
    for why, bodies in by_reason.items():
        text = say("{bodies}: no position on record", bodies=opened(listed(dossier.title(b) for b in bodies)))
        yield fact(why, computed(text, *traced(dossier, grid.item, "asks")))


def _why(cell: Stance) -> str:
    day = in_words(cell.last_asked) if cell.last_asked is not None else ""
    if cell.state == "silent":
        return say("Silent, asked {day}", day=day) if day else say("Silent")
    if cell.state == "answered":
        return say("Answered, took no position")
    return say("Not asked")


def against(dossier: Dossier, matter: Matter) -> tuple[Sentence, ...]:
    """What has been said against it: objections, and who disagreed with the decision it bears on."""
    grid = _grid(dossier, matter)
    cells = [c for row in grid.rows for c in row if c.current is not None] if grid is not None else []
    found = [
        _objection(dossier, matter, c) for c in cells if c.current is not None and c.current.stand == "object"
    ]
    for id in matter.bears_on:
        decision = dossier.of(Decision, id)
        if decision is not None:
            found += _dissent(dossier, decision)
    if found:
        return tuple(found)
    return (computed(say("No objection stands"), trace(matter.record)),)


def _objection(dossier: Dossier, matter: Matter, cell: Stance) -> Sentence:
    assert cell.current is not None
    words, own = _words(dossier, cell.current.source)
    says = {
        "who": opened(dossier.title(cell.body)), "words": words, "number": matter.number_of(cell.column),
        "day": in_words(cell.current.on) if cell.current.on is not None else say("no day on record"),
    }  # fmt: skip
    if len(matter.courses) > 1:
        text = say("{who} objected to course {number} ({day}): {words}", **says)
    else:
        text = say("{who} objected ({day}): {words}", **says)
    traces = traced(dossier, cell.current.source)
    return Sentence(ended(text), "quoted" if own else "drafted", traces)


def _dissent(dossier: Dossier, decision: Decision) -> Iterator[Sentence]:
    for at, entry in enumerate(decision.dissent):
        statement = dossier.of(Statement, entry.statement) if entry.statement else None
        who = dossier.title(entry.who)
        if entry.says:
            text = say("{who}: {words}", who=who, words=clause(entry.says))
        elif statement is not None:
            text = say("{who}: {words}", who=who, words=in_quotes(statement.words))
        else:
            text = say("{who} cautioned or disagreed", who=who)
        yield drafted(text, trace(decision, "dissent", at, of=entry))
