"""CAS: people who are held, when anybody last saw them, and who may know of it."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.cases import CaseReading, case_reading
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Case
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.wording import dated, enumerated, number


@rule("CAS001", "no-recent-contact", Severity.SERIOUS, None)
def no_recent_contact(dossier: Dossier, _: None) -> Iterable[Found]:
    """Nobody has seen or heard of somebody who is held for longer than a channel counts as live.

    What is not known cannot be asked for, and silence costs the person most. Ask for a visit, and
    enter each contact under `contacts`. Readers without access to a case do not see this finding.
    """
    lost = dossier.each(lost_sight_of, Case)
    if not lost:
        return
    first = dossier.of(Case, lost[0].case)
    assert first is not None
    who = "somebody held" if len(lost) == 1 else f"{number(len(lost))} people held"
    yield Found(
        message=f"No contact in the last {dossier.header.channel_life} days with {who}:"
        f" {enumerated(_last_seen(dossier, r) for r in lost)}.",
        at=first.where("contacts"),
        about=tuple(r.case for r in lost),
        hint="Ask for a visit; enter each contact: `contacts: [{on: ..., by: ..., says: ...}]`.",
        related=tuple(
            Related(record.where("contacts"), "nor here")
            for r in lost[1:]
            if (record := dossier.get(r.case)) is not None
        ),
    )


def lost_sight_of(dossier: Dossier, case: str) -> CaseReading | None:
    """The reading of somebody still held of whom nobody has heard lately."""
    reading = dossier.ask(case_reading, case)
    return reading if reading.unsettled and not reading.recent else None


def _last_seen(dossier: Dossier, reading: CaseReading) -> str:
    name = dossier.title(reading.case)
    held = f", held since {in_words(reading.since)}" if reading.since is not None else ""
    if reading.contact is None or reading.contact_day is None:
        return f"{name}{held}, no contact on record"
    at_least = "at least " if reading.contact.earliest != reading.contact.latest else ""
    return (
        f"{name}{held}, last contact {dated(reading.contact)},"
        f" {at_least}{days_since(reading.contact_day)} days ago"
    )


@rule("CAS002", "open-case", Severity.SERIOUS, Case)
def open_case(dossier: Dossier, case: Case) -> Iterable[Found]:
    """A case may be read by everybody who may read anything.

    A name in the wrong hands can harm the person. Keep each case for a group (`access`), or mark it
    higher; an objective that asks for "the release of those held" may stay open.
    """
    if dossier.ask(case_reading, case.id).open_to_all:
        groups = dossier.header.groups
        yield Found(
            message=f"The case of {case.known_as} is open to every reader of the dossier.",
            at=case.where("access"),
            about=(case.id,),
            hint=f"Add `access: [{groups[0]}]`."
            if groups
            else "List a group under `groups` in dossier.yaml, and name it under `access`.",
        )


@rule("CAS003", "telling-id", Severity.SERIOUS, Case)
def telling_id(dossier: Dossier, case: Case) -> Iterable[Found]:
    """The id of a case holds part of the person's name.

    Ids go where texts do not: into links, journals and lists of changes. Give the case a number:
    `summitry rename` changes every reference.
    """
    if dossier.ask(case_reading, case.id).telling_id:
        yield Found(
            message=f"The id of the case of {case.known_as} gives away the name.",
            at=case.where("id"),
            about=(case.id,),
            hint=f"`summitry rename {case.id} case-1`, or another number.",
        )


@rule("CAS004", "nothing-asked", Severity.NOTICE, None)
def nothing_asked(dossier: Dossier, _: None) -> Iterable[Found]:
    """A case does not say what we ask.

    A visit, a letter, release: whoever raises the case must know which. Fill in `asks`.
    """
    cases = [c for id in dossier.each(asks_nothing, Case) if (c := dossier.of(Case, id)) is not None]
    if cases:
        yield Found(
            message=f"It is not said what we ask for {enumerated(c.known_as for c in cases)}.",
            at=cases[0].where("asks"),
            about=tuple(c.id for c in cases),
            hint="Fill in `asks`: a visit, a letter, release.",
        )


def asks_nothing(dossier: Dossier, case: str) -> str:
    """A case of somebody still held of which nobody says what we ask; else blank."""
    record = dossier.of(Case, case)
    bare = record is not None and not record.asks and dossier.ask(case_reading, case).unsettled
    return case if bare else ""


RULES = (no_recent_contact, open_case, telling_id, nothing_asked)
