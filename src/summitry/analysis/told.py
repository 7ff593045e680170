"""Who should have been told: those whose task, objective or delegation a record touches.

FORMAT, section 1: one whose task or delegation a message touches and who was not told is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from summitry.dossier.kinds import Agency, Meeting, Objective, Person, Post, Task
from summitry.dossier.meetingdays import is_ahead
from summitry.dossier.posts import posts_held
from summitry.dossier.record import Record
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis

_BASIS = Basis(
    method="Whoever goes to a meeting with an objective about the record, answers for such an objective, or"
    " owns an open task that arises from it, is compared with those who were told.",
    assumptions=("Who tells a body tells its posts and the people in them.",),
    cannot_say=("Who has learned of it without being told.",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """One concerned and not told: who, through which record, and whether kept from it on purpose."""

    who: str
    through: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReading:
    """Whom a record concerns and who of them was not told. Without ``told`` and ``kept_from``: nobody."""

    record: str
    concerned: tuple[str, ...]
    untold: tuple[Untold, ...]
    basis: Basis = _BASIS


def told_reading(dossier: Dossier, id: str) -> ToldReading | None:
    """Return who should have been told of a record and was not; ``None`` for no such record."""
    record = dossier.get(id)
    if record is None:
        return None
    if not record.told and not record.kept_from:
        return ToldReading(record=id, concerned=(), untold=())
    concerned = _concerned(dossier, record)
    told = {t.who for t in record.told if t.on is None or dossier.passed(t.on, record.zone)}
    untold = []
    for who, through in concerned.items():
        kept = who in record.kept_from
        if kept or (record.told and not told & _reached_by(dossier, who)):
            untold.append(Untold(who=who, through=through, kept=kept))
    return ToldReading(record=id, concerned=tuple(concerned), untold=tuple(untold))


def _concerned(dossier: Dossier, record: Record) -> dict[str, str]:
    """Whom the record concerns, each with the record through which it does."""
    found: dict[str, str] = {}
    for objective in dossier.naming(record.id, Objective):
        meeting = dossier.of(Meeting, objective.meeting)
        if meeting is None or not is_ahead(dossier, meeting):
            continue
        if objective.by not in ("", dossier.header.own_side):
            continue
        for who in meeting.delegation:
            found.setdefault(who, meeting.id)
        if objective.owner:
            found.setdefault(objective.owner, objective.id)
    for task in dossier.naming(record.id, Task):
        if task.arises_from == record.id and task.owner and not is_done(dossier, task):
            found.setdefault(task.owner, task.id)
    return found


def _reached_by(dossier: Dossier, who: str) -> set[str]:
    """Everybody through whom ``who`` is told: itself, its posts, bodies and party."""
    found: set[str] = set()
    todo = [who]
    while todo:
        name = todo.pop()
        if not name or name in found:
            continue
        found.add(name)
        record = dossier.get(name)
        if isinstance(record, Person):
            todo += [*(p.id for p in posts_held(dossier, name)), record.side]
        elif isinstance(record, Post):
            todo.append(record.of)
        elif isinstance(record, Agency):
            todo += [record.part_of, record.side]
    return found
