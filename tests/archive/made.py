"""Files as programs write them, made for the tests."""

import io
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path

import pypandoc
import typst

from summitry.archive.composing import Reading
from summitry.archive.limits import Limits
from summitry.archive.nursery import read_here

PAPER = """---
title: Options for Hanoi
author: Korea Desk
date: 1 February 2019
---
# Options

The first option[^1] stands alone, and [the second](http://example.org) waits.

> They said so.

- one item

| a | b |
|---|---|
| c | d |

[^1]: See the annex.
"""


@lru_cache
def by_pandoc(form: str, text: str = PAPER) -> bytes:
    """The paper as a Word or OpenDocument file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"paper.{form}")
        pypandoc.convert_text(text, form, format="markdown", outputfile=str(target))
        return target.read_bytes()


@lru_cache
def pdf(source: str) -> bytes:
    """A PDF set from Typst markup."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def picture_pdf(pages: int = 1) -> bytes:
    """A PDF whose pages are pictures without text: each paints one grey pixel over itself."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(pages))
    image = 3 + 2 * pages
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    for n in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents {4 + 2 * n} 0 R"
            f" /Resources << /XObject << /I {image} 0 R >> >> >>"
        )
        objects.append("<< /Length 30 >>\nstream\nq 200 0 0 200 0 0 cm /I Do Q  \nendstream")
    objects.append(
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        " /Length 1 >>\nstream\n@\nendstream"
    )
    return _pdf_of(objects)


def _pdf_of(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{at:010d} 00000 n \n".encode() for at in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return out


def many_pages(pages: int) -> bytes:
    """A PDF with so many pages, a word on each."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 200 200]"
        " /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        "<< /Length 43 >>\nstream\nBT /F 12 Tf 20 100 Td (Word of a page) Tj ET \nendstream",
    ]
    objects.extend("<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>" for _ in range(pages))
    return _pdf_of(objects)


def zipped(members: dict[str, bytes]) -> bytes:
    """A packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def shown(reading: Reading) -> list[tuple[str, str, str]]:
    """The passages of a reading: role, label, text."""
    return [(p.role, p.label, p.text) for p in reading.passages]


def proposed(reading: Reading) -> dict[str, str]:
    """What a reading proposes."""
    return {p.field: p.value for p in reading.proposed}


def read(reader: str, content: bytes | str, name: str = "x", limits: Limits | None = None) -> Reading:
    """Read in this process."""
    return read_here(reader, name, content.encode() if isinstance(content, str) else content, limits=limits)
