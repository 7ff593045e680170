"""The view of tests: what was fixed beforehand, how each stands, and what nobody tests."""

from __future__ import annotations

from typing import Any

from summitry.analysis.tests import Promise, TestReading, promises_of, test_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Section, Sentence, Table, Tag
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Test
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
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
            blocks += [Heading(f"Changed while it ran: {dossier.title(reading.test)}"),
                       _versions(dossier, reading)]  # fmt: skip
    promises = () if id else _promises(dossier)
    if promises:
        blocks += [Heading("What they are said to have promised"), _covered(dossier, promises)]
    return Section(
        kicker="Tests", title=opened(dossier.title(id)) if id else "Tests of the other side's seriousness",
        verdict=None if id else _verdict(readings, promises), blocks=tuple(blocks),
        basis=together(x.basis for x in readings),
    )  # fmt: skip


def _verdict(readings: tuple[TestReading, ...], promises: tuple[Promise, ...]) -> Sentence:
    sound = sum(r.sound for r in readings)
    bare = sum(not p.sound for p in promises)
    tests = "No test is written down." if not readings else (
        f"Of {counted(len(readings), 'test')}, {of_them(sound)} {has(sound)} a threshold and a source rule."
    )  # fmt: skip
    said = (
        f" Of {counted(len(promises), 'promise')}, {of_them(bare)} {has(bare)} no such test."
        if promises
        else ""
    )
    return Sentence(tests + said)


def _table(dossier: Dossier, readings: tuple[TestReading, ...]) -> Table:
    columns = ("Test", "Asked of them", "Passed when", "Sources", "Deadline", "State")
    rows = tuple(_row(dossier, r) for r in readings)
    return Table(columns=tuple(Column(title=c) for c in columns), rows=rows, wide=True)


def _row(dossier: Dossier, reading: TestReading) -> tuple[Cell, ...]:
    record = dossier.of(Test, reading.test)
    assert record is not None
    label, tag = _state(reading)
    return (
        Cell(text=record.known_as, origin="drafted", traces=traced(dossier, reading.test)),
        blank_or(record.asks, "not said", origin="drafted"),
        blank_or(record.threshold, "not fixed", origin="drafted"),
        blank_or(record.source_rule, "not fixed", origin="drafted"),
        blank_or(in_words(record.deadline) if record.deadline is not None else "", "none"),
        Cell(label=label, text=reading.result, tag=tag, traces=traced(dossier, reading.test, "started")),
    )


def _state(reading: TestReading) -> tuple[str, Tag]:
    if reading.amended == "yes":
        return "AMENDED", "loss"
    if reading.overdue:
        return "OVERDUE", "loss"
    return reading.stage, "blank" if reading.stage == "planned" else "plain"


def _versions(dossier: Dossier, reading: TestReading) -> Table:
    rows = tuple(
        (
            Cell(text=change.field.replace("_", " ")),
            blank_or(change.then, "blank", origin="drafted", traces=traced(dossier, reading.test, "started")),
            blank_or(
                change.now, "blank", origin="drafted", traces=traced(dossier, reading.test, change.field)
            ),
        )
        for change in reading.changes
    )
    proof = "The digest proves the earlier text." if reading.vouched else (
        "The record does not keep what its fields said then." if not rows
        else "The digest does not prove the earlier text."
    )  # fmt: skip
    return Table(
        columns=(Column(title="Field"), Column(title="When it began"), Column(title="Now")), rows=rows,
        caption=proof,
    )  # fmt: skip


def _covered(dossier: Dossier, promises: tuple[Promise, ...]) -> Table:
    rows = []
    for promise in promises:
        loose = [dossier.title(t) for t in promise.tests if t not in promise.sound]
        rows.append((
            Cell(text=dossier.title(promise.target), traces=traced(dossier, promise.target)),
            Cell(text=dossier.title(promise.by)),
            blank_or(", ".join(dossier.title(t) for t in promise.sound), "none"),
            Cell(text=", ".join(loose), tag="change" if loose else ""),
        ))  # fmt: skip
    columns = ("Promise", "By", "Tests with threshold and source rule", "Other tests")
    return Table(columns=tuple(Column(title=c) for c in columns), rows=tuple(rows))


VIEW = View(
    name="tests", help="tests of the other side's seriousness, fixed beforehand or not",
    ids=lambda dossier: dossier.ids(Test.kind), result=result, section=section,
)  # fmt: skip
