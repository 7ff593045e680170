"""What a reader may see, and nothing that betrays the rest.

FORMAT section 1: a reader needs the marking and any one of the groups; a part is at least as
restricted as its record; where a required reference is hidden the record is hidden, an optional one
becomes blank; a relay, undertaking, agreement, paper or conflict with any hidden part is hidden
whole, since a judgement on a part of it would be false. Hidden and absent answer alike.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from summitry.dossier.fields import FieldSpec
from summitry.dossier.header import Grants, Header
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.record import Part, Record, cited_document
from summitry.dossier.references import Came
from summitry.dossier.shape import changed, every_part, parts_of, shape_of, with_parts
from summitry.foundation.dates import When, side_by_side

P = TypeVar("P", bound=Part)

INDIVISIBLE = frozenset({"relay", "pledge", "agreement", "paper", "conflict"})
"""Kinds that are hidden whole when one of their parts is."""

MARKED_TEXTS = {"paper": "text", "draft": "text", "line": "words"}
"""Kinds whose text may have paragraphs that begin with a marking, and the field that holds it. Such a
text is hidden whole when one paragraph is: what is left would read as the text and not be it."""


JUDGED_BY = frozenset({"while_"})
"""Optional references without which what names them would be judged falsely: where one is hidden, so is
the undertaking."""


class Hidden(Exception):
    """Raised inside this module when a record must go."""


def narrow(records: Iterable[Record], header: Header, grants: Grants) -> tuple[Record, ...]:
    """Return the records a reader with ``grants`` may see, cut to what that reader may see.

    The result depends on nothing that is left out: not on its number, order, ids or places.
    """
    seen = [r for record in records if (r := by_marking(record, header, grants)) is not None]
    while True:
        known = names_of(seen)
        kept = [r for record in seen if (r := by_reference(record, known)) is not None]
        if len(kept) == len(seen) and all(a is b for a, b in zip(kept, seen, strict=True)):
            return tuple(without_home(r) for r in kept)
        seen = kept


def by_marking(record: Record, header: Header, grants: Grants) -> Record | None:
    """Return a record cut to what its own markings let a reader see; ``None`` when they hide it."""
    if not record.bears_marks and record.kind not in MARKED_TEXTS and header.allows(grants, "", ()):
        return record
    if not header.allows(grants, record.marking, record.access):
        return None
    field = MARKED_TEXTS.get(record.kind)
    if field and any(
        p.marking and not header.allows(grants, p.marking, record.access)
        for p in paragraphs(getattr(record, field), header.markings)
    ):
        return None

    def keep(item: Part) -> Part | None:
        if not header.allows(grants, item.marking, item.access):
            if record.kind in INDIVISIBLE:
                raise Hidden
            return None
        return came.of(item, with_parts(item, keep))

    came = Came()
    try:
        left = with_parts(record, keep)
    except Hidden:
        return None
    return record if left is record else _settled(record, left, came)


def _settled(record: Record, left: Record, came: Came) -> Record:
    """What is left of a record, with what was computed of it computed again: what only a withheld part
    names or is marked, the record does not name or bear for this reader."""
    marked = (bool(part.marking or part.access) for part in (left, *(p for _, p in every_part(left))))
    return changed(left, {"refs": came.in_order(record, left), "bears_marks": any(marked)})


def names_of(records: Iterable[Record]) -> set[str]:
    """Return the names under which records and their parts are found."""
    known: set[str] = set()
    for record in records:
        known.add(record.id)
        known.update(record.aliases)
        for _, item in parts_of(record):
            if item.id:
                known.add(f"{record.id}/{item.id}")
    return known


def by_reference(record: Record, known: Container[str]) -> Record | None:
    """Return a record without what names something that is not ``known``; ``None`` when it must go."""
    refs = record.refs
    if all(ref.target in known for ref in refs):
        return record

    def keep(item: Part) -> Part | None:
        try:
            return came.of(item, with_parts(_blanked(item, known), keep))
        except Hidden:
            if record.kind in INDIVISIBLE:
                raise
            return None

    came = Came()
    try:
        new = with_parts(_blanked(record, known), keep)
    except Hidden:
        return None
    return _settled(record, new, came)


def _blanked(owner: P, known: Container[str]) -> P:
    values: dict[str, Any] = {}
    for spec in shape_of(type(owner)).dates:
        when: When | None = getattr(owner, spec.name)
        if when is not None and when.alternatives:
            values[spec.name] = _reported_openly(when, known)
    for spec in shape_of(type(owner)).referring:
        value = getattr(owner, spec.name)
        if value:
            new = _blanked_value(spec, value, known)
            if not new and (spec.required or spec.name in JUDGED_BY):
                raise Hidden
            values[spec.name] = new
    return changed(owner, values) if values else owner


def _reported_openly(when: When, known: Container[str]) -> When | None:
    """Return a date without the reports that rest on hidden documents only."""
    kept = []
    for report in when.alternatives:
        seen = tuple(s for s in report.source if cited_document(s) in known)
        if seen or not report.source:
            kept.append(report if len(seen) == len(report.source) else replace(report, source=seen))
    if len(kept) == len(when.alternatives) and all(
        a is b for a, b in zip(kept, when.alternatives, strict=True)
    ):
        return when
    return side_by_side(tuple(kept), when.zone) if kept else None


def _blanked_value(spec: FieldSpec, value: Any, known: Container[str]) -> Any:
    allowed = spec.words_allowed
    if spec.shape == "ref":
        return value if value in allowed or value in known else spec.blank
    if spec.shape == "refs":
        kept = tuple(v for v in value if v in allowed or v in known)
    elif spec.shape == "sources":
        kept = tuple(v for v in value if cited_document(v) in known)
    else:
        kept = tuple(pair for pair in value if pair[0] in known)
    return value if len(kept) == len(value) else kept


def without_home(record: Record) -> Record:
    """Return a record without the place where it stands."""
    return changed(record, {"home": None})
