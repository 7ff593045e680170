"""The view of tests: what was fixed beforehand, how each stands, and what nobody tests."""

from __future__ import annotations

from typing import Any

from summitry.analysis.tests import Promise, TestReading, promises_of, test_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Section, Sentence, Table, Tag, titled
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Test
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, has, of_them, opened


def result(dossier: Dossier, id: str) -> Any:
    """Read one test; or every test, and every promise with the tests that cover it."""
    if id:
        return dossier.ask(test_reading, id)
    tests = tuple(dossier.ask(test_reading, t) for t in dossier.ids(Test.kind))
    return (tests, _promises(dossier))


def _promises(dossier: Dossier) -> tuple[Promise, ...]:
    return tuple(p for side in dossier.header.counterparts for p in dossier.ask(promises_of, side))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    ids = (id,) if id else dossier.ids(Test.kind)
    readings = tuple(dossier.ask(test_reading, t) for t in ids)
    blocks: list[Block] = [_table(dossier, readings)] if readings else []
    for reading in readings:
        if reading.amended == "yes":
            blocks += [Heading(say("Changed while it ran: {test}", test=dossier.title(reading.test))),
                       _versions(dossier, reading)]  # fmt: skip
    promises = () if id else _promises(dossier)
    if promises:
        blocks += [Heading(say("What they are said to have promised")), _covered(dossier, promises)]
    return Section(
        kicker=say("Tests"),
        title=opened(dossier.title(id)) if id else say("Tests of the other side's seriousness"),
        verdict=None if id else _verdict(readings, promises),
        blocks=tuple(blocks),
        basis=together(x.basis for x in readings),
    )


def _verdict(readings: tuple[TestReading, ...], promises: tuple[Promise, ...]) -> Sentence:
    sound = sum(r.sound for r in readings)
    bare = sum(not p.sound for p in promises)
    tests = (
        say("No test is written down.")
        if not readings
        else (
            say(
                "Of {tests}, {count} {has} a threshold and a source rule.",
                tests=counted(len(readings), "test"),
                count=of_them(sound),
                has=has(sound),
            )
        )
    )
    said = (
        say(
            " Of {promises}, {count} {has} no such test.",
            promises=counted(len(promises), "promise"),
            count=of_them(bare),
            has=has(bare),
        )
        if promises
        else ""
    )
    return Sentence(tests + said)


def _table(dossier: Dossier, readings: tuple[TestReading, ...]) -> Table:
    columns = (
        say("Test"),
        say("Asked of them"),
        say("Passed when"),
        say("Sources"),
        say("Deadline"),
        say("State"),
    )
    rows = tuple(_row(dossier, r) for r in readings)
    return Table(columns=tuple(Column(title=c) for c in columns), rows=rows, wide=True)


def _row(dossier: Dossier, reading: TestReading) -> tuple[Cell, ...]:
    record = dossier.of(Test, reading.test)
    assert record is not None
    label, tag = _state(reading)
    return (
        Cell(text=record.known_as, origin="drafted", traces=traced(dossier, reading.test)),
        blank_or(record.asks, say("not said"), origin="drafted"),
        blank_or(record.threshold, say("not fixed"), origin="drafted"),
        blank_or(record.source_rule, say("not fixed"), origin="drafted"),
        blank_or(in_words(record.deadline) if record.deadline is not None else "", say("none")),
        Cell(label=label, text=say(reading.result), tag=tag, traces=traced(dossier, reading.test, "started")),
    )


def _state(reading: TestReading) -> tuple[str, Tag]:
    if reading.amended == "yes":
        return say("AMENDED"), "loss"
    if reading.overdue:
        return say("OVERDUE"), "loss"
    return say(reading.stage), "blank" if reading.stage == "planned" else "plain"


def _versions(dossier: Dossier, reading: TestReading) -> Table:
    rows = tuple(
        (
            Cell(text=say(change.field.replace("_", " "))),
            blank_or(
                change.then, say("blank"), origin="drafted", traces=traced(dossier, reading.test, "started")
            ),
            blank_or(
                change.now, say("blank"), origin="drafted", traces=traced(dossier, reading.test, change.field)
            ),
        )
        for change in reading.changes
    )
    proof = say("The digest proves the earlier text.") if reading.vouched else (
        say("The record does not keep what its fields said then.") if not rows
        else say("The digest does not prove the earlier text.")
    )  # fmt: skip
    return Table(
        columns=titled("Field", "When it began", "Now"), rows=rows,
        caption=proof,
    )  # fmt: skip


def _covered(dossier: Dossier, promises: tuple[Promise, ...]) -> Table:
    rows = []
    for promise in promises:
        loose = [dossier.title(t) for t in promise.tests if t not in promise.sound]
        rows.append((
            Cell(text=dossier.title(promise.target), traces=traced(dossier, promise.target)),
            Cell(text=dossier.title(promise.by)),
            blank_or(", ".join(dossier.title(t) for t in promise.sound), say("none")),
            Cell(text=", ".join(loose), tag="change" if loose else ""),
        ))  # fmt: skip
    columns = (say("Promise"), say("By"), say("Tests with threshold and source rule"), say("Other tests"))
    return Table(columns=tuple(Column(title=c) for c in columns), rows=tuple(rows))


VIEW = View(
    name="tests", help="tests of the other side's seriousness, fixed beforehand or not",
    ids=lambda dossier: dossier.ids(Test.kind), result=result, section=section,
)  # fmt: skip
