"""The book as PDF: tagged (PDF/UA-1), set by Typst in the shipped fonts; no clock, no system fonts.

Typst refuses a character that none of its fonts has: the text is scanned first, and what Typst still
refuses is shown as its code and set again.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from summitry.book.volume.value import Picture, Run, Volume
from summitry.book.volume.words import with_glyphs
from summitry.foundation.labels import language, say

Paper = Literal["a4", "letter"]

BOOK = Path(__file__).parent.parent
FONTS = BOOK / "fonts"
TRIES = 12
_REFUSED = re.compile(r'the text `?"(?P<text>.+?)"`? could not be displayed')


class PdfFailed(RuntimeError):
    """Typst did not make the PDF."""


def pdf(
    volume: Volume, paper: Paper = "a4", part: Literal["book", "cards"] = "book", stamp: str = ""
) -> bytes:  # fmt: skip
    """Return the book, or its cards alone in their own size (A6), as PDF.

    ``stamp`` stands behind the text of every page and down its edge: whose copy it is.

    Raises:
        PdfFailed: with what Typst says.
    """
    refused = _without_font(volume, stamp)
    for _ in range(TRIES):
        try:
            return _compiled(volume, paper, part, stamp, refused)
        except typst.TypstError as error:
            found = _REFUSED.search(str(error))
            more = frozenset(found["text"]) - refused if found else frozenset()
            if not more:
                raise PdfFailed(" ".join(str(error).split())) from None
            refused |= more
    raise PdfFailed("too many characters that no font has")


OWN_FONT = {
    "NotoSerifCJKKR-Regular.otf": "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]",
    "NotoSerifCJKSC-Regular.otf": "[\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]",
    "NotoNaskhArabic-Regular.ttf": "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]",
}
"""Scripts that a single font has: without its file they are shown as codes, and the book is made."""


def _without_font(volume: Volume, stamp: str) -> frozenset[str]:
    lost = [letters for name, letters in OWN_FONT.items() if not (FONTS / name).is_file()]
    if not lost:
        return frozenset()
    text = json.dumps([_values(volume, frozenset()), stamp], ensure_ascii=False)
    return frozenset(re.findall("|".join(lost), text))


def _compiled(volume: Volume, paper: str, part: str, stamp: str, refused: frozenset[str]) -> bytes:
    day = date.fromisoformat(volume.day)
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    template = (BOOK / "templates" / "book.typ").read_text(encoding="utf-8")
    book = _values(volume, refused) | _values(_labels(template), refused) | {"language": language()}
    book["stamp"] = with_glyphs(stamp, refused)
    values = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    compile_pdf: Any = typst.compile  # its type hints leave out the form with several files
    made = compile_pdf(
        {"main.typ": template.encode(), "book.json": values.encode("utf-8", "replace")}, format="pdf",
        font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"],
        timestamp=int(moment.timestamp()), sys_inputs={"paper": paper, "part": part},
    )  # fmt: skip
    return bytes(made)


_LABEL = re.compile(r'\blf?\("((?:[^"\\]|\\.)*)"')


def _labels(template: str) -> dict[str, dict[str, str]]:
    """The labels that the template names, each in the language of the book."""
    return {"labels": {text: say(text) for text in _LABEL.findall(template)}}


DOTS_AN_INCH = 200


def drawn(pictures: Sequence[Picture]) -> list[bytes]:
    """Return figures as PNG, for formats that take no SVG."""
    if not pictures:
        return []
    files = {f"{at}.svg": with_glyphs(p.svg).encode("utf-8", "replace") for at, p in enumerate(pictures)}
    pages = "\n#pagebreak()\n".join(f'#image("{name}")' for name in files)
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    compile_png: Any = typst.compile
    made = compile_png(
        {"main.typ": source.encode(), **files}, format="png", ppi=DOTS_AN_INCH,
        font_paths=[str(FONTS)], ignore_system_fonts=True,
    )  # fmt: skip
    return [bytes(page) for page in (made if isinstance(made, list) else [made])]


def _values(value: Any, refused: frozenset[str]) -> Any:
    if isinstance(value, str):
        return with_glyphs(value, refused)
    if isinstance(value, Run):
        return [with_glyphs(value.text, refused), value.lang, value.rtl, value.changed]
    if isinstance(value, dict):
        return {name: _values(item, refused) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_values(item, refused) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _values(getattr(value, f.name), refused) for f in dataclasses.fields(value)}
    return value
