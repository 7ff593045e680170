"""OpenDocument texts (ODT): paragraphs, headings, lists, tables, and notes where they are called."""

from __future__ import annotations

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.flowing import Flow, run_together
from summitry.archive.markup import Element, NotMarkup, attribute, below, name_of, text_of, xml_tree
from summitry.archive.packed import Packed
from summitry.archive.proposals import propose_from_lines
from summitry.archive.readers.source import NotRead, Source

READ_BY = "odt 1"

_FIELDS = {"title": "title", "creator": "author", "initial-creator": "author", "language": "language"}


def read(source: Source) -> Reading:
    """Return what an OpenDocument text holds.

    Raises:
        NotRead: when it is damaged, locked or unfolds to too much.
    """
    packed = Packed(source.content(), source.limits)
    try:
        root = xml_tree(packed.read("content.xml"), source.limits.depth)
    except NotMarkup as why:
        raise NotRead(str(why)) from None
    body = next((e for e in root.iter() if name_of(e) == "text" and name_of(e.getparent()) == "body"), None)
    if body is None:
        raise NotRead("it is damaged: it holds no text")
    composer = Composer(source.limits)
    try:
        _walk(composer, body)
    except TooMuch:
        composer.reading.trouble.append("It is longer than any paper, and was read only in part.")
    _propose(composer.reading, packed)
    return composer.finish()


def _walk(composer: Composer, element: Element) -> None:
    for child in element:
        name = name_of(child)
        if name == "h":
            _block(composer, child, "head", attribute(child, "outline-level") or "1")
        elif name == "p":
            title = attribute(child, "style-name") == "Title"
            _block(composer, child, "head" if title else "body", "1" if title else "")
        elif name == "table-row":
            _block(composer, child, "body", "row")
        elif name not in ("tracked-changes", "sequence-decls", "forms", "table-of-content", ""):
            _walk(composer, child)


def _block(composer: Composer, element: Element, role: str, label: str) -> None:
    flow, notes = Flow(), list[tuple[int, Element]]()
    _pour(element, flow, notes)
    number = composer.add_flow(role, flow, label=label)
    for at, note in notes:
        body = next(below(note, "note-body"), None)
        said = run_together(" ".join(text_of(p) for p in below(body, "p"))) if body is not None else ""
        citation = next((run_together(text_of(c)) for c in below(note, "note-citation")), "")
        composer.add("footnote", said, label=citation, at=(number, at) if number else (0, 0))


def _pour(element: Element, flow: Flow, notes: list[tuple[int, Element]]) -> None:
    flow.add(element.text)
    for child in element:
        name = name_of(child)
        if name == "note":
            notes.append((flow.length, child))
        elif name in ("s", "tab", "line-break"):
            flow.gap()
        elif name in ("table-cell", "p", "h", "list-item"):
            flow.gap()
            _pour(child, flow, notes)
            flow.gap()
        elif name and name not in ("annotation", "object", "image"):
            _pour(child, flow, notes)
        flow.add(child.tail)


def _propose(reading: Reading, packed: Packed) -> None:
    heads = [p.text for p in reading.passages[:8] if p.role == "head" and p.label == "1"]
    if heads:
        reading.propose("title", heads[0], "it is the first heading")
    propose_from_lines(reading, [p.text for p in reading.passages if p.role != "footnote"])
    content = packed.read("meta.xml")
    try:
        root = xml_tree(content) if content else None
    except NotMarkup:
        return
    for each in root.iter() if root is not None else ():
        if name_of(each) in _FIELDS:
            reading.propose(_FIELDS[name_of(each)], text_of(each), "the file's properties say so")
