"""Writing a conflict that was built by form: only what was changed, and not over what somebody else wrote.

A reader of a narrowed copy sees no record that is hidden from it: what the text names of such is taken out
before the form shows it, and put back when the form is saved.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from summitry.analysis.stability.record import slugs
from summitry.dossier.value import Dossier
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.modelling.sheet import Sheet

KEYS = ("title", "sides", "options", "infeasible", "today", "wanted")


class Meanwhile(Refused):
    """Somebody changed the same fields since the form was shown; ``keys`` are those."""

    def __init__(self, keys: tuple[str, ...], now: Sheet) -> None:
        super().__init__("Somebody changed the same fields meanwhile.")
        self.keys, self.now = keys, now


def seen_by(dossier: Dossier, folder: Path, record: str) -> Sheet:
    """Return the sheet of a record as its text stands, without names that are hidden from the reader.

    Raises:
        Refused: when there is no such record, or its file cannot be edited.
    """
    return _shown(dossier, Sheet.of(acts.read(folder, record, KEYS).fields))


def _shown(dossier: Dossier, sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        makers=tuple(replace(m, who=m.who if _known(dossier, m.who) else "") for m in sheet.makers),
        choices=tuple(
            replace(c, stands_for=tuple(t for t in c.stands_for if _known(dossier, t))) for c in sheet.choices
        ),
    )


def _known(dossier: Dossier, target: str) -> bool:
    return not target or dossier.find(target) is not None


def _restored(dossier: Dossier, sheet: Sheet, text: Sheet) -> Sheet:
    """Return a sheet with what the reader was not shown, as it stands in the text."""
    makers = {m.id: m for m in text.makers}
    choices = {c.id: c for c in text.choices if c.id}

    def maker_who(id: str, who: str) -> str:
        there = makers.get(id)
        return there.who if not who and there is not None and not _known(dossier, there.who) else who

    def targets(id: str, shown: tuple[str, ...]) -> tuple[str, ...]:
        there = choices.get(id)
        hidden = [t for t in there.stands_for if not _known(dossier, t)] if there is not None else []
        return tuple(dict.fromkeys((*shown, *hidden)))

    return replace(
        sheet,
        makers=tuple(replace(m, who=maker_who(m.id, m.who)) for m in sheet.makers),
        choices=tuple(replace(c, stands_for=targets(c.id, c.stands_for)) for c in sheet.choices),
    )


def file_changes(
    actor: Actor, dossier: Dossier, folder: Path, record: str, base: Sheet, sheet: Sheet
) -> tuple[str, ...]:
    """Write what differs between the form as it was shown and as it is, and return the fields changed.

    Raises:
        Meanwhile: when one of these fields has changed since the form was shown.
        Refused: when the text cannot be changed.
    """
    changed = tuple(k for k in KEYS if base.fields()[k] != sheet.fields()[k])
    if not changed:
        return ()
    first = acts.read(folder, record, KEYS).fields
    text = Sheet.of(first)
    now = _shown(dossier, text)
    stale = tuple(k for k in changed if now.fields()[k] != base.fields()[k])
    if stale:
        raise Meanwhile(stale, now)
    wanted = {k: v for k, v in _restored(dossier, sheet, text).fields().items() if k in changed}
    there = acts.read(folder, record, wanted)
    if any(there.fields.get(k) != first.get(k) for k in wanted):
        raise Meanwhile(changed, seen_by(dossier, folder, record))
    acts.revise(actor, folder, record, wanted, there.digest)
    return changed


def file_new(actor: Actor, whole: Dossier, folder: Path, sheet: Sheet, learned: str) -> str:
    """File a sheet as a new record and return its id: the first words of its name, and four letters by
    chance, so that no id tells of a record its author may not see.

    Raises:
        Refused: when it has no name, or cannot be written.
    """
    if not sheet.title:
        raise Refused("Give the conflict a name.")
    stem = "-".join(slugs([sheet.title], "conflict")[0].split("-")[:5])
    while whole.get(id := f"{stem}-{secrets.token_hex(2)}") is not None:
        continue
    fields: Mapping[str, Tree] = {k: v for k, v in sheet.fields().items() if v is not None}
    acts.record(actor, folder, "conflict", {"id": id, **fields, "learned": learned})
    return id
