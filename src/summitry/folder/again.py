"""What was read of a folder's files, and what differs when it is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from summitry.dossier.header import Header
from summitry.dossier.index import Change
from summitry.dossier.kinds import Series
from summitry.dossier.record import Record
from summitry.dossier.value import Whole
from summitry.folder.faults import fault
from summitry.foundation.diagnostics import Diagnostic, Related
from summitry.foundation.values import dataclass

TWICE = "FRM022"
"""What is found where one id stands twice."""


@dataclass(slots=True)
class FileRead:
    """What one file held."""

    text: str | None = None
    records: list[Record] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    header: Header | None = None
    signature: tuple[int, ...] = ()
    alone: tuple[Series, set[str]] | None = None
    """The series by which a CSV was read and the ids of its rows, where none of them stood elsewhere."""
    _by_id: dict[str, Record] = field(default_factory=dict)

    def by_id(self) -> dict[str, Record]:
        """Return its records by id; of several the last."""
        if not self._by_id:
            self._by_id = {r.id: r for r in self.records}
        return self._by_id

    def as_before(self, before: FileRead) -> None:
        """Let records be those that were known already, where they say the same; each once."""
        known = dict(before.by_id())
        self.records = [_same_as_before(r, known) for r in self.records]
        self._by_id = {}


def ids_in(files: Mapping[str, FileRead]) -> set[str]:
    """Return every id that stands in some files."""
    return set[str]().union(*(read.by_id() for read in files.values()))


def _same_as_before(record: Record, before: dict[str, Record]) -> Record:
    """The record as it was already known, moved to where it now stands, when it says the same. A second
    record of that id is another one, whatever it says."""
    known = before.pop(record.id, None)
    if known is None or type(known) is not type(record) or known != record:
        return record
    if known.home is not None and record.home is not None:
        known.home.anchor.file, known.home.anchor.index = record.home.anchor.file, record.home.anchor.index
    return known


def duplicates(records: Iterable[Record]) -> list[Diagnostic]:
    """Return a fault for each record whose id an earlier one bears."""
    first: dict[str, Record] = {}
    faults = []
    for record in records:
        other = first.setdefault(record.id, record)
        if other is not record:
            faults.append(
                fault(TWICE,
                      f'Two records are called "{record.id}": {other.known_as} and {record.known_as}.',
                      record.where("id"), "Give one of them another id; the first one counts.",
                      related=(Related(other.where("id"), "the first one"),))
            )  # fmt: skip
    return faults


def paired(gone: list[Record], new: list[Record], before: Whole, after: Whole) -> list[Change]:
    """Pair records by id, counting only the first record of an id, before and after."""
    ids = dict.fromkeys([r.id for r in gone] + [r.id for r in new])
    if any(f.code == TWICE for whole in (before, after) for f in whole.faults):
        was, now = _firsts(before, ids), _firsts(after, ids)
    else:
        was, now = {r.id: r for r in gone}, {r.id: r for r in new}
    changes = [(was.get(id), now.get(id)) for id in ids]
    return [(a, b) for a, b in changes if a is not b]


def _firsts(whole: Whole, ids: Iterable[str]) -> dict[str, Record]:
    wanted = set(ids)
    return {r.id: r for r in reversed(whole.records) if r.id in wanted}
