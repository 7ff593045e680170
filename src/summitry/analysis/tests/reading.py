"""One test as it stands on the dossier's day: planned, running, overdue, ended; and whether amended."""

from __future__ import annotations

from typing import Literal

from summitry.dossier.amendment import (
    FIXED,
    agrees,
    defining_fields,
    digest_now,
    digest_of,
    fields_then,
)
from summitry.dossier.kinds import Test
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

Stage = Literal["planned", "running", "ended"]
Amended = Literal["no", "yes", "cannot tell", ""]
"""Whether the fields differ from those the test began with; blank for a test that has not begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A defining field that was changed while the test ran: what it said then, and says now."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReading:
    """A test of the other side's seriousness.

    ``missing`` are those of threshold, source rule and deadline that are blank. ``changes`` shows both
    versions where the record keeps what it said before; ``vouched`` says that the digest written at
    the start proves that text. ``digest`` is that of the fields as they are now.
    """

    __test__ = False

    test: str
    stage: Stage
    overdue: bool
    missing: tuple[str, ...]
    amended: Amended
    changes: tuple[FieldChange, ...]
    vouched: bool
    digest: str
    result: str
    basis: Basis

    @property
    def sound(self) -> bool:
        """Whether a threshold and a source rule were fixed."""
        return "threshold" not in self.missing and "source_rule" not in self.missing


def test_reading(dossier: Dossier, test: str) -> TestReading:
    """Say how one test stands.

    Raises:
        KeyError: when there is no such test.
    """
    record = dossier.of(Test, test)
    if record is None:
        raise KeyError(test)
    results = [r for r in record.results if r.on is None or dossier.passed(r.on, record.zone)]
    begun = record.started is not None and (
        record.started.on is None or dossier.passed(record.started.on, record.zone)
    )
    amended, changes, vouched = _amended(record) if begun else ("", (), False)
    return TestReading(
        test=record.id,
        stage="ended" if results else "running" if begun else "planned",
        overdue=not results and _over(dossier, record),
        missing=tuple(name for name in ("threshold", "source_rule", "deadline") if not getattr(record, name)),
        amended=amended, changes=changes, vouched=vouched, digest=digest_now(record),
        result=results[-1].result if results else "",
        basis=Basis(
            method="Compares the digest of the test's defining fields with the one written when it began.",
            assumptions=("What stands under `started` beside the digest is what the fields said before.",),
            cannot_say=("Who changed a field, and when: the journal does.",),
            rests_on=(record.id,),
        ),
    )  # fmt: skip


test_reading.__test__ = False  # type: ignore[attr-defined]  # the name is the field's, and no test of ours


def _amended(record: Test) -> tuple[Amended, tuple[FieldChange, ...], bool]:
    start = record.started
    if start is None or not start.digest:
        return "cannot tell", (), False
    now, then = defining_fields(record), fields_then(record)
    if agrees(start.digest, digest_of(now)):
        return "no", (), True
    changes = tuple(FieldChange(field=f, then=then[f], now=now[f]) for f in FIXED if then[f] != now[f])
    return "yes", changes, agrees(start.digest, digest_of(then))


def _over(dossier: Dossier, record: Test) -> bool:
    """Whether the last day of the deadline has gone by."""
    return dossier.over(record.deadline)
