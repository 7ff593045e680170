"""What a screen reader finds in the PDF: its tags, read back from the file by another program than made it.

No validator of the whole of PDF/UA-1 is to be had as a package (veraPDF is a Java program of its own). The
checks here are the machine's part of the Matterhorn Protocol that readers meet: structure, language, title,
headings in order, a text for every figure and link, heads of tables, fonts embedded.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from summitry.book.volume.pdf import pdf
from summitry.folder.load import load
from summitry.secretariat.bookmaking import book

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"


@dataclass
class Element:
    kind: str
    alt: str
    children: list["Element"] = field(default_factory=list)

    def every(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.every()


def said(function: Any, *arguments: Any) -> str:
    """A text of PDFium's, which it writes in UTF-16 into the room it is given."""
    size = function(*arguments, None, 0)
    room = ctypes.create_string_buffer(size)
    function(*arguments, room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")


def element(handle: Any) -> Element:
    found = Element(
        said(raw.FPDF_StructElement_GetType, handle), said(raw.FPDF_StructElement_GetAltText, handle)
    )
    for at in range(raw.FPDF_StructElement_CountChildren(handle)):
        child = raw.FPDF_StructElement_GetChildAtIndex(handle, at)
        if child:
            found.children.append(element(child))
    return found


def roots(document: pdfium.PdfDocument) -> Iterator[Element]:
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield element(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        raw.FPDF_StructTree_Close(tree)


@pytest.fixture(scope="module", params=["book", "cards"])
def document(request: pytest.FixtureRequest) -> pdfium.PdfDocument:
    volume = book(load(KOREA).as_of(date(2018, 3, 12)))
    return pdfium.PdfDocument(pdf(volume, part=request.param))


@pytest.fixture(scope="module")
def elements(document: pdfium.PdfDocument) -> list[Element]:
    return [e for root in roots(document) for e in root.every()]


def test_it_is_tagged_and_has_a_language_and_a_title(document: pdfium.PdfDocument) -> None:
    assert raw.FPDFCatalog_IsTagged(document.raw)
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    room = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, room, size)
    assert bytes(room).decode("utf-16-le").rstrip("\0") == "en-GB"
    assert document.get_metadata_value("Title").startswith("United States and DPRK, spring 2018: ")


def test_headings_begin_at_the_first_level_and_skip_none(
    document: pdfium.PdfDocument, elements: list[Element]
) -> None:
    levels = [
        int(e.kind[1]) for e in elements if len(e.kind) == 2 and e.kind[0] == "H" and e.kind[1].isdigit()
    ]
    if len(document) < 10:
        return  # two sides of a card have no headings to find one's way by
    assert len(levels) > 40 and levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_every_figure_and_link_says_in_words_what_it_is(
    document: pdfium.PdfDocument, elements: list[Element]
) -> None:
    figures = [e for e in elements if e.kind == "Figure"]
    assert all(len(e.alt) > 20 for e in figures)
    if len(document) > 10:
        assert len(figures) >= 8 and any(e.alt.startswith("Sequence of") for e in figures)
    for page in document:
        for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, at)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
                room = (ctypes.c_ushort * 400)()
                assert raw.FPDFAnnot_GetStringValue(annotation, b"Contents", room, 800) > 2, "no words"
            raw.FPDFPage_CloseAnnot(annotation)


def test_every_table_has_a_head(document: pdfium.PdfDocument) -> None:
    tables = [e for root in roots(document) for e in root.every() if e.kind == "Table"]
    whole = [t for t in tables if any(e.kind == "TR" for e in t.every())]
    headed = [t for t in whole if any(e.kind == "TH" for e in t.every())]
    # A table that runs over pages is given once for each page; its head is tagged where it begins.
    assert len(headed) >= len(whole) * 0.5
    if len(document) > 10:
        assert len(headed) > 20


def test_every_font_is_in_the_file(document: pdfium.PdfDocument) -> None:
    checked = 0
    for page in document:
        texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
        for thing in islice(texts, 60):
            assert raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(thing.raw)) == 1
            checked += 1
    assert checked > 50
