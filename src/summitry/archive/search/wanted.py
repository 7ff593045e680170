"""Which documents a reader's index must hold, and from which day each is known.

An index holds what one reader may see and nothing else, since how rare a word is tells what else there
is. A document of a volume is known from the day it bears, unless the volume's record says when the team
learned of it or when it was published.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from summitry.archive import store
from summitry.archive.media import FORMS
from summitry.archive.search.entry import Entry, Facts, entry
from summitry.archive.search.shelf import VERSION, Shelved
from summitry.dossier.asof import Calendar
from summitry.dossier.holdings import Held, HeldPart, Named
from summitry.dossier.kinds import Agency, Document, Party, Person, Term
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, When, parse_when
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document that an index must hold, before its text is read."""

    record: Document
    digest: str
    known: date
    by_own_dates: bool
    """Whether documents of the volume are known from the days they bear."""
    stamp: str
    bytes: int = 0
    """Of its kept text."""


def wanted(dossier: Dossier, folder: Path) -> tuple[Wanted, ...]:
    """Return the documents of a dossier that the cabinet holds, in order of their ids."""
    everything = dossier.everything()
    documents = everything.all(Document)
    calendar = Calendar(everything.header.zone, {d.id: d for d in documents}, everything.index.get)
    found = []
    for record in documents:
        if not record.file:
            continue
        digest = store.digest_in(record.file) or _digest(dossier, record)
        if not digest:
            continue
        known = calendar.known_from(record, record.zone or everything.header.zone)
        own = record.learned is None and record.published is None
        size = _size(folder / store.text_name(digest))
        stamp = _stamp(everything, record, digest, known, own, size)
        found.append(
            Wanted(record=record, digest=digest, known=known, by_own_dates=own, stamp=stamp, bytes=size)
        )
    return tuple(found)


def _digest(dossier: Dossier, record: Document) -> str:
    held = dossier.whole.holdings.held(record.file)
    return held.digest if held is not None else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _stamp(dossier: Dossier, record: Document, digest: str, known: date, own: bool, size: int) -> str:
    date = record.date.text if record.date else ""
    said = (
        VERSION, digest, size > 0, record.id, record.title, record.author, date, record.zone, record.grade,
        record.language, _marking(dossier, record), _access(dossier, record), known.isoformat(), own,
        dossier.header.zone,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(said).encode("utf-8", "surrogatepass")).hexdigest()


def _marking(dossier: Dossier, record: Document) -> str:
    return (record.marking or dossier.header.lowest_marking).lower()


def _access(dossier: Dossier, record: Document) -> tuple[str, ...]:
    """The compartments of a document, of those that the reader knows of."""
    return tuple(group for group in record.access if group in dossier.header.groups)


def shelved(dossier: Dossier, want: Wanted, only: frozenset[str] | None = None) -> Shelved:
    """Read a document's text and make it ready; with ``only``, just the entries of these ids.

    That the reader may see it was settled when it became wanted.
    """
    held = dossier.whole.holdings.held(want.record.file)
    if held is None:
        return Shelved(id=want.record.id, stamp=want.stamp, entries=())
    found = tuple(_entries(dossier, want, held, only))
    return Shelved(id=want.record.id, stamp=want.stamp, entries=found, names=held.names)


def _entries(
    dossier: Dossier, want: Wanted, held: Held, only: frozenset[str] | None
) -> Iterator[tuple[Entry, int]]:
    for part in held.parts or (HeldPart(first=1, last=len(held.passages)),):
        id = f"{want.record.id}/{part.id}" if part.id else want.record.id
        if part.kind == "matter" or (only is not None and id not in only):
            continue
        when = _date(part.date) or (None if part.id else want.record.date)
        known = want.known
        if part.id and want.by_own_dates and when is not None:
            known = max(known, dossier.civil_day(when, want.record.zone))
        yield entry(_facts(dossier, want, held, part, when, id), held, part), known.toordinal()


def _facts(dossier: Dossier, want: Wanted, held: Held, part: HeldPart, when: When | None, id: str) -> Facts:
    record = want.record
    facts = Facts(
        id=id, document=record.id, part=part.id, digest=held.digest,
        title=(part.title if part.id else record.title) or part.title or record.title,
        section=part.section, author=part.author or ("" if part.id else record.author), place=part.place,
        date=when.text if when is not None else "", marking=_marking(dossier, record),
        printed=part.marking, access=_access(dossier, record), kind=_kind(held), grade=record.grade,
        language=_language(record, held, part), subjects=part.subjects, participants=part.participants,
    )  # fmt: skip
    if when is None:
        return facts
    return replace(facts, first_day=max(1, when.earliest.toordinal()), last_day=when.latest.toordinal())


def _language(record: Document, held: Held, part: HeldPart) -> str:
    """The language of a document: as its record says, else as the most of its passages say."""
    if record.language:
        return record.language.lower()
    said = Counter(passage.language for passage in held.of_part(part) if passage.language)
    return min(said, key=lambda language: (-said[language], language)).lower() if said else ""


def _kind(held: Held) -> str:
    """The short name of a document's form, as one would type it: `pdf`, `html`, `tei`."""
    form = next((f for f in FORMS if f.media == held.media), None)
    return form.reader if form is not None else held.media.partition("/")[0]


def _date(text: str) -> When | None:
    try:
        return parse_when(text) if text else None
    except DateFault:
        return None


def own_names(dossier: Dossier) -> tuple[Named, ...]:
    """Return the people, bodies and terms of a dossier, by which a question may name them."""
    people = [
        Named(id=p.id, name=in_list_order(p.name), also=tuple(in_list_order(a) for a in p.also))
        for p in dossier.all(Person)
    ]
    bodies: list[Party | Agency | Term] = [*dossier.all(Party), *dossier.all(Agency), *dossier.all(Term)]
    return (*people, *(Named(id=b.id, name=b.name, also=b.also, kind="term") for b in bodies))


def in_list_order(name: str) -> str:
    """Return a name of two words with the surname first, as lists have it; other names as they are.

    Which word of a longer name is the surname differs from people to people, so both ends count.

    >>> in_list_order("Rex W. Tillerson"), in_list_order("Ri Yong Ho"), in_list_order("리용호")
    ('Tillerson, Rex W.', 'Ri Yong Ho', '리용호')
    """
    words = name.split()
    long = [word for word in words if len(word.strip(".")) > 1]
    if "," in name or len(long) != 2 or "-" in name or not name.isascii():
        return name
    return f"{long[1]}, {' '.join(word for word in words if word != long[1])}"
