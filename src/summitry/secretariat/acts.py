"""Acts of people on a dossier's text: the same for the command line and the desk.

An act names who does it and what it was based on. It changes the text through the guarded edits of
`summitry.folder.edit`, so a stale one is refused with both texts and nothing is half-written; and it stands
in the journal when it is done, or neither is.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from summitry.dossier.record import Record
from summitry.folder import edit
from summitry.folder.edit import Fields, Revision, digest_of
from summitry.folder.load import load
from summitry.folder.places import Meant
from summitry.folder.rename import rename as rename_in_text
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat.journal import acted, keys, noted, settle

REVISE, RECORD, DELETE, ERASE, RENAME = "revise", "record", "delete", "erase", "rename"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the name under which the journal knows them, and by what they act."""

    name: str
    by: str = "desk"


def at_the_command_line() -> Actor:
    """Return who acts where no desk says it: the user of the machine."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "unknown"
    return Actor(name=name, by="command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure did, and what it cannot reach."""

    record: str
    cannot_reach: tuple[str, ...]


CANNOT_REACH = (
    "Copies of the folder, backups, and the history of git if the folder is kept in it.",
    "Books, briefs and digests that were made and sent out.",
    "What the desk keeps for its author alone: what was replaced in the last day, or typed and not saved.",
    "What people remember, wrote down or photographed.",
)


def read(folder: Path, record: str, keys: Iterable[str] = (), meant: Meant = edit.ANY) -> Revision:
    """Return fields of a record as they stand in the text, with the digest that an act must name.

    ``meant`` says which record that is, where the id alone does not.

    Raises:
        Refused: when there is no such record, or its file cannot be edited.
    """
    return edit.read_fields(folder, record, keys, meant)


def revise(
    actor: Actor, folder: Path, record: str, fields: Fields, digest: str, act: str = REVISE,
    meant: Meant = edit.ANY,
) -> Revision:  # fmt: skip
    """Give fields of a record new values. ``act`` is what the journal calls it.

    Raises:
        StaleText: when one of these fields has changed since it was read.
        Refused: when the text cannot be changed in this way.
        NotWritable: when the folder is read-only or the disk is full.
    """
    content = {"record": record, "fields": dict(fields)}
    return acted(
        folder, actor.name, act, (record,), content,
        lambda: edit.set_fields(folder, record, fields, digest, meant), stands,
    )  # fmt: skip


def record(
    actor: Actor, folder: Path, kind: str, fields: Fields, act: str = RECORD, file: str = ""
) -> str:  # fmt: skip
    """File a new record and return the file it went to; without ``file`` the one that holds most of its kind.

    Raises:
        Refused: when the id is taken, or the fields cannot be written.
        NotWritable: when the folder is read-only or the disk is full.
    """
    id = str(fields.get("id") or "")
    content = {"record": id, "kind": kind, "fields": dict(fields)}
    return acted(
        folder, actor.name, act, (id,), content, lambda: edit.insert(folder, kind, fields, file), stands
    )


def record_each(
    actor: Actor, folder: Path, kind: str, records: Sequence[Fields], act: str = RECORD, file: str = ""
) -> str:  # fmt: skip
    """File some new records of one kind in one act, all of them or none; return the file they went to.

    Raises:
        Refused: when an id is taken, or the fields cannot be written.
        NotWritable: when the folder is read-only or the disk is full.
    """
    ids = [str(each.get("id") or "") for each in records]
    content = {"records": {str(each.get("id")): dict(each) for each in records}, "kind": kind}
    return acted(
        folder, actor.name, act, ids, content, lambda: edit.insert_all(folder, kind, records, file), stands
    )


def delete(actor: Actor, folder: Path, record: str, digest: str, act: str = DELETE) -> None:
    """Take a record out of the text; the journal keeps that it was there.

    Raises:
        StaleText: when the record has changed since it was read.
        Refused: when there is no such record.
    """
    acted(
        folder, actor.name, act, (record,), {"record": record, "gone": True},
        lambda: edit.delete(folder, record, digest), stands,
    )  # fmt: skip


def stands(folder: Path, note: Mapping[str, Any]) -> bool:
    """Whether the text is as an act of this module meant to leave it."""
    content = note["content"]
    if "renamed" in content:
        return load(folder).find(content["renamed"][1]) is not None
    if "records" in content:
        return all(
            stands(folder, {"content": {"record": id, "fields": fields}})
            for id, fields in content["records"].items()
        )
    try:
        there = edit.read_fields(folder, content["record"], content.get("fields", {}))
    except Refused:
        return bool(content.get("gone"))
    if content.get("gone"):
        return False
    wanted = content["fields"]
    return digest_of({k: there.fields.get(k) for k in wanted}) == digest_of(wanted)


def erase(actor: Actor, folder: Path, record: str) -> Erased:
    """Erase a record for good: its text, and the key that says what its entries were about.

    Every reference to it must be gone first. The chain of the journal stays whole, with a last entry that
    says that the record was erased.

    Raises:
        Refused: when there is no such record, or others still name it.
    """
    dossier = load(folder)
    naming = sorted(r.id for r in dossier.naming(record, Record) if r.id != record)
    if naming:
        listed = ", ".join(naming[:8]) + (" ..." if len(naming) > 8 else "")
        raise Refused(f"Others still name {record}: {listed}. Take it out of them first.")
    digest = edit.read_fields(folder, record).digest

    def take_out() -> None:
        keys.condemn(folder, record)
        edit.delete(folder, record, digest)

    acted(folder, actor.name, ERASE, (record,), {"record": record, "gone": True}, take_out, stands)
    settle(folder)
    return Erased(record=record, cannot_reach=CANNOT_REACH)


def rename(actor: Actor, folder: Path, old: str, new: str) -> tuple[str, ...]:
    """Give a record or part another id, with every reference to it; return the files that changed.

    Raises:
        Refused: when there is no such id, or the new one is taken.
    """
    return acted(
        folder, actor.name, RENAME, (old, new), {"renamed": [old, new]},
        lambda: tuple(rename_in_text(folder, old, new)), stands,
    )  # fmt: skip


def looked_at(actor: Actor, folder: Path, records: Iterable[str]) -> None:
    """Put in the journal that somebody read records that are restricted."""
    noted(folder, actor.name, "read", tuple(records))


def took_away(actor: Actor, folder: Path, what: str, records: Iterable[str] = ()) -> None:
    """Put in the journal that somebody made something to take away: a book, a brief, a table."""
    noted(folder, actor.name, f"export {what}", tuple(records))
