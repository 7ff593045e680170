"""The parts of a Word file that pandoc leaves to others: styles, endnotes, heads and feet, fixed dates."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from summitry.book.volume import value as v
from summitry.book.volume.embedding import CONTENT_TYPE, embedded
from summitry.foundation.labels import language, say

Paper = Literal["a4", "letter"]

TEMPLATES = Path(__file__).parent.parent / "templates"
TWIPS_MM = 56.6929
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date every file inside bears: the oldest a zip file can say."""
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def section_end(volume: v.Volume, rank: int, paper: Paper, *, wide: bool) -> str:
    """Return the paragraph that ends a Word section, with its paper and the head and foot of a marking."""
    return f"<w:p><w:pPr>{_section(rank, paper, wide=wide)}</w:pPr></w:p>"


def _section(rank: int, paper: Paper, *, wide: bool) -> str:
    across, down = SHEETS[paper]
    side, top = (across - 160) / 2, (down - 236) / 2
    if wide:
        across, down = down, across
        side, top = (across - 244) / 2, (down - 170) / 2
    look = f"{rank}{WIDE}" if wide else f"{rank}"
    turned = ' w:orient="landscape"' if wide else ""

    def twips(mm: float) -> int:
        return round(mm * TWIPS_MM)

    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHead{look}"/>'
        f'<w:footerReference w:type="default" r:id="rIdFoot{look}"/>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(across)}" w:h="{twips(down)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(side)}" w:bottom="{twips(top)}"'
        f' w:left="{twips(side)}"'
        f' w:header="{twips(top - 11)}" w:footer="{twips(top - 11)}" w:gutter="0"/></w:sectPr>'
    )


def table_of_contents(volume: v.Volume) -> str:
    """Return a table of contents as a field: Word and LibreOffice renew it, and show this until then."""
    lines = [
        (c.pieces[0].key, f"{c.number}  {c.kicker}: {_plain(p.title)}")
        for c in volume.chapters
        for p in c.pieces[:1]
    ]
    lines += [("documents", say("Documents"))]
    lines += [("index", say("Index of terms"))] if volume.index else []
    lines += [("sources", say("Sources"))]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = []
    for at, (key, words) in enumerate(lines):
        link = f'<w:hyperlink w:anchor="{key}" w:history="1">{_run(words)}</w:hyperlink>'
        first, last = (begin if at == 0 else ""), (end if at == len(lines) - 1 else "")
        found.append(f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{first}{link}{last}</w:p>')
    return "".join(found)


def _plain(words: v.Words) -> str:
    return "".join(run.text for run in words)


def packed(made: bytes, volume: v.Volume, notes: list[str], paper: Paper) -> bytes:
    """Return pandoc's file with our styles, endnotes, heads and feet, and no trace of when it was made."""
    with zipfile.ZipFile(io.BytesIO(made)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name in [n for n in parts if n.startswith(("word/footnotes", "word/comments"))]:
        del parts[name]
    parts["word/styles.xml"] = _styles().encode()
    parts["word/endnotes.xml"] = _endnotes(notes).encode()
    for look in _looks(volume):
        parts[f"word/header{look}.xml"] = _head(volume, look).encode()
        parts[f"word/footer{look}.xml"] = _foot(volume, look).encode()
    parts["word/document.xml"] = _document(parts["word/document.xml"].decode(), volume, paper).encode()
    parts.update(embedded(volume))
    parts["word/settings.xml"] = _SETTINGS.encode()
    parts["word/_rels/document.xml.rels"] = _relations(
        parts["word/_rels/document.xml.rels"].decode(), volume
    ).encode()
    parts["[Content_Types].xml"] = _types(parts["[Content_Types].xml"].decode(), volume).encode()
    parts["docProps/core.xml"] = _core(volume).encode()
    parts.pop("docProps/custom.xml", None)
    return _zipped(parts)


def _styles() -> str:
    styles = (TEMPLATES / "styles.xml").read_text(encoding="utf-8")
    return styles.replace('w:val="en-GB"', f'w:val="{_language()}"')


def _language() -> str:
    return "en-GB" if language() == "en" else language()


def _zipped(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    order = sorted(parts, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in order:
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, parts[name])
    return held.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _endnotes(notes: list[str]) -> str:
    rules = "".join(
        f'<w:endnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{mark}/></w:r></w:p></w:endnote>'
        for id, kind, mark in (
            (0, "separator", "separator"),
            (1, "continuationSeparator", "continuationSeparator"),
        )
    )
    reference = "<w:r><w:rPr><w:b/></w:rPr><w:endnoteRef/></w:r><w:r><w:tab/></w:r>"
    told = "".join(
        f'<w:endnote w:id="{at + 2}"><w:p><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>{reference}'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:endnote>'
        for at, text in enumerate(notes)
    )
    return f"{_XML}<w:endnotes {SPACES}>{rules}{told}</w:endnotes>"


def _three(look: str, left: str, middle: str, right: str) -> str:
    tab = "<w:r><w:tab/></w:r>"
    style = "RunningWide" if look.endswith(WIDE) else "Running"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{left}{tab}{middle}{tab}{right}</w:p>'


def _run(words: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


WIDE = "w"
"""Ends the name of heads and feet of pages that lie on their side."""


def _looks(volume: v.Volume) -> list[str]:
    """Return a name for each head and foot: the place of its marking, and which way the page lies."""
    return [f"{rank}{way}" for rank in range(len(volume.markings)) for way in ("", WIDE)]


def _marking(volume: v.Volume, look: str) -> str:
    rank = int(look.removesuffix(WIDE))
    name = volume.markings[rank]
    if not name:
        return ""
    style = "MarkingHighest" if rank and rank == len(volume.markings) - 1 else "Marking"
    return _run(f" {name.upper()} ", style)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _head(volume: v.Volume, look: str) -> str:
    return f"{_XML}<w:hdr {SPACES}>{_three(look, _run(volume.dossier), _marking(volume, look), '')}</w:hdr>"


def _foot(volume: v.Volume, look: str) -> str:
    before, between, after = say("Page {page} of {pages}", page="\0", pages="\0").split("\0")
    pages = f"{_run(before)}{_field('PAGE')}{_run(between)}{_field('NUMPAGES')}{_run(after)}"
    line = _three(look, _run(volume.known), _marking(volume, look), pages)
    judged = (
        f'<w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr>{_run(volume.judged)}</w:p>' if volume.judged else ""
    )
    return f"{_XML}<w:ftr {SPACES}>{line}{judged}</w:ftr>"


def _document(text: str, volume: v.Volume, paper: Paper) -> str:
    last = _section(volume.rank, paper, wide=False)
    text = re.sub(
        r"<w:sectPr\s*/>|<w:sectPr>(?:(?!<w:sectPr).)*?</w:sectPr>(?=\s*</w:body>)", "", text, flags=re.DOTALL
    )
    text = re.sub(r"<w:tr>(?!\s*<w:trPr>)", "<w:tr><w:trPr><w:cantSplit/></w:trPr>", text)
    return text.replace("</w:body>", f"{last}</w:body>")


def _relations(text: str, volume: v.Volume) -> str:
    text = re.sub(r'<Relationship [^>]*Target="(?:footnotes|comments)\.xml"[^>]*/>', "", text)
    added = f'<Relationship Id="rIdEnd" Type="{_OFFICE}/endnotes" Target="endnotes.xml"/>'
    for look in _looks(volume):
        added += f'<Relationship Id="rIdHead{look}" Type="{_OFFICE}/header" Target="header{look}.xml"/>'
        added += f'<Relationship Id="rIdFoot{look}" Type="{_OFFICE}/footer" Target="footer{look}.xml"/>'
    return text.replace("</Relationships>", f"{added}</Relationships>")


def _types(text: str, volume: v.Volume) -> str:
    text = re.sub(
        r'<Override [^>]*PartName="/(?:word/(?:footnotes|comments)\.xml|docProps/custom\.xml)"[^>]*/>',
        "",
        text,
    )
    added = f'{CONTENT_TYPE}<Override PartName="/word/endnotes.xml" ContentType="{_WORD}.endnotes+xml"/>'
    for look in _looks(volume):
        added += f'<Override PartName="/word/header{look}.xml" ContentType="{_WORD}.header+xml"/>'
        added += f'<Override PartName="/word/footer{look}.xml" ContentType="{_WORD}.footer+xml"/>'
    return text.replace("</Types>", f"{added}</Types>")


_SETTINGS = (
    f'{_XML}<w:settings {SPACES}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
    '<w:updateFields w:val="true"/>'
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="0"/><w:endnote w:id="1"/></w:endnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat></w:settings>'
)


def _core(volume: v.Volume) -> str:
    moment = f"{volume.day}T12:00:00Z"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(say('{dossier}: {name}', dossier=volume.dossier, name=volume.name))}</dc:title>"
        "<dc:creator>Summitry</dc:creator>"
        f"<dc:language>{_language()}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )
