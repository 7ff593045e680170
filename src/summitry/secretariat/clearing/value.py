"""What the acts of clearance take and give back, and how they are refused."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.dossier.paragraphs import Paragraph
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass


class NotCleared(Refused):
    """The act was not done; the message says why."""


class Moved(NotCleared):
    """The text is not the one that was read. ``read`` is what was read, blank when nobody can tell; ``now``
    the paragraph that stands in its place, ``None`` when it was taken out."""

    def __init__(self, read: str, now: Paragraph | None) -> None:
        super().__init__("Not signed: the text was changed after it was shown to you. Read it again.")
        self.read = read
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A clearance that was given: its record, and the digest of its fields, so that it can be taken back."""

    record: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Fields of a text that an act changed: what stood there before, and the digest of what stands there
    since, so that it can be taken back."""

    record: str
    before: Mapping[str, Tree]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A text that was sent round: what that changed of it, and the requests that were made."""

    text: Changed
    asked: tuple[Signed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A paragraph that was given other words: what that changed, and the digest of the paragraph as it now
    reads (blank when it was taken out)."""

    text: Changed
    number: int
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an office says of a paragraph: the digest it read, the text it read as its screen showed it,
    and for edits the paragraph as it should read and what they touch."""

    stand: str
    digest: str
    seen: str = ""
    number: int = 0
    edits: str = ""
    nature: str = ""
    because: str = ""
