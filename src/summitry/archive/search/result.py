"""What a search returns: documents, records, passages like one, and what was made of the question."""

from __future__ import annotations

from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

BASIS = Basis(
    method="The 100 best documents by plain BM25 are ranked by BM25 over head (counted twice), text and"
    " notes, and half the score of the best passage.",
    assumptions=(
        "A person counts under every form on the dossier's or the volume's list; a surname that several bear"
        " counts for each of them.",
        "Rarity is measured over all the documents that this reader has on this day.",
    ),
    cannot_say=("That nothing was found proves no absence: other words may have been used.",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Words of a passage round what was found, and where they stand."""

    passage: str
    """Its id, `p:` with digest and number."""
    page: str = ""
    paragraph: int = 0
    role: str = ""
    label: str = ""
    words: str = ""
    marked: tuple[tuple[int, int], ...] = ()
    """What was asked for, as begin and end in ``words``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A piece of the question that a document was found by."""

    name: str
    kind: str
    score: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found."""

    id: str
    document: str
    part: str = ""
    title: str = ""
    date: str = ""
    author: str = ""
    marking: str = ""
    score: float = 0.0
    counted: tuple[Counted, ...] = ()
    extract: Extract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHit:
    """A record of the dossier that was found."""

    id: str
    kind: str
    title: str
    score: float = 0.0
    words: str = ""
    marked: tuple[tuple[int, int], ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of the documents that match have this in common."""

    facet: str
    value: str
    documents: int
    asks: str = ""
    """What to add to the question to keep only these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a question."""

    question: str
    documents: int = 0
    """How many documents match at all."""
    hits: tuple[Hit, ...] = ()
    records: tuple[RecordHit, ...] = ()
    ignored: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    """Words that occur in no document."""
    did_you_mean: str = ""
    """The question with those words replaced by the nearest that occur."""
    tallies: tuple[Tally, ...] = ()
    held: int = 0
    """How many documents this reader has on this day."""
    basis: Basis = BASIS
