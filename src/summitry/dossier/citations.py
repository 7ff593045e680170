"""What a citation says: which document, and where in it.

A citation is text whose first word names a document; the rest says where. Read here are the ways people
write that: a passage id, a page, a paragraph, a note. Whatever else stands there is kept and leads
nowhere, which is no mistake: ``tape 3, side B`` is for a person to look up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summitry.dossier.record import ARCHIVE, cited_document
from summitry.foundation.values import dataclass

_PASSAGE = re.compile(r"p:([0-9a-f]{16})/(\d+)")
_DASH = r"\s*(?:-|–|to)\s*"
_PAGES = re.compile(
    rf"\b(?:pages?|pp?\.?)\s*([0-9]+|[ivxlcdm]+)(?:{_DASH}([0-9]+|[ivxlcdm]+))?\b", re.IGNORECASE
)
_PARAGRAPHS = re.compile(rf"(?:\bpara(?:graph)?s?\b\.?|¶¶?)\s*(\d+)(?:{_DASH}(\d+))?", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:foot)?(?:notes?|n\.|fn\.?)\s*(\d+|\*+)", re.IGNORECASE)
_SOURCE_NOTE = re.compile(r"\bsource note\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation taken apart; every part of it but the document may be blank.

    ``passage`` is the number of a passage in the file whose digest begins with ``digest``. ``pages`` are
    as printed (``129`` or ``xii``), first and last; ``paragraphs`` are counted in the part of the volume,
    from 1, notes and headings left out. ``rest`` is what stands there and is none of these.
    """

    text: str
    document: str
    part: str = ""
    digest: str = ""
    passage: int = 0
    pages: tuple[str, str] | None = None
    paragraphs: tuple[int, int] | None = None
    note: str = ""
    source_note: bool = False
    rest: str = ""

    @property
    def is_precise(self) -> bool:
        """Whether it says more than which document (or which document of a volume)."""
        return bool(self.passage or self.pages or self.paragraphs or self.note or self.source_note)


@lru_cache(maxsize=65536)
def citation(text: str) -> Citation:
    """Take a citation apart.

    >>> found = citation("frus1964-68v07/d49 pp. 129-131, para. 5")
    >>> found.document, found.part, found.pages, found.paragraphs
    ('frus1964-68v07', 'd49', ('129', '131'), (5, 5))
    >>> citation("p:1f2e3d4c5b6a7988/12").passage
    12
    >>> citation("tapes reel 3").rest
    'reel 3'
    """
    text = text.strip()
    first, _, where = text.partition(" ")
    document, part, digest, passage = cited_document(text), "", "", 0
    if not first.startswith((ARCHIVE, "p:")):
        part = first.partition("/")[2]
    found = _PASSAGE.search(text)
    if found:
        digest, passage = found[1], int(found[2])
        where = where.replace(found[0], " ")
    where, pages = _taken(_PAGES, where)
    where, paragraphs = _taken(_PARAGRAPHS, where)
    where, source_note = _taken(_SOURCE_NOTE, where)
    where, note = _taken(_NOTE, where)
    return Citation(
        text=text, document=document, part=part, digest=digest, passage=passage,
        pages=(pages[1].lower(), (pages[2] or pages[1]).lower()) if pages else None,
        paragraphs=(int(paragraphs[1]), int(paragraphs[2] or paragraphs[1])) if paragraphs else None,
        note=note[1] if note else "", source_note=source_note is not None,
        rest=" ".join(where.split()).strip(" ,;."),
    )  # fmt: skip


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    found = pattern.search(text)
    return (text, None) if found is None else (f"{text[: found.start()]} {text[found.end() :]}", found)
