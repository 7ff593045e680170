"""What in the fields of a record cannot be read as it is meant: asked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from summitry.dossier.record import Record
from summitry.folder.supposing import supposed
from summitry.folder.yamltext import Tree
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass

_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

NOT_FILED = "not-filed-yet"

LONGEST = 400_000
"""Characters that one field may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Something that cannot be read: the way to it from the record, and why, with what to write instead."""

    path: tuple[str | int, ...]
    says: str

    @property
    def place(self) -> str:
        """The way to it as a form names its fields: ``hops.0.on``."""
        return ".".join(map(str, self.path))


class DoesNotFit(Refused):
    """What was to be written cannot be read as it is meant. Nothing was changed."""

    def __init__(self, found: Iterable[Misfit]) -> None:
        self.found = tuple(found)
        super().__init__(" ".join(dict.fromkeys(each.says for each in self.found)))


def misfits(
    kind: type[Record], fields: Mapping[str, Tree], there: Mapping[str, Tree] | None = None
) -> tuple[Misfit, ...]:
    """Return what could not be read of a record if some fields were written, in the order it is met.

    ``there`` are the record's fields as they stand: what cannot be read of them now is not told again.
    Whether an id names anything is not asked: that is for the check to say.
    """
    found = [m for key, value in fields.items() for m in _unprinted(value, (key,))]
    if found:
        return tuple(found)
    known = dict(there or {})
    before = set(_faults(kind, known))
    return tuple(m for m in _faults(kind, {**known, **fields}) if m not in before)


BLANK = "FRM010"
"""What is said of a blank that is needed: it can be filled in later."""


def _faults(kind: type[Record], fields: Mapping[str, Tree]) -> list[Misfit]:
    filled = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
    _, faults = supposed(kind, {**filled, "id": NOT_FILED})
    return [Misfit(path=f.place.path, says=_in_words(f)) for f in faults if f.code != BLANK and f.place.path]


def _in_words(fault: Diagnostic) -> str:
    return f"{fault.message} {fault.hint}".strip().replace(NOT_FILED, "this record")


def _unprinted(value: Tree, path: tuple[str | int, ...]) -> Iterable[Misfit]:
    if isinstance(value, str):
        if _UNPRINTED.search(value):
            yield Misfit(path=path, says="This holds a character that cannot be printed. Type it again.")
        elif len(value) > LONGEST:
            yield Misfit(path=path, says=f"At most {LONGEST:,} characters are taken here.")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _unprinted(str(key), path)
            yield from _unprinted(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _unprinted(inner, (*path, at))
