"""Which records are restricted: those of which the journal keeps who read them."""

from __future__ import annotations

from summitry.dossier.header import Grants, Header
from summitry.dossier.narrow import MARKED_TEXTS
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.record import Record
from summitry.dossier.shape import every_part


def is_restricted(header: Header, record: Record) -> bool:
    """Whether somebody cleared for the lowest marking alone, and in no group, would not see all of a record.

    That is so when the record, a part of it or a paragraph of its text bears a higher marking or a group;
    or when it says nothing and the dossier's default is above the lowest.
    """
    least = Grants(header.markings[0] if header.markings else "", frozenset())
    if not header.allows(least, record.marking, record.access):
        return True
    if record.bears_marks and any(
        not header.allows(least, part.marking, part.access)
        for _, part in every_part(record)
        if part.marking or part.access
    ):
        return True
    field = MARKED_TEXTS.get(record.kind)
    if not field or len(header.markings) < 2:
        return False
    words = getattr(record, field)
    marked = (p.marking for p in paragraphs(words, header.markings) if p.marking)
    return any(not header.allows(least, marking, record.access) for marking in marked)
