"""What is asked for when papers are imported, and what becomes of each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from summitry.dossier.header import Grants
from summitry.dossier.holdings import Held, Proposed
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass

Outcome = Literal["imported", "there", "not read", "would be"]


class NotImported(Refused):
    """Nothing was imported, since what was asked for cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How papers are to be imported."""

    id: str = ""
    """The id of the document's record, when one paper is imported."""
    marking: str = ""
    access: tuple[str, ...] = ()
    learned: str = ""
    """The day the team learned of it, as written in the dossier."""
    dry_run: bool = False
    reader: str = ""
    """For whom: what this reader may not see is neither counted nor named."""
    grants: Grants | None = None
    """The same for somebody at the desk, whom no header names."""
    file: str = ""
    """The file for the records; without one that which holds most documents."""
    at_once: int = 2

    @property
    def narrowed(self) -> bool:
        """Whether there may be something that is not to be named."""
        return bool(self.reader) or self.grants is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file to be imported: where it stands, and what it is called."""

    path: Path
    shown: str
    content: bytes | None = None
    """Its bytes, when they came through standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What became of one file. An imported one is on the disk when this is handed out."""

    shown: str
    outcome: Outcome
    document: str = ""
    """The id of its record."""
    title: str = ""
    why: str = ""
    """Why it was not read, in words that end a sentence."""
    held: Held | None = None
    proposed: tuple[Proposed, ...] = ()
    came_with: str = ""
    """The document it was attached to."""
    remarks: tuple[str, ...] = ()
    """What a person should know of it, in sentences."""
