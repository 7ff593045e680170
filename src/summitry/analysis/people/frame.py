"""From the dossier's encounters, meetings and experts to experience."""

from __future__ import annotations

from datetime import date

from summitry.analysis.people.maths import GRADES, SUSTAINED, Dealing, measure
from summitry.analysis.people.result import Delegation, Experience, ExpertReading, Met
from summitry.dossier.kinds import Encounter, Expert, Meeting, Person, Post
from summitry.dossier.posts import standing
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When

ASSUMPTIONS = (
    "An encounter with a party, a body or a person of the counterpart counts for that counterpart.",
    "An encounter whose depth is blank counts as a contact.",
    "A meeting that was held counts, unless an encounter stands for it.",
)


def experience(dossier: Dossier, person: str, counterpart: str) -> Experience:
    """What dealings has a person had with a counterpart by the dossier's day?"""
    found: list[tuple[When | None, Dealing]] = []
    if side_of(dossier, person) != counterpart:
        found += dossier.each_naming(person, dealing_in, Encounter, person, counterpart)
        for meeting in dossier.naming(person, Meeting):
            if _held(dossier, meeting) and _across(dossier, meeting, person, counterpart):
                on = _on(meeting)
                if on is None or not any(when.contains(on.earliest) for when, _ in found if when):
                    found.append((on, _dealing(dossier, meeting)))
    dated = sorted([when for when, _ in found if when is not None], key=When.sort_key)
    measured = measure(dealing for _, dealing in found)
    ids = tuple([dealing.id for _, dealing in found])
    return Experience(
        person=person, counterpart=counterpart, grade=measured.grade, counts=measured.counts,
        first=dated[0] if dated else None, last=max(dated, key=lambda w: w.latest) if dated else None,
        encounters=ids,
        basis=Basis(
            method="Encounters with the counterpart by the day, counted by depth; first and last.",
            assumptions=ASSUMPTIONS,
            cannot_say=("An encounter nobody wrote down is not counted.",), rests_on=ids,
        ),
    )  # fmt: skip


def dealing_in(
    dossier: Dossier, encounter: str, person: str, counterpart: str
) -> tuple[When | None, Dealing] | None:
    """Return what a person had to do with a counterpart in one encounter by the dossier's day."""
    record = dossier.of(Encounter, encounter)
    if record is None or not _happened(dossier, record) or not _dealt(dossier, record, person, counterpart):
        return None
    return record.on, _dealing(dossier, record)


def have_met(dossier: Dossier, one: str, other: str) -> Met:
    """Have two people met by the dossier's day? Meeting a person's ministry is not meeting the person."""
    at = [
        e.id for e in dossier.naming(one, Encounter)
        if _happened(dossier, e) and {one, other} <= {*e.who, *e.with_}
    ]  # fmt: skip
    for meeting in dossier.naming(one, Meeting):
        if _held(dossier, meeting):
            there = {*_people(dossier, meeting.delegation)[0], *_people(dossier, meeting.with_)[0]}
            if {one, other} <= there:
                at.append(meeting.id)
    return Met(one=one, other=other, at=tuple(at))


def delegation(dossier: Dossier, meeting: str) -> Delegation:
    """How experienced is the delegation to a meeting, and have the principals met?"""
    record = dossier.of(Meeting, meeting)
    method = "The experience of each member; the delegation has that of its most experienced."
    if record is None:
        return Delegation(meeting=meeting, basis=Basis(method=method))
    members, empty = _people(dossier, record.delegation)
    opposite = _people(dossier, record.with_)[0]
    own = {side_of(dossier, m) for m in members}
    sides = dict.fromkeys(side for id in record.with_ if (side := side_of(dossier, id)))
    counterparts = tuple(s for s in (sides or dict.fromkeys(dossier.header.counterparts)) if s not in own)
    each = tuple(dossier.ask(experience, m, c) for m in members for c in counterparts)
    met = dossier.ask(have_met, members[0], opposite[0]) if members and opposite else None
    return Delegation(
        meeting=meeting, counterparts=counterparts, members=members, empty_posts=empty, experience=each,
        grade=max((e.grade for e in each), key=GRADES.index, default="none"), principals=met,
        basis=Basis(method=method, assumptions=ASSUMPTIONS,
                    rests_on=(meeting, *(id for e in each for id in e.encounters))),
    )  # fmt: skip


def expert_reading(dossier: Dossier, expert: str) -> ExpertReading:
    """What is an expert's experience with the counterparts, and was the person asked?"""
    record = dossier.of(Expert, expert)
    method = "The expert's experience with each counterpart, and the latest day of being asked."
    if record is None:
        return ExpertReading(expert=expert, person="", basis=Basis(method=method))
    each = tuple(dossier.ask(experience, record.who, c) for c in dossier.header.counterparts)
    asked = [a for a in record.asked if a.on is None or dossier.passed(a.on, record.zone)]
    dated = sorted((a.on for a in asked if a.on is not None), key=When.sort_key)
    state = "not asked" if not asked else "answered" if any(a.answer for a in asked) else "asked"
    return ExpertReading(
        expert=expert, person=record.who, knows=record.knows,
        experience=tuple(e for e in each if e.grade != "none"),
        sustained=any(e.sustained for e in each), state=state,
        last_asked=dated[-1] if dated else None,
        basis=Basis(method=method, assumptions=ASSUMPTIONS,
                    rests_on=(expert, *(id for e in each for id in e.encounters))),
    )  # fmt: skip


def _happened(dossier: Dossier, encounter: Encounter) -> bool:
    return encounter.on is None or dossier.passed(encounter.on, encounter.zone)


def _held(dossier: Dossier, meeting: Meeting) -> bool:
    return any(h.on is not None and dossier.passed(h.on, meeting.zone) for h in meeting.held)


def _dealt(dossier: Dossier, encounter: Encounter, person: str, counterpart: str) -> bool:
    """Whether ``person``, who is not of the counterpart, stood on one side of it and that on the other."""
    if person in encounter.who:
        others = encounter.with_ or encounter.who
    else:
        others = encounter.who if person in encounter.with_ else ()
    return any(side_of(dossier, other) == counterpart for other in others)


def _across(dossier: Dossier, meeting: Meeting, person: str, counterpart: str) -> bool:
    for mine, others in (meeting.delegation, meeting.with_), (meeting.with_, meeting.delegation):
        if person in mine:
            return any(side_of(dossier, other) == counterpart for other in others)
    return False


def _people(dossier: Dossier, ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people a list names (posts by those who fill them today), and its posts nobody fills."""
    found: dict[str, None] = {}
    empty = []
    for id in ids:
        record = dossier.get(id)
        if isinstance(record, Person):
            found[id] = None
        elif isinstance(record, Post):
            manned = standing(dossier, record).manned
            found.update(dict.fromkeys(manned))
            if not manned:
                empty.append(id)
    return tuple(found), tuple(empty)


def _on(record: Encounter | Meeting) -> When | None:
    if isinstance(record, Encounter):
        return record.on
    return next((h.on for h in record.held if h.on is not None), None)


def _dealing(dossier: Dossier, record: Encounter | Meeting) -> Dealing:
    when = _on(record)
    depth = record.depth if isinstance(record, Encounter) else "meeting"
    if when is None:
        return Dealing(record.id, depth)
    if not when.lasts:
        return Dealing(record.id, depth, when.latest, when.earliest)
    return Dealing(record.id, depth, when.begun_by, _last_day_so_far(dossier, when))


def _last_day_so_far(dossier: Dossier, when: When) -> date:
    """The last day of something that lasts, or, while it goes on, the first or latest day that matters.

    Of what goes on only one fact counts: whether it has lasted for a year. So the day is read no
    more often than that can change.
    """
    if when.latest != date.max and dossier.passed(when.latest):
        return when.latest
    year_on = date.fromordinal(min(when.begun_by.toordinal() + SUSTAINED, date.max.toordinal()))
    return year_on if dossier.passed(year_on) else when.begun_by
