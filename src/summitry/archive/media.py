"""What form a file has: told by its first bytes, and by its name where they do not say."""

from __future__ import annotations

import re

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form of document: its media type, the suffix it is kept under, the reader's module, its name."""

    media: str
    suffix: str
    reader: str
    says: str


PDF = Form("application/pdf", ".pdf", "pdf", "PDF")
TEI = Form("application/tei+xml", ".xml", "tei", "TEI XML")
HTML = Form("text/html", ".html", "html", "HTML")
DOCX = Form(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "docx", "Word (DOCX)"
)
ODT = Form("application/vnd.oasis.opendocument.text", ".odt", "odt", "OpenDocument text")
MAIL = Form("message/rfc822", ".eml", "mail", "e-mail")
MAILBOX = Form("application/mbox", ".mbox", "mailbox", "mailbox")
MARKDOWN = Form("text/markdown", ".md", "markdown", "Markdown")
PLAIN = Form("text/plain", ".txt", "plain", "plain text")
TABLE = Form("text/csv", ".csv", "table", "CSV")
PICTURE = Form("image/*", "", "picture", "picture")

FORMS = (PDF, TEI, HTML, DOCX, ODT, MAIL, MAILBOX, MARKDOWN, PLAIN, TABLE, PICTURE)

_BY_SUFFIX = {
    ".htm": HTML, ".html": HTML, ".xhtml": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": PLAIN,
    ".text": PLAIN, ".eml": MAIL, ".mbox": MAILBOX, ".mbx": MAILBOX, ".csv": TABLE, ".tsv": TABLE,
    ".docx": DOCX, ".odt": ODT, ".xml": TEI, ".tei": TEI, ".pdf": PDF,
}  # fmt: skip
_PICTURES = {
    b"\x89PNG\r\n": ("image/png", ".png"), b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"II*\x00": ("image/tiff", ".tif"), b"MM\x00*": ("image/tiff", ".tif"), b"GIF8": ("image/gif", ".gif"),
}  # fmt: skip
_NOT_READ = (
    (b"\xd0\xcf\x11\xe0", "it is a file of an old Office program; save it as DOCX or PDF"),
    (b"{\\rtf", "it is RTF; save it as DOCX or PDF"),
    (b"Rar!", "it is a packed archive; unpack it and import what is in it"),
    (b"7z\xbc\xaf", "it is a packed archive; unpack it and import what is in it"),
    (b"\x1f\x8b", "it is a packed archive; unpack it and import what is in it"),
    (b"\x7fELF", "it is a program"),
    (b"MZ", "it is a program"),
)
_HTML = re.compile(
    rb"(?i)^\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.S
)
_XML = re.compile(rb"^\s*<(?:\?xml|!DOCTYPE|[A-Za-z])")
_TEI = re.compile(rb"<(?:\w+:)?TEI(?:\.2)?[\s>]")
_LETTER = re.compile(
    rb"(?:[!-9;-~]+:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2,}", re.M
)  # two header lines or more, folded or not
_LETTER_HEADS = re.compile(rb"(?im)^(?:from|date|message-id|received|mime-version|subject|to):")


class UnknownForm(Exception):
    """No reader knows the file; the message says what it is, in words that end a sentence."""


def form_of(name: str, head: bytes, tail: bytes = b"") -> Form:
    """Return the form of a file, from its name, its first 4,096 bytes and its last 65,536.

    >>> form_of("letter", b"%PDF-1.7 ...").says
    'PDF'

    Raises:
        UnknownForm: when nothing here can read it.
    """
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if not head:
        raise UnknownForm("it is empty")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _packed(suffix, head, tail)
    for magic, (media, ending) in _PICTURES.items():
        if head.startswith(magic):
            return Form(media, ending, PICTURE.reader, PICTURE.says)
    for magic, why in _NOT_READ:
        if head.startswith(magic):
            raise UnknownForm(why)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnknownForm("it is no text, and of no form that is read here")
    return _text(suffix, head)


def _packed(suffix: str, head: bytes, tail: bytes) -> Form:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:120]:
        return ODT
    if b"word/document.xml" in tail or b"word/" in head or suffix == ".docx":
        return DOCX
    if suffix == ".odt":
        return ODT
    raise UnknownForm("it is a packed archive; unpack it and import what is in it")


def _text(suffix: str, head: bytes) -> Form:
    if _HTML.match(head):
        return HTML
    if _XML.match(head) and (_TEI.search(head) or suffix in (".xml", ".tei")):
        return TEI
    if head.startswith(b"From ") and b"\n" in head and _LETTER_HEADS.search(head):
        return MAILBOX
    found = _BY_SUFFIX.get(suffix)
    if found is not None and found not in (PDF, DOCX, ODT):
        return found
    if _LETTER.match(head) and len(_LETTER_HEADS.findall(head)) >= 2:
        return MAIL
    if suffix in (".pdf", ".docx", ".odt"):
        raise UnknownForm(f"it is called {suffix[1:].upper()}, and is none")
    return PLAIN
