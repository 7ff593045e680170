"""Why a finding moved: the records learned on which it rests, or only that a day passed.

A session knows what each finding had read. What moved is led back through the answers that came out
different, down to the records that were learned; where there are none, time alone did it. Of those, the
records that the finding is about are named, else those that name what it came to be about or ceased to
be; of records that were only counted among all of their kind nothing is said while others are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from summitry.book.diary.learned import said_by
from summitry.book.diary.value import Named, Why
from summitry.check.standing import Unit
from summitry.dossier.answers import Key
from summitry.dossier.record import Record, cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic

MOST = 4
"""Most records named as the reason of one move."""


class Reasons:
    """What was learned in one turn of a session, by what a reader of it would have noticed."""

    def __init__(
        self, before: Dossier, after: Dossier, touched: Iterable[str],
        differing: Callable[[Unit], Iterable[Key]],
    ) -> None:  # fmt: skip
        """``differing`` says what of all that the findings of a unit rest on came out different."""
        self._dossier, self._differing = after, differing
        self._touched = frozenset(touched)
        self._by_key: defaultdict[Key, set[str]] = defaultdict(set)
        for id in self._touched:
            for record in (before.index.get(id), after.index.get(id)):
                if record is not None:
                    for key in _noticed(record):
                        self._by_key[key].add(id)

    def of(self, unit: Unit, *moved: Diagnostic) -> Why:
        """Return why the findings of a unit moved."""
        id, keys = unit[1], self._differing(unit)
        found = {i for key in keys if key[0] != "all" for i in self._by_key.get(key, ())}
        if not found:
            found = {i for key in keys for i in self._by_key.get(key, ())}
        if not found and id in self._touched:
            found = {id}
        named = {i.partition("/")[0] for d in moved for i in _named(d)}
        told = (found & named) or self._naming(found, _concerned(moved)) or found
        records = sorted(
            told, key=lambda i: (i not in named, self._is_document(i), self._dossier.title(i), i)
        )
        return Why(
            records=tuple(self._named(i) for i in records[:MOST]),
            more=max(0, len(records) - MOST), day_passed=not records,
        )  # fmt: skip

    def _named(self, id: str) -> Named:
        by, title = said_by(self._dossier, self._dossier.index.get(id)), self._dossier.title(id)
        return Named(id=id, title=f"{by}: {title}" if by and by not in title else title)

    def _naming(self, ids: set[str], targets: set[str]) -> set[str]:
        """Those of the records that name one of the targets."""
        return {
            id
            for id in ids
            if (record := self._dossier.index.get(id)) is not None
            and any(ref.target in targets for ref in record.refs if ref.spec.shape != "sources")
        }

    def _is_document(self, id: str) -> bool:
        record = self._dossier.index.get(id)
        return record is not None and record.kind == "document"


def _noticed(record: Record) -> Iterable[Key]:
    yield ("id", record.id)
    yield ("all", record.kind)
    yield ("ids", record.kind)
    for ref in record.refs:
        if ref.spec.shape == "sources":
            yield ("citing", cited_document(ref.target), record.kind)
            yield ("citing", cited_document(ref.target), "")
            continue
        for target in {ref.target, ref.target.partition("/")[0]}:
            yield ("naming", target, record.kind)
            yield ("naming", target, "")


def _concerned(moved: tuple[Diagnostic, ...]) -> set[str]:
    """The records a finding came to be about, or ceased to be; all, when it came or went as a whole."""
    found = set(moved[0].about)
    for other in moved[1:]:
        found ^= set(other.about)
    return found


def _named(found: Diagnostic) -> Iterable[str]:
    yield from found.about
    for related in found.related:
        yield related.place.record
