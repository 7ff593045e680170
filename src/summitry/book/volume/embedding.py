"""The book's own fonts inside a Word file, so that it looks alike where they are not installed.

Word and LibreOffice read TrueType outlines, obfuscated as ECMA-376 (part 4, 17.8.1) says: the first 32
bytes are crossed with a key that stands beside the file's name. The licence (OFL 1.1) lets fonts be
embedded in any document, and the fonts' own bits (fsType 0) say so too. The fonts of East Asian scripts
stay out: they are large, and their outlines are of a kind that Word does not load from a document; there
a word processor takes what `INSTEAD` names.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from summitry.book.volume import value as v

FONTS = Path(__file__).parent.parent / "fonts"
INSTEAD = {
    "Source Serif 4": "Cambria", "Source Serif 4 Display Semibold": "Cambria", "Source Sans 3": "Calibri",
    "Noto Serif CJK KR": "Batang", "Noto Sans CJK KR": "Malgun Gothic", "Noto Naskh Arabic": "Arial",
}  # fmt: skip
"""What a word processor takes where a font is neither installed nor embedded."""
FACES = {
    "Source Serif 4": {"Regular": "SourceSerif4-Regular.ttf", "Italic": "SourceSerif4-It.ttf"},
    "Source Serif 4 Display Semibold": {"Regular": "SourceSerif4Display-Semibold.ttf"},
    "Source Sans 3": {"Regular": "SourceSans3-Regular.ttf", "Bold": "SourceSans3-Bold.ttf",
                      "Italic": "SourceSans3-It.ttf"},
    "Noto Naskh Arabic": {"Regular": "NotoNaskhArabic-Regular.ttf"},
}  # fmt: skip
"""Families as the font files name themselves; the serif's bold is drawn by the word processor."""
_OF_A_SCRIPT = {"Noto Naskh Arabic": "ar"}
"""Embedded only where the book has words in that language."""


def embedded(volume: v.Volume) -> dict[str, bytes]:
    """Return the fonts' parts of a Word file by name; a font whose file is missing is left out."""
    langs = {run.lang for said in volume.said() for run in said.words}
    parts: dict[str, bytes] = {}
    table, relations = [], []
    for family, other in INSTEAD.items():
        faces = []
        wanted = _OF_A_SCRIPT.get(family) is None or _OF_A_SCRIPT[family] in langs
        for face, name in FACES.get(family, {}).items() if wanted else ():
            if not (FONTS / name).is_file():
                continue
            key, content = _obfuscated(name)
            id = f"rIdFont{len(parts) + 1}"
            parts[f"word/fonts/font{len(parts) + 1}.odttf"] = content
            relations.append(
                f'<Relationship Id="{id}" Type="{_OFFICE}/font" Target="fonts/font{len(parts)}.odttf"/>'
            )
            faces.append((ORDER.index(face), f'<w:embed{face} r:id="{id}" w:fontKey="{{{key}}}"/>'))
        inner = "".join(xml for _, xml in sorted(faces))
        table.append(f'<w:font w:name="{family}"><w:altName w:val="{other}"/>{inner}</w:font>')
    parts["word/fontTable.xml"] = f"{_XML}<w:fonts {_SPACES}>{''.join(table)}</w:fonts>".encode()
    if relations:
        rels = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'
        parts["word/_rels/fontTable.xml.rels"] = rels.encode()
    return parts


ORDER = ("Regular", "Bold", "Italic", "BoldItalic")
CONTENT_TYPE = (
    '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'


@lru_cache(maxsize=8)
def _obfuscated(name: str) -> tuple[str, bytes]:
    """The key, made from the font itself so that the same font gives the same bytes, and the content."""
    content = (FONTS / name).read_bytes()
    code = hashlib.sha256(content).hexdigest()[:32].upper()
    key = "-".join((code[:8], code[8:12], code[12:16], code[16:20], code[20:]))
    return key, crossed(content, key)


def crossed(content: bytes, key: str) -> bytes:
    """Cross the first 32 bytes with the key, last byte first; twice gives the content again."""
    code = bytes.fromhex(key.replace("-", ""))[::-1]
    return bytes(b ^ code[at % 16] for at, b in enumerate(content[:32])) + content[32:]
