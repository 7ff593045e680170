"""Objections and the texts they were made to."""

from __future__ import annotations

from summitry.analysis.drafts.result import Objection
from summitry.dossier.kinds import Clearance, Draft, Line
from summitry.dossier.value import Dossier


def objection(dossier: Dossier, clearance: str) -> Objection | None:
    """Return the objection a clearance makes to a draft or line; ``None`` when it makes none.

    An objection is to the text it names. When another version has taken that text's place, it says
    nothing of the new one until its author speaks of that.
    """
    record = dossier.of(Clearance, clearance)
    if record is None or record.stand != "objects":
        return None
    text = dossier.get(record.of)
    if not isinstance(text, (Draft, Line)):
        return None
    later = _later(dossier, text)
    again = [
        c.id for id in later for c in dossier.naming(id, Clearance)
        if c.of == id and c.by == record.by and (c.on is None or dossier.passed(c.on, c.zone))
    ]  # fmt: skip
    return Objection(
        clearance=record.id, by=record.by, of=record.of, superseded_by=later[-1] if later else "",
        asked_again=again[0] if again else "",
    )  # fmt: skip


def _later(dossier: Dossier, text: Draft | Line) -> tuple[str, ...]:
    found: list[str] = []
    todo = [text]
    while todo:
        old = todo.pop(0)
        for new in dossier.naming(old.id, type(text)):
            day = new.on if isinstance(new, Draft) else new.since
            begun = day is None or dossier.passed(day, new.zone)
            if new.replaces == old.id and begun and new.id not in (*found, text.id):
                found.append(new.id)
                todo.append(new)
    return tuple(found)
