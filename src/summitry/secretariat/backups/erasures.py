"""What was erased: so that a backup from before does not bring it back unseen.

A record is named by the SHA-256 of its id, as its key is: the list can be kept elsewhere and tells nobody
who does not know the id already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from summitry.dossier.record import Record
from summitry.folder import edit
from summitry.folder.load import load
from summitry.foundation.values import dataclass
from summitry.secretariat.acts import ERASE, stands
from summitry.secretariat.journal import acted, entries, keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That a record was erased: of which dossier (the seal of its journal's first entry), which record (the
    SHA-256 of its id), and when."""

    dossier: str
    record: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reapplied:
    """A record that a backup held and that was erased again; ``named_by`` are those that still name it."""

    record: str
    named_by: tuple[str, ...]


def hash_of(record: str) -> str:
    """Return the name under which an erased record is listed."""
    return hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()


def chain_of(folder: Path) -> str:
    """Return the seal of a journal's first entry, by which a dossier is known again; blank without one."""
    return next((entry.seal for entry in entries(folder)), "")


def erasures_of(folder: Path) -> tuple[Erasure, ...]:
    """Return what was ever erased in a dossier, as its journal says."""
    chain = chain_of(folder)
    return tuple(
        Erasure(dossier=chain, record=hash_of(on), at=entry.at)
        for entry in entries(folder) if entry.act == ERASE for on in entry.on
    )  # fmt: skip


def plain_of(erasures: Iterable[Erasure]) -> list[dict[str, str]]:
    """Return them as JSON has them."""
    return [{"dossier": e.dossier, "record": e.record, "at": e.at} for e in erasures]


def from_plain(listed: Iterable[Mapping[str, Any]]) -> Iterator[Erasure]:
    """Read what `plain_of` made."""
    for each in listed:
        yield Erasure(dossier=str(each["dossier"]), record=str(each["record"]), at=str(each["at"]))


def reapply(folder: Path, erasures: Iterable[Erasure], by: str) -> tuple[Reapplied, ...]:
    """Erase again what a laid-out dossier holds and was erased since; return what that was.

    Others may still name it: those are for a person to mend, what it said is gone at once.
    """
    chain = chain_of(folder)
    gone = {e.record for e in erasures if not chain or e.dossier == chain}
    done = []
    dossier = load(folder)
    for record in sorted(r.id for r in dossier.index.records()):
        if hash_of(record) in gone:
            naming = sorted(r.id for r in dossier.naming(record, Record) if r.id != record)
            _take_out(folder, record, by)
            done.append(Reapplied(record=record, named_by=tuple(naming)))
    for hashed in gone:
        keys.destroy_hashed(folder, hashed)
    return tuple(done)


def _take_out(folder: Path, record: str, by: str) -> None:
    digest = edit.read_fields(folder, record).digest
    content = {"record": record, "gone": True}
    acted(folder, by, ERASE, (record,), content, lambda: edit.delete(folder, record, digest), stands)
