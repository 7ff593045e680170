"""PDF files as lines with their places. The only module that knows the library behind it."""

from __future__ import annotations

import ctypes
import re
import struct
import zlib
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from summitry.foundation.values import dataclass

_PICTURE = 3
_FEW = 12
"""Fewest characters of a page that is more than a stamp on a picture."""
_MARK = "\x02\ufffe"
"""What the library writes for a hyphen at the end of a line."""
_AFTER_MARK = re.compile(f"(?<=[{_MARK}])(?=.)")


class LockedOrDamaged(Exception):
    """The file cannot be opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Lengths are in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    base: float
    """Height of its baseline above the foot of the page."""
    size: float
    calls: tuple[tuple[int, str], ...] = ()
    """Raised small figures that call a note, taken out of the text: where they stood, what they said."""
    broken: bool = False
    """Whether it ends in a hyphen that the library takes for a word break."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its lines, its height, its label in the file, whether it is a picture without text."""

    lines: tuple[Line, ...]
    height: float
    label: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself."""

    pages: int
    title: str
    author: str


class PdfFile:
    """A PDF file whose pages can be read."""

    def __init__(self, content: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(content)
            self.pages = len(self._document)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise LockedOrDamaged("it is locked with a password") from None
            raise LockedOrDamaged("it is damaged, or no PDF") from None

    def facts(self) -> Facts:
        """Return what the file says of itself."""
        said = self._document.get_metadata_dict()
        return Facts(self.pages, said.get("Title", ""), said.get("Author", ""))

    def sheets(self, most: int) -> Iterator[Sheet]:
        """Yield the pages in order, at most so many; a page that is damaged is blank."""
        for at in range(min(self.pages, most)):
            try:
                page = self._document[at]
            except pypdfium2.PdfiumError:
                yield Sheet((), 0, "", False)
                continue
            try:
                text = page.get_textpage()
                lines = tuple(_lines(text))
                picture = sum(len(line.text) for line in lines) < _FEW and _has_picture(page)
                label = self._document.get_page_label(at) or ""
                yield Sheet(lines, page.get_height(), label, picture)
                text.close()
            except pypdfium2.PdfiumError:
                yield Sheet((), 0, "", False)
            finally:
                page.close()

    def picture(self, number: int, width: int) -> bytes:
        """Return a page (from 1) as a picture so many points wide, as PNG in shades of grey.

        A page much taller than wide is made narrower, so that no page takes more than a few megabytes.

        Raises:
            LockedOrDamaged: when there is no such page, or it cannot be drawn.
        """
        if not 0 < number <= self.pages:
            raise LockedOrDamaged("it has no such page")
        try:
            page = self._document[number - 1]
            across, down = page.get_size()
            if across <= 0 or down <= 0:
                raise LockedOrDamaged("the page has no size")
            scale = min(width / across, 4 * width / down)
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        except pypdfium2.PdfiumError:
            raise LockedOrDamaged("the page is damaged") from None


def _png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """A picture in shades of grey, a byte for each point, as PNG."""
    rows = b"".join(b"\0" + grey[at * stride : at * stride + width] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in pieces
    )


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    for seen, thing in enumerate(page.get_objects(max_depth=3)):
        if thing.type == _PICTURE:
            return True
        if seen > 500:
            return False
    return False


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a page in the order of its text; pieces on one height are one line."""
    whole = page.get_text_range()
    before: Line | None = None
    for at, raw in _printed(whole):
        line = _line(page, raw, at)
        if line is None:
            continue
        if before is not None and _same_height(before, line):
            shift = len(before.text) + 1
            calls = (*before.calls, *((where + shift, says) for where, says in line.calls))
            before = Line(
                f"{before.text} {line.text}", before.left, line.right, before.base,
                max(before.size, line.size), calls, line.broken,
            )  # fmt: skip
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _printed(whole: str) -> Iterator[tuple[int, str]]:
    """The printed lines and where they begin. A line that ends in a broken word is not ended by the
    library: its mark stands there instead."""
    at = 0
    for raw in whole.split("\r\n"):
        *broken, rest = _AFTER_MARK.split(raw)
        for piece in broken:
            yield at, piece
            at += _units(piece)
        yield at, rest
        at += _units(rest) + 2


def _same_height(before: Line, line: Line) -> bool:
    return abs(before.base - line.base) < 0.35 * line.size and line.left > before.right - 2


def _units(text: str) -> int:
    """The library counts in UTF-16."""
    return len(text) if text.isascii() else sum(1 + (ord(c) > 0xFFFF) for c in text)


def _line(page: pypdfium2.PdfTextPage, raw: str, at: int) -> Line | None:
    text = raw.rstrip()
    lead = len(text) - len(text.lstrip())
    if not text:
        return None
    broken = text[-1] in _MARK
    first, last = at + lead, at + _units(text) - 1
    left, base = _origin(page, first)
    size = pdfium.FPDFText_GetFontSize(page, first) or 1.0
    right = page.get_charbox(last)[2] if last >= first else left
    text, calls = _without_calls(page, text, at, base, size)
    text = text[lead:].translate(_NO_MARKS)
    if not text:
        return None
    moved = tuple((max(0, where - lead), says) for where, says in calls)
    return Line(text, left, right, base, size, moved, broken)


_NO_MARKS = {ord(c): "-" for c in _MARK}


def _origin(page: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(page, at, x, y):
        return 0.0, 0.0
    return x.value, y.value


def _is_raised(page: pypdfium2.PdfTextPage, at: int, base: float, size: float) -> bool:
    """Whether a figure stands above the line, or is much smaller than it."""
    own = pdfium.FPDFText_GetFontSize(page, at)
    if 0 < own < 0.8 * size:
        return True
    _, bottom, _, top = page.get_charbox(at)
    return bool(bottom > base + 0.18 * size and top - bottom < 0.6 * size)


def _without_calls(
    page: pypdfium2.PdfTextPage, text: str, at: int, base: float, size: float
) -> tuple[str, list[tuple[int, str]]]:
    """Take out raised or small figures that follow a word: they call notes."""
    calls: list[tuple[int, str]] = []
    if not any(c.isdigit() for c in text):
        return text, calls
    kept: list[str] = []
    unit = at
    for c in text:
        small = (
            c.isdigit() and kept and not kept[-1].isspace()
            and ((calls and calls[-1][0] == len(kept)) or not kept[-1].isdigit())
            and _is_raised(page, unit, base, size)
        )  # fmt: skip
        unit += 1 + (ord(c) > 0xFFFF)
        if not small:
            kept.append(c)
        elif calls and calls[-1][0] == len(kept):
            calls[-1] = (len(kept), calls[-1][1] + c)
        else:
            calls.append((len(kept), c))
    return "".join(kept), calls
