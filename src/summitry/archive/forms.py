"""A citation written out in the form the field uses."""

from __future__ import annotations

from summitry.archive.citing import Cited, place_in_words
from summitry.archive.proofs import led
from summitry.dossier.citations import Citation, citation
from summitry.dossier.holdings import HeldPart
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, in_words, parse_when
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageShown:
    """A passage that a citation leads to: its id, where it stands as a person would cite it, its words."""

    id: str
    place: str
    text: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FullCitation:
    """A citation in full, and what it leads to.

    ``source`` is how it is written in a dossier: document id, part, place. ``missing`` says what the
    document does not have; ``held`` whether its text is in the cabinet.
    """

    words: str
    source: str
    document: str
    held: bool
    passages: tuple[PassageShown, ...] = ()
    missing: str = ""


class UnknownDocument(LookupError):
    """No document that this reader knows has the name that is cited."""

    def __init__(self, name: str) -> None:
        super().__init__(f'There is no document called "{name}" here.')
        self.name = name


def in_full(dossier: Dossier, text: str) -> FullCitation:
    """Return a citation in full.

    A document of a volume is cited as historians do: the volume's title, ``Document 49``, its heading, its
    day, the page. Any other by author, title, day and place. Nothing is added that nobody wrote.

    Raises:
        UnknownDocument: when the document is not in the dossier.
    """
    read = citation(text)
    record = dossier.of(Document, read.document)
    if record is None:
        raise UnknownDocument(read.document)
    cited = led(dossier, text)
    words = ", ".join(filter(None, (*_document(record, read, cited), *_place(read, cited))))
    passages: tuple[PassageShown, ...] = ()
    if cited is not None and (read.is_precise or read.part) and not cited.missing:
        passages = tuple(
            PassageShown(id=cited.held.passage_id(p.number), place=place_in_words(cited.held, p), text=p.text,
                         role=p.role)
            for p in cited.passages
        )  # fmt: skip
    return FullCitation(
        words=f"{words}.", source=_source(record, read, cited), document=record.id, held=cited is not None,
        passages=passages, missing=cited.missing if cited is not None else "",
    )  # fmt: skip


def place_of(dossier: Dossier, text: str) -> str:
    """Return where in its document a citation leads, as a person would say it; as written when that is all.

    A passage id is turned into document of the volume, page and paragraph where the text is held.
    """
    read = citation(text)
    written = text.partition(" ")[2]
    if not read.passage:
        return " ".join(filter(None, (read.part, written.strip())))
    cited = led(dossier, text)
    if cited is None or cited.missing:
        return f"p:{read.digest}/{read.passage}"
    return place_in_words(cited.held, cited.passages[0])


def _document(record: Document, read: Citation, cited: Cited | None) -> list[str]:
    part = cited.part if cited is not None else HeldPart()
    number = part.number or (read.part[1:] if read.part[:1] == "d" and read.part[1:].isdigit() else "")
    if not read.part and not part.id:
        day = in_words(record.date) if record.date is not None else ""
        return [record.author, f"“{record.title}”", day]
    heading = part.title
    if number and heading.startswith(f"{number}."):
        heading = heading[len(number) + 1 :].strip()
    named = f"Document {number}" if number else read.part
    return [record.title, named, f"“{heading}”" if heading else "", _day(part.date)]


def _day(date: str) -> str:
    try:
        return in_words(parse_when(date)) if date else ""
    except DateFault:
        return date


def _place(read: Citation, cited: Cited | None) -> list[str]:
    words = []
    if read.passage and cited is not None and not cited.missing:
        place = place_in_words(cited.held, cited.passages[0])
        words.append(place.removeprefix(f"{cited.part.id} ") if cited.part.id else place)
    if read.pages is not None:
        first, last = read.pages
        words.append(f"p. {first}" if first == last else f"pp. {first}–{last}")
    if read.paragraphs is not None:
        begin, end = read.paragraphs
        words.append(f"para. {begin}" if begin == end else f"paras. {begin}–{end}")
    if read.note:
        words.append(f"note {read.note}")
    if read.source_note:
        words.append("source note")
    return [*words, read.rest]


def _source(record: Document, read: Citation, cited: Cited | None) -> str:
    if not read.passage or cited is None or cited.missing:
        return read.text
    place = place_in_words(cited.held, cited.passages[0])
    return f"{record.id}/{place}" if cited.part.id else f"{record.id} {place}"
