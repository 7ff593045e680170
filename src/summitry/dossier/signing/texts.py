"""The texts that offices clear: papers, drafts and lines to take. A statement may be cleared beforehand too,
but nobody is named who must."""

from __future__ import annotations

from summitry.dossier.kinds import Draft, Line, Paper, Statement
from summitry.dossier.paragraphs import Paragraph, paragraphs
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier

Cleared = Paper | Draft | Line
"""A text that goes round: offices are named that must clear it."""

CLEARED = (Paper, Draft, Line)


def must_clear(record: Record | None) -> tuple[str, ...]:
    """Return the bodies that must clear a text."""
    return record.clear if isinstance(record, CLEARED) else ()


def field_of(record: Record | None) -> str:
    """Return the field in which a text's words stand; blank for a record that nobody clears."""
    if isinstance(record, (Paper, Draft)):
        return "text"
    return "words" if isinstance(record, (Line, Statement)) else ""


def words_of(record: Record | None) -> str:
    """Return a text's words; blank where the dossier does not hold them."""
    field = field_of(record)
    return str(getattr(record, field)) if field else ""


def paragraphs_of(dossier: Dossier, record: Record | None) -> tuple[Paragraph, ...]:
    """Return a text's paragraphs, each with the digest that a clearance is bound to."""
    return paragraphs(words_of(record), dossier.header.markings)


def out_of_clearance(dossier: Dossier, record: Record) -> bool:
    """Whether nobody need clear a text any more.

    A paper is kept from earlier days or withdrawn; another version has taken the place of a draft or a
    line; or the last day of a line has passed.
    """
    if isinstance(record, Paper):
        return record.status in ("cabinet", "withdrawn")
    if isinstance(record, Draft):
        later = (d for d in dossier.naming(record.id, Draft) if d.replaces == record.id)
        return any(d.on is None or dossier.passed(d.on, d.zone) for d in later)
    if isinstance(record, Line):
        if dossier.over(record.until):
            return True
        next_ = (n for n in dossier.naming(record.id, Line) if n.replaces == record.id)
        return any(n.since is None or dossier.passed(n.since, n.zone) for n in next_)
    return False
