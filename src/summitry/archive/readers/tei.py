"""TEI XML, as the Foreign Relations of the United States are published: a volume and its documents.

A division of type ``document`` is one part with its number, heading, date line, source note, lists of
subjects and participants, and its notes, each after the paragraph that calls it. What stands around
the documents is kept as matter: preface, lists of names and terms. The printed index and the table of
contents are left out of the text that is searched. This is one thing because every element is met on
one walk, with the page, the document and the paragraph it falls into.
"""

from __future__ import annotations

import re
from dataclasses import field

from summitry.archive.composing import ITEM, Composer, Reading, TooMuch
from summitry.archive.flowing import Flow, run_together
from summitry.archive.markup import Element, NotMarkup, attribute, below, name_of, text_of, xml_tree
from summitry.archive.readers.source import NotRead, Source
from summitry.dossier.holdings import CrossReference, HeldPart, Named
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.values import dataclass

READ_BY = "tei 1"

_DIVISIONS = frozenset({"div", "div1", "div2", "div3", "div4", "titlePage", "docTitle", "docImprint"})
_BLOCKS = frozenset({
    "p", "head", "item", "row", "dateline", "closer", "opener", "salute", "lg", "l", "ab", "byline",
    "titlePart", "label", "quote", "sp", "speaker", "postscript", "trailer", "epigraph", "argument",
})  # fmt: skip
_APART = frozenset({"cell", "p", "signed", "item", "row", "head", "label"})
_LABELS = {"dateline": "dateline", "closer": "closer", "row": "row", "opener": "opener"}
_NOT_SEARCHED = frozenset({"index", "toc"})
_GRADES = (
    "Top Secret", "Secret", "Confidential", "Limited Official Use", "Official Use Only", "Restricted",
    "Unclassified", "Eyes Only", "Personal and Secret", "Personal and Confidential", "Sensitive",
)  # fmt: skip
_MARKING = re.compile(rf"(?:^|[.)\]] )((?:{'|'.join(_GRADES)})(?:;[^.]*)?)\.(?= |\Z)")


def read(source: Source) -> Reading:
    """Return what a TEI document holds.

    Raises:
        NotRead: when it is no XML, or no TEI.
    """
    try:
        root = xml_tree(source.content(), source.limits.depth)
    except NotMarkup as error:
        raise NotRead(str(error)) from None
    text = next((e for e in root.iter() if name_of(e) == "text"), None)
    if text is None:
        raise NotRead("it is XML, but holds no TEI text")
    composer = Composer(source.limits)
    walk = _Walk(composer, _notes_of(text))
    _propose(root, composer.reading)
    try:
        walk.division(text, 0)
    except TooMuch:
        composer.reading.trouble.append("It is larger than any volume, and was read only in part.")
    composer.reading.names.extend(_names(text))
    composer.reading.pages = walk.pages
    return composer.finish()


@dataclass(slots=True)
class _Note:
    """A note that waits for the paragraph that calls it to end."""

    element: Element
    at: int


@dataclass(slots=True)
class _Learned:
    """What a document says of itself, gathered on the walk."""

    subjects: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    marking: str = ""


class _Walk:
    def __init__(self, composer: Composer, notes: dict[str, tuple[str, str]]) -> None:
        self.out = composer
        self.page = ""
        self.pages = 0
        self.part = ""
        self.role = "body"
        self.learned = _Learned()
        self._notes = notes
        self._headings: list[str] = []
        self._depth = 0

    # -- divisions ----------------------------------------------------------------------------

    def division(self, element: Element, depth: int) -> None:
        """Walk a division and all below it."""
        kind = attribute(element, "type")
        name = name_of(element)
        if name in _DIVISIONS and kind == "document" and not self.part:
            self._document(element, depth)
        elif name in _DIVISIONS and not self.part and _stands_alone(element):
            self._matter(element, depth, kind)
        else:
            heads = len(self._headings)
            if name in _DIVISIONS and not self.part:
                self._headings.append(_heading(element))
            self._inside(element, depth)
            del self._headings[heads:]

    def _document(self, element: Element, depth: int) -> None:
        id = attribute(element, "id") or f"n{self.out.next_number}"
        self.part, self.learned = id, _Learned()
        section = " / ".join(h for h in self._headings if h)
        self.out.begin(
            HeldPart(
                id=id, number=attribute(element, "n"), title=_heading(element), section=section,
                date=_date(element), author=_author(element), place=_place(element),
            )
        )  # fmt: skip
        self._inside(element, depth)
        self.out.end(
            subjects=tuple(self.learned.subjects), participants=tuple(self.learned.participants),
            marking=self.learned.marking,
        )  # fmt: skip
        self.part = ""

    def _matter(self, element: Element, depth: int, kind: str) -> None:
        id = attribute(element, "id") or name_of(element).lower()
        self.part = id
        before, self.role = self.role, "left-out" if {id, kind} & _NOT_SEARCHED else "body"
        self.out.begin(HeldPart(id=id, kind="matter", title=_heading(element)))
        self._inside(element, depth)
        self.out.end()
        self.part, self.role = "", before

    def _inside(self, element: Element, depth: int) -> None:
        loose: Flow | None = None
        for child in element:
            name = name_of(child)
            if name in _DIVISIONS or name in ("front", "body", "back", "group", "floatingText"):
                self.division(child, depth + (name in _DIVISIONS))
            elif name == "pb":
                self._turn(child)
            elif name == "list" or name == "table":
                self._list(child)
            elif name == "note":
                self._note(_Note(child, 0), 0)
            elif name:
                self._block(child, depth)
            if child.tail and child.tail.strip():
                loose = Flow(self.page)
                loose.add(child.tail)
                self.out.add_flow(self._as(self.role), loose)

    # -- blocks -------------------------------------------------------------------------------

    def _as(self, role: str) -> str:
        return "left-out" if self.role == "left-out" else role

    def _block(self, element: Element, depth: int) -> None:
        name = name_of(element)
        label = str(depth) if name == "head" else _LABELS.get(name, "")
        role = "head" if name in ("head", "titlePart") else "body"
        self._paragraph(element, self._as(role), label)

    def _list(self, element: Element) -> None:
        kind = attribute(element, "type")
        spoken = kind if kind in ("subject", "participants", "to", "from", "references") else ""
        for child in element:
            name = name_of(child)
            if name == "pb":
                self._turn(child)
            elif name in ("list", "table"):
                self._list(child)
            elif name == "head":
                self._paragraph(child, self._as("list"), "head")
            elif name == "row":
                self._paragraph(child, self._as("body"), "row")
            elif name == "note":
                self._note(_Note(child, 0), 0)
            elif name:
                said = self._paragraph(child, self._as("list" if spoken else "body"), spoken or ITEM)
                if said and kind == "subject":
                    self.learned.subjects.append(said)
                elif said and kind == "participants":
                    self.learned.participants.append(said)
            if child.tail and child.tail.strip():
                self.out.add(self._as("body"), run_together(child.tail), page=self.page)

    def _paragraph(self, element: Element, role: str, label: str) -> str:
        """Add the passages of one block and return the text of the first."""
        run = _Run(Flow(self.page), role, label)
        self._gather(element, run)
        self._flush(run)
        return run.first

    def _flush(self, run: _Run) -> None:
        number = self.out.add_flow(run.role, run.flow, label=run.label)
        if number:
            run.first = run.first or run.flow.text
            run.last = number
            for to, words in run.refs:
                self._refer(number, to, words)
        for note in run.notes:
            self._note(note, number or run.last)
        run.flow, run.notes, run.refs = Flow(self.page), [], []

    def _gather(self, element: Element, run: _Run) -> None:
        run.flow.add(element.text)
        for child in element:
            name = name_of(child)
            if name == "note":
                run.notes.append(_Note(child, run.flow.length))
            elif name == "pb":
                self._turn(child)
                run.flow.turn(self.page)
            elif name == "lb":
                run.flow.gap()
            elif name in ("list", "table") and not run.in_note:
                self._flush(run)
                self._list(child)
                run.flow = Flow(self.page)
            elif name in _BLOCKS and not run.in_note and name_of(element) != "row":
                self._flush(run)
                before = run.label
                run.label = "" if before == ITEM and name == "p" else before
                self._gather(child, run)
                self._flush(run)
                run.label = before
            elif name:
                if name in _APART:
                    run.flow.gap()
                if name == "ref":
                    run.refs.append((attribute(child, "target"), text_of(child, ("note",))))
                self._gather(child, run)
                if name in _APART:
                    run.flow.gap()
            run.flow.add(child.tail)

    # -- notes, pages, references -------------------------------------------------------------

    def _note(self, note: _Note, called: int) -> None:
        element = note.element
        kind = attribute(element, "type")
        run = _Run(Flow(self.page), "footnote", attribute(element, "n"), in_note=True)
        self._gather(element, run)
        text = run.flow.text
        if kind == "source" or (not kind and text.startswith("Source:")):
            run.role = "source-note"
            if self.part and not self.learned.marking:
                found = _MARKING.search(text)
                self.learned.marking = found[1] if found else ""
        elif kind == "summary":
            run.label = "summary"
        number = self.out.add_flow(
            self._as(run.role), run.flow, label=run.label, at=(called, note.at) if called else (0, 0)
        )
        for to, words in run.refs:
            self._refer(number, to, words)
        for inner in run.notes:
            self._note(inner, number)

    def _turn(self, element: Element) -> None:
        self.page = attribute(element, "n") or self.page
        self.pages += 1

    def _refer(self, passage: int, target: str, words: str) -> None:
        if not self.part or not passage or self.role == "left-out":
            return
        volume, _, id = target.partition("#")
        if volume.startswith("frus"):
            part, note = (id.partition("fn")[0], "") if id else ("", "")
        elif not volume and id in self._notes:
            part, note = self._notes[id]
        else:
            return
        self.out.reading.references.append(
            CrossReference(
                passage=passage, part=self.part, to_part=part, to_note=note, words=run_together(words),
                to_volume=volume.removesuffix(".xml"),
            )
        )  # fmt: skip


@dataclass(slots=True)
class _Run:
    """One block on its way to become a passage."""

    flow: Flow
    role: str
    label: str
    notes: list[_Note] = field(default_factory=list)
    refs: list[tuple[str, str]] = field(default_factory=list)
    in_note: bool = False
    first: str = ""
    last: int = 0


def _notes_of(text: Element) -> dict[str, tuple[str, str]]:
    """Every document and every note in one, by id: the document, and the number of the note."""
    found: dict[str, tuple[str, str]] = {}
    for document in (e for e in text.iter() if attribute(e, "type") == "document"):
        id = attribute(document, "id")
        found.setdefault(id, (id, ""))
        for inner in document.iter():
            inner_id = attribute(inner, "id") if isinstance(inner.tag, str) else ""
            if inner_id:
                label = attribute(inner, "n") if name_of(inner) == "note" else ""
                found.setdefault(inner_id, (id, label))
    return found


def _stands_alone(element: Element) -> bool:
    """Whether a division holds no document, and stands in a volume that does."""
    if name_of(element) in ("docTitle", "docImprint"):
        return False
    root = element.getroottree().getroot()
    return not _holds_documents(element) and _holds_documents(root)


def _holds_documents(element: Element) -> bool:
    return any(attribute(e, "type") == "document" for e in element.iter() if isinstance(e.tag, str))


def _heading(element: Element) -> str:
    head = next((c for c in element if name_of(c) == "head"), None)
    return run_together(text_of(head, ("note", "pb"))) if head is not None else ""


def _date(element: Element) -> str:
    """The day of the date line, else of the heading; blank when neither says one."""
    for name in ("dateline", "head"):
        for block in below(element, name):
            for date in below(block, "date"):
                for key in ("when", "from", "notBefore"):
                    if found := _edtf(attribute(date, key)):
                        return found
    return ""


def _edtf(written: str) -> str:
    found = re.match(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?", written)
    if not found:
        return ""
    try:
        parse_when(found[0])
    except DateFault:
        return ""
    return found[0]


def _author(element: Element) -> str:
    head = next((c for c in element if name_of(c) == "head"), None)
    if head is not None:
        for name in ("persName", "gloss", "orgName"):
            for each in below(head, name):
                if attribute(each, "type") == "from":
                    return run_together(text_of(each, ("note",)))
    return ""


def _place(element: Element) -> str:
    for line in below(element, "dateline"):
        for place in below(line, "placeName"):
            return run_together(text_of(place, ("note",)))
    return ""


def _names(text: Element) -> list[Named]:
    """The persons and the terms that a volume lists."""
    found = []
    for kind, listed, bearing in (("person", "names", "persName"), ("term", "terms", "term")):
        for each in (e for e in text.iter() if name_of(e) == "list" and attribute(e, "type") == listed):
            for item in (c for c in each if name_of(c) == "item"):
                for named in below(item, bearing):
                    id = attribute(named, "id")
                    name = run_together(text_of(named, ("note",))).rstrip(",")
                    if id and name:
                        whole = run_together(text_of(item, ("note", "pb")))
                        says = whole.partition(name)[2].lstrip(" ,;:")
                        found.append(Named(id=id, name=name, says=says, kind=kind))
                        break
    return found


def _propose(root: Element, reading: Reading) -> None:
    header = next((e for e in root.iter() if name_of(e) == "teiHeader"), None)
    if header is None:
        return
    titles = [e for e in header.iter() if name_of(e) == "title"]
    whole = [e for e in titles if attribute(e, "type") == "complete"] or titles[:1]
    for title in whole:
        reading.propose("title", text_of(title), "the TEI header gives it as the title")
    for number in (e for e in header.iter() if name_of(e) == "idno"):
        if attribute(number, "type") == "frus":
            reading.propose("id", text_of(number), "the TEI header gives it as the volume's own number")
    editors = [e for e in header.iter() if name_of(e) in ("author", "editor")]
    named = [run_together(text_of(e)) for e in editors if attribute(e, "role") != "general"]
    reading.propose("author", ", ".join(n for n in named if n), "the TEI header names these editors")
    language = attribute(root, "lang")
    reading.propose("language", language, "the TEI header says so")
