"""Whose workdays: the header's working week, less the holidays of somebody's body and side."""

from __future__ import annotations

from summitry.dossier.kinds import Agency, Person, Post
from summitry.dossier.sides import body_of
from summitry.dossier.value import Dossier
from summitry.foundation.workdays import Workdays


def workdays_of(dossier: Dossier, who: str) -> Workdays:
    """Return the days on which an agency, post, person or party works; ask it with ``dossier.ask``.

    The holidays are those the header gives for it, for the bodies it is part of, and for its party. A
    person keeps the days of the body the person speaks for. For nobody (an empty id) and for somebody
    unknown they are the own side's; a mediator's dossier then has its working week alone.
    """
    every = dict(dossier.header.holidays)
    days = {day for name in _bodies(dossier, who) for day in every.get(name, ())}
    return Workdays(dossier.header.workdays, days)


def _bodies(dossier: Dossier, who: str) -> tuple[str, ...]:
    if dossier.header.holidays == ():
        return ()
    found: dict[str, None] = {}
    todo = [who if dossier.get(who) is not None else dossier.header.own_side]
    while todo:
        name = todo.pop()
        if not name or name in found:
            continue
        found[name] = None
        record = dossier.get(name)
        if isinstance(record, Agency):
            todo += [record.part_of, record.side]
        elif isinstance(record, Post):
            todo.append(record.of)
        elif isinstance(record, Person):
            todo += [body_of(dossier, name), record.side]
    return tuple(found)
