"""What the file cabinet holds of a document: its text, cut into passages that can be cited.

The dossier only knows the shape; `summitry.archive` keeps the files and fills it. A document record
names its file under ``archive/``, and `Holdings` answers with the text that was read from it.
"""

from __future__ import annotations

from typing import Protocol

from summitry.foundation.values import dataclass

ROLES = ("head", "body", "footnote", "source-note", "list", "quoted", "attached", "left-out")
"""What a passage is in its document: a heading; running text; a numbered note; the note on where the
original lies; a list of subjects or participants; what an answer quotes of an earlier letter; the text
of an attachment; boilerplate of a saved page, kept to be looked at and never searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, heading or note of a document: the least that can be cited."""

    number: int
    """Its place in reading order over the whole file, from 1. With the file's digest, its id."""
    role: str
    """One of `ROLES`."""
    text: str
    """Its words: NFC, white space runs as one space; nothing else changed."""
    page: str = ""
    """The page it begins on, as printed; blank where there are no pages."""
    end_page: str = ""
    """The page it ends on, where that is another."""
    turns: tuple[tuple[int, str], ...] = ()
    """Where pages turn inside it: the character at which each further page begins, and its number."""
    label: str = ""
    """The number a footnote bears (`summary` for an editor's summary); the level of a heading (`1` the
    highest); what a list is of (`subject`, `participants`, `head` for its own heading); `dateline`, `row`
    (of a table) or `closer` where a paragraph is one of these."""
    part: str = ""
    """The document of a volume it belongs to, such as `d49`; blank in a single document."""
    paragraph: int = 0
    """The number a person would count: running paragraphs of its part, from 1; 0 for notes and heads."""
    at: tuple[int, int] = (0, 0)
    """Where a note is called: passage number and character in its text; (0, 0) when not known."""
    language: str = ""
    """Its language (`ko`), where the document says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPart:
    """One document of a volume (`d49`), or the whole of a single document (its id is then blank)."""

    id: str = ""
    kind: str = "document"
    """`document`, or `matter` for what stands around the documents of a volume: preface, lists, index."""
    number: str = ""
    title: str = ""
    section: str = ""
    """The headings above it in its volume, outermost first, parted by ` / `."""
    date: str = ""
    """The day it bears, in EDTF, when the document says so; never guessed."""
    author: str = ""
    place: str = ""
    marking: str = ""
    """The marking printed on it, such as `Top Secret; Nodis`."""
    subjects: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    first: int = 0
    last: int = -1
    """Its passages, by number; an empty part has `last` below `first`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person on a volume's list, or an abbreviation in its glossary."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    says: str = ""
    kind: str = "person"
    """`person` or `term`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """Where one document of a volume points to another."""

    passage: int
    part: str
    to_part: str
    to_note: str = ""
    words: str = ""
    to_volume: str = ""
    """Another volume, as it names it (`frus1964-68v06`); blank for its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that came inside another, and is kept as a document of its own."""

    name: str
    digest: str
    media: str = ""
    part: str = ""
    """The letter of a mailbox it came with; blank in a single document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a document seems to say of itself, and where: for a person to accept."""

    field: str
    """A field of the document record (`title`, `date`, `author`, `marking`, `language`, `address`), or
    `id` where the document has a usual short name."""
    value: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The text of one file of the cabinet."""

    digest: str
    """SHA-256 of the original bytes, in hexadecimal: 64 letters."""
    original: str
    """The file below the dossier's folder."""
    media: str
    """Its media type, such as `application/pdf`."""
    read_by: str = ""
    """The reader and its version, such as `tei 1`."""
    size: int = 0
    """Bytes of the original."""
    pages: int = 0
    needs_ocr: bool = False
    """Whether some page is a picture without text."""
    proposed: tuple[Proposed, ...] = ()
    parts: tuple[HeldPart, ...] = ()
    passages: tuple[Passage, ...] = ()
    names: tuple[Named, ...] = ()
    references: tuple[CrossReference, ...] = ()
    attached: tuple[Attached, ...] = ()
    trouble: tuple[str, ...] = ()
    """What could not be read, and why, in sentences."""

    def passage_id(self, number: int) -> str:
        """Return the id by which a passage is cited for ever: `p:` + 16 letters of the digest + `/` + number.

        >>> Held(digest="ab" * 32, original="", media="").passage_id(7)
        'p:abababababababab/7'
        """
        return f"p:{self.digest[:16]}/{number}"

    def passage(self, number: int) -> Passage | None:
        """Return the passage with this number, or ``None``."""
        found = self.passages[number - 1] if 0 < number <= len(self.passages) else None
        return found if found is not None and found.number == number else None

    def part(self, id: str) -> HeldPart | None:
        """Return the document of a volume with this id, or ``None``."""
        return next((part for part in self.parts if part.id == id), None)

    def of_part(self, part: HeldPart) -> tuple[Passage, ...]:
        """Return the passages of one document of a volume, in reading order."""
        return self.passages[part.first - 1 : part.last] if part.last >= part.first > 0 else ()


class Holdings(Protocol):
    """A file cabinet as it stood when the dossier was opened: it answers alike for the life of the value."""

    def held(self, file: str) -> Held | None:
        """Return the text of a file under ``archive/`` (as a document record names it), or ``None``."""

    def by_digest(self, digest: str) -> Held | None:
        """Return the text of the file with this digest (or its first 16 letters), or ``None``."""


class NoHoldings:
    """The cabinet of a dossier that was read from texts: it holds nothing."""

    def held(self, file: str) -> Held | None:
        """Return ``None``."""
        return None

    def by_digest(self, digest: str) -> Held | None:
        """Return ``None``."""
        return None


NO_HOLDINGS = NoHoldings()
