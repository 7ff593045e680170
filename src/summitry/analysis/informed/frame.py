"""From a message and those it was told to, to those whose work it touches and who do not know."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.informed.maths import sort_out
from summitry.dossier.kinds import Agency, Decision, Meeting, Objective, Relay, Statement, Task
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.record import Record
from summitry.dossier.sides import side_of, speaks_for
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Somebody whose *task*, *delegation*, *objective* or *decision* (``because``, ``id``) it touches."""

    who: str
    because: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Informed:
    """A message (statement, relay or decision): whom it concerns, and who of them does not know.

    Both lists are empty where the record says nothing of who was told: then everybody was.
    """

    record: str
    concerns: tuple[Concern, ...] = ()
    kept: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    basis: Basis

    def why(self, who: str) -> tuple[Concern, ...]:
        """Why it concerns somebody."""
        return tuple(c for c in self.concerns if c.who == who)


def informed(dossier: Dossier, record: str) -> Informed:
    """Who should know of a message, and was not told or was kept from it?"""
    method = "Owners of tasks, delegations and deciders that the message touches, less those told."
    found = dossier.get(record)
    if found is None or not (found.told or found.kept_from):
        return Informed(record=record, basis=Basis(method=method))
    party_to = _party_to(found)
    own = dossier.header.own_side
    concerns = tuple(
        c for c in dict.fromkeys(_concerns(dossier, found))
        if c.who not in party_to and (not own or side_of(dossier, c.who) not in dossier.header.counterparts)
    )  # fmt: skip
    told = [t.who for t in found.told if t.on is None or dossier.passed(t.on, found.zone)]
    names = {*(c.who for c in concerns), *told, *found.kept_from, *party_to}
    speaks = {name: frozenset(_reached_by(dossier, name)) for name in sorted(names)}
    everyone = [*told, *sorted(party_to)] if found.told else []
    kept, untold = sort_out([c.who for c in concerns], everyone, found.kept_from, speaks)
    return Informed(
        record=record, concerns=concerns, kept=kept, untold=untold,
        basis=Basis(method=method, rests_on=(record, *dict.fromkeys(c.id for c in concerns)),
                    assumptions=("Who says it, hears it or sits in the room knows it.",
                                 "A body knows what a holder of one of its posts was told, and the reverse."),
                    cannot_say=("Who has learned of it without being told.",)),
    )  # fmt: skip


def _reached_by(dossier: Dossier, who: str) -> set[str]:
    """Everybody through whom somebody is told: his posts, their bodies, what those are part of, his side."""
    found = {*speaks_for(dossier, who), side_of(dossier, who)} - {""}
    for body in tuple(found):
        agency = dossier.of(Agency, body)
        while agency is not None and agency.part_of and agency.part_of not in found:
            found.add(agency.part_of)
            agency = dossier.of(Agency, agency.part_of)
    return found


def _party_to(record: Record) -> set[str]:
    if isinstance(record, Statement):
        return {record.by, *record.to}
    if isinstance(record, Relay):
        return {record.from_, *record.to, *(w for h in record.hops for w in (h.by, *h.to) if w)}
    if isinstance(record, Decision):
        return {record.by, *(p.who for p in (*record.present, *record.consulted) if p.there is not False)}
    return set()


def _concerns(dossier: Dossier, record: Record) -> Iterator[Concern]:
    for touched in _touched(dossier, record):
        if isinstance(touched, Task):
            done = any(d.on is not None and dossier.passed(d.on, touched.zone) for d in touched.done)
            if touched.owner and not done:
                yield Concern(who=touched.owner, because="task", id=touched.id)
        elif isinstance(touched, Objective):
            meeting = dossier.of(Meeting, touched.meeting)
            if touched.by in ("", dossier.header.own_side) and not _over(dossier, meeting):
                if touched.owner:
                    yield Concern(who=touched.owner, because="objective", id=touched.id)
                yield from _delegates(dossier, meeting)
        elif isinstance(touched, Meeting):
            yield from _delegates(dossier, touched)
        elif isinstance(touched, Decision) and touched.id != record.id:
            yield Concern(who=touched.by, because="decision", id=touched.id)


def _delegates(dossier: Dossier, meeting: Meeting | None) -> Iterator[Concern]:
    if meeting is None or _over(dossier, meeting):
        return
    for who in meeting.delegation:
        yield Concern(who=who, because="delegation", id=meeting.id)


def _over(dossier: Dossier, meeting: Meeting | None) -> bool:
    return meeting is not None and is_over_or_off(dossier, meeting)


def _touched(dossier: Dossier, record: Record) -> Iterator[Record]:
    """What the message names, what names it, and what names the relay that carries it."""
    kinds = (Task, Meeting, Objective, Decision)
    for ref in record.refs:
        if ref.spec.shape != "sources":
            named = dossier.get(ref.target.partition("/")[0])
            if isinstance(named, kinds):
                yield named
    carriers = [record, *(dossier.naming(record.id, Relay) if isinstance(record, Statement) else ())]
    for carrier in carriers:
        for kind in kinds:
            yield from dossier.naming(carrier.id, kind)
