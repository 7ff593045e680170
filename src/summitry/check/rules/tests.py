"""TST: tests fixed beforehand, kept as they were fixed, and read when they are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitry.analysis.tests import FieldChange, Promise, promises_of, test_reading
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Test
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.origin import Place
from summitry.foundation.wording import MOST, clause, enumerated

_SPOKEN = {
    "of": "what it tests", "asks": "what is asked", "cost_to_them": "the cost to them",
    "threshold": "threshold", "source_rule": "source rule", "deadline": "deadline",
}  # fmt: skip


@rule("TST001", "amended-test", Severity.GRAVE, Test)
def amended_test(dossier: Dossier, test: Test) -> Iterable[Found]:
    """A running test no longer says what it said when it began.

    Whoever moves the threshold after the start can make any result a success. Both versions are shown
    where the record keeps the earlier one. Put the fields back, or end the test and begin another.
    """
    reading = dossier.ask(test_reading, test.id)
    if reading.amended != "yes":
        return
    start = in_words(test.started.on) if test.started and test.started.on else "it began"
    if reading.changes:
        proof = "" if reading.vouched else " The digest does not prove the earlier text."
        what = f"{enumerated(_both(c) for c in reading.changes)}.{proof}"
    else:
        what = "The record does not keep what its fields said then."
    yield Found(
        message=f"The test {_name(test)} was changed after {start}: {what}"
        if reading.changes
        else f"The test {_name(test)} was changed after {start}. {what}",
        at=test.where(reading.changes[0].field if reading.changes else "started"),
        about=(test.id,),
        hint="Put the fields back as they were; or end this test and begin another under a new id."
        if reading.changes
        else "Copy what the fields said under `started` (the journal has it), or begin another test.",
        related=(Related(test.where("started"), "the digest it began with"),),
    )


def _both(change: FieldChange) -> str:
    then = f'"{clause(change.then)}"' if change.then else "blank"
    now = f'"{clause(change.now)}"' if change.now else "blank"
    return f"{_SPOKEN[change.field]} then {then}, now {now}"


def _name(test: Test) -> str:
    return f'"{clause(test.known_as)}"'


@rule("TST002", "overdue-test", Severity.SERIOUS, Test)
def overdue_test(dossier: Dossier, test: Test) -> Iterable[Found]:
    """The deadline of a test has passed, and no result is on record.

    A test nobody reads is none. Enter what it showed under `results`; `unclear` is a result too.
    """
    reading = dossier.ask(test_reading, test.id)
    if reading.overdue and test.deadline is not None:
        what = "it has not begun" if reading.stage == "planned" else "no result is on record"
        yield Found(
            message=f"The test {_name(test)} was to be decided by {in_words(test.deadline)}; {what}.",
            at=test.where("deadline"),
            about=(test.id,),
            hint="Enter the result: `results: [{on: ..., result: passed, source: ...}]`.",
        )


@rule("TST003", "loose-test", Severity.SERIOUS, Test)
def loose_test(dossier: Dossier, test: Test) -> Iterable[Found]:
    """A test does not say what counts as passed, who must say so, or by when.

    A test is only one if both sides of the table at home would read its result alike. Fix threshold,
    source rule and deadline before it begins.
    """
    reading = dossier.ask(test_reading, test.id)
    if reading.missing and reading.stage != "ended":
        blank = [f"no {_SPOKEN[name]}" for name in reading.missing]
        listed = blank[0] if len(blank) == 1 else f"{', '.join(blank[:-1])} and {blank[-1]}"
        yield Found(
            message=f"The test {_name(test)} has {listed}.",
            at=test.where(reading.missing[0]),
            about=(test.id,),
            hint="Add " + ", ".join(f"`{name}: ...`" for name in reading.missing) + " before it begins.",
        )


@rule("TST004", "untested-promise", Severity.SERIOUS, None)
def untested_promise(dossier: Dossier, _: None) -> Iterable[Found]:
    """What the other side is said to have promised is covered by no test fixed beforehand.

    Without a threshold and a source rule agreed before the meeting, every later act can be read as
    good faith or as bad. Pledges count until their fate is judged, and the elements of a message from
    the counterpart out of which nobody has made pledges; conditions on which an element hangs do not.
    Write a test for each that matters, with `threshold` and `source_rule`.
    """
    for side in dossier.header.counterparts:
        bare = [p for p in dossier.ask(promises_of, side) if not p.sound]
        if not bare:
            continue
        tests = tuple(dict.fromkeys(t for p in bare for t in p.tests))
        yield Found(
            message=f"No test with a threshold and a source rule covers what {the(dossier, side)} is said"
            f" to have promised: {_named(dossier, bare)}.",
            at=_place(dossier, bare[0].target),
            about=tuple(dict.fromkeys((*(p.target for p in bare), *tests))),
            hint=f"Add a test with `of: [{bare[0].target}]`, `threshold` and `source_rule`.",
            related=tuple(Related(_place(dossier, p.target), "promised here") for p in bare[1:]),
        )


def _named(dossier: Dossier, promises: Sequence[Promise]) -> str:
    return enumerated((_promised(dossier, p) for p in promises[:MOST]), whole=len(promises))


def _promised(dossier: Dossier, promise: Promise) -> str:
    loose = " (its test is not complete)" if promise.tests else ""
    return dossier.title(promise.target).rstrip(".") + loose


def _place(dossier: Dossier, target: str) -> Place:
    head, _, tail = target.partition("/")
    record = dossier.get(head)
    if record is None:
        return Place(head)
    parts = getattr(record, "elements", ()) if tail else ()
    at = next((n for n, part in enumerate(parts) if part.id == tail), None)
    return record.where() if at is None else record.where("elements", at)


@rule("TST005", "unsealed-start", Severity.NOTICE, Test)
def unsealed_start(dossier: Dossier, test: Test) -> Iterable[Found]:
    """A test has begun without the digest of its fields: nobody can tell whether it was changed since.

    The desk writes the digest when a test begins. In text, write it yourself before anything else is
    changed.
    """
    reading = dossier.ask(test_reading, test.id)
    if reading.amended == "cannot tell" and reading.stage == "running":
        yield Found(
            message=f"The test {_name(test)} began without a digest of its fields; nobody can tell whether"
            " it was changed since.",
            at=test.where("started"),
            about=(test.id,),
            hint=f"If nothing was changed since, write under `started`: `digest: {reading.digest[:16]}`.",
        )


RULES = (amended_test, overdue_test, loose_test, untested_promise, unsealed_start)
