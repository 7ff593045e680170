"""HND: is each thing held as closely as what it rests on?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.handling import (
    Handling,
    Mark,
    handling_at,
    handling_in_words,
    handling_of,
    marks_of,
)
from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_KIND, Statement
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Fix, Severity
from summitry.foundation.origin import Place
from summitry.foundation.suggest import nearest

RESTS_ON = frozenset(
    {"source", "document", "reported_by", "statement", "rests_on", "translation_of", "basis"}
)
"""The fields by which a record says where its words come from; others only name what they speak of."""

EVERYBODY = Handling(0)
"""The handling of what every reader may see."""


def marked(dossier: Dossier, id: str) -> tuple[Mark, ...]:
    """The record and those of its parts that say something of their handling."""
    record = dossier.get(id)
    return marks_of(dossier.header, record) if record is not None else ()


@rule("HND001", "unknown-marking", Severity.FAULT, Record, on_whole=True, needs=("bears_marks",))
def unknown_marking(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A record or part bears a marking that the header does not list.

    Nobody can say who may see it, so it is hidden from every reader but those of the whole. Correct
    the marking, or add it to `markings` in dossier.yaml, in its place from lowest to highest.
    """
    known = dossier.header.markings
    for mark in dossier.ask(marked, record.id):
        if mark.marking and mark.marking not in known:
            near = nearest(mark.marking, known)
            path = (*mark.path, "marking")
            yield Found(
                message=f'{record.known_as} bears the marking "{mark.marking}", which the header does not'
                " list; it is hidden from every reader.",
                at=record.where(*path),
                about=(record.id,),
                hint=f'Did you mean "{near}"?' if near else f"Markings: {', '.join(known)}.",
                fix=Fix(f'Write "{near}".', record.id, path, mark.marking, near) if near else None,
            )


@rule("HND002", "unknown-group", Severity.FAULT, Record, on_whole=True, needs=("bears_marks",))
def unknown_group(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A record or part is kept for a group that the header does not list.

    A misspelt group would open or close a record without anybody noticing, so the record is hidden
    from every reader but those of the whole. Correct it, or add it to `groups` in dossier.yaml.
    """
    known = dossier.header.groups
    for mark in dossier.ask(marked, record.id):
        for at, group in enumerate(mark.access):
            if group in known:
                continue
            near = nearest(group, known)
            path = (*mark.path, "access", at)
            yield Found(
                message=f'{record.known_as} is kept for the group "{group}", which the header does not'
                " list; it is hidden from every reader.",
                at=record.where(*path),
                about=(record.id,),
                hint=f'Did you mean "{near}"?'
                if near
                else f"Groups: {', '.join(known) or 'none are listed; add `groups: [...]`'}.",
            )


def naming_marked(dossier: Dossier, records: Sequence[Record]) -> Iterator[Record]:
    """Yield the records that name one which says something of its handling, or is not plainly there."""
    look_up = dossier.index.look_up
    for record in records:
        for _, _, target in record.refs:
            found = look_up(target)
            if found is None or found.bears_marks:
                yield record
                break


@rule("HND003", "rests-on-closer-held", Severity.SERIOUS, Record, needs=("refs",), sieve=naming_marked)
def rests_on_closer_held(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A record may be read by people who may not read what it rests on.

    Its words carry the closer-held text to readers who were to be kept from it. Mark the record as
    closely as its source, or rest it on a source that its readers may see. A statement made in public
    is public whoever reported it, and a record may name a restricted one without saying what is in it.
    """
    header = dossier.header
    if len(header.markings) < 2 and not header.groups:
        return
    if isinstance(record, Statement) and "public" in record.to:
        return
    found: dict[str, tuple[Place, Handling, Handling]] = {}
    for spec, path, target in record.refs:
        if spec.name not in RESTS_ON or target in found:
            continue
        owner = dossier.get(target.partition("/")[0] if "/" in target else target)
        if owner is not None and not owner.bears_marks:
            continue  # held as everything is that says nothing of its handling
        theirs = _handling_named(dossier, target)
        if theirs is None or theirs == EVERYBODY:
            continue
        own = handling_at(header, record, path)
        if own.admits_more_than(theirs):
            found[target] = (record.where(*path), own, theirs)
    if not found:
        return
    own = next(iter(found.values()))[1]
    named = "; ".join(
        f"{dossier.title(target)} ({handling_in_words(header, theirs)})"
        for target, (_, _, theirs) in found.items()
    )
    targets = [target.partition("/")[0] for target in found]
    yield Found(
        message=f"{record.known_as} is {handling_in_words(header, own)}, but rests on {named}.",
        at=next(iter(found.values()))[0],
        about=(record.id, *targets),
        hint="Mark it as closely as what it rests on, or name a source its readers may see.",
        related=places_of(dossier, targets, "what it rests on", "marking"),
    )


def _handling_named(dossier: Dossier, target: str) -> Handling | None:
    owner = dossier.get(target.partition("/")[0])
    if owner is None:
        return None
    handling = handling_of(dossier.header, owner)
    part = dossier.find(target) if "/" in target else None
    return handling if part is None else handling_of(dossier.header, part, handling)


@rule("HND004", "part-less-restricted", Severity.NOTICE, Record, needs=("bears_marks",))
def part_less_restricted(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A part is marked lower, or opened wider, than what holds it.

    It has no effect: who may not see the record sees none of its parts. Somebody may believe that the
    part is open. Take the record apart, lower the record, or delete the mark of the part.
    """
    for mark in dossier.ask(marked, record.id):
        if mark.path and _without_effect(dossier, mark):
            yield Found(
                message=f"A part of {record.known_as} is opened wider than the record that holds it;"
                f" it stays {handling_in_words(dossier.header, mark.handling)}.",
                at=record.where(*mark.path, "marking" if mark.marking else "access"),
                about=(record.id,),
                hint="Delete the mark of the part, or lower that of the record.",
            )


def _without_effect(dossier: Dossier, mark: Mark) -> bool:
    names = dossier.header.markings
    if mark.marking in names and names.index(mark.marking) < mark.holder.rank:
        return True
    return any(not frozenset(mark.access) <= held for held in mark.holder.access if mark.access)


@rule("HND005", "no-default-marking", Severity.NOTICE, None)
def no_default_marking(dossier: Dossier, _: None) -> Iterable[Found]:
    """The header lists several markings and does not say which one holds for records that bear none.

    Then the lowest holds, and a record somebody forgot to mark is open to all. Say so on purpose:
    `default: {marking: ...}`.
    """
    header = dossier.header
    if dossier.is_narrowed or len(header.markings) < 2 or header.default_marking:
        return
    if all(record.marking for record in _every(dossier)):
        return
    yield Found(
        message=f"The header does not say how a record without a marking is held; it is taken as"
        f" {header.lowest_marking}.",
        at=Place(path=("markings",), home=header.home),
        about=(),
        hint=f"Add `default: {{marking: {header.lowest_marking}}}` to dossier.yaml, or a higher one.",
    )


@rule("HND006", "reader-sees-nothing", Severity.NOTICE, None)
def reader_sees_nothing(dossier: Dossier, _: None) -> Iterable[Found]:
    """A reader named in the header may see no record at all.

    The copy made for that reader would be empty. Give the reader a group or a higher marking, or
    delete the entry.
    """
    if dossier.is_narrowed or not len(dossier):
        return
    for name, grants in dossier.header.readers:
        if not _sees_any(dossier, grants):
            yield Found(
                message=f'The reader "{name}" may see no record of this dossier.',
                at=Place(path=("readers",), home=dossier.header.home),
                about=(),
                hint="Give the reader a group or a higher marking, or delete the entry.",
            )


def _sees_any(dossier: Dossier, grants: Grants) -> bool:
    allows = dossier.header.allows
    return any(allows(grants, record.marking, record.access) for record in _every(dossier))


def _every(dossier: Dossier) -> Iterator[Record]:
    """Every record, one after the other, so that whoever asks for any stops at the first."""
    for kind in BY_KIND:
        for id in dossier.ids(kind):
            record = dossier.get(id)
            if record is not None:
                yield record


RULES = (
    unknown_marking,
    unknown_group,
    rests_on_closer_held,
    part_less_restricted,
    no_default_marking,
    reader_sees_nothing,
)
