"""From the clearances of a text to its signs: whose word, in which order, of which paragraphs, and whether it
counts on the day."""

from __future__ import annotations

from summitry.dossier.kinds import Clearance
from summitry.dossier.paragraphs import Paragraph, normal, paragraphs
from summitry.dossier.record import Record
from summitry.dossier.sides import body_of
from summitry.dossier.signing.maths import CLEARS, EDITS, OBJECTS, SILENT, Sign
from summitry.dossier.signing.texts import must_clear
from summitry.dossier.value import Dossier

SECONDS = 24 * 60 * 60
"""Of a day."""


def spoken(dossier: Dossier, text: str) -> tuple[Clearance, ...]:
    """Return what was asked and said of a text by the day, in the dossier's order."""
    return tuple(
        c for c in dossier.naming(text, Clearance)
        if c.of == text and (c.on is None or dossier.passed(c.on, c.zone))
    )  # fmt: skip


def signs_on(dossier: Dossier, record: Record | None, parts: tuple[Paragraph, ...]) -> tuple[Sign, ...]:
    """Return the signs on a text, one for each entry of `spoken`, in the same order."""
    if record is None:
        return ()
    bodies = must_clear(record)
    return tuple(_sign(dossier, given, bodies, parts) for given in spoken(dossier, record.id))


def _sign(
    dossier: Dossier, clearance: Clearance, bodies: tuple[str, ...], parts: tuple[Paragraph, ...]
) -> Sign:
    return Sign(
        id=clearance.id, body=_for(dossier, clearance.by, bodies, clearance), stand=clearance.stand,
        order=_order(dossier, clearance), covers=tuple(d.strip().casefold() for d in clearance.paragraphs),
        stood=tuple(d.strip().casefold() for d in clearance.stood),
        wanted=_wanted(dossier, clearance, parts),
        counts=clearance.stand in (CLEARS, EDITS, OBJECTS, SILENT)
        and not dossier.over(clearance.until) and not _without_rule(dossier, clearance),
    )  # fmt: skip


def _order(dossier: Dossier, clearance: Clearance) -> int:
    """Its place in time, in seconds. An objection without a time of day counts as the last word of its day,
    anything else without one as the first."""
    given = clearance.on or (clearance.deadline if clearance.stand == SILENT else None)
    if given is None:
        return 0
    day = dossier.civil_day(given, clearance.zone).toordinal() * SECONDS
    moment = given.instant(clearance.zone or dossier.header.zone)
    if moment is None:
        return day + (SECONDS - 1 if clearance.stand == OBJECTS else 0)
    moment = moment.astimezone(dossier.tzinfo)
    return moment.toordinal() * SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second


def _for(dossier: Dossier, by: str, bodies: tuple[str, ...], clearance: Clearance) -> str:
    """The body on whose behalf somebody cleared: one of those asked where that fits."""
    if by in bodies:
        return by
    day = dossier.civil_day(clearance.on, clearance.zone) if clearance.on is not None else None
    body = body_of(dossier, by, day)
    return body if body in bodies else by


def _wanted(dossier: Dossier, clearance: Clearance, parts: tuple[Paragraph, ...]) -> tuple[str, ...]:
    """The digests of the paragraphs asked for; one without a heading may stand under any."""
    if clearance.stand != EDITS:
        return ()
    found = []
    for asked in paragraphs(clearance.edits, dossier.header.markings):
        same = next((p for p in parts if not asked.heading and _same(p, asked)), None)
        found.append(same.digest if same is not None else asked.digest)
    return tuple(found)


def _same(one: Paragraph, other: Paragraph) -> bool:
    return one.marking == other.marking and normal(one.text) == normal(other.text)


def _without_rule(dossier: Dossier, clearance: Clearance) -> bool:
    """Whether silence does not count: no named rule, no deadline, or a deadline that has not passed."""
    if clearance.stand != SILENT:
        return False
    return not clearance.rule.strip() or clearance.deadline is None or not overdue(dossier, clearance)


def overdue(dossier: Dossier, clearance: Clearance) -> bool:
    """Whether the day by which an answer was asked for has passed."""
    return dossier.over(clearance.deadline)
